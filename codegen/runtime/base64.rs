//@ uses = ["base64_digits", "text_type"]

//! Bytes as base64, kept as the text that was received.

use std::error::Error;
use std::fmt;

use super::base64_digits::{STANDARD, URL_SAFE, encode, encode_padded};
use super::text_type::text_type;

/// Bytes in the form of [RFC 4648], base64 or base64url, such as `aGVsbG8=`.
///
/// The text is kept exactly as it was received and is not checked, so that a service which writes
/// an odd text in one member does not take the rest of its answer down. [`Base64::decode`] checks
/// it and gives the bytes.
///
/// `From` takes a text that is base64 already; [`Base64::encode`] and [`Base64::encode_url`] make
/// one of bytes. Values compare as equal only when their texts are the same.
///
/// `Debug` prints the size only.
///
/// # Example
///
/// ```
/// use crate_name::Base64;
///
/// let greeting: Base64 = serde_json::from_str(r#""aGVsbG8=""#)?;
/// assert_eq!(greeting.decode()?, b"hello");
/// assert_eq!(greeting, Base64::encode("hello"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [RFC 4648]: https://www.rfc-editor.org/rfc/rfc4648
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Base64(String);

text_type!(Base64, "aGVsbG8=");

impl Base64 {
    /// Encodes bytes as base64, with padding.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Base64;
    ///
    /// assert_eq!(Base64::encode([0xFB, 0xFF]).as_str(), "+/8=");
    /// ```
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self(encode_padded(bytes.as_ref(), STANDARD))
    }

    /// Encodes bytes as base64url, without padding.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Base64;
    ///
    /// assert_eq!(Base64::encode_url([0xFB, 0xFF]).as_str(), "-_8");
    /// ```
    pub fn encode_url(bytes: impl AsRef<[u8]>) -> Self {
        Self(encode(bytes.as_ref(), URL_SAFE))
    }

    /// Decodes the bytes.
    ///
    /// Both alphabets are understood, with and without padding; white space is passed over.
    ///
    /// # Errors
    ///
    /// Returns an error when the text has another character, or ends too early.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Base64;
    ///
    /// assert_eq!(Base64::from("+/8=").decode()?, [0xFB, 0xFF]);
    /// assert_eq!(Base64::from("-_8").decode()?, [0xFB, 0xFF]);
    /// assert!(Base64::from("hello!").decode().is_err());
    /// # Ok::<(), crate_name::Base64Error>(())
    /// ```
    pub fn decode(&self) -> Result<Vec<u8>, Base64Error> {
        let is_padding = |character: char| character == '=' || character.is_ascii_whitespace();
        let text = self.0.trim_end_matches(is_padding);
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
        let (mut bits, mut waiting) = (0, 0);
        for (position, character) in text.char_indices() {
            if character.is_ascii_whitespace() {
                continue;
            }
            let value = value_of(character).ok_or(Base64Error(Problem::Character(position)))?;
            bits = bits << 6 | value;
            waiting += 6;
            if waiting >= 8 {
                waiting -= 8;
                bytes.push((bits >> waiting) as u8);
            }
        }
        // One digit alone is less than a byte.
        match waiting {
            6 => Err(Base64Error(Problem::Length)),
            _ => Ok(bytes),
        }
    }
}

/// The six bits of a digit of either alphabet.
fn value_of(character: char) -> Option<u32> {
    let value = match character {
        'A'..='Z' => u32::from(character) - u32::from('A'),
        'a'..='z' => u32::from(character) - u32::from('a') + 26,
        '0'..='9' => u32::from(character) - u32::from('0') + 52,
        '+' | '-' => 62,
        '/' | '_' => 63,
        _ => return None,
    };
    Some(value)
}

/// Prints the size only: content is large, and may be private.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("Base64(1 character)"),
            len => write!(f, "Base64({len} characters)"),
        }
    }
}

/// Why a text is not base64.
///
/// It says where, and quotes nothing.
///
/// # Example
///
/// ```
/// use crate_name::Base64;
///
/// let error = Base64::from("aGVs!").decode().unwrap_err();
/// assert_eq!(error.to_string(), "not base64: wrong character at byte 4");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base64Error(Problem);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    /// What stands there is no digit.
    Character(usize),
    /// No number of bytes has so many digits.
    Length,
}

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Problem::Character(position) => {
                write!(f, "not base64: wrong character at byte {position}")
            }
            Problem::Length => f.write_str("not base64: a character is missing at the end"),
        }
    }
}

impl Error for Base64Error {}
