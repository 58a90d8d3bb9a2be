//! Where things come from, and why they are as they are.

use serde::{Deserialize, Serialize};

use crate::source::{Place, Tree};

/// The place in the schema that something was made from.
///
/// Two origins are always equal, so that values that differ only in where they came from are.
#[derive(Clone, Debug, Default, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file, relative to the schema's root.
    pub file: String,
    /// The JSON Pointer within the file.
    pub pointer: String,
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Origin {
    /// Where a node stands.
    pub(crate) fn of(tree: &Tree<'_>, place: Place) -> Self {
        Self {
            file: tree
                .file(place.file)
                .map(|file| file.path.clone())
                .unwrap_or_default(),
            pointer: tree.pointer(place),
        }
    }

    /// True when two origins are the same place.
    pub fn is_at(&self, other: &Self) -> bool {
        (&self.file, &self.pointer) == (&other.file, &other.pointer)
    }
}

/// A reason for a decision that a reader of the Rust might wonder about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Why {
    /// `Option`, because `required` does not list the member.
    OptionalNotRequired,
    /// Optional and any value, because `required` lists the member and nothing describes it.
    OptionalNotDescribed,
    /// `Option`, because the schema allows null.
    OptionalNullable,
    /// No `Option`, because an absent list or map is an empty one.
    EmptyWhenAbsent,
    /// `Box`, because the type would contain itself.
    BoxedRecursive,
    /// The name is spelled out by `x-rust-name`.
    NameGiven,
    /// Without the members that only go the other way.
    OneWay,
    /// The nearest honest type, because the schema says what Rust cannot.
    NearestType,
}

impl Why {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::OptionalNotRequired => "`Option`, because `required` does not list it",
            Self::OptionalNotDescribed => {
                "optional and any value, because `required` lists it and nothing describes it"
            }
            Self::OptionalNullable => "`Option`, because the schema allows null",
            Self::EmptyWhenAbsent => "no `Option`, because an absent list or map is an empty one",
            Self::BoxedRecursive => "`Box`, because the type would contain itself",
            Self::NameGiven => "the name is spelled out by `x-rust-name`",
            Self::OneWay => "without the members that only go the other way",
            Self::NearestType => {
                "the nearest honest type, because the schema says what Rust cannot"
            }
        }
    }
}
