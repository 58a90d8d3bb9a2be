//@ uses = ["body", "transport_error"]
//@ [features]
//@ client = ["dep:http", "dep:tokio", "dep:gloo-timers"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }
//@ [target.'cfg(not(target_family = "wasm"))'.dependencies]
//@ tokio = { version = "1.38", optional = true, default-features = false, features = ["time"] }
//@ [target.'cfg(target_family = "wasm")'.dependencies]
//@ gloo-timers = { version = "0.3", optional = true, features = ["futures"] }

//! What carries a request over and brings the response back.

use std::pin::Pin;
use std::time::Duration;

use super::{Body, TransportError};

/// A future of any type.
#[cfg(not(target_family = "wasm"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A future of any type.
#[cfg(target_family = "wasm")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What carries a request over and brings the response back.
///
/// It sends one request: it makes no second attempt, follows no redirect, and does not decompress,
/// because the client does all that. What it is given has its whole URL and all headers.
///
/// # Example
///
/// ```
/// use crate_name::{Body, BoxFuture, Transport, TransportError};
///
/// /// Answers every request by itself.
/// struct Echo;
///
/// impl Transport for Echo {
///     fn send(
///         &self,
///         request: http::Request<Body>,
///     ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         Box::pin(async move { Ok(http::Response::new(request.into_body())) })
///     }
/// }
/// # let _ = Echo;
/// ```
pub trait Transport: Shared {
    /// Sends a request, and answers as soon as the head of the response is there.
    ///
    /// # Errors
    ///
    /// When there is no response. The kind of the error says whether the request can have arrived.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// Waits. Timeouts and the time between two attempts are measured by it.
    ///
    /// The default needs the runtime of tokio, as the default transport does.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        sleep(duration)
    }
}

#[cfg(not(target_family = "wasm"))]
fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(tokio::time::sleep(duration))
}

#[cfg(target_family = "wasm")]
fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(gloo_timers::future::sleep(duration))
}

/// What can be used by several threads, where there are several.
#[cfg(not(target_family = "wasm"))]
pub trait Shared: Send + Sync + 'static {}
#[cfg(not(target_family = "wasm"))]
impl<T: Send + Sync + 'static> Shared for T {}

/// What can be used by several threads, where there are several.
#[cfg(target_family = "wasm")]
pub trait Shared: 'static {}
#[cfg(target_family = "wasm")]
impl<T: 'static> Shared for T {}
