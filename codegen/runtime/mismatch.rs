//! Where JSON is not what a type expects, and how, without a word of what it holds.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// A place in JSON, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// Such as `user.emails[0]`; empty for the whole.
    path: String,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    /// Another kind of value.
    Kind {
        expected: String,
        found: &'static str,
    },
    /// A member is missing.
    Missing(&'static str),
    /// The type says no, and nothing else.
    Refused,
}

/// Finds out why JSON could not be decoded as a type. It decodes once more, so it is for failures.
pub(super) fn find<T: DeserializeOwned>(body: &[u8]) -> Option<Mismatch> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let node = Node {
        value: &value,
        path: &Path::Root,
    };
    let failure = T::deserialize(node).err()?;
    Some(Mismatch {
        path: failure.path.unwrap_or_default(),
        problem: failure.problem,
    })
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        match &self.problem {
            Problem::Kind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Problem::Missing(member) => write!(f, "the member `{member}` is missing"),
            Problem::Refused => f.write_str("its type does not take the value"),
        }
    }
}

/// The way from the whole to a value.
enum Path<'p> {
    Root,
    Member(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Member(Self::Root, name) => f.write_str(&shown(name)),
            Self::Member(above, name) => write!(f, "{above}.{}", shown(name)),
            Self::Item(above, position) => write!(f, "{above}[{position}]"),
        }
    }
}

/// A name as it stands in a line. What is no usual name can be a value of somebody's.
fn shown(name: &str) -> String {
    let is_usual = |it: char| it.is_ascii_alphanumeric() || "_-$".contains(it);
    let begins = name.starts_with(|it: char| it.is_ascii_alphabetic() || "_$".contains(it));
    match begins && name.len() <= 64 && name.chars().all(is_usual) {
        true => name.to_owned(),
        false => "…".to_owned(),
    }
}

/// What stops the decoding, and where, as soon as that is known.
#[derive(Debug)]
struct Failure {
    path: Option<String>,
    problem: Problem,
}

impl Failure {
    fn new(problem: Problem) -> Self {
        Self {
            path: None,
            problem,
        }
    }

    /// The innermost place counts.
    fn at(mut self, path: &Path<'_>) -> Self {
        self.path.get_or_insert_with(|| path.to_string());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the JSON is not what the type expects")
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    /// What somebody else says may quote the value.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(Problem::Refused)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Bool(_) => "a boolean",
            Unexpected::Unsigned(_) | Unexpected::Signed(_) => "an integer",
            Unexpected::Float(_) => "a number",
            Unexpected::Char(_) | Unexpected::Str(_) => "a string",
            Unexpected::Unit | Unexpected::Option => "null",
            Unexpected::Seq => "a list",
            Unexpected::Map => "an object",
            _ => "something else",
        };
        let expected = expected.to_string();
        Self::new(Problem::Kind { expected, found })
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        let found = "another value";
        Self::new(Problem::Kind { expected, found })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Problem::Missing(field))
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(Problem::Refused)
    }
}

/// A value and where it is.
#[derive(Clone, Copy)]
struct Node<'v, 'p> {
    value: &'v Value,
    path: &'p Path<'p>,
}

impl<'de> Deserializer<'de> for Node<'de, '_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let result = match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), _, _) => visitor.visit_u64(value),
                (None, Some(value), _) => visitor.visit_i64(value),
                (None, None, Some(value)) => visitor.visit_f64(value),
                (None, None, None) => Err(Failure::new(Problem::Refused)),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items {
                items: items.iter().enumerate(),
                path: self.path,
            }),
            Value::Object(members) => visitor.visit_map(Members {
                members: members.iter(),
                value: None,
                path: self.path,
            }),
        };
        result.map_err(|failure| failure.at(self.path))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if name.starts_with("$serde_json") {
            let result = self.value.deserialize_newtype_struct(name, visitor);
            return result.map_err(|_| Failure::new(Problem::Refused).at(self.path));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let result = self.value.deserialize_enum(name, variants, visitor);
        result.map_err(|_| Failure::new(Problem::Refused).at(self.path))
    }

    /// A list can be read as the members of a struct in their order, which no API means.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if self.value.is_array() {
            let failure: Failure = de::Error::invalid_type(Unexpected::Seq, &visitor);
            return Err(failure.at(self.path));
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Items<'v, 'p> {
    items: std::iter::Enumerate<std::slice::Iter<'v, Value>>,
    path: &'p Path<'p>,
}

impl<'v> SeqAccess<'v> for Items<'v, '_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'v>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        let Some((position, value)) = self.items.next() else {
            return Ok(None);
        };
        let path = &Path::Item(self.path, position);
        seed.deserialize(Node { value, path }).map(Some)
    }
}

struct Members<'v, 'p> {
    members: serde_json::map::Iter<'v>,
    value: Option<(&'v str, &'v Value)>,
    path: &'p Path<'p>,
}

impl<'v> MapAccess<'v> for Members<'v, '_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'v>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Failure> {
        let Some((name, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some((name, value));
        let key = BorrowedStrDeserializer::new(name);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let Some((name, value)) = self.value.take() else {
            return Err(Failure::new(Problem::Refused));
        };
        let path = &Path::Member(self.path, name);
        seed.deserialize(Node { value, path })
    }
}
