//! What the tests share.

pub mod always;
pub mod case;
pub mod change;
pub mod codes;
pub mod faults;
pub mod injected;
pub mod invented;
mod listener;
mod markers;
pub mod nested;
pub mod own_schema;
pub mod received;
pub mod sandbox;
pub mod workspace;

/// The runtime of the generated crates, compiled in place so that it can be tested by itself.
#[allow(
    unused,
    reason = "what only generated code calls is used in tests/tests/runtime/"
)]
#[path = "../../codegen/runtime/mod.rs"]
pub mod runtime;
