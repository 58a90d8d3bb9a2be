//! Methods and conversions of types that keep the text that was received.

/// Gives a type around a `String` the methods and conversions of its text. The text that is given is
/// an example of one.
macro_rules! text_methods {
    ($name:ident, $text:literal) => {
        impl $name {
            /// Returns the text exactly as it was received.
            ///
            /// # Example
            ///
            /// ```
            #[doc = concat!("use crate_name::", stringify!($name), ";")]
            ///
            #[doc = concat!("let value = ", stringify!($name), "::from(", stringify!($text), ");")]
            #[doc = concat!("assert_eq!(value.as_str(), ", stringify!($text), ");")]
            /// ```
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the text exactly as it was received, without copying it.
            ///
            /// # Example
            ///
            /// ```
            #[doc = concat!("use crate_name::", stringify!($name), ";")]
            ///
            #[doc = concat!("let value = ", stringify!($name), "::from(", stringify!($text), ");")]
            #[doc = concat!("assert_eq!(value.into_string(), ", stringify!($text), ");")]
            /// ```
            pub fn into_string(self) -> ::std::string::String {
                self.0
            }
        }

        /// Takes the text as it is, without a check.
        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self(text)
            }
        }

        /// Takes the text as it is, without a check.
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}
pub(crate) use text_methods;
