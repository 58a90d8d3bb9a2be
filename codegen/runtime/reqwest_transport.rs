//@ uses = ["body", "exchange", "error", "tls", "transport", "transport_error"]
//@ [features]
//@ client = ["dep:http", "dep:reqwest"]
//@ native-tls = ["dep:native-tls", "reqwest?/native-tls"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }
//@ reqwest = { version = "0.13", optional = true, default-features = false, features = ["rustls-no-provider"] }
//@ [target.'cfg(not(target_family = "wasm"))'.dependencies]
//@ native-tls = { version = "0.2", optional = true }

//! The transport of the asynchronous client: `reqwest`.

use std::error::Error as StdError;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::Uri;
use reqwest::Url;

use super::exchange::Facts;
use super::transport::{BoxFuture, Transport};
use super::{Body, Error, TransportError};

/// Connections by `reqwest`.
pub(crate) struct ReqwestTransport {
    /// A client for each time that a connection may take; only one where callers handed it in.
    clients: Mutex<Vec<(Duration, reqwest::Client)>>,
    given: Option<reqwest::Client>,
    /// Where the last request went: most of them go to one server.
    last: Mutex<Option<(Uri, Url)>>,
}

/// So many different times are remembered.
const MOST_CLIENTS: usize = 8;

impl ReqwestTransport {
    /// A transport for connections that may take so long to be made.
    pub(crate) fn new(connect_timeout: Duration) -> Result<Self, Error> {
        let client = build(connect_timeout).map_err(|error| Error::settings(error.to_string()))?;
        Ok(Self {
            clients: Mutex::new(vec![(connect_timeout, client)]),
            given: None,
            last: Mutex::default(),
        })
    }

    /// A transport over a client that callers have.
    pub(crate) fn over(client: reqwest::Client) -> Self {
        Self {
            clients: Mutex::default(),
            given: Some(client),
            last: Mutex::default(),
        }
    }

    /// The client for a request.
    fn client(&self, request: &http::Request<Body>) -> Result<reqwest::Client, TransportError> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        let facts = request.extensions().get::<Facts>();
        let wanted = facts.map_or(Duration::MAX, |it| it.connect_timeout);
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, client)) = clients.iter().find(|(it, _)| *it == wanted) {
            return Ok(client.clone());
        }
        let client = build(wanted).map_err(TransportError::other)?;
        if clients.len() >= MOST_CLIENTS {
            clients.remove(1);
        }
        clients.push((wanted, client.clone()));
        Ok(client)
    }

    /// The same URL as `reqwest` has it. To read one costs more than to change another one's path.
    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let same = last.as_ref().filter(|(it, _)| {
            let is_same_host = it.authority() == uri.authority();
            is_same_host && it.scheme() == uri.scheme()
        });
        if let Some((_, url)) = same {
            let mut url = url.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        let url = Url::parse(&uri.to_string()).map_err(TransportError::other)?;
        *last = Some((uri.clone(), url.clone()));
        Ok(url)
    }

    /// The request as `reqwest` has it.
    fn request(&self, request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
        let (head, body) = request.into_parts();
        let mut request = reqwest::Request::new(head.method, self.url(&head.uri)?);
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(sent(body));
        Ok(request)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let client = self.client(&request);
        let request = self.request(request);
        Box::pin(async move {
            let response = client?.execute(request?).await.map_err(failure)?;
            received(response).await
        })
    }
}

#[cfg(not(target_family = "wasm"))]
fn build(connect_timeout: Duration) -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false);
    #[cfg(not(feature = "native-tls"))]
    let builder = builder.tls_backend_preconfigured(super::tls::config()?);
    #[cfg(feature = "native-tls")]
    let builder = builder.tls_backend_native();
    Ok(builder.build()?)
}

/// A browser makes its connections as it likes.
#[cfg(target_family = "wasm")]
fn build(_: Duration) -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
    Ok(reqwest::Client::builder().build()?)
}

fn sent(body: Body) -> reqwest::Body {
    match body.into_bytes() {
        Ok(bytes) => bytes.into(),
        Err(stream) => stream_of(stream),
    }
}

#[cfg(not(target_family = "wasm"))]
fn stream_of(body: Body) -> reqwest::Body {
    reqwest::Body::wrap(body)
}

/// A browser sends no streams.
#[cfg(target_family = "wasm")]
fn stream_of(_: Body) -> reqwest::Body {
    reqwest::Body::from("")
}

#[cfg(not(target_family = "wasm"))]
async fn received(response: reqwest::Response) -> Result<http::Response<Body>, TransportError> {
    Ok(http::Response::<reqwest::Body>::from(response).map(Body::unpin))
}

/// A browser gives the whole body.
#[cfg(target_family = "wasm")]
async fn received(response: reqwest::Response) -> Result<http::Response<Body>, TransportError> {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.map_err(failure)?;
    let mut answer = http::Response::new(Body::from(body));
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    Ok(answer)
}

/// The URL can hold a secret, and is no part of the error.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    #[cfg(not(target_family = "wasm"))]
    if error.is_connect() {
        return match is_insecure(&error) {
            true => TransportError::secure(error),
            false => TransportError::connect(error),
        };
    }
    match error.is_timeout() {
        true => TransportError::timeout(error),
        false => TransportError::other(error),
    }
}

/// True when a connection was made, and then refused: whom it led to is not whom it should.
#[cfg(not(target_family = "wasm"))]
fn is_insecure(error: &(dyn StdError + 'static)) -> bool {
    // What an `io::Error` holds is not its source, and may be another one.
    let io = error.downcast_ref::<std::io::Error>();
    let held = io.and_then(std::io::Error::get_ref);
    let held = held.map(|it| it as &(dyn StdError + 'static));
    let inner = held.or(error.source());
    #[cfg(feature = "native-tls")]
    if error.is::<native_tls::Error>() {
        return !inner.is_some_and(is_broken);
    }
    error.is::<rustls::Error>() || inner.is_some_and(is_insecure)
}

/// True when the connection broke while it was to be secured: that is an accident.
#[cfg(all(feature = "native-tls", not(target_family = "wasm")))]
fn is_broken(error: &(dyn StdError + 'static)) -> bool {
    error.is::<std::io::Error>() || error.source().is_some_and(is_broken)
}
