//@ uses = ["transport_error"]
//@ [features]
//@ client = ["dep:bytes", "dep:http-body"]
//@ [dependencies]
//@ bytes = { version = "1.7", optional = true }
//@ http-body = { version = "1.0", optional = true }

//! Bodies of the asynchronous client.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::transport_error::BoxError;

/// What is sent or received: bytes, or a stream of them.
///
/// A stream is sent once: a call with one is never made again.
///
/// # Example
///
/// ```
/// use crate_name::Body;
///
/// assert_eq!(Body::from("a text").as_bytes(), Some(&b"a text"[..]));
/// ```
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    Stream(Stream),
}

#[cfg(not(target_family = "wasm"))]
type Stream = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send + Sync>>;
#[cfg(target_family = "wasm")]
type Stream = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError>>>;

impl Body {
    /// No bytes.
    pub fn empty() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }

    /// A stream of bytes, such as a `StreamBody` of the crate `http-body-util`.
    #[cfg(not(target_family = "wasm"))]
    pub fn stream<B>(stream: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + Sync + 'static,
        B::Error: Into<BoxError>,
    {
        Self::unpin(Box::pin(stream))
    }

    /// A stream of bytes, such as a `StreamBody` of the crate `http-body-util`.
    #[cfg(target_family = "wasm")]
    pub fn stream<B>(stream: B) -> Self
    where
        B: HttpBody<Data = Bytes> + 'static,
        B::Error: Into<BoxError>,
    {
        Self::unpin(Box::pin(stream))
    }

    /// A stream that needs no place of its own.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn unpin<B>(stream: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + Sync + Unpin + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Stream(Box::pin(Boxed(stream))))
    }

    /// A stream that needs no place of its own.
    #[cfg(target_family = "wasm")]
    pub(super) fn unpin<B>(stream: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Unpin + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Stream(Box::pin(Boxed(stream))))
    }

    /// Returns the bytes; none where it is a stream.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// Returns the next bytes, as they come; none at the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BoxError> {
        std::future::poll_fn(|context| {
            loop {
                let frame = Pin::new(&mut *self).poll_frame(context)?;
                match frame {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(None) => return Poll::Ready(Ok(None)),
                    Poll::Ready(Some(frame)) => match frame.into_data() {
                        Ok(bytes) => return Poll::Ready(Ok(Some(bytes))),
                        // Trailers say nothing that callers are told.
                        Err(_) => continue,
                    },
                }
            }
        })
        .await
    }

    /// The body for a request: another one of the same bytes, or the stream itself.
    pub(super) fn repeat(&mut self) -> Self {
        match &mut self.0 {
            Inner::Bytes(bytes) => Self(Inner::Bytes(bytes.clone())),
            Inner::Stream(_) => std::mem::take(self),
        }
    }

    /// The bytes, or itself where it is a stream.
    pub(super) fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Inner::Bytes(bytes) => Ok(bytes),
            Inner::Stream(_) => Err(self),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.get_mut().0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Stream(stream) => stream.as_mut().poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(stream) => stream.size_hint(),
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
            Inner::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

/// A stream with errors of one type.
struct Boxed<B>(B);

impl<B: HttpBody<Data = Bytes> + Unpin> HttpBody for Boxed<B>
where
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.get_mut().0).poll_frame(context);
        frame.map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
