//@ uses = ["text_type"]
//@ [features]
//@ url = ["dep:url"]
//@ [dependencies]
//@ url = { version = "2.5.4", optional = true, default-features = false, features = ["std"] }

//! Addresses, kept as the text that was received.

use super::text_type::text_type;

/// A URI in the form of [RFC 3986], such as `https://example.com/pets?page=2`.
///
/// The text is kept exactly as it was received and is not checked, so that a service which writes
/// an odd address in one member does not take the rest of its answer down. It is checked when a URL
/// of the url crate is made of it, which the feature `url` adds the method `to_url` for. With the
/// same feature a `Uri` is made of a URL of that crate by `From`.
///
/// URIs are compared by their texts, of which one address may have several: `https://example.com`
/// and `https://EXAMPLE.com/` are not equal. Convert first to compare addresses.
///
/// # Example
///
/// ```
/// use crate_name::Uri;
///
/// let home: Uri = serde_json::from_str(r#""https://example.com""#)?;
/// assert_eq!(home.as_str(), "https://example.com");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [RFC 3986]: https://www.rfc-editor.org/rfc/rfc3986
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(String);

text_type!(Uri, "https://example.com");

impl Uri {
    /// Parses the text as a URL of the url crate, which normalises it.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not an absolute URL.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Uri;
    ///
    /// let home = Uri::from("https://EXAMPLE.com");
    /// assert_eq!(home.to_url()?.as_str(), "https://example.com/");
    /// # Ok::<(), url::ParseError>(())
    /// ```
    #[cfg(feature = "url")]
    #[cfg_attr(docsrs, doc(cfg(feature = "url")))]
    pub fn to_url(&self) -> Result<url::Url, url::ParseError> {
        self.0.parse()
    }
}

/// Takes the text of the URL.
///
/// # Example
///
/// ```
/// use crate_name::Uri;
///
/// let home = Uri::from(url::Url::parse("https://example.com/pets")?);
/// assert_eq!(home.as_str(), "https://example.com/pets");
/// # Ok::<(), url::ParseError>(())
/// ```
#[cfg(feature = "url")]
#[cfg_attr(docsrs, doc(cfg(feature = "url")))]
impl From<url::Url> for Uri {
    fn from(url: url::Url) -> Self {
        Self(url.into())
    }
}
