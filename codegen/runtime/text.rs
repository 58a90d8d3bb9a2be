//@ [dependencies]
//@ serde_json = "1.0.140"

//! Decoding of strings, with errors that never quote what was found instead.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};

/// Decodes a string, borrowed where the input allows it.
///
/// Anything else is an error that names the kind that was found and nothing of its content, so
/// that a secret which arrives as a number is not printed by whoever prints the error. This has to
/// ask for *any* value: a format that is asked for a string answers for itself when it finds
/// something else, and quotes it.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_any(TextVisitor)
}

struct TextVisitor;

impl TextVisitor {
    fn found<T, E: Error>(&self, kind: &'static str) -> Result<T, E> {
        Err(E::invalid_type(Unexpected::Other(kind), self))
    }
}

/// The kinds that are missing here are refused by the trait's own methods, which quote nothing.
impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        self.found("boolean")
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        self.found("integer")
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Self::Value, E> {
        self.found("integer")
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        self.found("integer")
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Self::Value, E> {
        self.found("integer")
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        self.found("number")
    }

    fn visit_char<E: Error>(self, _: char) -> Result<Self::Value, E> {
        self.found("character")
    }

    /// With `serde_json/arbitrary_precision` a number arrives as a map of a special form.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        match serde_json::Number::deserialize(MapAccessDeserializer::new(map)) {
            Ok(_) => self.found("number"),
            Err(_) => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}
