//@ [dependencies]
//@ serde_json = "1.0.140"

//! Decoding of integers, with errors that never quote what was found instead.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};

/// Decodes an integer.
///
/// Anything else is an error that names the kind that was found and nothing of its content. As
/// with a plain `i64`, a number with a fraction is refused even if the fraction is zero, and so is
/// an integer beyond the range of an `i64`. This has to ask for *any* value: a format that is asked
/// for an integer answers for itself when it finds something else, and quotes it.
pub(crate) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    deserializer.deserialize_any(IntegerVisitor)
}

struct IntegerVisitor;

impl IntegerVisitor {
    fn found<T, E: Error>(&self, kind: &'static str) -> Result<T, E> {
        Err(E::invalid_type(Unexpected::Other(kind), self))
    }

    fn narrowed<E: Error>(&self, integer: impl TryInto<i64>) -> Result<i64, E> {
        integer
            .try_into()
            .map_err(|_| E::invalid_value(Unexpected::Other("integer out of range"), self))
    }
}

/// The kinds that are missing here are refused by the trait's own methods, which quote nothing.
impl<'de> Visitor<'de> for IntegerVisitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a 64-bit integer")
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<Self::Value, E> {
        Ok(integer)
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<Self::Value, E> {
        self.narrowed(integer)
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<Self::Value, E> {
        self.narrowed(integer)
    }

    fn visit_u128<E: Error>(self, integer: u128) -> Result<Self::Value, E> {
        self.narrowed(integer)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        self.found("boolean")
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        self.found("number")
    }

    fn visit_char<E: Error>(self, _: char) -> Result<Self::Value, E> {
        self.found("character")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
        self.found("string")
    }

    /// With `serde_json/arbitrary_precision` a number arrives as a map of a special form.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        match serde_json::Number::deserialize(MapAccessDeserializer::new(map)) {
            Ok(number) => match number.as_i64() {
                Some(integer) => Ok(integer),
                None => self.found("number"),
            },
            Err(_) => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}
