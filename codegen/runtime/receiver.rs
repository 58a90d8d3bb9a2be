//@ [dependencies]
//@ flate2 = { version = "1.1", optional = true }
//@ bytes = { version = "1.7", optional = true }
//@ http = { version = "1.1", optional = true }

//! What comes back, put together from its pieces.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::MultiGzDecoder;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, StatusCode, response};

/// An answer, or as much of it as came.
#[derive(Clone)]
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Takes the pieces of a body, decompresses them, and stops where there are too many.
pub(crate) struct Receiver {
    status: StatusCode,
    headers: HeaderMap,
    body: Decoder,
}

enum Decoder {
    Plain(Capped),
    Gzip(Box<MultiGzDecoder<Capped>>),
}

/// What is wrong with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyProblem {
    /// It is longer than the caller allows.
    TooLong,
    /// It cannot be decompressed, or ends too early for it.
    Compression,
}

impl Receiver {
    /// Begins with the head of an answer.
    pub(crate) fn new(mut head: response::Parts, max_body: usize) -> Self {
        let capped = Capped {
            bytes: Vec::new(),
            max: max_body,
            is_full: false,
        };
        let coding = head.headers.get(CONTENT_ENCODING);
        let coding = coding.map(|it| it.as_bytes().to_ascii_lowercase());
        let body = match coding.as_deref() {
            Some(b"gzip" | b"x-gzip") => {
                head.headers.remove(CONTENT_ENCODING);
                head.headers.remove(CONTENT_LENGTH);
                Decoder::Gzip(Box::new(MultiGzDecoder::new(capped)))
            }
            _ => Decoder::Plain(capped),
        };
        Self {
            status: head.status,
            headers: head.headers,
            body,
        }
    }

    /// How much to ask for at once: most bodies are small, and say so.
    #[cfg_attr(
        not(feature = "blocking"),
        allow(
            dead_code,
            reason = "the pieces of the others have the size that they come in"
        )
    )]
    pub(crate) fn piece(&self) -> usize {
        const MOST: usize = 8 * 1024;

        let length = self.headers.get(CONTENT_LENGTH);
        let length = length.and_then(|it| it.to_str().ok()?.parse().ok());
        length.map_or(MOST, |it: usize| it.clamp(1, MOST))
    }

    /// Takes a piece.
    ///
    /// # Errors
    ///
    /// When it makes the body too long, or cannot be decompressed.
    pub(crate) fn push(&mut self, piece: &[u8]) -> Result<(), BodyProblem> {
        match &mut self.body {
            Decoder::Plain(capped) => capped.write_all(piece).map_err(|_| BodyProblem::TooLong),
            Decoder::Gzip(decoder) => match decoder.write_all(piece) {
                Ok(()) => Ok(()),
                Err(_) if decoder.get_ref().is_full => Err(BodyProblem::TooLong),
                Err(_) => Err(BodyProblem::Compression),
            },
        }
    }

    /// The answer, when no more pieces come.
    ///
    /// # Errors
    ///
    /// When something of a compressed body is missing.
    pub(crate) fn finish(&mut self) -> Result<Received, BodyProblem> {
        if let Decoder::Gzip(decoder) = &mut self.body {
            decoder
                .try_finish()
                .map_err(|_| match decoder.get_ref().is_full {
                    true => BodyProblem::TooLong,
                    false => BodyProblem::Compression,
                })?;
        }
        Ok(self.so_far())
    }

    /// As much of the answer as there is.
    pub(crate) fn so_far(&mut self) -> Received {
        let capped = match &mut self.body {
            Decoder::Plain(capped) => capped,
            Decoder::Gzip(decoder) => decoder.get_mut(),
        };
        Received {
            status: self.status,
            headers: std::mem::take(&mut self.headers),
            body: std::mem::take(&mut capped.bytes).into(),
        }
    }
}

/// Bytes up to a number.
struct Capped {
    bytes: Vec<u8>,
    max: usize,
    is_full: bool,
}

impl Write for Capped {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let room = self.max.saturating_sub(self.bytes.len());
        let (fitting, rest) = piece.split_at(room.min(piece.len()));
        self.bytes.extend_from_slice(fitting);
        if rest.is_empty() {
            return Ok(piece.len());
        }
        self.is_full = true;
        Err(io::ErrorKind::FileTooLarge.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
