//@ uses = ["union_levels"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! Enums of types that keep what they do not know.

use std::fmt;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::union_levels::LEVELS;

/// JSON that fits none of the types that an enum knows.
///
/// It is made only by decoding, and sent back as it came.
///
/// # Example
///
/// It cannot be made by hand:
///
/// ```compile_fail
/// use crate_name::UnknownJson;
///
/// let value = UnknownJson(serde_json::Value::Null);
/// ```
#[derive(Clone, PartialEq)]
pub struct UnknownJson(Value);

impl UnknownJson {
    /// Returns the JSON as it was received.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::UnknownJson;
    ///
    /// fn kind(value: &UnknownJson) -> Option<&str> {
    ///     value.as_json().get("type")?.as_str()
    /// }
    /// # let _ = kind;
    /// ```
    pub fn as_json(&self) -> &Value {
        &self.0
    }
}

/// Prints the size only: nothing is known about the content, so it may be private.
impl fmt::Debug for UnknownJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownJson({} bytes)", self.0.to_string().len())
    }
}

impl Serialize for UnknownJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A kind of JSON value.
#[allow(dead_code, reason = "not every crate has branches of every kind")]
pub(crate) enum Kind {
    /// Any value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A text.
    String,
    /// A list whose items, where they are not null, are of one of the kinds.
    Array(&'static [Kind]),
    /// An object.
    Object,
    /// An object of which these members, where they are there and not null, are of these kinds.
    Members(&'static [(&'static str, &'static [Kind])]),
    /// An object whose values, where they are not null, are of one of the kinds.
    Values(&'static [Kind]),
}

impl Kind {
    fn fits(&self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
            Self::Array(kinds) => value
                .as_array()
                .is_some_and(|items| items.iter().all(|item| is_null_or_one_of(kinds, item))),
            Self::Object => value.is_object(),
            Self::Members(members) => value.as_object().is_some_and(|object| {
                let mut members = members.iter();
                members.all(|(name, kinds)| {
                    let value = object.get(*name);
                    value.is_none_or(|value| is_null_or_one_of(kinds, value))
                })
            }),
            Self::Values(kinds) => value.as_object().is_some_and(|object| {
                let mut values = object.values();
                values.all(|value| is_null_or_one_of(kinds, value))
            }),
        }
    }
}

fn is_null_or_one_of(kinds: &[Kind], value: &Value) -> bool {
    value.is_null() || kinds.iter().any(|kind| kind.fits(value))
}

/// One type of an enum: what tells it from the others, and how it is decoded.
pub(crate) struct Branch<T> {
    name: &'static str,
    kinds: &'static [Kind],
    tags: &'static [(&'static str, &'static [&'static str])],
    integer_tags: &'static [(&'static str, &'static [i64])],
    signs: &'static [(&'static str, &'static [&'static str])],
    required: &'static [&'static str],
    known: &'static [&'static str],
    choice: Option<fn(&Value, u8) -> Option<Rank>>,
    decode: fn(Value) -> Result<T, serde_json::Error>,
}

/// How much speaks for a branch: what stands first says more than all that follows.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// A tag says that it is this branch.
    is_named: bool,
    /// All is there that always is.
    is_whole: bool,
    /// No sign speaks for another one.
    is_signed: bool,
    /// So many of its members are there.
    members: usize,
    /// It is of the value's kind, and not of any kind.
    is_of_kind: bool,
}

#[allow(dead_code, reason = "not every crate has branches that are objects")]
impl<T> Branch<T> {
    /// A branch of one of the kinds.
    pub(crate) const fn new(
        name: &'static str,
        kinds: &'static [Kind],
        decode: fn(Value) -> Result<T, serde_json::Error>,
    ) -> Self {
        Self {
            name,
            kinds,
            tags: &[],
            integer_tags: &[],
            signs: &[],
            required: &[],
            known: &[],
            choice: None,
            decode,
        }
    }

    /// Members whose text says that it is this branch.
    pub(crate) const fn tags(
        mut self,
        tags: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.tags = tags;
        self
    }

    /// Members whose number says that it is this branch.
    pub(crate) const fn integer_tags(
        mut self,
        tags: &'static [(&'static str, &'static [i64])],
    ) -> Self {
        self.integer_tags = tags;
        self
    }

    /// Members whose text speaks for this branch, and rules out none.
    pub(crate) const fn signs(
        mut self,
        signs: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.signs = signs;
        self
    }

    /// Members that are always there.
    pub(crate) const fn required(mut self, members: &'static [&'static str]) -> Self {
        self.required = members;
        self
    }

    /// All members.
    pub(crate) const fn known(mut self, members: &'static [&'static str]) -> Self {
        self.known = members;
        self
    }

    /// An enum of types itself: how much speaks for that one of them for which most does.
    pub(crate) const fn choice(mut self, choice: fn(&Value, u8) -> Option<Rank>) -> Self {
        self.choice = Some(choice);
        self
    }

    /// How much speaks for the branch; nothing when something speaks against it.
    fn rank(&self, value: &Value, levels: u8) -> Option<Rank> {
        let said = self.tags_of(value).reduce(|all, says| all && says);
        let has_tags = !self.tags.is_empty() || !self.integer_tags.is_empty();
        if said == Some(false) && self.choice.is_none() || !self.is_of_its_kind(value) {
            return None;
        }
        let choice = self.choice.filter(|_| levels > 0);
        let mut rank = choice
            .and_then(|choice| choice(value, levels - 1))
            .unwrap_or_else(|| self.own_rank(value));
        rank.is_named = said == Some(true) || has_tags && rank.is_named;
        let may_be = rank.is_named || said.is_none() && rank.is_whole;
        may_be.then_some(rank)
    }

    /// What the members and the kind of a value say.
    fn own_rank(&self, value: &Value) -> Rank {
        let has = |name: &&&str| member(value, name).is_some();
        let is_empty = value.as_array().is_some_and(|it| first(it).is_none());
        let mut signs = self.signs.iter();
        let mut kinds = self.kinds.iter().filter(|kind| !matches!(kind, Kind::Any));
        Rank {
            is_named: false,
            is_whole: is_empty || self.required.iter().all(|name| has(&name)),
            is_signed: signs.all(|(name, texts)| {
                let text = member(value, name).and_then(Value::as_str);
                text.is_none_or(|text| texts.contains(&text))
            }),
            members: self.known.iter().filter(has).count(),
            is_of_kind: kinds.any(|kind| kind.fits(value)),
        }
    }

    /// What the tags say that the value has: whether it is of this branch.
    fn tags_of(&self, value: &Value) -> impl Iterator<Item = bool> {
        let tag = |name: &str| member(value, name).filter(|tag| !tag.is_null());
        let texts = self.tags.iter().filter_map(move |(name, texts)| {
            Some(
                tag(name)?
                    .as_str()
                    .is_some_and(|text| texts.contains(&text)),
            )
        });
        let integers = self
            .integer_tags
            .iter()
            .filter_map(move |(name, integers)| {
                Some(tag(name)?.as_i64().is_some_and(|it| integers.contains(&it)))
            });
        texts.chain(integers)
    }

    /// False for an object with members of which the branch has none.
    fn knows_something_of(&self, value: &Value) -> bool {
        let has = |name: &&str| member(value, name).is_some();
        let is_empty = value.as_object().is_none_or(|it| it.is_empty());
        is_empty || self.known.is_empty() || self.known.iter().any(has)
    }

    fn is_of_its_kind(&self, value: &Value) -> bool {
        self.kinds.iter().any(|kind| kind.fits(value))
    }
}

/// A member of an object; of a list, that of its first item.
fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Array(items) => first(items)?.get(name),
        other => other.get(name),
    }
}

/// The first item that is not null.
fn first(items: &[Value]) -> Option<&Value> {
    items.iter().find(|item| !item.is_null())
}

/// An enum of types.
///
/// Which type a value is of is decided once, by its kind, its tags and its members, and the value
/// is decoded once: nesting costs no more than its size.
pub(crate) trait Union: Sized + 'static {
    /// The types, in the order of the schema.
    const BRANCHES: &'static [Branch<Self>];

    /// True where the schema takes any value beside them: an object of which a type has no member
    /// is none of that type, but kept.
    const TAKES_ANY: bool = false;

    /// Encodes the value as the type that it is of.
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// How much speaks for that branch for which most does, of those of so many levels.
    #[allow(dead_code, reason = "not every crate has unions in unions")]
    fn rank(value: &Value, levels: u8) -> Option<Rank> {
        select::<Self>(value, levels).map(|(rank, _)| rank)
    }

    /// Decodes a value. One that no branch fits is kept.
    fn decode<'de, D>(deserializer: D, unknown: fn(UnknownJson) -> Self) -> Result<Self, D::Error>
    where
        D: Deserializer<'de>,
    {
        let value = Value::deserialize(deserializer)?;
        match select::<Self>(&value, LEVELS) {
            None => Ok(unknown(UnknownJson(value))),
            Some((_, branch)) => (branch.decode)(value)
                .map_err(|error| D::Error::custom(format_args!("{}: {error}", branch.name))),
        }
    }
}

/// The branch for which most speaks, the first of several.
fn select<U: Union>(value: &Value, levels: u8) -> Option<(Rank, &'static Branch<U>)> {
    let ranked = U::BRANCHES.iter().rev();
    let ranked = ranked.filter_map(|branch| Some((branch.rank(value, levels)?, branch)));
    let ranked = ranked.filter(|(rank, branch)| {
        !U::TAKES_ANY || rank.is_named || branch.knows_something_of(value)
    });
    ranked.max_by(|(a, _), (b, _)| a.cmp(b))
}

/// Decodes one branch.
pub(crate) fn decode_branch<T: DeserializeOwned>(value: Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(value)
}

/// Gives a [`Union`] its impls of serde's traits.
macro_rules! union {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::Union::encode(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::Union::decode(deserializer, Self::Unknown)
            }
        }
    };
}
pub(crate) use union;
