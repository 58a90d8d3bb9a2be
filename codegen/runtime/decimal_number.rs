//@ uses = ["text_methods"]
//@ [features]
//@ rust_decimal = ["dep:rust_decimal"]
//@ [dependencies]
//@ rust_decimal = { version = "1.35", optional = true, default-features = false, features = ["std"] }
//@ serde_json = { version = "1.0.140", features = ["raw_value"] }

//! Decimal numbers that are sent as numbers, kept with their digits.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Unexpected, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;
use serde_json::value::RawValue;

use super::text_methods::text_methods;

/// A decimal number that is sent as a number, such as `12.50`.
///
/// Its digits are kept exactly as they were received, where an `f64` would round them. A number of
/// the rust_decimal crate is made of it by the method `to_decimal`, which the feature
/// `rust_decimal` adds; with the same feature a `DecimalNumber` is made of a number of that crate
/// by `From`.
///
/// It is also made of the numbers of Rust, and of a text, which is not checked. A text that is no
/// number in JSON is an error when it is encoded.
///
/// Numbers compare as equal only when their digits are the same: `1.5` and `1.50` are not equal.
/// There is no order, since the order of the digits would not be that of the numbers. Convert
/// first to compare numbers.
///
/// The digits are those of the JSON text. A [`serde_json::Value`] has rounded them already, unless
/// an application turns on the feature `arbitrary_precision` of serde_json. What goes by way of a
/// `Value` has its digits: an enum of types of this crate, a struct that keeps members that it does
/// not name, and the parameters of an operation.
///
/// # Example
///
/// ```
/// use crate_name::DecimalNumber;
///
/// let price: DecimalNumber = serde_json::from_str("12.50")?;
/// assert_eq!(price.as_str(), "12.50");
/// assert_eq!(serde_json::to_string(&price)?, "12.50");
/// assert_eq!(DecimalNumber::from(12.5).as_str(), "12.5");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DecimalNumber(String);

text_methods!(DecimalNumber, "12.50");

impl DecimalNumber {
    /// Returns the nearest `f64`.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a number.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::DecimalNumber;
    ///
    /// assert_eq!(DecimalNumber::from("12.50").to_f64(), Ok(12.5));
    /// ```
    pub fn to_f64(&self) -> Result<f64, std::num::ParseFloatError> {
        self.0.parse()
    }

    /// Parses the digits as a number of the rust_decimal crate.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a decimal number, or when it has more digits than the
    /// crate can keep, which is 28. A number with an exponent is rounded to so many.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::DecimalNumber;
    /// use rust_decimal::Decimal;
    ///
    /// assert_eq!(DecimalNumber::from("12.50").to_decimal()?, Decimal::new(1250, 2));
    /// assert_eq!(DecimalNumber::from("1.25e1").to_decimal()?, Decimal::new(125, 1));
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    #[cfg(feature = "rust_decimal")]
    #[cfg_attr(docsrs, doc(cfg(feature = "rust_decimal")))]
    pub fn to_decimal(&self) -> Result<rust_decimal::Decimal, rust_decimal::Error> {
        if self.0.contains(['e', 'E']) {
            rust_decimal::Decimal::from_scientific(&self.0)
        } else {
            rust_decimal::Decimal::from_str_exact(&self.0)
        }
    }
}

/// Writes the number with all its digits, also the zeros at its end.
///
/// # Example
///
/// ```
/// use crate_name::DecimalNumber;
///
/// let price = DecimalNumber::from(rust_decimal::Decimal::new(1250, 2));
/// assert_eq!(price.as_str(), "12.50");
/// ```
#[cfg(feature = "rust_decimal")]
#[cfg_attr(docsrs, doc(cfg(feature = "rust_decimal")))]
impl From<rust_decimal::Decimal> for DecimalNumber {
    fn from(decimal: rust_decimal::Decimal) -> Self {
        Self(decimal.to_string())
    }
}

impl From<i32> for DecimalNumber {
    fn from(number: i32) -> Self {
        Self(number.to_string())
    }
}

impl From<i64> for DecimalNumber {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<u32> for DecimalNumber {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

impl From<u64> for DecimalNumber {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

/// Writes the fewest digits that say which number it is. What is not finite is no number in JSON.
impl From<f64> for DecimalNumber {
    fn from(number: f64) -> Self {
        Self(float_text(number).unwrap_or_else(|| number.to_string()))
    }
}

/// The digits that JSON has for a float; none for one that is not finite.
fn float_text(number: f64) -> Option<String> {
    Number::from_f64(number).map(|number| number.to_string())
}

impl Serialize for DecimalNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: Option<&RawValue> = serde_json::from_str(&self.0).ok();
        let number = raw.filter(|raw| kind_of(raw) == "number");
        let no_number = || S::Error::custom("the text of this decimal is not a number in JSON");
        number.ok_or_else(no_number)?.serialize(serializer)
    }
}

/// The kind of a piece of JSON, which its first character tells.
fn kind_of(json: &RawValue) -> &'static str {
    match json.get().chars().next() {
        Some('n') => "null",
        Some('t' | 'f') => "boolean",
        Some('"') => "string",
        Some('[') => "sequence",
        Some('{') => "map",
        _ => "number",
    }
}

/// The name by which serde_json is asked for JSON as it stands. Another format does not know it,
/// and hands over a number of Rust instead.
const RAW: &str = "$serde_json::private::RawValue";

impl<'de> Deserialize<'de> for DecimalNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = NumberVisitor { is_raw: true };
        deserializer
            .deserialize_newtype_struct(RAW, visitor)
            .map(Self)
    }
}

/// Takes the digits of a number. What is found instead is never quoted.
struct NumberVisitor {
    /// True when JSON as it stands arrives as a map of a special form.
    is_raw: bool,
}

impl NumberVisitor {
    fn found<T, E: serde::de::Error>(&self, kind: &'static str) -> Result<T, E> {
        Err(E::invalid_type(Unexpected::Other(kind), self))
    }
}

/// The kinds that are missing here are refused by the trait's own methods, which quote nothing.
impl<'de> Visitor<'de> for NumberVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, found: D) -> Result<String, D::Error> {
        found.deserialize_any(Self { is_raw: false })
    }

    /// With `serde_json/arbitrary_precision` a number, too, arrives as a map of a special form.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<String, A::Error> {
        let map = MapAccessDeserializer::new(map);
        if !self.is_raw {
            return match Number::deserialize(map) {
                Ok(number) => Ok(number.to_string()),
                Err(_) => Err(A::Error::invalid_type(Unexpected::Map, &self)),
            };
        }
        match Box::<RawValue>::deserialize(map) {
            Ok(json) if kind_of(&json) == "number" => Ok(json.get().to_owned()),
            Ok(json) => self.found(kind_of(&json)),
            Err(_) => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i128<E: serde::de::Error>(self, number: i128) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u128<E: serde::de::Error>(self, number: u128) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<String, E> {
        match float_text(number) {
            Some(text) => Ok(text),
            None => self.found("number that is not finite"),
        }
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<String, E> {
        self.found("boolean")
    }

    fn visit_char<E: serde::de::Error>(self, _: char) -> Result<String, E> {
        self.found("character")
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<String, E> {
        self.found("string")
    }
}
