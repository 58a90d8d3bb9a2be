//@ uses = ["clock"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }
//@ httpdate = { version = "1.0.3", optional = true }

//! When a call may be made again.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName};

use super::clock;

/// How long to wait, by the header `Retry-After`: a number of seconds, or a date.
///
/// A date is compared with the server's own clock where it says what that shows.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = text(headers, RETRY_AFTER)?;
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds = text.parse().unwrap_or(u64::MAX);
        return (!text.is_empty()).then(|| Duration::from_secs(seconds));
    }
    let until = since_epoch(text)?;
    let now = self::text(headers, DATE).and_then(since_epoch);
    Some(until.saturating_sub(now.unwrap_or_else(clock::since_epoch)))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn since_epoch(date: &str) -> Option<Duration> {
    let time = httpdate::parse_http_date(date).ok()?;
    time.duration_since(SystemTime::UNIX_EPOCH).ok()
}

/// How long to wait before a call is made again for the first, second, … time: from half to the
/// whole of a time that doubles, so that callers that failed together do not come back together.
pub(crate) fn backoff(retries: u32) -> Duration {
    use std::hash::{BuildHasher, RandomState};

    let whole = 200_u64 << retries.min(5);
    let half = whole / 2;
    // Each state has keys of its own: that is chance enough.
    Duration::from_millis(half + RandomState::new().hash_one(retries) % (half + 1))
}
