//! Types and their members.

use serde::{Deserialize, Serialize};

use super::{Asked, Choice, Half, Origin, Union, Way, Why};

/// What a description says, as Markdown; empty when it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Docs(pub String);

impl Docs {
    /// True when there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A type of [`Api::types`](super::Api::types), by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypeDef {
    /// The module that it lives in.
    pub module: Vec<String>,
    /// Its Rust name.
    pub name: String,
    /// What the schema says of it.
    pub docs: Docs,
    /// What it is.
    pub shape: Shape,
    /// Who sends it and who receives it.
    pub direction: Direction,
    /// True when callers should move away from it.
    pub deprecated: bool,
    /// A value of it, as JSON.
    pub example: Option<serde_json::Value>,
    /// The feature without which it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    /// What it is of its schema; none where it is all of it.
    pub half: Option<Half>,
    /// Where it comes from.
    pub origin: Origin,
    /// Reasons.
    pub why: Vec<Why>,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Members by name.
    Struct(Struct),
    /// One of several texts, or a text that is newer than the schema.
    StringEnum(Enum<String>),
    /// One of several integers, or one that is newer than the schema.
    IntegerEnum(Enum<i64>),
    /// One of several types, or JSON that is none of them.
    Union(Union),
    /// One of several contents of a body.
    Choice(Choice),
    /// Another name for a type.
    Alias(Type),
}

/// Members by name, in the order of the schema.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Struct {
    /// The members that the schema names.
    pub members: Vec<Member>,
    /// What holds all others: a map by their names on the wire, or one of several types whose
    /// members they are. None where they are ignored.
    pub extra: Option<Box<Member>>,
}

impl Struct {
    /// Everything that the struct has in Rust: its members, and what holds all others.
    pub fn fields(&self) -> impl Iterator<Item = &Member> + Clone {
        self.members.iter().chain(self.extra.as_deref())
    }
}

/// A member of a struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// The name on the wire; empty for what holds the members that the schema does not name.
    pub wire: String,
    /// The name in Rust, without `r#`.
    pub name: String,
    /// The type without `Option`.
    pub ty: Type,
    /// Whether it can be absent or null.
    pub presence: Presence,
    /// True for a list or a map that says something when it is empty: an absent one is another.
    pub keeps_empty: bool,
    /// What the schema says of it.
    pub docs: Docs,
    /// What the schema asks of its value.
    pub constraints: Asked,
    /// True when callers should move away from it.
    pub deprecated: bool,
    /// True when `Debug` must not show it.
    pub sensitive: bool,
    /// The only way that it goes, where it is not both.
    pub only: Option<Way>,
    /// The version of the API that brought it.
    pub since: Option<String>,
    /// A value of it, as JSON.
    pub example: Option<serde_json::Value>,
    /// Where it comes from.
    pub origin: Origin,
    /// Reasons.
    pub why: Vec<Why>,
}

impl Member {
    /// True when values that go that way have it.
    pub(crate) fn goes(&self, way: Way) -> bool {
        self.only.is_none_or(|only| only == way)
    }
}

/// Whether a member can be absent, and whether it can be null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// It is always there.
    #[default]
    Required,
    /// It is always there, perhaps as null.
    RequiredNullable,
    /// It may be absent.
    Optional,
    /// It may be absent, and null says something else than absence.
    OptionalNullable,
}

/// One of several values, or a value that is newer than the schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enum<Wire> {
    /// The values, in the order of the schema.
    pub variants: Vec<Variant<Wire>>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant<Wire> {
    /// The value on the wire.
    pub wire: Wire,
    /// The variant in Rust.
    pub name: String,
    /// What the schema says of it.
    pub docs: Docs,
}

/// A type as it is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Type {
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// Text that must not be shown.
    Secret,
    /// A date and time, kept as its text.
    DateTime,
    /// A day, kept as its text.
    Date,
    /// A UUID, kept as its text.
    Uuid,
    /// An address, kept as its text.
    Uri,
    /// A decimal number that is a string in JSON, kept as its text.
    Decimal,
    /// A decimal number that is a number in JSON, kept with its digits.
    DecimalNumber,
    /// Bytes as base64, kept as its text.
    Base64,
    /// Bytes, such as the content of a file.
    Binary,
    /// Nothing but null.
    Null,
    /// Any JSON value.
    Any,
    /// Any JSON object.
    Object,
    /// A list.
    List(Box<Type>),
    /// Values by key.
    Map(Box<Type>),
    /// A type of the API.
    Named(TypeId),
    /// A type of the API behind a `Box`.
    Boxed(TypeId),
    /// A value that can be null, inside a list or a map.
    Nullable(Box<Type>),
    /// A type of the user's own, by its path.
    External(String),
}

impl Type {
    /// True for what is empty rather than absent: lists and maps.
    pub fn is_collection(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_) | Self::Object)
    }

    /// True for what is a string in JSON.
    pub fn is_text(&self) -> bool {
        match self {
            Self::String
            | Self::Secret
            | Self::DateTime
            | Self::Date
            | Self::Uuid
            | Self::Uri
            | Self::Decimal
            | Self::Base64
            | Self::Binary => true,
            Self::Bool
            | Self::I32
            | Self::I64
            | Self::U32
            | Self::U64
            | Self::F32
            | Self::F64
            | Self::DecimalNumber
            | Self::Null
            | Self::Any
            | Self::Object
            | Self::List(_)
            | Self::Map(_)
            | Self::Named(_)
            | Self::Boxed(_)
            | Self::External(_)
            | Self::Nullable(_) => false,
        }
    }

    /// The type of the API at the bottom of the type, if there is one.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.named(),
            Self::Bool
            | Self::I32
            | Self::I64
            | Self::U32
            | Self::U64
            | Self::F32
            | Self::F64
            | Self::String
            | Self::Secret
            | Self::DateTime
            | Self::Date
            | Self::Uuid
            | Self::Uri
            | Self::Decimal
            | Self::DecimalNumber
            | Self::Base64
            | Self::Binary
            | Self::Null
            | Self::Any
            | Self::Object
            | Self::External(_) => None,
        }
    }
}

/// Who sends a type and who receives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// Callers send it: it has a constructor and setters.
    pub sent: bool,
    /// Callers receive it: it has an example.
    pub received: bool,
}

impl TypeDef {
    /// True for a struct with members that go only one way.
    pub(crate) fn has_one_way_members(&self) -> bool {
        match &self.shape {
            Shape::Struct(it) => it.fields().any(|member| member.only.is_some()),
            Shape::StringEnum(_)
            | Shape::IntegerEnum(_)
            | Shape::Union(_)
            | Shape::Choice(_)
            | Shape::Alias(_) => false,
        }
    }

    /// The types that this one holds, one level down.
    pub fn uses(&self) -> Vec<TypeId> {
        match &self.shape {
            Shape::Struct(it) => {
                let members = it.fields().map(|member| &member.ty);
                members.filter_map(Type::named).collect()
            }
            Shape::Union(it) => {
                let branches = it.branches.iter().map(|branch| &branch.ty);
                branches.filter_map(Type::named).collect()
            }
            Shape::Choice(it) => {
                let contents = it.cases.iter().filter_map(|case| case.ty.as_ref());
                contents.filter_map(Type::named).collect()
            }
            Shape::Alias(ty) => ty.named().into_iter().collect(),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => Vec::new(),
        }
    }
}
