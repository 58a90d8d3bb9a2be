//@ uses = ["text_type"]
//@ [features]
//@ uuid = ["dep:uuid"]
//@ [dependencies]
//@ uuid = { version = "1.10", optional = true, default-features = false, features = ["std"] }

//! UUIDs, kept as the text that was received.

use super::text_type::text_type;

/// A UUID in the form of [RFC 9562], such as `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.
///
/// The text is kept exactly as it was received and is not checked, so that a service which writes
/// an odd UUID in one member does not take the rest of its answer down. It is checked when a UUID
/// of the uuid crate is made of it, which the feature `uuid` adds the method `to_uuid` for. With
/// the same feature a `Uuid` is made of a UUID of that crate by `From`.
///
/// UUIDs are compared by their texts. A UUID has more than one, since its letters may be upper
/// case: convert first to compare UUIDs that do not come from one service.
///
/// # Example
///
/// ```
/// use crate_name::Uuid;
///
/// let id: Uuid = serde_json::from_str(r#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#)?;
/// assert_eq!(id.as_str(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [RFC 9562]: https://www.rfc-editor.org/rfc/rfc9562
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(String);

text_type!(Uuid, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

impl Uuid {
    /// Parses the text as a UUID of the uuid crate.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a UUID in one of the forms that the crate understands.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Uuid;
    ///
    /// let id = Uuid::from("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6");
    /// assert_eq!(id.to_uuid()?.as_u128(), 0xF81D4FAE_7DEC_11D0_A765_00A0C91E6BF6);
    /// # Ok::<(), uuid::Error>(())
    /// ```
    #[cfg(feature = "uuid")]
    #[cfg_attr(docsrs, doc(cfg(feature = "uuid")))]
    pub fn to_uuid(&self) -> Result<uuid::Uuid, uuid::Error> {
        self.0.parse()
    }
}

/// Writes the UUID with hyphens and in lower case.
///
/// # Example
///
/// ```
/// use crate_name::Uuid;
///
/// let id = Uuid::from(uuid::Uuid::nil());
/// assert_eq!(id.as_str(), "00000000-0000-0000-0000-000000000000");
/// ```
#[cfg(feature = "uuid")]
#[cfg_attr(docsrs, doc(cfg(feature = "uuid")))]
impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Self(uuid.to_string())
    }
}
