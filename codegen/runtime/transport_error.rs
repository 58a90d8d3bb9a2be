//! Why a request brought no whole answer.

use std::error::Error as StdError;
use std::fmt;

/// An error of any type.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a transport has no whole answer.
///
/// It says above all whether the request can have arrived, because one that cannot is sent again.
///
/// # Example
///
/// ```
/// use crate_name::TransportError;
///
/// let error = TransportError::connect("the proxy is down");
/// assert_eq!(error.to_string(), "no connection could be made");
/// ```
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// What went wrong between the client and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TransportErrorKind {
    Connect,
    Secure,
    Timeout,
    Other,
}

impl TransportError {
    /// No connection was made, so that nothing was sent: the call is made again.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Connect, source)
    }

    /// A connection was made and could not be secured, so that nothing was sent. As this is no
    /// accident, the call is not made again.
    pub fn secure(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Secure, source)
    }

    /// There was no answer in time. The request may have arrived.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Timeout, source)
    }

    /// Anything else. The request may have arrived.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Other, source)
    }

    fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    pub(super) fn into_source(self) -> BoxError {
        self.source
    }

    pub(super) fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Secure => "no secure connection could be made",
            TransportErrorKind::Timeout => "there was no answer in time",
            TransportErrorKind::Other => "the connection broke",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
