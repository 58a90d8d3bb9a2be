//! What `Debug` prints in the place of sensitive members.

use std::fmt;

/// Stands in for a sensitive value, and prints `[redacted]`.
pub(crate) struct Redacted;

impl Redacted {
    /// Stands in for a sensitive value that may be absent: whether it is there still shows.
    #[allow(dead_code, reason = "not every crate has an optional sensitive member")]
    pub(crate) fn option<T>(value: &Option<T>) -> Option<Self> {
        value.as_ref().map(|_| Self)
    }

    /// Stands in for a sensitive list or map: how many entries it has still shows.
    #[allow(dead_code, reason = "not every crate has a sensitive list or map")]
    pub(crate) fn entries(len: usize) -> impl fmt::Debug {
        RedactedEntries(len)
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

struct RedactedEntries(usize);

impl fmt::Debug for RedactedEntries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("[redacted; 1 entry]"),
            len => write!(f, "[redacted; {len} entries]"),
        }
    }
}
