//@ uses = ["error", "exchange", "operation", "transport_error"]
//@ [features]
//@ test-util = []

//! For the tests of applications: the API, played from values.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::exchange::Facts;
use super::{Error, Operation, TransportError};

/// Stands in for the API: answers calls from values, and remembers what was sent.
///
/// It is the transport of a client, and opens no connection. Clones of it are one.
///
/// Answers are given in the order in which they were prepared for an operation, the last one again
/// and again. Waiting takes no time.
#[derive(Clone, Default)]
pub struct FakeApi(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    prepared: HashMap<&'static str, Vec<Prepared>>,
    sent: Vec<Sent>,
}

#[derive(Clone)]
enum Prepared {
    Answer(StatusCode, HeaderMap, Vec<u8>),
    Nothing,
    Silence,
}

impl FakeApi {
    /// An API with no answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Prepares a successful answer to an operation, such as an `example()` that was changed.
    ///
    /// # Panics
    ///
    /// When the value cannot be written as JSON.
    #[allow(
        clippy::expect_used,
        reason = "a test says at once what it cannot prepare"
    )]
    pub fn answer<O: Operation>(&self, value: &O::Response)
    where
        O::Response: Serialize,
    {
        let body = serde_json::to_vec(value).expect("an answer can be written as JSON");
        self.reply::<O>(200, "application/json", body);
    }

    /// Prepares an error: its status, its headers and its body become the answer. An error without
    /// an answer becomes a connection that cannot be made, or an answer that never comes.
    pub fn refuse<O: Operation>(&self, error: &Error) {
        let prepared = match (error.status(), error.headers(), error.body()) {
            (Some(status), Some(headers), Some(body)) => {
                Prepared::Answer(status, headers.clone(), body.to_vec())
            }
            _ if error.is_timeout() => Prepared::Silence,
            _ => Prepared::Nothing,
        };
        self.prepare::<O>(prepared);
    }

    /// Prepares any answer to an operation.
    ///
    /// # Panics
    ///
    /// When the status or the media type is none.
    #[allow(
        clippy::expect_used,
        reason = "a test says at once what it cannot prepare"
    )]
    pub fn reply<O: Operation>(&self, status: u16, media_type: &str, body: impl Into<Vec<u8>>) {
        let status = StatusCode::from_u16(status).expect("a status has three digits");
        let media_type = HeaderValue::from_str(media_type).expect("a media type is a header");
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, media_type)]);
        self.prepare::<O>(Prepared::Answer(status, headers, body.into()));
    }

    /// Prepares a call without a connection.
    pub fn disconnect<O: Operation>(&self) {
        self.prepare::<O>(Prepared::Nothing);
    }

    /// Prepares a call that takes longer than it may.
    pub fn time_out<O: Operation>(&self) {
        self.prepare::<O>(Prepared::Silence);
    }

    /// Returns the requests that were sent, in order.
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    fn prepare<O: Operation>(&self, prepared: Prepared) {
        let mut state = self.state();
        state.prepared.entry(O::ID).or_default().push(prepared);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a request, and gives what was prepared for it.
    fn take<B>(&self, request: &http::Request<B>, body: &[u8]) -> Result<Prepared, TransportError> {
        let facts = request.extensions().get::<Facts>();
        let id = facts.map_or("", |it| it.operation);
        let mut state = self.state();
        state.sent.push(Sent {
            operation: id,
            method: request.method().to_string(),
            url: request.uri().clone(),
            headers: request.headers().clone(),
            body: body.to_vec(),
        });
        let prepared = state.prepared.get_mut(id).filter(|all| !all.is_empty());
        match prepared {
            None => {
                let problem = format!("no answer to `{id}` was prepared");
                Err(TransportError::other(problem))
            }
            Some(last) if last.len() == 1 => Ok(last.first().cloned().unwrap_or(Prepared::Nothing)),
            Some(all) => Ok(all.remove(0)),
        }
    }
}

impl Prepared {
    /// The response; none where there never is one.
    fn response<B>(self) -> Option<Result<http::Response<B>, TransportError>>
    where
        B: From<Vec<u8>>,
    {
        match self {
            Self::Answer(status, headers, body) => {
                let mut response = http::Response::new(B::from(body));
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Some(Ok(response))
            }
            Self::Nothing => Some(Err(TransportError::connect("there is no server"))),
            Self::Silence => None,
        }
    }
}

impl fmt::Debug for FakeApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = self.state().sent.len();
        f.debug_struct("FakeApi").field("sent", &sent).finish()
    }
}

/// A request that was sent to a [`FakeApi`].
///
/// `Debug` shows nothing of the headers and the body.
#[derive(Clone)]
pub struct Sent {
    operation: &'static str,
    method: String,
    url: Uri,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Sent {
    /// Returns the name of the operation, by the API's description.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the method, such as `POST`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns the whole URL.
    pub fn url(&self) -> &Uri {
        &self.url
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Decodes the body as JSON of a type.
    ///
    /// # Panics
    ///
    /// When it is something else.
    #[allow(clippy::expect_used, reason = "a test says at once what was not sent")]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).expect("the body is JSON of this type")
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "client")]
impl super::Transport for FakeApi {
    fn send(
        &self,
        request: http::Request<super::Body>,
    ) -> super::BoxFuture<'_, Result<http::Response<super::Body>, TransportError>> {
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(piece) = body.chunk().await.map_err(TransportError::other)? {
                bytes.extend_from_slice(&piece);
            }
            let request = http::Request::from_parts(head, ());
            match self.take(&request, &bytes)?.response() {
                Some(response) => response,
                None => std::future::pending().await,
            }
        })
    }

    fn sleep(&self, _: std::time::Duration) -> super::BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[cfg(feature = "blocking")]
impl super::blocking::Transport for FakeApi {
    fn send(
        &self,
        request: http::Request<super::blocking::Body>,
        _: std::time::Duration,
    ) -> Result<http::Response<super::blocking::Body>, TransportError> {
        let (head, mut body) = request.into_parts();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut body, &mut bytes).map_err(TransportError::other)?;
        let request = http::Request::from_parts(head, ());
        let response = self.take(&request, &bytes)?.response();
        response.unwrap_or_else(|| Err(TransportError::timeout("there is no answer")))
    }

    fn sleep(&self, _: std::time::Duration) {}
}
