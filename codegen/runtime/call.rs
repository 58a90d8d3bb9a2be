//@ uses = ["operation", "options"]

//! A call that is ready to be made.

use std::fmt;
use std::time::Duration;

use super::{Operation, Options};

/// A client that makes calls, with options that can be changed: the asynchronous or the blocking
/// one.
pub trait Caller: Clone + sealed::Sealed {
    /// The bodies that it sends.
    type Body;

    /// Returns the same client with other options. They share their connections.
    fn with(&self, change: impl FnOnce(Options) -> Options) -> Self;
}

pub(super) mod sealed {
    /// Only the clients of this crate make calls.
    pub trait Sealed {}
}

/// A call of an operation, ready to be made, and settings for this one call.
///
/// A call of the asynchronous client is made by `.await`, one of the blocking client by `send()`.
/// Until then nothing happens.
#[must_use = "a call is made by `.await`, or with the blocking client by `.send()`"]
pub struct Call<C: Caller, O> {
    pub(super) client: C,
    pub(super) operation: O,
    pub(super) body: Option<C::Body>,
}

impl<C: Caller, O: Operation> Call<C, O> {
    /// A call by a client.
    pub fn new(client: &C, operation: impl Into<O>) -> Self {
        Self {
            client: client.clone(),
            operation: operation.into(),
            body: None,
        }
    }

    /// Makes the call with other options.
    pub fn with(mut self, change: impl FnOnce(Options) -> Options) -> Self {
        self.client = self.client.with(change);
        self
    }

    /// Sets how long the call may take, with its retries.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|options| options.timeout(timeout))
    }

    /// Sends another body than the operation's own, such as a stream of a file. What is said of its
    /// media type stays as it is. A call whose body is a stream is never made again.
    pub fn body(mut self, body: impl Into<C::Body>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Returns what is called, with what is sent.
    pub fn operation(&self) -> &O {
        &self.operation
    }
}

/// Shows nothing of what is sent.
impl<C: Caller, O: Operation> fmt::Debug for Call<C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} {})", O::METHOD, O::PATH)
    }
}
