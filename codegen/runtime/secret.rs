//@ uses = ["text"]

//! Strings that must not be printed.

use std::fmt;
use std::hint::black_box;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::text;

/// A string that must not be printed, such as a token, a passcode or a password.
///
/// Nothing of it reaches a log by accident. `Debug` prints a placeholder that is the same for all
/// secrets, there is no `Display`, and an error made by decoding something else in its place names
/// the kind of the value that was found, never the value. [`Secret::expose`] is the one way to its
/// text.
///
/// Serializing is the exception: it writes the text in clear, because that is what the API has to
/// be sent. Take care not to serialize a value with secrets for a log.
///
/// Two secrets are compared in time that depends on their lengths alone, so that the time taken
/// tells nothing about how much of a guess is right. The length itself is not protected. To keep
/// secrets from being compared in other ways, they can be neither hashed nor ordered.
///
/// # Example
///
/// ```
/// use crate_name::Secret;
///
/// let code = Secret::new("123456");
/// assert_eq!(format!("{code:?}"), "Secret([redacted])");
/// assert_eq!(code.expose(), "123456");
/// ```
///
/// A wrong kind of value is refused without being quoted:
///
/// ```
/// use crate_name::Secret;
///
/// let error = serde_json::from_str::<Secret>("123456").unwrap_err();
/// assert!(error.to_string().starts_with("invalid type: integer, expected a string"));
/// assert!(!error.to_string().contains("123456"));
/// ```
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Makes a secret of the given text.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Secret;
    ///
    /// assert_eq!(Secret::new("123456"), Secret::from("123456"));
    /// ```
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// Returns the text in clear.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Secret;
    ///
    /// let code = Secret::new("123456");
    /// assert_eq!(code.expose(), "123456");
    /// ```
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns true when the text is empty.
    ///
    /// An API may send an empty token instead of none.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Secret;
    ///
    /// assert!(Secret::new("").is_empty());
    /// assert!(!Secret::new("123456").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self(secret)
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self(secret.to_owned())
    }
}

/// Compares in time that depends on the lengths alone.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        if left.len() != right.len() {
            return false;
        }
        let difference = left
            .iter()
            .zip(right)
            .fold(0, |all, (l, r)| black_box(all | (l ^ r)));
        difference == 0
    }
}

impl Eq for Secret {}

/// Prints a placeholder, the same for every secret.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// Writes the text in clear.
impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer).map(|text| Self(text.into_owned()))
    }
}
