//@ uses = ["credential", "error", "receiver", "said", "transport_error"]

//! What an error shows: nothing that was sent, and of an answer no more than it says of itself.

use std::fmt;

use super::Error;
use super::credential::Security;
use super::error::Kind;
use super::receiver::BodyProblem;
use super::said::one_line;
use super::transport_error::TransportErrorKind;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some((method, path)) = inner.call {
            write!(f, "{method} {path}: ")?;
        }
        match &inner.kind {
            Kind::Settings(problem) => f.write_str(&one_line(problem))?,
            Kind::Encode(error) => error.fmt(f)?,
            Kind::Transport(kind) => f.write_str(match kind {
                TransportErrorKind::Connect => "no connection could be made",
                TransportErrorKind::Secure => "no secure connection could be made",
                TransportErrorKind::Timeout => "there was no answer in time",
                TransportErrorKind::Other => "the connection broke before the answer was there",
            })?,
            Kind::Token => f.write_str("there was no token to send")?,
            Kind::Timeout(limit) => write!(f, "there was no whole answer within {limit:?}")?,
            Kind::Body(BodyProblem::TooLong) => {
                f.write_str("the body of the answer is too long")?
            }
            Kind::Body(BodyProblem::Compression) => {
                f.write_str("the body of the answer cannot be decompressed")?;
            }
            Kind::Refused => f.write_str("refused")?,
            Kind::Decode(error) => error.fmt(f)?,
        }
        if let Some(status) = self.status() {
            write!(f, ", status {}", status.as_u16())?;
        }
        if let (true, Some(sets)) = (self.is_about_the_caller(), inner.lacks) {
            write!(f, ", without a credential for {}", Sets(sets))?;
        }
        if inner.attempts > 1 {
            write!(f, ", {} attempts", inner.attempts)?;
        }
        if let Some(id) = self.request_id() {
            write!(f, ", request {}", one_line(id))?;
        }
        if let Some(kind) = self.error_type() {
            write!(f, ": {}", one_line(kind))?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {}", one_line(message))?;
        }
        Ok(())
    }
}

/// Shows of the answer only its status and its size.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &inner.kind);
        if let Some((method, path)) = inner.call {
            shown.field("call", &format_args!("{method} {path}"));
            shown.field("attempts", &inner.attempts);
        }
        if let Some(received) = &inner.received {
            shown.field("status", &received.status);
            shown.field("error_type", &inner.said.kind);
            shown.field("request_id", &inner.said.request_id);
            shown.field("body", &format_args!("{} bytes", received.body.len()));
        }
        if let Some(source) = &inner.source {
            shown.field("source", &format_args!("{source}"));
        }
        shown.finish()
    }
}

impl Error {
    /// True when the API says no to whoever calls, and not to what is asked.
    fn is_about_the_caller(&self) -> bool {
        self.is_refused() && (self.is_status(401) || self.is_status(403))
    }
}

/// Sets of security schemes of which one is enough: `` `key`, or for `user` and `password` ``.
struct Sets(Security);

impl fmt::Display for Sets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, set) in self.0.iter().enumerate() {
            f.write_str(if position > 0 { ", or for " } else { "" })?;
            for (position, scheme) in set.iter().enumerate() {
                f.write_str(if position > 0 { " and " } else { "" })?;
                write!(f, "`{}`", one_line(scheme))?;
            }
        }
        Ok(())
    }
}
