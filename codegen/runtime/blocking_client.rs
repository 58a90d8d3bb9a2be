//@ uses = ["answer", "blocking_body", "blocking_transport", "call", "client_builder", "error", "exchange", "operation", "options", "raw_response", "receiver", "secret", "transport_error", "ureq_transport"]
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
use super::{
    Answer, BoxError, Call, Credential, Error, Operation, Options, RawResponse, Secret,
    TransportError,
};

/// The client: it makes the calls of the API, and blocks the thread until each is done.
///
/// It is cheap to clone, and one is enough for a whole application, whose calls then share their
/// connections.
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
    options: Arc<Options>,
}

/// What a client and its clones have in common, whatever their options.
struct Core {
    context: Context,
    transport: Arc<dyn Transport>,
    token_provider: Option<TokenProvider>,
}

type TokenProvider = Arc<dyn Provide>;

/// What gives tokens.
pub trait Provide: Fn() -> Result<Secret, BoxError> + Send + Sync {}

impl<T: Fn() -> Result<Secret, BoxError> + Send + Sync> Provide for T {}

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
    type Body = Body;

    fn with(&self, change: impl FnOnce(Options) -> Options) -> Self {
        Self {
            options: Arc::new(change(Options::clone(&self.options))),
            core: Arc::clone(&self.core),
        }
    }
}

/// Shows where calls go, and how they are made.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.core.context.base)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl Shell for Client {
    type Transport = dyn Transport;
    type TokenProvider = dyn Provide;
}

impl ClientBuilder<Client> {
    /// Sends requests by a transport of one's own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Asks for a token before each call that sends one, for tokens that do not live long.
    pub fn token_provider(
        mut self,
        provider: impl Fn() -> Result<Secret, BoxError> + Send + Sync + 'static,
    ) -> Self {
        self.token_provider = Some(Arc::new(provider));
        self.credential(Credential::provided())
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
            token_provider,
        } = self.set_up()?;
        let core = Arc::new(Core {
            context,
            transport: transport.unwrap_or_else(|| Arc::new(UreqTransport::new(&options))),
            token_provider,
        });
        let options = Arc::new(options);
        Ok(Client { core, options })
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
        Ok(Answer::new(value, client.core.context.api, received))
    }

    /// Makes the call, and answers as soon as the head of the response is there. The body is read
    /// by whoever gets it, as it came: nothing is decoded, and [`Options::max_body`] does not hold
    /// for it. The timeout does.
    ///
    /// # Errors
    ///
    /// When there is no answer, or when the API says no.
    pub fn stream(self) -> Result<Answer<Body>, Error> {
        let (client, exchange, body) = self.begin()?;
        let mut opened = Some(Body::empty());
        let (_, received) = run(&client, exchange.uncompressed(), body, &mut opened)?;
        let body = opened.unwrap_or_default();
        Ok(Answer::new(body, client.core.context.api, received))
    }

    fn make(self) -> Result<(Client, O::Response, Received), Error> {
        let (client, exchange, body) = self.begin()?;
        let (exchange, received) = run(&client, exchange, body, &mut None)?;
        let response = RawResponse::new(received.status.as_u16(), &received.body);
        match O::decode(&response) {
            Ok(value) => Ok((client, value, received)),
            Err(error) => Err(exchange.complete(Error::undecoded(error), Some(received))),
        }
    }

    /// What has to be done before anything is sent.
    fn begin(self) -> Result<(Client, Exchange, Body), Error> {
        let Self {
            client,
            operation,
            body,
        } = self;
        let described = Described::of::<O>();
        let request = operation.request();
        let request = request.map_err(|error| described.error(Error::encode(error)))?;
        let options = Options::clone(&client.options);
        let exchange = Exchange::new(&client.core.context, options, described, &request)?;
        let own = || request.into_body().map_or_else(Body::empty, Body::from);
        let body = body.unwrap_or_else(own);
        let exchange = match body.as_bytes() {
            Some(_) => exchange,
            None => exchange.with_unrepeatable_body(),
        };
        Ok((client, exchange, body))
    }
}

/// Sends requests until the call is done. A body that is asked for is left to the caller.
fn run(
    client: &Client,
    mut exchange: Exchange,
    mut body: Body,
    opened: &mut Option<Body>,
) -> Result<(Exchange, Received), Error> {
    let transport = &*client.core.transport;
    if let (true, Some(provider)) = (exchange.needs_token(), &client.core.token_provider) {
        exchange.set_token(provider())?;
    }
    loop {
        let request = exchange.next_request();
        let body = match exchange.has_body() {
            true => body.repeat(),
            false => Body::empty(),
        };
        let request = request.map(|()| body);
        let trace = exchange.trace().clone();
        let outcome = trace.within(|| attempt(transport, request, &exchange, opened));
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
    opened: &mut Option<Body>,
) -> Outcome {
    let response = match transport.send(request, exchange.time_left()) {
        Ok(response) => response,
        Err(error) => return Outcome::Broken(error, None),
    };
    let (head, mut body) = response.into_parts();
    let is_success = head.status.is_success();
    let mut receiver = Receiver::new(head, exchange.max_body());
    if let (true, Some(opened)) = (is_success, opened) {
        *opened = body;
        return Outcome::Answered(receiver.so_far());
    }
    let mut buffer = vec![0; receiver.piece()];
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
