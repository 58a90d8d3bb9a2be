//@ uses = ["mismatch"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! What came back, before it is a value.

use std::fmt;

use serde::de::DeserializeOwned;

use super::mismatch::{self, Mismatch};

/// A response as it came: a status and a body.
///
/// # Example
///
/// ```
/// use crate_name::RawResponse;
///
/// let response = RawResponse::new(201, b"[1, 2]");
/// assert!(response.is_success());
/// assert_eq!(response.json::<Vec<i64>>()?, [1, 2]);
/// # Ok::<(), crate_name::DecodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RawResponse<'a> {
    status: u16,
    body: &'a [u8],
}

impl<'a> RawResponse<'a> {
    /// A response of a status and a body, which is empty where there is none.
    pub fn new(status: u16, body: &'a [u8]) -> Self {
        Self { status, body }
    }

    /// Returns the HTTP status, such as 200.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns true for a status from 200 to 299.
    pub fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Returns the body as it came.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Decodes a body of JSON.
    ///
    /// # Errors
    ///
    /// When the body is not JSON, or other JSON than the type's.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        serde_json::from_slice(self.body).map_err(|error| DecodeError::json::<T>(self.body, &error))
    }

    /// Decodes a body of text.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        let text = std::str::from_utf8(self.body);
        text.map(str::to_owned).map_err(|error| DecodeError {
            reason: Reason::Text(error.valid_up_to()),
        })
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    ///
    /// Never; it is as the other ways to take a body are.
    pub fn bytes<T: From<&'a [u8]>>(&self) -> Result<T, DecodeError> {
        Ok(self.body.into())
    }

    /// Takes a body that may not be there.
    ///
    /// # Errors
    ///
    /// When there is a body, and it cannot be decoded.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::RawResponse;
    ///
    /// let response = RawResponse::new(204, b"");
    /// assert_eq!(response.if_any(RawResponse::json::<i64>)?, None);
    /// # Ok::<(), crate_name::DecodeError>(())
    /// ```
    pub fn if_any<T>(
        &self,
        decode: impl Fn(&Self) -> Result<T, DecodeError>,
    ) -> Result<Option<T>, DecodeError> {
        match self.body {
            [] => Ok(None),
            _ => decode(self).map(Some),
        }
    }

    /// The error for a status that the API's description does not have.
    pub fn unexpected<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError {
            reason: Reason::Status(self.status),
        })
    }
}

/// A body can hold anything: only its size is shown.
impl fmt::Debug for RawResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A response that is not what the API's description says.
///
/// It says nothing of what the body holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    /// No response is described for the status.
    Status(u16),
    /// There is no answer that says no.
    #[cfg(any(feature = "client", feature = "blocking"))]
    NoRefusal,
    /// The body ends before the JSON does.
    End,
    /// The body is no JSON, at a line and a column.
    Syntax(usize, usize),
    /// The body is other JSON, at a place that is known.
    Mismatch(Mismatch),
    /// The body is other JSON, at a line and a column.
    Data(usize, usize),
    /// The body is no text after so many bytes.
    Text(usize),
}

impl DecodeError {
    /// For a call that did not end with an answer that says no.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(super) fn no_refusal() -> Self {
        Self {
            reason: Reason::NoRefusal,
        }
    }

    fn json<T: DeserializeOwned>(body: &[u8], error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let reason = match error.classify() {
            serde_json::error::Category::Data => {
                mismatch::find::<T>(body).map_or(Reason::Data(line, column), Reason::Mismatch)
            }
            serde_json::error::Category::Eof => Reason::End,
            serde_json::error::Category::Io | serde_json::error::Category::Syntax => {
                Reason::Syntax(line, column)
            }
        };
        Self { reason }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Status(status) => write!(f, "no response is described for the status {status}"),
            #[cfg(any(feature = "client", feature = "blocking"))]
            Reason::NoRefusal => f.write_str("there is no answer that says no"),
            Reason::End => f.write_str("the body ends before its JSON does"),
            Reason::Syntax(line, column) => {
                write!(f, "the body is not JSON at line {line} column {column}")
            }
            Reason::Mismatch(mismatch) => {
                write!(f, "the body is other JSON than was expected: {mismatch}")
            }
            Reason::Data(line, column) => write!(
                f,
                "the body is other JSON than was expected at line {line} column {column}"
            ),
            Reason::Text(valid) => write!(f, "the body is not UTF-8 after {valid} bytes"),
        }
    }
}

impl std::error::Error for DecodeError {}
