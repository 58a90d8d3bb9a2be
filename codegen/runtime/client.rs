//@ uses = ["answer", "body", "call", "client_builder", "error", "exchange", "operation", "options", "raw_response", "receiver", "reqwest_transport", "secret", "transport", "transport_error"]
//@ default = ["client"]
//@ [features]
//@ client = ["dep:bytes", "dep:flate2", "dep:http", "dep:httpdate", "dep:web-time"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! The asynchronous client.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use super::call::{Caller, sealed::Sealed};
use super::client_builder::{ClientBuilder, Setup};
use super::exchange::{Context, Described, Exchange, Next, Outcome};
use super::receiver::{Received, Receiver};
use super::reqwest_transport::ReqwestTransport;
use super::transport::{BoxFuture, Transport};
use super::{Answer, Body, Call, Error, Operation, Options, RawResponse, TransportError};

/// The client: it makes the calls of the API.
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
impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.context.base)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder<Client> {
    /// Sends requests by a transport of one's own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sends requests by a client of `reqwest`, for what only that can be told, such as a proxy or
    /// certificates of one's own.
    ///
    /// Credentials, timeouts and retries are as ever, but for the time that a connection may take:
    /// that is the client's. Build it with `redirect::Policy::none()` and `retry::never()`:
    /// otherwise it follows redirects by its own rules, which may send what a header or a body
    /// holds to another server, before this client sees them.
    pub fn reqwest(mut self, client: reqwest::Client) -> Self {
        self.transport = Some(Arc::new(ReqwestTransport::over(client)));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// When the base URL is none, or is not encrypted; when a credential cannot be sent; when the
    /// certificates of the system cannot be read.
    pub fn build(self) -> Result<Client, Error> {
        let Setup {
            context,
            options,
            transport,
        } = self.set_up()?;
        let transport = match transport {
            Some(transport) => transport,
            None => Arc::new(ReqwestTransport::new(options.get_connect_timeout())?),
        };
        Ok(Client {
            context: Arc::new(context),
            options: Arc::new(options),
            transport,
        })
    }
}

impl super::client_builder::Shell for Client {
    type Transport = dyn Transport;
}

impl<O: Operation> Call<Client, O> {
    /// Makes the call, and answers with the status and the headers beside the value.
    ///
    /// # Errors
    ///
    /// As awaiting the call has them.
    pub fn answer(self) -> BoxFuture<'static, Result<Answer<O::Response>, Error>> {
        let begun = self.begin();
        Box::pin(async move {
            let (client, exchange, body) = begun?;
            let (exchange, received) = run(&client, exchange, body).await?;
            let value = decode::<O>(&exchange, &received)?;
            Ok(Answer::new(value, client.context.api, received))
        })
    }

    /// What has to be done before anything is sent.
    fn begin(self) -> Result<(Client, Exchange, Body), Error> {
        let Self { client, operation } = self;
        let described = Described::of::<O>();
        let request = operation
            .request()
            .map_err(|error| Error::encode(error).of_call((described.method, described.path), 0))?;
        let options = Options::clone(&client.options);
        let exchange = Exchange::new(&client.context, options, described, &request)?;
        let body = request.into_body().map_or_else(Body::empty, Body::from);
        Ok((client, exchange, body))
    }
}

/// Awaiting a call makes it.
impl<O: Operation> IntoFuture for Call<Client, O> {
    type Output = Result<O::Response, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let begun = self.begin();
        Box::pin(async move {
            let (client, exchange, body) = begun?;
            let (exchange, received) = run(&client, exchange, body).await?;
            decode::<O>(&exchange, &received)
        })
    }
}

fn decode<O: Operation>(exchange: &Exchange, received: &Received) -> Result<O::Response, Error> {
    let response = RawResponse::new(received.status.as_u16(), &received.body);
    O::decode(&response)
        .map_err(|error| exchange.complete(Error::undecoded(error), Some(received.clone())))
}

/// Sends requests until the call is done.
async fn run(
    client: &Client,
    mut exchange: Exchange,
    mut body: Body,
) -> Result<(Exchange, Received), Error> {
    let transport = &*client.transport;
    loop {
        let request = exchange.next_request();
        let body = match exchange.has_body() {
            true => body.repeat(),
            false => Body::empty(),
        };
        let mut partial = None;
        let attempt = attempt(transport, request.map(|()| body), &exchange, &mut partial);
        let limit = transport.sleep(exchange.time_left());
        let outcome = match before(limit, attempt).await {
            Some(outcome) => outcome,
            None => Outcome::TooLate(partial.as_mut().map(Receiver::so_far)),
        };
        match exchange.judge(outcome) {
            Next::Done(result) => return result.map(|received| (exchange, received)),
            Next::Again(wait) if wait.is_zero() => {}
            Next::Again(wait) => transport.sleep(wait).await,
        }
    }
}

/// Sends one request, and reads the answer.
async fn attempt(
    transport: &dyn Transport,
    request: http::Request<Body>,
    exchange: &Exchange,
    partial: &mut Option<Receiver>,
) -> Outcome {
    let response = match transport.send(request).await {
        Ok(response) => response,
        Err(error) => return Outcome::Broken(error, None),
    };
    let (head, mut body) = response.into_parts();
    let receiver = partial.insert(Receiver::new(head, exchange.max_body()));
    loop {
        match body.chunk().await {
            Ok(Some(piece)) => {
                if let Err(problem) = receiver.push(&piece) {
                    return Outcome::Spoiled(problem, receiver.so_far());
                }
            }
            Ok(None) => break,
            Err(error) => {
                let received = receiver.so_far();
                return Outcome::Broken(TransportError::other(error), Some(received));
            }
        }
    }
    match receiver.finish() {
        Ok(received) => Outcome::Answered(received),
        Err(problem) => Outcome::Spoiled(problem, receiver.so_far()),
    }
}

/// What a future gives, if it does before another one ends.
async fn before<T>(mut limit: BoxFuture<'_, ()>, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}
