//@ uses = ["api", "receiver", "said"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! What an answer is beside its value.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::api::Api;
use super::receiver::Received;
use super::said::Said;

/// An answer with all that came with it.
///
/// `Debug` shows neither the headers nor the body.
#[derive(Clone)]
pub struct Answer<T> {
    value: T,
    api: &'static Api,
    received: Received,
}

impl<T> Answer<T> {
    pub(super) fn new(value: T, api: &'static Api, received: Received) -> Self {
        Self {
            value,
            api,
            received,
        }
    }

    /// Returns the value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value, without what came with it.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// Returns the body as it came, decompressed.
    pub fn body(&self) -> &[u8] {
        &self.received.body
    }

    /// Returns the identifier that the API gave to the call, from a header or the body.
    pub fn request_id(&self) -> Option<String> {
        Said::request_id(self.api, self.headers(), self.body())
    }
}

impl<T> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.received.status)
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{} bytes", self.received.body.len()))
            .finish_non_exhaustive()
    }
}
