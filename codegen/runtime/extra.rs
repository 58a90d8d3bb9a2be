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
use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::{Map, Value};

/// What holds the members that a schema does not name.
pub(crate) trait Extra: Default {
    /// The type of their values.
    type Value: Serialize;

    /// Adds a member.
    fn add(&mut self, name: String, value: Self::Value);

    /// The members.
    fn entries(&self) -> impl ExactSizeIterator<Item = (&String, &Self::Value)>;
}

impl<T: Serialize> Extra for BTreeMap<String, T> {
    type Value = T;

    fn add(&mut self, name: String, value: T) {
        self.insert(name, value);
    }

    fn entries(&self) -> impl ExactSizeIterator<Item = (&String, &T)> {
        self.iter()
    }
}

impl Extra for Map<String, Value> {
    type Value = Value;

    fn add(&mut self, name: String, value: Value) {
        self.insert(name, value);
    }

    fn entries(&self) -> impl ExactSizeIterator<Item = (&String, &Value)> {
        self.iter()
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

/// A serializer of the named members, which appends the others.
pub(crate) struct WriteExtra<'e, S, E> {
    pub(crate) serializer: S,
    pub(crate) extra: &'e E,
}

/// The members that are being written.
pub(crate) struct Members<'e, M, E> {
    map: M,
    named: Vec<&'static str>,
    extra: &'e E,
}

impl<M: SerializeMap, E: Extra> SerializeStruct for Members<'_, M, E> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.named.push(name);
        self.map.serialize_entry(name, value)
    }

    fn skip_field(&mut self, name: &'static str) -> Result<(), M::Error> {
        self.named.push(name);
        Ok(())
    }

    /// A named member stands once, whatever the others are called.
    fn end(mut self) -> Result<M::Ok, M::Error> {
        for (name, value) in self.extra.entries() {
            if !self.named.contains(&name.as_str()) {
                self.map.serialize_entry(name, value)?;
            }
        }
        self.map.end()
    }
}

macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)+) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, S::Error> {
            Err(S::Error::custom("only a struct has members"))
        })+
    };
}

impl<'e, S: Serializer, E: Extra> Serializer for WriteExtra<'e, S, E> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Impossible<S::Ok, S::Error>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = Impossible<S::Ok, S::Error>;
    type SerializeStruct = Members<'e, S::SerializeMap, E>;
    type SerializeStructVariant = Impossible<S::Ok, S::Error>;

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Members {
            map: self.serializer.serialize_map(None)?,
            named: Vec::new(),
            extra: self.extra,
        })
    }

    refuse! {
        serialize_bool(bool) -> S::Ok;
        serialize_i8(i8) -> S::Ok;
        serialize_i16(i16) -> S::Ok;
        serialize_i32(i32) -> S::Ok;
        serialize_i64(i64) -> S::Ok;
        serialize_u8(u8) -> S::Ok;
        serialize_u16(u16) -> S::Ok;
        serialize_u32(u32) -> S::Ok;
        serialize_u64(u64) -> S::Ok;
        serialize_f32(f32) -> S::Ok;
        serialize_f64(f64) -> S::Ok;
        serialize_char(char) -> S::Ok;
        serialize_str(&str) -> S::Ok;
        serialize_bytes(&[u8]) -> S::Ok;
        serialize_none() -> S::Ok;
        serialize_unit() -> S::Ok;
        serialize_unit_struct(&'static str) -> S::Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> S::Ok;
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeStructVariant;
    }

    fn serialize_some<T: ?Sized + Serialize>(self, _: &T) -> Result<S::Ok, S::Error> {
        self.serialize_none()
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        self.serialize_none()
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        self.serialize_none()
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
                let extra = &self.$extra;
                Self::serialize(self, $crate::runtime::WriteExtra { serializer, extra })
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
