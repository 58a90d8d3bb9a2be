//@ uses = ["error", "exchange"]
//@ [features]
//@ tracing = ["dep:tracing"]
//@ [dependencies]
//@ tracing = { version = "0.1.40", optional = true, default-features = false, features = ["std"] }

//! What can be watched of a call: never what is sent, what is answered, or who the caller is.

use std::time::Duration;

use super::exchange::Described;

/// What is known of a call when it is over.
#[cfg_attr(
    not(feature = "tracing"),
    allow(dead_code, reason = "only traces say it")
)]
pub(crate) struct Summary<'a> {
    pub(crate) attempts: u32,
    pub(crate) took: Duration,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<&'a str>,
    /// The kind of the error; none where there is no error.
    pub(crate) error: Option<&'static str>,
}

/// The span of a call.
#[cfg(feature = "tracing")]
#[derive(Clone)]
pub(crate) struct Trace(tracing::Span);

#[cfg(feature = "tracing")]
impl Trace {
    /// Begins a span.
    pub(crate) fn begin(operation: &Described) -> Self {
        use tracing::field::Empty;

        Self(tracing::info_span!(
            "call",
            operation = operation.id,
            method = operation.method,
            path = operation.path,
            attempts = Empty,
            status = Empty,
            request_id = Empty,
            duration_ms = Empty,
            error = Empty,
        ))
    }

    /// True when somebody watches.
    pub(crate) fn is_watched(&self) -> bool {
        !self.0.is_disabled()
    }

    /// Says that a request is sent.
    pub(crate) fn attempt(&self, attempt: u32) {
        tracing::debug!(parent: &self.0, attempt, "sending");
    }

    /// Says what came of the call.
    pub(crate) fn end(&self, summary: &Summary<'_>) {
        let took = u64::try_from(summary.took.as_millis()).unwrap_or(u64::MAX);
        self.0.record("attempts", summary.attempts);
        self.0.record("duration_ms", took);
        if let Some(status) = summary.status {
            self.0.record("status", status);
        }
        if let Some(id) = summary.request_id {
            self.0.record("request_id", id);
        }
        if let Some(error) = summary.error {
            self.0.record("error", error);
        }
    }

    /// Does something within the span.
    pub(crate) fn within<T>(&self, work: impl FnOnce() -> T) -> T {
        self.0.in_scope(work)
    }
}

/// The span of a call that nobody watches.
#[cfg(not(feature = "tracing"))]
#[derive(Clone)]
pub(crate) struct Trace;

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(crate) fn begin(_: &Described) -> Self {
        Self
    }

    pub(crate) fn is_watched(&self) -> bool {
        false
    }

    pub(crate) fn attempt(&self, _: u32) {}

    pub(crate) fn end(&self, _: &Summary<'_>) {}

    pub(crate) fn within<T>(&self, work: impl FnOnce() -> T) -> T {
        work()
    }
}
