//! The traits that a type derives.

use std::fmt;

use super::{Operation, Presence, Shape, Struct, TypeDef};

/// A trait of the standard library, or of serde, that a type derives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derive {
    /// `Clone`
    Clone,
    /// `Debug`, which may be written out.
    Debug,
    /// `Default`
    Default,
    /// `PartialEq`
    PartialEq,
    /// `Eq`
    Eq,
    /// `PartialOrd`
    PartialOrd,
    /// `Ord`
    Ord,
    /// `Hash`
    Hash,
    /// `Serialize`
    Serialize,
    /// `Deserialize`
    Deserialize,
}

impl fmt::Display for Derive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The name of the variant is that of the trait.
        fmt::Debug::fmt(self, formatter)
    }
}

impl TypeDef {
    /// What the type derives, in the order in which it is written. An alias has what it stands for.
    pub fn derives(&self) -> Vec<Derive> {
        use Derive::{Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize};
        match &self.shape {
            Shape::Struct(it) => {
                let default = self.direction.sent && it.is_empty_by_default();
                let default = default.then_some(Derive::Default);
                let before = [Clone, Debug].into_iter().chain(default);
                before.chain([PartialEq, Serialize, Deserialize]).collect()
            }
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => {
                vec![Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash]
            }
            Shape::Union(_) | Shape::Choice(_) => vec![Clone, Debug, PartialEq],
            Shape::Alias(_) => Vec::new(),
        }
    }
}

impl Operation {
    /// What the operation derives, in the order in which it is written.
    pub fn derives(&self) -> Vec<Derive> {
        let is_empty = !self.members().any(|member| member.presence.is_asked_for());
        let default = is_empty.then_some(Derive::Default);
        let before = [Derive::Clone, Derive::Debug].into_iter().chain(default);
        before.chain([Derive::PartialEq]).collect()
    }
}

impl Struct {
    /// True when nothing in it is required.
    pub fn is_empty_by_default(&self) -> bool {
        !self.fields().any(|member| member.presence.is_asked_for())
    }
}

impl Presence {
    /// True for what `new` asks for: it is always there, perhaps as null.
    pub fn is_asked_for(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }

    /// True for what may be null and says something by it.
    pub fn may_be_null(self) -> bool {
        matches!(self, Self::RequiredNullable | Self::OptionalNullable)
    }
}
