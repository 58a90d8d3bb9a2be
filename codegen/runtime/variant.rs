//@ uses = ["members"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! Structs whose members are beside those of one of several types.
//!
//! What serde derives for such a struct stands in functions of its own (`remote = "Self"`). It reads
//! the one of several types as a member `*`, which reading adds to the others: all of them, since
//! some may tell which type it is.

use serde::de::{Deserialize, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;
use serde::ser::Serialize;
use serde_json::{Map, Value};

/// The name of the member that holds all members.
const ALL: &str = "*";

/// A deserializer of a struct that adds a member with all members.
pub(crate) struct ReadVariant<D>(pub(crate) D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ReadVariant<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        named: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let mut members = Map::deserialize(self.0)?;
        let all = Value::Object(members.clone());
        members.insert(ALL.into(), all);
        let members = Value::Object(members);
        let value = members.deserialize_struct(name, named, visitor);
        value.map_err(D::Error::custom)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, D::Error> {
        Err(D::Error::custom("only a struct has members"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The members of a value that is an object.
pub(crate) fn members_of<E: serde::ser::Error>(
    value: &impl Serialize,
) -> Result<Map<String, Value>, E> {
    match serde_json::to_value(value) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(E::custom("only an object has members")),
        Err(error) => Err(E::custom(error)),
    }
}

/// Gives a struct serde's traits, by what is derived for its own members and a member that holds
/// one of several types, whose members are beside its own.
macro_rules! keep_variant {
    ($name:ident, $variant:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let others = &$crate::runtime::members_of(&self.$variant)?;
                Self::serialize(self, $crate::runtime::WriteMembers { serializer, others })
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                Self::deserialize($crate::runtime::ReadVariant(deserializer))
            }
        }
    };
}
pub(crate) use keep_variant;
