//! A world for one client: it answers by a script, keeps what it is sent, and lets no time pass.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{HeaderMap, Method, Response, Uri};

use crate::runtime::blocking::{Body, Client, Transport};
use crate::runtime::{Api, Call, ClientBuilder, Operation, TransportError};

/// What becomes of a request.
pub(crate) type Reply = Result<Response<Body>, TransportError>;

/// A request as it was sent.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) method: Method,
    pub(crate) url: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Sent {
    /// The text of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let value = self.headers.get(name)?;
        Some(value.to_str().expect("it is a text"))
    }
}

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    sent: Vec<Sent>,
    waits: Vec<Duration>,
}

/// The world.
#[derive(Clone, Default)]
pub(crate) struct World(Arc<Mutex<State>>);

impl World {
    /// A world that answers so, and then by status 204.
    pub(crate) fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let world = Self::default();
        world.state().replies.extend(replies);
        world
    }

    /// Begins a client of an API in this world.
    pub(crate) fn client(&self, api: &'static Api, base_url: &str) -> ClientBuilder<Client> {
        ClientBuilder::<Client>::new(api, base_url).transport(self.clone())
    }

    /// Returns what was sent, and forgets it.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        std::mem::take(&mut self.state().sent)
    }

    /// Returns how long the client waited, each time.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer with headers and no body.
pub(crate) fn reply(status: u16, headers: &[(&str, &str)]) -> Reply {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Ok(response.body(Body::empty()).expect("it is a response"))
}

impl Transport for World {
    fn send(&self, request: http::Request<Body>, _: Duration) -> Reply {
        let (head, body) = request.into_parts();
        let mut state = self.state();
        state.sent.push(Sent {
            method: head.method,
            url: head.uri,
            headers: head.headers,
            body: body.as_bytes().unwrap_or(b"a stream").to_vec(),
        });
        let next = state.replies.pop_front();
        next.unwrap_or_else(|| reply(204, &[]))
    }

    fn sleep(&self, duration: Duration) {
        self.state().waits.push(duration);
    }
}

/// Calls of operations that say by themselves which they are.
pub(crate) trait Calls {
    /// Prepares a call.
    fn calls<O: Operation>(&self, operation: O) -> Call<Client, O>;
}

impl Calls for Client {
    fn calls<O: Operation>(&self, operation: O) -> Call<Client, O> {
        self.call(operation)
    }
}

/// An operation without an answer, of these facts.
macro_rules! operation {
    ($name:ident: $method:literal $path:literal $(, $fact:ident: $ty:ty = $value:expr)*; $encode:expr) => {
        pub(crate) struct $name;

        impl $crate::runtime::Operation for $name {
            const ID: &'static str = stringify!($name);
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;
            $(const $fact: $ty = $value;)*
            type Response = ();
            type Error = ();

            fn encode(
                &self,
                request: &mut $crate::runtime::Request,
            ) -> Result<(), $crate::runtime::EncodeError> {
                let encode: fn(&mut $crate::runtime::Request) -> _ = $encode;
                encode(request)
            }

            fn decode(
                _: &$crate::runtime::RawResponse<'_>,
            ) -> Result<(), $crate::runtime::DecodeError> {
                Ok(())
            }

            fn decode_error(
                _: &$crate::runtime::RawResponse<'_>,
            ) -> Result<(), $crate::runtime::DecodeError> {
                Ok(())
            }
        }
    };
}
pub(crate) use operation;
