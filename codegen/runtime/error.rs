//@ uses = ["api", "credential", "encode_error", "error_shown", "operation", "raw_response", "receiver", "retry_after", "said", "transport_error"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! Why a call did not work.

use std::error::Error as StdError;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

#[cfg(feature = "test-util")]
use super::api::Api;
use super::credential::Security;
use super::receiver::{BodyProblem, Received};
use super::retry_after::retry_after;
use super::said::Said;
use super::transport_error::{BoxError, TransportErrorKind};
use super::{DecodeError, EncodeError, Operation, RawResponse, TransportError};

/// Why a call did not work.
///
/// What kind of error it is, its methods say. Whatever of an answer there was is still here: its
/// status, its headers and its body, be it the API's own, a proxy's page, or cut off.
///
/// `Display` is one line for a log. Neither it nor `Debug` shows what was sent, credentials, or the
/// body of the answer.
///
/// # Example
///
/// ```
/// use crate_name::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     match error {
///         it if it.is_rate_limited() => "try again later",
///         it if it.is_connect() || it.is_timeout() => "look at the network",
///         it if it.is_status(401) => "look at the credentials",
///         _ => "look at the log",
///     }
/// }
/// # let _ = advice;
/// ```
pub struct Error(pub(super) Box<Inner>);

pub(super) struct Inner {
    pub(super) kind: Kind,
    pub(super) call: Option<(&'static str, &'static str)>,
    pub(super) attempts: u32,
    /// The sets of security schemes of which one is asked for, where the client has none.
    pub(super) lacks: Option<Security>,
    pub(super) received: Option<Received>,
    pub(super) said: Said,
    pub(super) source: Option<BoxError>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// The client cannot be made with these settings.
    Settings(String),
    /// The request cannot be made of these values.
    Encode(EncodeError),
    /// No answer, or not all of it.
    Transport(TransportErrorKind),
    /// There was no token to send.
    Token,
    /// The time was up, which was so much.
    Timeout(Duration),
    /// The body of the answer is none.
    Body(BodyProblem),
    /// The API said no.
    Refused,
    /// The answer is not what the API's description says.
    Decode(DecodeError),
}

impl Error {
    /// Returns true when the API says that the error is of this type, such as `not_found`.
    ///
    /// That is what the member of the error's body says that the API's description calls the type.
    pub fn is_type(&self, error_type: impl AsRef<str>) -> bool {
        self.error_type() == Some(error_type.as_ref())
    }

    /// Returns the type of the error, where the API says it.
    pub fn error_type(&self) -> Option<&str> {
        self.0.said.kind.as_deref()
    }

    /// Returns the explanation of the error, where the API gives one. It is for developers.
    pub fn message(&self) -> Option<&str> {
        self.0.said.message.as_deref()
    }

    /// Returns the address of a page about the error, where the API gives one.
    pub fn url(&self) -> Option<&str> {
        self.0.said.url.as_deref()
    }

    /// Returns what else the API says of the error. It may repeat what was sent.
    pub fn details(&self) -> Option<&Value> {
        self.0.said.details.as_ref()
    }

    /// Returns the identifier that the API gave to the call, from the body or a header of the
    /// answer.
    pub fn request_id(&self) -> Option<&str> {
        self.0.said.request_id.as_deref()
    }

    /// Returns true when the API said no, for whatever reason: the answer has a status that is no
    /// success.
    pub fn is_refused(&self) -> bool {
        self.0.kind == Kind::Refused
    }

    /// Returns true when the answer has this status.
    pub fn is_status(&self, status: u16) -> bool {
        self.status().is_some_and(|it| it.as_u16() == status)
    }

    /// Returns true when there were too many calls: the status is 429.
    ///
    /// [`Error::retry_after`] says when to call again, where the API says it.
    pub fn is_rate_limited(&self) -> bool {
        self.is_refused() && self.is_status(429)
    }

    /// Returns true when the time was up before the answer was there. The call may have worked.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::Timeout(_) | Kind::Transport(TransportErrorKind::Timeout)
        )
    }

    /// Returns true when no connection was made, or none that is secure: nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::Transport(TransportErrorKind::Connect | TransportErrorKind::Secure)
        )
    }

    /// Returns true when the connection broke before the answer was there. The call may have
    /// worked.
    pub fn is_interrupted(&self) -> bool {
        self.0.kind == Kind::Transport(TransportErrorKind::Other)
    }

    /// Returns true when the body of the answer is longer than [`Options::max_body`] allows.
    ///
    /// [`Options::max_body`]: super::Options::max_body
    pub fn is_too_long(&self) -> bool {
        self.0.kind == Kind::Body(BodyProblem::TooLong)
    }

    /// Returns true when an answer came that is not what the API's description says. The call
    /// worked, as far as the status tells.
    pub fn is_decode(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::Decode(_) | Kind::Body(BodyProblem::Compression)
        )
    }

    /// Returns true when nothing was sent because a value, or a setting of the client, does not
    /// allow it.
    pub fn is_invalid(&self) -> bool {
        matches!(self.0.kind, Kind::Settings(_) | Kind::Encode(_))
    }

    /// Returns true when nothing was sent because the provider of tokens had none.
    pub fn is_token(&self) -> bool {
        self.0.kind == Kind::Token
    }

    /// Returns what is wrong with an answer that could not be decoded.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.0.kind {
            Kind::Decode(error) => Some(error),
            _ => None,
        }
    }

    /// Returns the status of the answer; none where there is no answer.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.received.as_ref().map(|it| it.status)
    }

    /// Returns the headers of the answer; none where there is no answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.received.as_ref().map(|it| &it.headers)
    }

    /// Returns the body of the answer as it came, decompressed; none where there is no answer.
    ///
    /// It may be cut off where the connection broke, or the body was too long.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.received.as_ref().map(|it| it.body.as_ref())
    }

    /// Decodes the body of the answer as JSON of a type, such as the error of the API.
    ///
    /// # Errors
    ///
    /// When it is no JSON, or other JSON than the type's. No answer is the same as an empty body.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let status = self.status().map_or(0, |it| it.as_u16());
        RawResponse::new(status, self.body().unwrap_or_default()).json()
    }

    /// Decodes the answer as what an operation fails with: its own error type, which tells the
    /// statuses apart that the API's description has.
    ///
    /// The operation is the one that was called. Its documentation, and that of the method of the
    /// client, name both.
    ///
    /// # Errors
    ///
    /// When the API did not say no, as where there is no answer, and when the answer is not what
    /// the description says, as the page of a proxy.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::{Error, Operation};
    ///
    /// /// Tells whoever called `O` what the API says, or else what went wrong.
    /// fn problem<O: Operation>(error: &Error) -> Result<O::Error, String> {
    ///     error.refusal::<O>().map_err(|_| error.to_string())
    /// }
    /// ```
    pub fn refusal<O: Operation>(&self) -> Result<O::Error, DecodeError> {
        match (&self.0.kind, &self.0.received) {
            (Kind::Refused, Some(received)) => {
                O::decode_error(&RawResponse::new(received.status.as_u16(), &received.body))
            }
            _ => Err(DecodeError::no_refusal()),
        }
    }

    /// Returns how long to wait before the next call, where the answer says it with a
    /// `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.headers().and_then(retry_after)
    }

    /// Returns how many requests were sent, or would have been sent had there been a connection.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The kind of the error, in a word.
    pub(super) fn kind(&self) -> &'static str {
        match self.0.kind {
            Kind::Settings(_) | Kind::Encode(_) => "invalid",
            Kind::Token => "token",
            Kind::Transport(TransportErrorKind::Connect | TransportErrorKind::Secure) => "connect",
            Kind::Transport(TransportErrorKind::Other) => "interrupted",
            Kind::Transport(TransportErrorKind::Timeout) | Kind::Timeout(_) => "timeout",
            Kind::Body(BodyProblem::TooLong) => "too long",
            Kind::Body(BodyProblem::Compression) | Kind::Decode(_) => "decode",
            Kind::Refused => "refused",
        }
    }

    /// True when the API has not seen the request, and may see it another time.
    pub(super) fn is_unsent(&self) -> bool {
        self.0.kind == Kind::Transport(TransportErrorKind::Connect)
    }

    fn new(kind: Kind) -> Self {
        Self(Box::new(Inner {
            kind,
            call: None,
            attempts: 0,
            lacks: None,
            received: None,
            said: Said::default(),
            source: None,
        }))
    }

    pub(crate) fn settings(problem: impl Into<String>) -> Self {
        Self::new(Kind::Settings(problem.into()))
    }

    pub(super) fn encode(error: EncodeError) -> Self {
        Self::new(Kind::Encode(error))
    }

    pub(super) fn no_token(source: BoxError) -> Self {
        let mut it = Self::new(Kind::Token);
        it.0.source = Some(source);
        it
    }

    pub(super) fn transport(error: TransportError) -> Self {
        let mut it = Self::new(Kind::Transport(error.kind()));
        it.0.source = Some(error.into_source());
        it
    }

    pub(super) fn timeout(limit: Duration) -> Self {
        Self::new(Kind::Timeout(limit))
    }

    pub(super) fn body_problem(problem: BodyProblem) -> Self {
        Self::new(Kind::Body(problem))
    }

    pub(super) fn refused() -> Self {
        Self::new(Kind::Refused)
    }

    pub(super) fn undecoded(error: DecodeError) -> Self {
        Self::new(Kind::Decode(error))
    }

    /// An answer of the API that says no: a status and the type of the error, in a body as the API
    /// has it.
    #[cfg(feature = "test-util")]
    #[allow(dead_code, reason = "not every API says what its errors are")]
    pub(crate) fn said(api: &Api, status: u16, error_type: &str) -> Self {
        let received = Received {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            body: Said::body(api, status, error_type).into(),
        };
        let said = Said::by_error(api, &received.headers, &received.body);
        Self::refused().with_answer(received, said)
    }

    /// The same error, of a call: its method, its path and how often it was made.
    pub(super) fn of_call(mut self, call: (&'static str, &'static str), attempts: u32) -> Self {
        self.0.call = Some(call);
        self.0.attempts = attempts;
        self
    }

    /// The same error, of a call without any of the credentials that it asks for.
    pub(super) fn lacking(mut self, sets: Option<Security>) -> Self {
        self.0.lacks = sets;
        self
    }

    /// The same error, with the answer and what it says.
    pub(super) fn with_answer(mut self, received: Received, said: Said) -> Self {
        self.0.said = said;
        self.0.received = Some(received);
        self
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_ref()?;
        Some(source.as_ref())
    }
}
