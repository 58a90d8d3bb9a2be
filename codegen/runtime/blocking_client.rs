//@ uses = ["answer", "blocking_body", "blocking_transport", "call", "client_builder", "error", "exchange", "operation", "options", "raw_response", "receiver", "transport_error", "ureq_transport"]
//@ [features]
//@ blocking = ["dep:bytes", "dep:flate2", "dep:http", "dep:httpdate", "dep:web-time"]

//! The blocking client.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use super::blocking_body::Body;
use super::blocking_transport::Transport;
use super::call::{Caller, sealed::Sealed};
use super::client_builder::{ClientBuilder, Setup, Shell};
use super::exchange::{Context, Described, Exchange, Next, Outcome};
use super::receiver::{Received, Receiver};
use super::ureq_transport::{UreqTransport, is_timeout};
use super::{Answer, Call, Error, Operation, Options, RawResponse, TransportError};

/// The client: it makes the calls of the API, and blocks the thread until each is done.
///
/// It is cheap to clone, and one is enough for a whole application, whose calls then share their
/// connections.
#[derive(Clone)]
pub struct Client {
    context: Arc<Context>,
    options: Arc<Options>,
    transport: Arc<dyn Transport>,
}

impl Client {
    /// Returns the same client with other options. They share their connections.
    pub fn with(&self, change: impl FnOnce(Options) -> Options) -> Self {
        Caller::with(self, change)
    }

    /// Returns how the client makes its calls.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Prepares a call of any operation.
    pub fn call<O: Operation>(&self, operation: impl Into<O>) -> Call<Self, O> {
        Call::new(self, operation)
    }
}

impl Sealed for Client {}

impl Caller for Client {
    fn with(&self, change: impl FnOnce(Options) -> Options) -> Self {
        Self {
            options: Arc::new(change(Options::clone(&self.options))),
            ..self.clone()
        }
    }
}

/// Shows where calls go, and how they are made.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.context.base)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl Shell for Client {
    type Transport = dyn Transport;
}

impl ClientBuilder<Client> {
    /// Sends requests by a transport of one's own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// When the base URL is none, or is not encrypted; when a credential cannot be sent.
    pub fn build(self) -> Result<Client, Error> {
        let Setup {
            context,
            options,
            transport,
        } = self.set_up()?;
        Ok(Client {
            context: Arc::new(context),
            options: Arc::new(options),
            transport: transport.unwrap_or_else(|| Arc::new(UreqTransport::new())),
        })
    }
}

impl<O: Operation> Call<Client, O> {
    /// Makes the call.
    ///
    /// # Errors
    ///
    /// When there is no answer, when the API says no, or when the answer cannot be decoded.
    pub fn send(self) -> Result<O::Response, Error> {
        let (_, value, _) = self.make()?;
        Ok(value)
    }

    /// Makes the call, and answers with the status and the headers beside the value.
    ///
    /// # Errors
    ///
    /// As [`Call::send`] has them.
    pub fn answer(self) -> Result<Answer<O::Response>, Error> {
        let (client, value, received) = self.make()?;
        Ok(Answer::new(value, client.context.api, received))
    }

    fn make(self) -> Result<(Client, O::Response, Received), Error> {
        let Self { client, operation } = self;
        let described = Described::of::<O>();
        let request = operation
            .request()
            .map_err(|error| Error::encode(error).of_call((described.method, described.path), 0))?;
        let options = Options::clone(&client.options);
        let exchange = Exchange::new(&client.context, options, described, &request)?;
        let body = request.into_body().map_or_else(Body::empty, Body::from);
        let (exchange, received) = run(&*client.transport, exchange, body)?;
        let response = RawResponse::new(received.status.as_u16(), &received.body);
        match O::decode(&response) {
            Ok(value) => Ok((client, value, received)),
            Err(error) => Err(exchange.complete(Error::undecoded(error), Some(received))),
        }
    }
}

/// Sends requests until the call is done.
fn run(
    transport: &dyn Transport,
    mut exchange: Exchange,
    mut body: Body,
) -> Result<(Exchange, Received), Error> {
    loop {
        let request = exchange.next_request();
        let body = match exchange.has_body() {
            true => body.repeat(),
            false => Body::empty(),
        };
        let outcome = attempt(transport, request.map(|()| body), &exchange);
        match exchange.judge(outcome) {
            Next::Done(result) => return result.map(|received| (exchange, received)),
            Next::Again(wait) if wait.is_zero() => {}
            Next::Again(wait) => transport.sleep(wait),
        }
    }
}

/// Sends one request, and reads the answer.
fn attempt(
    transport: &dyn Transport,
    request: http::Request<Body>,
    exchange: &Exchange,
) -> Outcome {
    let response = match transport.send(request, exchange.time_left()) {
        Ok(response) => response,
        Err(error) => return Outcome::Broken(error, None),
    };
    let (head, mut body) = response.into_parts();
    let mut receiver = Receiver::new(head, exchange.max_body());
    let mut buffer = [0; 8 * 1024];
    loop {
        if exchange.time_left().is_zero() {
            return Outcome::TooLate(Some(receiver.so_far()));
        }
        let piece = match body.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => buffer.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                let received = Some(receiver.so_far());
                return match is_timeout(&error) {
                    true => Outcome::TooLate(received),
                    false => Outcome::Broken(TransportError::other(error), received),
                };
            }
        };
        if let Err(problem) = receiver.push(piece) {
            return Outcome::Spoiled(problem, receiver.so_far());
        }
    }
    match receiver.finish() {
        Ok(received) => Outcome::Answered(received),
        Err(problem) => Outcome::Spoiled(problem, receiver.so_far()),
    }
}
