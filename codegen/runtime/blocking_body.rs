//@ [features]
//@ blocking = ["dep:bytes"]
//@ [dependencies]
//@ bytes = { version = "1.7", optional = true }

//! Bodies of the blocking client.

use std::fmt;
use std::io::{self, Read};

use bytes::Bytes;

/// What is sent or received: bytes, or something to read them from.
///
/// What is read from is sent once: a call with it is never made again.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "blocking")] {
/// use crate_name::blocking::Body;
///
/// assert_eq!(Body::from("a text").as_bytes(), Some(&b"a text"[..]));
/// # }
/// ```
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    Reader(Box<dyn Read + Send>),
}

impl Body {
    /// No bytes.
    pub fn empty() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }

    /// What a reader gives, such as a file.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self(Inner::Reader(Box::new(reader)))
    }

    /// Returns the bytes; none where they are still to be read.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Reader(_) => None,
        }
    }

    /// The body for a request: another one of the same bytes, or the reader itself.
    pub(super) fn repeat(&mut self) -> Self {
        match &mut self.0 {
            Inner::Bytes(bytes) => Self(Inner::Bytes(bytes.clone())),
            Inner::Reader(_) => std::mem::take(self),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Inner::Bytes(bytes) => {
                let part = bytes.split_to(buffer.len().min(bytes.len()));
                let (start, _) = buffer.split_at_mut(part.len());
                start.copy_from_slice(&part);
                Ok(part.len())
            }
            Inner::Reader(reader) => reader.read(buffer),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Inner::Bytes(bytes.into()))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(Inner::Bytes(text.into()))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self(Inner::Bytes(Bytes::from_static(text.as_bytes())))
    }
}

/// Shows the size only.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Reader(_) => f.write_str("Body(reader)"),
        }
    }
}
