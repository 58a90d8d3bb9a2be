//@ uses = ["text", "text_methods"]

//! Types that are strings in JSON and keep the text that was received.

/// Gives a type around a `String` the methods and conversions of its text, and serde's traits. The
/// text that is given is an example of one.
macro_rules! text_type {
    ($name:ident, $text:literal) => {
        $crate::runtime::text_methods::text_methods!($name, $text);

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::text::text(deserializer).map(|text| Self(text.into_owned()))
            }
        }
    };
}
pub(crate) use text_type;
