//@ uses = ["text"]

//! Content as bytes: files, images, archives.

use std::fmt;

use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::text;

/// Content as bytes, such as a file.
///
/// The parts of a `multipart/form-data` body may also say the name of the file and its media type,
/// so both can be set. They are not part of the content and are not sent anywhere else.
///
/// JSON has no bytes. Where content is a member of JSON nevertheless, a string is decoded as the
/// bytes of its UTF-8, and content that is UTF-8 is encoded as that string; other content is an
/// error.
///
/// `Debug` prints the size only.
///
/// # Example
///
/// ```
/// use crate_name::Binary;
///
/// let photo = Binary::new([0xFF, 0xD8, 0xFF])
///     .file_name("cat.jpg")
///     .media_type("image/jpeg");
/// assert_eq!(photo.content(), [0xFF, 0xD8, 0xFF]);
/// assert_eq!(photo.file_name.as_deref(), Some("cat.jpg"));
/// assert_eq!(format!("{photo:?}"), "Binary(3 bytes)");
/// assert!(serde_json::to_string(&photo).is_err());
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Binary {
    content: Vec<u8>,
    /// The name of the file, for the part of a `multipart/form-data` body.
    pub file_name: Option<String>,
    /// The media type, such as `image/png`, for the part of a `multipart/form-data` body.
    pub media_type: Option<String>,
}

impl Binary {
    /// Makes content of bytes or of a text.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Binary;
    ///
    /// assert_eq!(Binary::new("text"), Binary::new(*b"text"));
    /// ```
    pub fn new(content: impl Into<Vec<u8>>) -> Self {
        Self {
            content: content.into(),
            file_name: None,
            media_type: None,
        }
    }

    /// Sets the name of the file.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Binary;
    ///
    /// let notes = Binary::new("milk, eggs").file_name("notes.txt");
    /// assert_eq!(notes.file_name.as_deref(), Some("notes.txt"));
    /// ```
    pub fn file_name(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }

    /// Sets the media type.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Binary;
    ///
    /// let notes = Binary::new("milk, eggs").media_type("text/plain");
    /// assert_eq!(notes.media_type.as_deref(), Some("text/plain"));
    /// ```
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Returns the bytes.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Binary;
    ///
    /// assert_eq!(Binary::new("text").content(), b"text");
    /// ```
    pub fn content(&self) -> &[u8] {
        &self.content
    }

    /// Returns the bytes without copying them.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Binary;
    ///
    /// assert_eq!(Binary::new("text").into_content(), b"text");
    /// ```
    pub fn into_content(self) -> Vec<u8> {
        self.content
    }
}

impl From<Vec<u8>> for Binary {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<&[u8]> for Binary {
    fn from(content: &[u8]) -> Self {
        Self::new(content)
    }
}

impl<const SIZE: usize> From<&[u8; SIZE]> for Binary {
    fn from(content: &[u8; SIZE]) -> Self {
        Self::new(*content)
    }
}

/// Takes the bytes of the text.
impl From<String> for Binary {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

/// Takes the bytes of the text.
impl From<&str> for Binary {
    fn from(content: &str) -> Self {
        Self::new(content)
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.content
    }
}

/// Prints the size only: content is large, and may be private.
impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content.len() {
            1 => f.write_str("Binary(1 byte)"),
            len => write!(f, "Binary({len} bytes)"),
        }
    }
}

/// Writes the content as a string, which content that is not UTF-8 cannot be.
impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = std::str::from_utf8(&self.content);
        let no_bytes = |_| S::Error::custom("JSON has no bytes, and this content is not UTF-8");
        serializer.serialize_str(text.map_err(no_bytes)?)
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer).map(|text| Self::new(text.into_owned()))
    }
}
