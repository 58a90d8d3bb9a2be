//! Types that are one of several.

use serde::{Deserialize, Serialize};

use super::{Docs, Type};

/// One of several types, or JSON that is none of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Union {
    /// The types, in the order of the schema.
    pub branches: Vec<Branch>,
    /// True when any other value is meant to be there as well.
    pub takes_any: bool,
}

/// A type of a union, and what tells it from the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    /// The variant in Rust.
    pub name: String,
    /// Its content.
    pub ty: Type,
    /// What the schema says of it.
    pub docs: Docs,
    /// The kinds of JSON value that it can be.
    pub kinds: Vec<Kind>,
    /// Members whose values say that it is this branch.
    pub tags: Vec<Tag>,
    /// Members whose texts speak for this branch, where tags do not decide. Others may be new.
    pub signs: Vec<Tag>,
    /// Members that are always there.
    pub required: Vec<String>,
    /// All members.
    pub known: Vec<String>,
}

/// A member whose value says which branch of a union a value is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// The member.
    pub member: String,
    /// The values of this branch.
    pub values: Vec<TagValue>,
}

/// A value that says which branch of a union a value is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TagValue {
    /// A text.
    Text(String),
    /// An integer.
    Integer(i64),
}

/// One of several contents, told apart by what is around them: a status or a media type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The contents.
    pub cases: Vec<Case>,
}

/// A content of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The variant in Rust.
    pub name: String,
    /// Its content; none when there is none.
    pub ty: Option<Type>,
    /// What the schema says of it.
    pub docs: Docs,
}

/// A kind of JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
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
    Array(Vec<Kind>),
    /// An object.
    Object,
    /// An object of which these members, where they are there and not null, are of these kinds.
    Members(Vec<(String, Vec<Kind>)>),
    /// An object whose values, where they are not null, are of one of the kinds.
    Values(Vec<Kind>),
}
