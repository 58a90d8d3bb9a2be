//! Operations, and what surrounds them.

use serde::{Deserialize, Serialize};

use super::{Docs, Member, Origin, Type};

/// One call that the API offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// The module that it lives in.
    pub module: Vec<String>,
    /// The Rust name of its type.
    pub name: String,
    /// The name of the method that calls it.
    pub method_name: String,
    /// The name that the schema gives it.
    pub id: String,
    /// `GET`, `POST`, …
    pub method: String,
    /// The path below the server's URL, with `{name}` for each path parameter.
    pub path: String,
    /// One line.
    pub summary: Docs,
    /// The rest.
    pub docs: Docs,
    /// True when callers should move away from it.
    pub deprecated: bool,
    /// The tags, sorted.
    pub tags: Vec<String>,
    /// What goes into the path, the query, the headers and the cookies: sorted by place, those of
    /// the path as they stand there, the others by name.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Body>,
    /// What comes back when the call works.
    pub success: Answers,
    /// What comes back when it does not.
    pub failure: Answers,
    /// The sets of schemes that let a caller in; one set is enough. An empty set lets anybody in.
    /// None where it is as for the whole API.
    pub security: Option<Vec<Vec<String>>>,
    /// Where it is served; empty where that is where the whole API is.
    pub servers: Vec<Server>,
    /// The feature without which it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A value that goes into the path, the query, a header or a cookie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Where it goes.
    pub place: ParameterPlace,
    /// How it is written.
    pub style: Style,
    /// True when characters such as `/` stay as they are.
    pub reserved: bool,
    /// Its name, type and presence, as a member of the operation.
    pub member: Member,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterPlace {
    /// Into the path.
    Path,
    /// After the `?`.
    Query,
    /// All that comes after the `?`.
    QueryString,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// How a list or an object is written as a parameter. What is exploded has each item, or each
/// member, by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// `a,b`, and `key,value` for an object.
    #[default]
    Simple,
    /// `a,b`, and `key=value` for an object.
    SimpleExploded,
    /// `.a,b`
    Label,
    /// `.a.b`
    LabelExploded,
    /// `;name=a,b`
    Matrix,
    /// `;name=a;name=b`
    MatrixExploded,
    /// `name=a,b`
    Form,
    /// `name=a&name=b`
    FormExploded,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[key]=value`
    DeepObject,
    /// `name=` and the value as JSON.
    Json,
}

/// What an operation sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Its name, type and presence, as a member of the operation. The type is that of the only
    /// content, else a choice between the contents.
    pub member: Member,
    /// The forms that it can have.
    pub contents: Vec<Content>,
}

/// A form that a body can have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The media type, such as `application/json`.
    pub media_type: String,
    /// How the value is written.
    pub format: Format,
    /// The type of the value.
    pub ty: Type,
    /// The variant of the choice that holds it, where there is more than one content.
    pub variant: Option<String>,
    /// The members of a form that are not written as members of their types are.
    pub fields: Vec<Field>,
}

/// How a value is written as a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// As JSON.
    Json,
    /// As `name=value&name=value`.
    Form,
    /// As parts, each with a name.
    Multipart,
    /// As it is, in UTF-8.
    Text,
    /// As it is.
    Binary,
}

/// How a member of a form is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// The style, where one is given.
    pub style: Option<Style>,
    /// The media type of the part, where one is given.
    pub media_type: Option<String>,
}

/// What can come back, by status.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// What callers get: none when there never is a body, a choice when it differs by status.
    pub ty: Option<Type>,
    /// What the schema describes, the narrowest statuses first.
    pub answers: Vec<Answer>,
}

/// What comes back with a status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The status, or the statuses.
    pub status: Status,
    /// The body; none when there is none.
    pub content: Option<Content>,
    /// The variant of the choice that it is, where callers get one.
    pub variant: Option<String>,
    /// What the schema says of it.
    pub docs: Docs,
}

/// The statuses that an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred of them: 2 is 200 to 299.
    Class(u8),
    /// Every other one.
    Default,
}

impl Status {
    /// True when the status says that the call worked.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Class(2))
    }
}

/// A message that the API sends by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Webhook {
    /// The name that the schema gives it.
    pub name: String,
    /// The type of what is received.
    pub received: Option<Type>,
    /// The types of what is answered.
    pub answered: Vec<Type>,
}

/// Where an API is served.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Server {
    /// The base URL, with `{name}` for each variable.
    pub url: String,
    /// What the schema says of it.
    pub docs: Docs,
    /// The parts that callers choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
    /// The prefix of a user name that selects this server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username_prefix: Option<String>,
}

/// A part of a server's URL that callers choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServerVariable {
    /// The name in the URL.
    pub name: String,
    /// The value where nothing is chosen.
    pub default: String,
    /// The values that there are; empty when it can be any.
    pub values: Vec<String>,
}

/// A way in which callers prove who they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scheme {
    /// The name that operations refer to.
    pub name: String,
    /// What it asks for.
    pub kind: SchemeKind,
    /// What the schema says of it.
    pub docs: Docs,
    /// The name of the constructor's first argument, where the schema gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The name of the constructor's last argument, where the schema gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// What the members of an error mean: names, or JSON Pointers into it; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ErrorMembers {
    /// The name of the error.
    pub kind: String,
    /// The explanation.
    pub message: String,
    /// The identifier of the call.
    pub request_id: String,
    /// The address of a page about the error.
    pub url: String,
    /// Whatever else is said.
    pub details: String,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SchemeKind {
    /// A user name and a password.
    Basic,
    /// A token.
    Bearer,
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where the key goes.
        place: ParameterPlace,
        /// The name that it goes under.
        wire: String,
    },
    /// Anything else, by the schema's own word; the caller hands in the header.
    Other(String),
}

impl Operation {
    /// The type of what is sent as a body; none when there is no body.
    pub fn request(&self) -> Option<&Type> {
        self.body.as_ref().map(|body| &body.member.ty)
    }

    /// The type of what comes back when the call works; none when there never is a body.
    pub fn response(&self) -> Option<&Type> {
        self.success.ty.as_ref()
    }

    /// The type of what comes back when the call does not work; none when there never is a body.
    pub fn error(&self) -> Option<&Type> {
        self.failure.ty.as_ref()
    }

    /// The members of the operation: its parameters, then its body.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.member);
        parameters.chain(self.body.as_ref().map(|body| &body.member))
    }
}
