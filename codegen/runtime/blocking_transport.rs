//@ uses = ["blocking_body", "transport_error"]
//@ [features]
//@ blocking = ["dep:http"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! What carries the requests of the blocking client.

use std::time::Duration;

use super::TransportError;
use super::blocking_body::Body;

/// What carries a request over and brings the response back.
///
/// It sends one request: it makes no second attempt, follows no redirect, and does not decompress,
/// because the client does all that. What it is given has its whole URL and all headers.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, and answers as soon as the head of the response is there.
    ///
    /// It gives up when the time is over, and so does reading the body of the response.
    ///
    /// # Errors
    ///
    /// When there is no response. The kind of the error says whether the request can have arrived.
    fn send(
        &self,
        request: http::Request<Body>,
        time_left: Duration,
    ) -> Result<http::Response<Body>, TransportError>;

    /// Waits before another attempt.
    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}
