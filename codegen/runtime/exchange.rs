//@ uses = ["api", "base_url", "clock", "credential", "error", "operation", "options", "receiver", "request", "retry_after", "said", "secret", "trace", "transport_error"]
//@ [dependencies]
//@ bytes = { version = "1.7", optional = true }
//@ http = { version = "1.1", optional = true }

//! One call, from the first request to the answer: everything that is decided about it.
//!
//! Nothing here sends or waits. A shell asks for a request, sends it, and tells what came of that.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, LOCATION, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};

use super::api::Api;
use super::base_url::{BaseUrl, is_exposed, is_same_origin, resolve};
use super::clock::Instant;
use super::credential::{Proof, Proofs, Security, bearer};
use super::receiver::{BodyProblem, Received};
use super::retry_after::backoff;
use super::said::Said;
use super::trace::{Summary, Trace};
use super::transport_error::BoxError;
use super::{Error, Operation, Options, Request, Secret, Server, TransportError};

/// What all calls of a client have in common.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) api: &'static Api,
    pub(crate) base: BaseUrl,
    /// True when the base URL is one that the API's description has, so that what it says of other
    /// servers holds.
    pub(crate) is_described: bool,
    pub(crate) proofs: Proofs,
    pub(crate) user_agent: HeaderValue,
    /// True when requests may be sent in clear to other machines.
    pub(crate) allows_http: bool,
}

/// What is known of an operation without a value of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Described {
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    security: Option<Security>,
    servers: &'static [Server],
}

impl Described {
    /// An error of a call that was not sent.
    pub(crate) fn error(&self, error: Error) -> Error {
        error.of_call((self.method, self.path), 0)
    }

    pub(crate) fn of<O: Operation>() -> Self {
        Self {
            id: O::ID,
            method: O::METHOD,
            path: O::PATH,
            security: O::SECURITY,
            servers: O::SERVERS,
        }
    }
}

/// What came of a request.
pub(crate) enum Outcome {
    /// An answer, whole.
    Answered(Received),
    /// No answer, or a part of one.
    Broken(TransportError, Option<Received>),
    /// An answer with a body that is none.
    Spoiled(BodyProblem, Received),
    /// The time was up.
    TooLate(Option<Received>),
}

/// What a shell does next.
pub(crate) enum Next {
    /// It sends another request after a while.
    Again(Duration),
    /// It is done.
    Done(Result<Received, Error>),
}

/// One call.
pub(crate) struct Exchange {
    api: &'static Api,
    operation: Described,
    options: Options,
    allows_http: bool,
    started: Instant,
    attempts: u32,
    retries: u32,
    redirects: u32,
    method: Method,
    url: Uri,
    headers: HeaderMap,
    /// The sets of schemes of which one is asked for, where the client has none.
    lacks: Option<Security>,
    /// True when a token has to be asked for before anything can be sent.
    needs_token: bool,
    /// True when the body can be sent more than once.
    is_repeatable: bool,
    /// True when the next request has the body.
    has_body: bool,
    trace: Trace,
}

impl Exchange {
    /// Begins a call. The body stays with the shell.
    pub(crate) fn new(
        context: &Context,
        options: Options,
        operation: Described,
        request: &Request,
    ) -> Result<Self, Error> {
        let of_call = |error: Error| operation.error(error);
        let base = base_of(context, &operation).map_err(of_call)?;
        let mut headers = headers(context, request).map_err(of_call)?;
        let mut target = request.target();
        let proofs = context.proofs.of_call(operation.security);
        for proof in proofs.iter().flatten() {
            proof.add_to(&mut target, &mut headers);
        }
        let is_token = |proof: &&Proof| matches!(proof, Proof::Token);
        let url = base.with_target(&target);
        let url = url.ok_or_else(|| of_call(Error::settings("the path is no part of a URL")))?;
        let method = Method::from_bytes(operation.method.as_bytes());
        let method = method.map_err(|_| of_call(Error::settings("the method is none")))?;
        Ok(Self {
            api: context.api,
            operation,
            options,
            allows_http: context.allows_http,
            started: Instant::now(),
            attempts: 0,
            retries: 0,
            redirects: 0,
            method,
            url,
            headers,
            needs_token: proofs.iter().flatten().any(is_token),
            lacks: proofs.err(),
            is_repeatable: true,
            has_body: true,
            trace: Trace::begin(&operation),
        })
    }

    /// Makes it a call whose body can be sent once.
    pub(crate) fn with_unrepeatable_body(mut self) -> Self {
        self.is_repeatable = false;
        self
    }

    /// Asks for an answer that is not compressed, because nobody here will read it.
    pub(crate) fn uncompressed(mut self) -> Self {
        let identity = HeaderValue::from_static("identity");
        self.headers.insert(ACCEPT_ENCODING, identity);
        self
    }

    /// True when a token has to be asked for before anything can be sent.
    pub(crate) fn needs_token(&self) -> bool {
        self.needs_token
    }

    /// Sends a token with the call.
    pub(crate) fn set_token(&mut self, token: Result<Secret, BoxError>) -> Result<(), Error> {
        let token = token.map_err(Error::no_token);
        let value = token.and_then(|token| bearer(&token).map_err(Error::settings));
        let value = value.map_err(|error| self.complete(error, None))?;
        self.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    /// The span of the call.
    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The next request, without its body.
    pub(crate) fn next_request(&mut self) -> http::Request<()> {
        self.attempts += 1;
        let mut request = http::Request::new(());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.url.clone();
        *request.headers_mut() = self.headers.clone();
        request.extensions_mut().insert(Facts {
            operation: self.operation.id,
            connect_timeout: self.options.get_connect_timeout(),
        });
        self.trace.attempt(self.attempts);
        request
    }

    /// True when the next request has the body.
    pub(crate) fn has_body(&self) -> bool {
        self.has_body
    }

    pub(crate) fn max_body(&self) -> usize {
        self.options.get_max_body()
    }

    /// How much time is left for all that is still to be done.
    pub(crate) fn time_left(&self) -> Duration {
        let timeout = self.options.get_timeout();
        timeout.saturating_sub(self.started.elapsed())
    }

    /// Decides what happens next.
    pub(crate) fn judge(&mut self, outcome: Outcome) -> Next {
        let (error, received) = match outcome {
            Outcome::Answered(received) if received.status.is_success() => {
                self.end(&received);
                return Next::Done(Ok(received));
            }
            Outcome::Answered(received) if self.follow(&received) => {
                return Next::Again(Duration::ZERO);
            }
            Outcome::Answered(received) => (Error::refused(), Some(received)),
            Outcome::Spoiled(problem, received) => (Error::body_problem(problem), Some(received)),
            Outcome::Broken(error, received) => (Error::transport(error), received),
            Outcome::TooLate(received) => (Error::timeout(self.options.get_timeout()), received),
        };
        let error = self.described(error, received);
        match self.wait_before_retry(&error) {
            Some(wait) => {
                self.retries += 1;
                Next::Again(wait)
            }
            None => Next::Done(Err(self.ended(error))),
        }
    }

    /// The error that the call ends with, with all that is known of the call.
    pub(crate) fn complete(&self, error: Error, received: Option<Received>) -> Error {
        self.ended(self.described(error, received))
    }

    fn described(&self, error: Error, received: Option<Received>) -> Error {
        let call = (self.operation.method, self.operation.path);
        let mut error = error.of_call(call, self.attempts).lacking(self.lacks);
        if let Some(received) = received {
            let said = Said::by_error(self.api, &received.headers, &received.body);
            error = error.with_answer(received, said);
        }
        error
    }

    /// Tells those who watch that the call did not work.
    fn ended(&self, error: Error) -> Error {
        self.trace.end(&Summary {
            attempts: self.attempts,
            took: self.started.elapsed(),
            status: error.status().map(|it| it.as_u16()),
            request_id: error.request_id(),
            error: Some(error.kind()),
        });
        error
    }

    /// Tells those who watch that the call worked.
    fn end(&self, received: &Received) {
        if !self.trace.is_watched() {
            return;
        }
        let id = Said::request_id(self.api, &received.headers, &received.body);
        self.trace.end(&Summary {
            attempts: self.attempts,
            took: self.started.elapsed(),
            status: Some(received.status.as_u16()),
            request_id: id.as_deref(),
            error: None,
        });
    }

    /// How long to wait before the call is made again; none when it is not.
    fn wait_before_retry(&self, error: &Error) -> Option<Duration> {
        let asked_to_wait = error.is_rate_limited() && error.retry_after().is_some();
        let may_be_repeated = error.is_unsent() || asked_to_wait || self.options.wants_retry(error);
        let is_left = self.is_repeatable && self.retries < self.options.get_max_retries();
        let wait = error.retry_after().unwrap_or_else(|| backoff(self.retries));
        (may_be_repeated && is_left && wait < self.time_left()).then_some(wait)
    }

    /// Follows a redirect where that is safe: to the same server with all that was sent, to another
    /// one only to read, and without anything that says who the caller is.
    fn follow(&mut self, received: &Received) -> bool {
        let reads = matches!(self.method, Method::GET | Method::HEAD);
        let sees_other = received.status == StatusCode::SEE_OTHER;
        let is_redirect = match received.status.as_u16() {
            301 | 302 => reads,
            303 | 307 | 308 => true,
            _ => false,
        };
        let location = received.headers.get(LOCATION);
        let location = location.and_then(|it| it.to_str().ok());
        let Some(target) = location.and_then(|it| resolve(&self.url, it)) else {
            return false;
        };
        let is_allowed = self.allows_http || !is_exposed(&target);
        if !is_redirect || !is_allowed || self.redirects >= self.options.get_max_redirects() {
            return false;
        }
        let is_same = is_same_origin(&self.url, &target);
        let sends_body = !reads && !sees_other;
        if sends_body && (!is_same || !self.is_repeatable) {
            return false;
        }
        let is_downgrade =
            self.url.scheme_str() == Some("https") && target.scheme_str() != Some("https");
        if is_downgrade {
            return false;
        }
        if !is_same {
            let kept = [ACCEPT, ACCEPT_ENCODING, USER_AGENT];
            let names: Vec<HeaderName> = self.headers.keys().cloned().collect();
            for name in names.iter().filter(|name| !kept.contains(name)) {
                self.headers.remove(name);
            }
        }
        if sees_other && !reads {
            self.method = Method::GET;
            self.has_body = false;
            self.headers.remove(CONTENT_TYPE);
        }
        self.url = target;
        self.redirects += 1;
        true
    }
}

/// What a transport can know of a request beside what is sent: an extension of each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// The name of the operation.
    #[cfg_attr(
        not(feature = "test-util"),
        allow(dead_code, reason = "only the fake of tests asks")
    )]
    pub(crate) operation: &'static str,
    /// How long it may take to make a connection.
    pub(crate) connect_timeout: Duration,
}

/// Where an operation is served.
fn base_of<'c>(context: &'c Context, operation: &Described) -> Result<Cow<'c, BaseUrl>, Error> {
    let server = operation.servers.first().filter(|_| context.is_described);
    let Some(server) = server else {
        return Ok(Cow::Borrowed(&context.base));
    };
    let url = server.url(&[]);
    let problem = |problem| Error::settings(format!("`{url}` is no base URL: {problem}"));
    let base = context.base.join(&url).map_err(problem)?;
    if base.is_exposed() && !context.allows_http {
        return Err(problem("it is not encrypted"));
    }
    Ok(Cow::Owned(base))
}

/// The headers of all requests of a call, but for what says who the caller is.
fn headers(context: &Context, request: &Request) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::with_capacity(6);
    headers.insert(USER_AGENT, context.user_agent.clone());
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    for (name, value) in request.kept_headers() {
        let name = HeaderName::from_bytes(name.as_bytes());
        let name = name.map_err(|_| Error::settings("a parameter is no name of a header"))?;
        let value = match value {
            Cow::Borrowed(value) => {
                HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes()))
            }
            Cow::Owned(value) => HeaderValue::from_bytes(value.as_bytes()),
        };
        let mut value =
            value.map_err(|_| Error::settings("a parameter is no value of a header"))?;
        // What a caller hands over can be a secret.
        value.set_sensitive(name != ACCEPT && name != CONTENT_TYPE);
        headers.insert(name, value);
    }
    Ok(headers)
}
