//@ uses = ["text"]

//! Enums of strings that keep the values they do not know.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;

use super::text::text;

/// The text of an enum value that is newer than this crate.
///
/// It is made only by reading a text into an enum that has no name for the text, never by hand. So
/// a later version of this crate, which has a name for it, reads it as that.
///
/// Code that cares for a certain new value should compare the text of the whole enum, its
/// `as_str()`: that stays right once a later version of this crate knows the value.
///
/// # Example
///
/// An unknown value cannot be made by hand:
///
/// ```compile_fail
/// use crate_name::UnknownValue;
///
/// let value = UnknownValue("active".into());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Returns the text exactly as it was received.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::UnknownValue;
    ///
    /// fn is_experimental(value: &UnknownValue) -> bool {
    ///     value.as_str().starts_with("x-")
    /// }
    /// # let _ = is_experimental;
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Prints the size of the text only: nothing is known about it, so it may be private.
impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("UnknownValue(1 byte)"),
            len => write!(f, "UnknownValue({len} bytes)"),
        }
    }
}

/// An enum of strings that also holds the values it does not know.
///
/// The implementation lists the values; `open_enum!` adds the behaviour. The enum has a variant
/// `Unknown(UnknownValue)`, and every other variant is in the list.
pub(crate) trait OpenEnum: Clone + PartialEq + 'static {
    /// Every known value beside its text, in the order of the enum.
    const KNOWN: &'static [(&'static str, Self)];

    /// Returns the text of a known value.
    fn known_text(&self) -> &'static str {
        Self::KNOWN
            .iter()
            .find(|(_, value)| value == self)
            .map_or("", |(text, _)| text)
    }

    /// Returns the value with the given text, be it known or not.
    fn from_text(text: Cow<'_, str>, unknown: fn(UnknownValue) -> Self) -> Self {
        match Self::KNOWN.iter().find(|(known, _)| *known == text) {
            Some((_, value)) => value.clone(),
            None => unknown(UnknownValue(text.into())),
        }
    }

    /// Decodes a string into a value, be it known or not.
    fn decode<'de, D>(deserializer: D, unknown: fn(UnknownValue) -> Self) -> Result<Self, D::Error>
    where
        D: Deserializer<'de>,
    {
        text(deserializer).map(|text| Self::from_text(text, unknown))
    }
}

/// Gives an [`OpenEnum`] its methods and its impls of common traits.
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// Returns the text of the value, as it is sent and received.
            ///
            /// A value that is newer than this crate gives the text that was received.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Unknown(value) => value.as_str(),
                    known => $crate::runtime::OpenEnum::known_text(known),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::runtime::OpenEnum::from_text(text.into(), Self::Unknown)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::runtime::OpenEnum::from_text(text.into(), Self::Unknown)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(text.into())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::OpenEnum::decode(deserializer, Self::Unknown)
            }
        }
    };
}
pub(crate) use open_enum;
