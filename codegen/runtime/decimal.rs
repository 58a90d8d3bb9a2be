//@ uses = ["text_type"]
//@ [features]
//@ rust_decimal = ["dep:rust_decimal"]
//@ [dependencies]
//@ rust_decimal = { version = "1.35", optional = true, default-features = false, features = ["std"] }

//! Decimal numbers that are sent as strings, kept as the text that was received.

use super::text_type::text_type;

/// A decimal number that is sent as a string, such as `"12.50"`.
///
/// The text is kept exactly as it was received and is not checked, so that no digit is lost and a
/// service which writes an odd number in one member does not take the rest of its answer down. It
/// is checked when a number of the rust_decimal crate is made of it, which the feature
/// `rust_decimal` adds the method `to_decimal` for. With the same feature a `Decimal` is made of a
/// number of that crate by `From`.
///
/// Decimals compare as equal only when their texts are the same: `1.5` and `1.50` are not equal.
/// There is no order, since the order of the texts would not be that of the numbers. Convert first
/// to compare numbers.
///
/// # Example
///
/// ```
/// use crate_name::Decimal;
///
/// let price: Decimal = serde_json::from_str(r#""12.50""#)?;
/// assert_eq!(price.as_str(), "12.50");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal(String);

text_type!(Decimal, "12.50");

impl Decimal {
    /// Parses the text as a number of the rust_decimal crate.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a decimal number, or when it has more digits than the
    /// crate can keep, which is 28.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Decimal;
    ///
    /// let price = Decimal::from("12.50");
    /// assert_eq!(price.to_decimal()?, rust_decimal::Decimal::new(1250, 2));
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    #[cfg(feature = "rust_decimal")]
    #[cfg_attr(docsrs, doc(cfg(feature = "rust_decimal")))]
    pub fn to_decimal(&self) -> Result<rust_decimal::Decimal, rust_decimal::Error> {
        rust_decimal::Decimal::from_str_exact(&self.0)
    }
}

/// Writes the number with all its digits, also the zeros at its end.
///
/// # Example
///
/// ```
/// use crate_name::Decimal;
///
/// let price = Decimal::from(rust_decimal::Decimal::new(1250, 2));
/// assert_eq!(price.as_str(), "12.50");
/// ```
#[cfg(feature = "rust_decimal")]
#[cfg_attr(docsrs, doc(cfg(feature = "rust_decimal")))]
impl From<rust_decimal::Decimal> for Decimal {
    fn from(decimal: rust_decimal::Decimal) -> Self {
        Self(decimal.to_string())
    }
}
