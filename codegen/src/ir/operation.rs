//! Operations, and what surrounds them.

use serde::{Deserialize, Serialize};

use super::{Constraints, Docs, Origin, Type};

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
    /// What goes into the path, the query, the headers and the cookies, sorted by place and name.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Body>,
    /// What comes back, by status.
    pub responses: Vec<Response>,
    /// The sets of schemes that let a caller in; one set is enough. An empty set lets anybody in.
    pub security: Vec<Vec<String>>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A value that goes into the path, the query, a header or a cookie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Where it goes.
    pub place: ParameterPlace,
    /// The name on the wire.
    pub wire: String,
    /// The name in Rust, without `r#`.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// True when it cannot be left out.
    pub required: bool,
    /// How a list or an object is written, such as `form` or `simple`.
    pub style: String,
    /// True when each item of a list, or each member of an object, stands by itself.
    pub explode: bool,
    /// What the schema says of it.
    pub docs: Docs,
    /// What the schema asks of its value.
    pub constraints: Constraints,
    /// True when callers should move away from it.
    pub deprecated: bool,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterPlace {
    /// Into the path.
    Path,
    /// After the `?`.
    Query,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// What an operation sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// The media type, such as `application/json`.
    pub media_type: String,
    /// The type of the content.
    pub ty: Type,
    /// True when it cannot be left out.
    pub required: bool,
    /// What the schema says of it.
    pub docs: Docs,
}

/// What an operation answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The status, or the statuses.
    pub status: Status,
    /// The media type; none when there is no body.
    pub media_type: Option<String>,
    /// The type of the body; none when there is no body.
    pub ty: Option<Type>,
    /// What the schema says of it.
    pub docs: Docs,
}

/// The statuses that a response is for.
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

/// Where an API is served.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Server {
    /// The base URL.
    pub url: String,
    /// What the schema says of it.
    pub docs: Docs,
    /// The prefix of a user name that selects this server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username_prefix: Option<String>,
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
    /// The type of what is sent; none when there is no body.
    pub fn request(&self) -> Option<&Type> {
        self.body.as_ref().map(|body| &body.ty)
    }

    /// The type of what comes back when the call works: that of the first success that has a body.
    pub fn response(&self) -> Option<&Type> {
        let mut successes = self
            .responses
            .iter()
            .filter(|response| response.status.is_success());
        successes.find_map(|response| response.ty.as_ref())
    }
}
