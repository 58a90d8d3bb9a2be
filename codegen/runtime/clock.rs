//@ [dependencies]
//@ [target.'cfg(all(target_family = "wasm", target_os = "unknown"))'.dependencies]
//@ web-time = { version = "1.1", optional = true }

//! What time it is, on every platform.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) use std::time::{Instant, SystemTime};

/// In a browser the standard library has no clock.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) use web_time::{Instant, SystemTime};

use std::time::Duration;

/// The seconds since 1970.
pub(crate) fn since_epoch() -> Duration {
    let passed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    passed.unwrap_or_default()
}
