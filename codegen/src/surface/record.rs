//! What a crate offers its callers, as data.

use serde::{Deserialize, Serialize};

use crate::ir::{
    Api, Branch, Case, Constraints, Direction, Enum, Member, Operation, Origin, Parameter,
    ParameterPlace, Presence, Shape, Style, TypeDef, Way, Why,
};
use crate::settings::Settings;

/// The public surface of a generated crate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surface {
    /// The version of this format.
    pub format: u32,
    /// The version of the runtime that the crate was made with.
    pub runtime: u32,
    /// What the API calls itself.
    pub title: String,
    /// The API's version.
    pub version: String,
    /// The settings that the crate was made with.
    pub settings: Settings,
    /// The types, sorted by path.
    pub items: Vec<Item>,
    /// The operations, sorted by path.
    pub operations: Vec<SurfaceOperation>,
}

/// A public type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// The path below the crate, such as `otp::sms::SendParams`.
    pub path: String,
    /// What it is.
    pub kind: ItemKind,
    /// What an alias stands for, in Rust.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Who sends it and who receives it.
    pub direction: Direction,
    /// The feature without which it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    /// The only way that its values go, where the schema describes others that go the other way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half: Option<Way>,
    /// True when callers should move away from it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// Reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Why>,
    /// The members of a struct.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<SurfaceMember>,
    /// The values of an enum, or the types of a union.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<SurfaceValue>,
}

/// What a public type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A struct.
    Struct,
    /// An open enum of strings.
    StringEnum,
    /// An open enum of integers.
    IntegerEnum,
    /// An enum of types.
    Union,
    /// An enum of the contents that a body can have.
    Choice,
    /// A type alias.
    Alias,
}

/// A member of a struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SurfaceMember {
    /// The name in Rust.
    pub name: String,
    /// The name on the wire; empty for what holds the members that the schema does not name.
    pub wire: String,
    /// The whole type in Rust.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it can be absent or null.
    pub presence: Presence,
    /// True for a list or a map that says something when it is empty: an absent one is another.
    #[serde(default, skip_serializing_if = "is_false")]
    pub keeps_empty: bool,
    /// What the schema asks of its value.
    #[serde(flatten)]
    pub constraints: Constraints,
    /// True when callers should move away from it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The only way that it goes, where it is not both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Way>,
    /// True when `Debug` does not show it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// The version of the API that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// Reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Why>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurfaceValue {
    /// The variant in Rust.
    pub name: String,
    /// The value on the wire, or the type in Rust.
    pub wire: String,
}

/// A public operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SurfaceOperation {
    /// The path below the crate, such as `otp::sms::SendOperation`.
    pub path: String,
    /// The name of the method that calls it.
    pub method_name: String,
    /// The name that the schema gives it.
    pub id: String,
    /// The HTTP method.
    pub method: String,
    /// The path below the server's URL.
    pub template: String,
    /// The feature without which it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    /// True when callers should move away from it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// What goes into the path, the query, the headers and the cookies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<SurfaceParameter>,
    /// What it takes, in Rust.
    pub request: String,
    /// What it answers when it works, in Rust.
    pub response: String,
    /// What it answers when it does not, in Rust.
    #[serde(default)]
    pub error: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SurfaceParameter {
    /// Where it goes.
    pub place: ParameterPlace,
    /// How it is written.
    #[serde(default)]
    pub style: Style,
    /// The name in Rust.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// The whole type in Rust.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it can be absent.
    #[serde(default)]
    pub presence: Presence,
    /// What the schema asks of its value.
    #[serde(flatten)]
    pub constraints: Constraints,
    /// True when callers should move away from it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Where it comes from.
    pub origin: Origin,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Surface {
    /// The version of the format that is written.
    const FORMAT: u32 = 1;
    /// The version of the runtime in `codegen/runtime`.
    const RUNTIME: u32 = 1;

    pub(crate) fn of(api: &Api, settings: &Settings) -> Self {
        let mut items: Vec<Item> = api.types.iter().map(|def| item(api, def)).collect();
        items.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            format: Self::FORMAT,
            runtime: Self::RUNTIME,
            title: api.title.clone(),
            version: api.version.clone(),
            settings: settings.clone(),
            items,
            operations: api.operations.iter().map(|it| operation(api, it)).collect(),
        }
    }

    /// Reads `api.json`.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The text of `api.json`.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        // Every key is text and every number finite, so there is nothing to fail on.
        text.unwrap_or_default() + "\n"
    }
}

fn path(module: &[String], name: &str) -> String {
    let parts: Vec<&str> = module.iter().map(String::as_str).chain([name]).collect();
    parts.join("::")
}

fn item(api: &Api, def: &TypeDef) -> Item {
    let mut item = Item {
        path: path(&def.module, &def.name),
        kind: ItemKind::Alias,
        target: None,
        direction: def.direction,
        feature: def.feature.clone(),
        half: def.half.map(|half| half.way),
        deprecated: def.deprecated,
        origin: def.origin.clone(),
        why: def.why.clone(),
        members: Vec::new(),
        values: Vec::new(),
    };
    match &def.shape {
        Shape::Struct(it) => {
            item.kind = ItemKind::Struct;
            item.members = it.fields().map(|it| member(api, it)).collect();
        }
        Shape::StringEnum(it) => {
            item.kind = ItemKind::StringEnum;
            item.values = values(it);
        }
        Shape::IntegerEnum(it) => {
            item.kind = ItemKind::IntegerEnum;
            item.values = values(it);
        }
        Shape::Union(it) => {
            item.kind = ItemKind::Union;
            item.values = it.branches.iter().map(|it| branch(api, it)).collect();
        }
        Shape::Choice(it) => {
            item.kind = ItemKind::Choice;
            item.values = it.cases.iter().map(|it| case(api, it)).collect();
        }
        Shape::Alias(ty) => item.target = Some(api.type_text(ty)),
    }
    item
}

fn member(api: &Api, member: &Member) -> SurfaceMember {
    SurfaceMember {
        name: member.name.clone(),
        wire: member.wire.clone(),
        ty: api.member_type_text(member),
        presence: member.presence,
        keeps_empty: member.keeps_empty,
        constraints: member.constraints.clone(),
        deprecated: member.deprecated,
        only: member.only,
        sensitive: member.sensitive,
        since: member.since.clone(),
        origin: member.origin.clone(),
        why: member.why.clone(),
    }
}

fn values<Wire: ToString>(it: &Enum<Wire>) -> Vec<SurfaceValue> {
    let value = |variant: &crate::ir::Variant<Wire>| SurfaceValue {
        name: variant.name.clone(),
        wire: variant.wire.to_string(),
    };
    it.variants.iter().map(value).collect()
}

fn branch(api: &Api, branch: &Branch) -> SurfaceValue {
    SurfaceValue {
        name: branch.name.clone(),
        wire: api.type_text(&branch.ty),
    }
}

fn case(api: &Api, case: &Case) -> SurfaceValue {
    SurfaceValue {
        name: case.name.clone(),
        wire: case.ty.as_ref().map_or("()".into(), |ty| api.type_text(ty)),
    }
}

fn operation(api: &Api, operation: &Operation) -> SurfaceOperation {
    let text = |ty: Option<&crate::ir::Type>| ty.map_or("()".into(), |ty| api.type_text(ty));
    SurfaceOperation {
        path: path(&operation.module, &operation.name),
        method_name: operation.method_name.clone(),
        id: operation.id.clone(),
        method: operation.method.clone(),
        template: operation.path.clone(),
        feature: operation.feature.clone(),
        deprecated: operation.deprecated,
        parameters: operation
            .parameters
            .iter()
            .map(|it| parameter(api, it))
            .collect(),
        request: text(operation.request()),
        response: text(operation.response()),
        error: text(operation.error()),
        origin: operation.origin.clone(),
    }
}

fn parameter(api: &Api, parameter: &Parameter) -> SurfaceParameter {
    let member = &parameter.member;
    SurfaceParameter {
        place: parameter.place,
        style: parameter.style,
        name: member.name.clone(),
        wire: member.wire.clone(),
        ty: api.member_type_text(member),
        presence: member.presence,
        constraints: member.constraints.clone(),
        deprecated: member.deprecated,
        origin: member.origin.clone(),
    }
}
