//@ uses = ["members"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! Structs that keep the members that their schema does not name.
//!
//! What serde derives for such a struct stands in functions of its own (`remote = "Self"`), which
//! know the named members only. Reading hands them those and keeps the others; writing appends the
//! others to what they write. Nothing is held in between, so numbers keep their digits.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde::ser::Serialize;
use serde_json::{Map, Value};

use super::members::Entries;

/// What holds the members that a schema does not name.
pub(crate) trait Extra: Entries + Default {
    /// Adds a member.
    fn add(&mut self, name: String, value: Self::Value);
}

impl<T: Serialize> Extra for BTreeMap<String, T> {
    fn add(&mut self, name: String, value: T) {
        self.insert(name, value);
    }
}

impl Extra for Map<String, Value> {
    fn add(&mut self, name: String, value: Value) {
        self.insert(name, value);
    }
}

/// A deserializer of the named members, which keeps the others.
pub(crate) struct ReadExtra<'e, D, E> {
    pub(crate) deserializer: D,
    pub(crate) extra: &'e mut E,
}

impl<'de, D, E> Deserializer<'de> for ReadExtra<'_, D, E>
where
    D: Deserializer<'de>,
    E: Extra<Value: Deserialize<'de>>,
{
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        named: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.deserializer.deserialize_map(Split {
            named,
            content: visitor,
            extra: self.extra,
        })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, D::Error> {
        Err(D::Error::custom("only a struct has members"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Members on their way: the named ones go to the content, the others are kept.
struct Split<'e, C, E> {
    named: &'static [&'static str],
    content: C,
    extra: &'e mut E,
}

impl<'de, V, E> Visitor<'de> for Split<'_, V, E>
where
    V: Visitor<'de>,
    E: Extra<Value: Deserialize<'de>>,
{
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.content.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.content.visit_map(Split {
            named: self.named,
            content: members,
            extra: self.extra,
        })
    }
}

impl<'de, A, E> MapAccess<'de> for Split<'_, A, E>
where
    A: MapAccess<'de>,
    E: Extra<Value: Deserialize<'de>>,
{
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.content.next_key_seed(Name(self.named))? {
            match name {
                Ok(named) => {
                    let named: StrDeserializer<'_, A::Error> = named.into_deserializer();
                    return seed.deserialize(named).map(Some);
                }
                Err(other) => self.extra.add(other, self.content.next_value()?),
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.content.next_value_seed(seed)
    }
}

/// Reads a name: one of the known ones, or another.
struct Name(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Result<&'static str, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Result<&'static str, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let known = self.0.iter().find(|name| **name == text);
        Ok(known.copied().ok_or_else(|| text.to_owned()))
    }
}

/// Gives a struct serde's traits, by what is derived for its named members and a member that holds
/// the others.
macro_rules! keep_extra {
    ($name:ident, $extra:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let others = &self.$extra;
                Self::serialize(self, $crate::runtime::WriteMembers { serializer, others })
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let mut kept = ::std::default::Default::default();
                let extra = &mut kept;
                let read = $crate::runtime::ReadExtra {
                    deserializer,
                    extra,
                };
                let mut value = Self::deserialize(read)?;
                value.$extra = kept;
                ::std::result::Result::Ok(value)
            }
        }
    };
}
pub(crate) use keep_extra;
