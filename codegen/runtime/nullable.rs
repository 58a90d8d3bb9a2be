//! Members for which null and absence say different things.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A member that can be absent, null, or a value, where the three differ.
///
/// In a request that changes something, an absent member usually stays as it is, and null removes
/// it.
///
/// # Example
///
/// ```
/// use crate_name::Nullable;
///
/// let stays: Nullable<String> = Nullable::default();
/// assert!(stays.is_absent());
///
/// let removed: Nullable<String> = None.into();
/// assert!(removed.is_null());
///
/// let changed: Nullable<String> = "new".into();
/// assert_eq!(changed.as_option().map(String::as_str), Some("new"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// Nothing is said.
    #[default]
    Absent,
    /// Null is said.
    Null,
    /// A value is said.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns true when nothing is said.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Nullable;
    ///
    /// assert!(Nullable::<i64>::Absent.is_absent());
    /// assert!(!Nullable::<i64>::Null.is_absent());
    /// ```
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns true when null is said.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Nullable;
    ///
    /// assert!(Nullable::<i64>::Null.is_null());
    /// assert!(!Nullable::<i64>::Absent.is_null());
    /// ```
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns the value, if there is one.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Nullable;
    ///
    /// assert_eq!(Nullable::Value(3).as_option(), Some(&3));
    /// assert_eq!(Nullable::<i64>::Null.as_option(), None);
    /// ```
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value itself, if there is one.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Nullable;
    ///
    /// assert_eq!(Nullable::Value(3).into_option(), Some(3));
    /// assert_eq!(Nullable::<i64>::Absent.into_option(), None);
    /// ```
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

/// A value is said.
impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// A value is said, or null.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

/// An absent member is left out by the struct that holds it; by itself it is written as null.
impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_option().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}
