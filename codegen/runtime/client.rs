//@ uses = ["answer", "body", "call", "client_builder", "error", "exchange", "operation", "options", "raw_response", "receiver", "reqwest_transport", "secret", "trace", "transport", "transport_error"]
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
use super::trace::Trace;
use super::transport::{BoxFuture, Shared, Transport};
use super::{
    Answer, Body, BoxError, Call, Credential, Error, Operation, Options, RawResponse, Secret,
    TransportError,
};

/// The client: it makes the calls of the API.
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
pub trait Provide: Fn() -> BoxFuture<'static, Result<Secret, BoxError>> + Shared {}

impl<T: Fn() -> BoxFuture<'static, Result<Secret, BoxError>> + Shared> Provide for T {}

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
impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.core.context.base)
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

    /// Asks for a token before each call that sends one, for tokens that do not live long.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::{Client, ClientBuilder, Secret};
    ///
    /// fn with_tokens(builder: ClientBuilder<Client>) -> ClientBuilder<Client> {
    ///     builder.token_provider(|| Box::pin(async { Ok(Secret::new("of this minute")) }))
    /// }
    /// # let _ = with_tokens;
    /// ```
    pub fn token_provider(
        mut self,
        provider: impl Fn() -> BoxFuture<'static, Result<Secret, BoxError>> + Shared,
    ) -> Self {
        self.token_provider = Some(Arc::new(provider));
        self.credential(Credential::provided())
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// When the base URL is none, or is not encrypted; when a credential cannot be sent; when the
    /// certificates of the system cannot be read.
    #[cfg_attr(
        target_family = "wasm",
        allow(
            clippy::arc_with_non_send_sync,
            reason = "a browser has one thread, and its values stay there"
        )
    )]
    pub fn build(self) -> Result<Client, Error> {
        let Setup {
            context,
            options,
            transport,
            token_provider,
        } = self.set_up()?;
        let transport = match transport {
            Some(transport) => transport,
            None => Arc::new(ReqwestTransport::new(options.get_connect_timeout())?),
        };
        let options = Arc::new(options);
        let core = Arc::new(Core {
            context,
            transport,
            token_provider,
        });
        Ok(Client { core, options })
    }
}

impl super::client_builder::Shell for Client {
    type Transport = dyn Transport;
    type TokenProvider = dyn Provide;
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
            let (exchange, received) = run(&client, exchange, body, &mut None).await?;
            let value = decode::<O>(&exchange, &received)?;
            Ok(Answer::new(value, client.core.context.api, received))
        })
    }

    /// Makes the call, and answers as soon as the head of the response is there. The body is read
    /// by whoever gets it, as it came: nothing is decoded, and neither [`Options::max_body`] nor
    /// the timeout holds for it.
    ///
    /// # Errors
    ///
    /// When there is no answer, or when the API says no.
    pub fn stream(self) -> BoxFuture<'static, Result<Answer<Body>, Error>> {
        let begun = self.begin();
        Box::pin(async move {
            let (client, exchange, body) = begun?;
            let mut opened = Some(Body::empty());
            let exchange = exchange.uncompressed();
            let (_, received) = run(&client, exchange, body, &mut opened).await?;
            let body = opened.unwrap_or_default();
            Ok(Answer::new(body, client.core.context.api, received))
        })
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

/// Awaiting a call makes it.
///
/// It ends in an error when there is no answer, when the API says no, or when the answer cannot be
/// decoded. Whoever drops the future gives the call up: what was sent by then may still be done.
impl<O: Operation> IntoFuture for Call<Client, O> {
    type Output = Result<O::Response, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let begun = self.begin();
        Box::pin(async move {
            let (client, exchange, body) = begun?;
            let (exchange, received) = run(&client, exchange, body, &mut None).await?;
            decode::<O>(&exchange, &received)
        })
    }
}

fn decode<O: Operation>(exchange: &Exchange, received: &Received) -> Result<O::Response, Error> {
    let response = RawResponse::new(received.status.as_u16(), &received.body);
    O::decode(&response)
        .map_err(|error| exchange.complete(Error::undecoded(error), Some(received.clone())))
}

/// Sends requests until the call is done. A body that is asked for is left to the caller.
async fn run(
    client: &Client,
    mut exchange: Exchange,
    mut body: Body,
    opened: &mut Option<Body>,
) -> Result<(Exchange, Received), Error> {
    let transport = &*client.core.transport;
    if let (true, Some(provider)) = (exchange.needs_token(), &client.core.token_provider) {
        let limit = transport.sleep(exchange.time_left());
        let token = before(limit, exchange.trace().clone(), provider()).await;
        exchange.set_token(token.unwrap_or_else(|| Err("it took too long".into())))?;
    }
    loop {
        let request = exchange.next_request();
        let body = match exchange.has_body() {
            true => body.repeat(),
            false => Body::empty(),
        };
        let mut partial = None;
        let attempt = Attempt {
            transport,
            max_body: exchange.max_body(),
            partial: &mut partial,
            opened: &mut *opened,
        };
        let limit = transport.sleep(exchange.time_left());
        let attempt = attempt.make(request.map(|()| body));
        let outcome = match before(limit, exchange.trace().clone(), attempt).await {
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

/// One request, and where its answer goes.
struct Attempt<'a> {
    transport: &'a dyn Transport,
    max_body: usize,
    /// What there is of an answer that never becomes whole.
    partial: &'a mut Option<Receiver>,
    /// The body of an answer that the caller reads.
    opened: &'a mut Option<Body>,
}

impl Attempt<'_> {
    /// Sends the request, and reads the answer.
    async fn make(self, request: http::Request<Body>) -> Outcome {
        let response = match self.transport.send(request).await {
            Ok(response) => response,
            Err(error) => return Outcome::Broken(error, None),
        };
        let (head, mut body) = response.into_parts();
        let is_success = head.status.is_success();
        let receiver = self.partial.insert(Receiver::new(head, self.max_body));
        if let (true, Some(opened)) = (is_success, self.opened) {
            *opened = body;
            return Outcome::Answered(receiver.so_far());
        }
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
}

/// What a future gives, if it does before another one ends. What it does belongs to a span.
async fn before<T>(
    mut limit: BoxFuture<'_, ()>,
    trace: Trace,
    future: impl Future<Output = T>,
) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(
        |context| match trace.within(|| future.as_mut().poll(context)) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending => limit.as_mut().poll(context).map(|()| None),
        },
    )
    .await
}
