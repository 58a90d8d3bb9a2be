//! What a crate offers its callers, as data.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use crate::ir::{
    Constraints, Direction, Docs, Origin, ParameterPlace, Presence, ServerVariable, Style, Tag,
    Way, Why,
};
use crate::render::is_unprintable;
use crate::settings::Settings;

/// The public surface of a generated crate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surface<Items = Vec<Item>, Operations = Vec<SurfaceOperation>> {
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
    /// Where the API is served, in the order of `SERVERS`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<SurfaceServer>,
    /// What each security scheme asks for, by its name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub schemes: BTreeMap<String, String>,
    /// The sets of schemes that let a caller in, where an operation does not say otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<Vec<String>>,
    /// The names of what makes a client: the credentials, or the base URL; empty without operations.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "listed")]
    pub client: Vec<String>,
    /// The ways from a client to the operations of each module, by the module's path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub accessors: BTreeMap<String, SurfaceAccessor>,
    /// The types, sorted by path.
    pub items: Items,
    /// The operations, sorted by path.
    pub operations: Operations,
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
    /// The traits of the standard library and of serde that it derives.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "listed")]
    pub derives: Vec<String>,
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
    /// What the schema says of it, which is not recorded.
    #[serde(skip)]
    pub docs: Docs,
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
    #[serde(default)]
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
    /// What the schema says of it, which is not recorded.
    #[serde(skip)]
    pub docs: Docs,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurfaceValue {
    /// The variant in Rust.
    pub name: String,
    /// The value on the wire, or the type in Rust.
    pub wire: String,
    /// Members that tell a type of a union by their values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// What the schema says of it, which is not recorded.
    #[serde(skip)]
    pub docs: Docs,
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
    /// The traits of the standard library that it derives.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "listed")]
    pub derives: Vec<String>,
    /// What goes into the path, the query, the headers and the cookies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<SurfaceParameter>,
    /// The body, as a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<SurfaceMember>,
    /// The media types that the body can have.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "listed")]
    pub sends: Vec<String>,
    /// What it takes, in Rust.
    pub request: String,
    /// What it answers when it works, in Rust.
    pub response: String,
    /// What it answers when it does not, in Rust.
    #[serde(default)]
    pub error: String,
    /// What comes back by status: `200`, `4XX`, `default`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, SurfaceAnswer>,
    /// Where it is served, where that is not where the whole API is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<SurfaceServer>,
    /// The sets of schemes that let a caller in, where it is not as for the whole API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<Vec<String>>>,
    /// Where it comes from.
    pub origin: Origin,
    /// What the schema says of it, which is not recorded.
    #[serde(skip)]
    pub docs: Docs,
}

impl SurfaceOperation {
    /// The fields of the operation: its parameters, then its body.
    pub fn fields(&self) -> impl Iterator<Item = &SurfaceMember> {
        let parameters = self.parameters.iter().map(|it| &it.member);
        parameters.chain(&self.body)
    }
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
    /// Its name, type and presence, as a member of the operation.
    #[serde(flatten)]
    pub member: SurfaceMember,
}

/// What comes back with a status. It is written as `Type`, or as `Type as text/plain`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct SurfaceAnswer {
    /// The type in Rust; `()` where there is no body.
    pub ty: String,
    /// The media type; empty where there is no body.
    pub media_type: String,
}

/// What is not said of an answer.
const USUAL: &str = "application/json";

impl From<String> for SurfaceAnswer {
    fn from(text: String) -> Self {
        let (ty, media_type) = match text.split_once(" as ") {
            Some((ty, media_type)) => (ty, media_type),
            None if text == "()" => ("()", ""),
            None => (text.as_str(), USUAL),
        };
        Self {
            ty: ty.to_owned(),
            media_type: media_type.to_owned(),
        }
    }
}

impl From<SurfaceAnswer> for String {
    fn from(it: SurfaceAnswer) -> Self {
        match it.media_type.as_str() {
            "" | USUAL => it.ty,
            media_type => format!("{} as {media_type}", it.ty),
        }
    }
}

/// What leads a client to the operations of a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurfaceAccessor {
    /// The method of the client, or of the accessor of the module around this one.
    pub method: String,
    /// The name of its type, in the module.
    #[serde(rename = "type")]
    pub ty: String,
}

/// A place where the API is served.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurfaceServer {
    /// The base URL, with `{name}` for each variable.
    pub url: String,
    /// The parts that callers choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Several words in one line.
mod listed {
    use serde::{Deserialize, Deserializer, Serializer};

    const COMMA: &str = ", ";

    pub(super) fn serialize<S: Serializer>(words: &[String], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&words.join(COMMA))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
        let text = String::deserialize(from)?;
        Ok(text.split(COMMA).map(str::to_owned).collect())
    }
}

impl Surface {
    /// The version of the format that is written.
    pub(super) const FORMAT: u32 = 2;
    /// The version of the runtime in `codegen/runtime`: it rises when what callers see of it breaks.
    pub(super) const RUNTIME: u32 = 1;

    /// Reads `api.json`.
    ///
    /// # Errors
    ///
    /// When it is not the record of a surface.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// The text of `api.json`. What an editor or a terminal would not show is escaped.
pub(super) fn to_json(surface: &impl Serialize) -> String {
    let mut text = Text(String::new());
    // Every key is text and every number finite, so there is nothing to fail on.
    let _ = serde_json::to_writer_pretty(&mut text, surface);
    text.0 + "\n"
}

/// JSON as it is written: characters that only stand in strings, and that JSON would let stand
/// there as they are, are escaped.
struct Text(String);

impl io::Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = str::from_utf8(bytes).map_err(io::Error::other)?;
        let is_raw = |it: char| is_unprintable(it) && it != '\n';
        while let Some(at) = rest.find(is_raw) {
            let (before, from) = rest.split_at(at);
            let mut characters = from.chars();
            let raw = characters.next().map_or(0, u32::from);
            self.0.push_str(before);
            self.0.push_str(&format!("\\u{raw:04x}"));
            rest = characters.as_str();
        }
        self.0.push_str(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
