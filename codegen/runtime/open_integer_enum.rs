//@ uses = ["integer"]

//! Enums of integers that keep the values they do not know.

use std::fmt;

use serde::Deserializer;

use super::integer::integer;

/// The number of an enum value that is newer than this crate.
///
/// It is made only by reading a number into an enum that has no name for the number, never by hand.
/// So a later version of this crate, which has a name for it, reads it as that.
///
/// A number with a fraction, or one beyond the range of an `i64`, is no value of any enum: decoding
/// it is an error, as it is for a member that is a plain integer.
///
/// Code that cares for a certain new value should compare the number of the whole enum, its
/// `as_i64()`: that stays right once a later version of this crate knows the value.
///
/// # Example
///
/// An unknown value cannot be made by hand:
///
/// ```compile_fail
/// use crate_name::UnknownInteger;
///
/// let value = UnknownInteger(7);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// Returns the number that was received.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::UnknownInteger;
    ///
    /// fn is_internal(value: &UnknownInteger) -> bool {
    ///     value.as_i64() < 0
    /// }
    /// # let _ = is_internal;
    /// ```
    pub fn as_i64(&self) -> i64 {
        self.0
    }
}

/// Prints nothing of the number: nothing is known about it, so it may be private.
impl fmt::Debug for UnknownInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownInteger")
    }
}

/// An enum of integers that also holds the values it does not know.
///
/// The implementation lists the values; `open_integer_enum!` adds the behaviour. The enum has a
/// variant `Unknown(UnknownInteger)`, and every other variant is in the list.
pub(crate) trait OpenIntegerEnum: Clone + PartialEq + 'static {
    /// Every known value beside its number, in the order of the enum.
    const KNOWN: &'static [(i64, Self)];

    /// Returns the number of a known value.
    fn known_integer(&self) -> i64 {
        Self::KNOWN
            .iter()
            .find(|(_, value)| value == self)
            .map_or(0, |(integer, _)| *integer)
    }

    /// Returns the value with the given number, be it known or not.
    fn from_integer(integer: i64, unknown: fn(UnknownInteger) -> Self) -> Self {
        match Self::KNOWN.iter().find(|(known, _)| *known == integer) {
            Some((_, value)) => value.clone(),
            None => unknown(UnknownInteger(integer)),
        }
    }

    /// Decodes an integer into a value, be it known or not.
    fn decode<'de, D>(
        deserializer: D,
        unknown: fn(UnknownInteger) -> Self,
    ) -> Result<Self, D::Error>
    where
        D: Deserializer<'de>,
    {
        integer(deserializer).map(|integer| Self::from_integer(integer, unknown))
    }
}

/// Gives an [`OpenIntegerEnum`] its methods and its impls of common traits.
macro_rules! open_integer_enum {
    ($name:ident) => {
        impl $name {
            /// Returns the number of the value, as it is sent and received.
            ///
            /// A value that is newer than this crate gives the number that was received.
            pub fn as_i64(&self) -> i64 {
                match self {
                    Self::Unknown(value) => value.as_i64(),
                    known => $crate::runtime::OpenIntegerEnum::known_integer(known),
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(integer: i64) -> Self {
                $crate::runtime::OpenIntegerEnum::from_integer(integer, Self::Unknown)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::OpenIntegerEnum::decode(deserializer, Self::Unknown)
            }
        }
    };
}
pub(crate) use open_integer_enum;
