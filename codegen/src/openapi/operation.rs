//! Operations and what they send and answer.

use super::context::Context;
use super::document::{PathItem, Server};
use super::keywords;
use super::object::Object;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Entry, Node, Place};

/// An operation of a path.
#[derive(Clone, Copy)]
pub(crate) struct Operation<'a> {
    pub(crate) object: Object<'a>,
}

/// A parameter, with its reference followed.
#[derive(Clone, Copy)]
pub(crate) struct Parameter<'a> {
    pub(crate) object: Object<'a>,
}

/// A response, with its reference followed.
#[derive(Clone, Copy)]
pub(crate) struct Response<'a> {
    /// `200`, `4XX`, `default`.
    pub(crate) status: &'a str,
    /// Where the status stands.
    pub(crate) node: &'a Node<'a>,
    pub(crate) object: Object<'a>,
}

/// A media type of a body.
#[derive(Clone, Copy)]
pub(crate) struct Media<'a> {
    /// Such as `application/json`.
    pub(crate) name: &'a str,
    object: Object<'a>,
}

impl<'a> Operation<'a> {
    pub(crate) fn new(context: Context<'a>, node: &'a Node<'a>) -> Option<Self> {
        Object::new(context, node, keywords::OPERATION).map(|object| Self { object })
    }

    pub(crate) fn parameters(self) -> impl Iterator<Item = Parameter<'a>> {
        Parameter::list(self.object)
    }

    /// The body: an object with `required`, `description` and `content`.
    pub(crate) fn request_body(self) -> Option<Object<'a>> {
        let context = self.object.context;
        let node = self.object.get("requestBody")?;
        Object::behind(context, node, keywords::REQUEST_BODY)
    }

    /// Where it is served, if not where its path is.
    pub(crate) fn servers(self) -> impl Iterator<Item = Server<'a>> {
        Server::list(self.object)
    }

    /// What the API sends while it works on a call: the path items of each callback, by its name.
    pub(crate) fn callbacks(self) -> Vec<(&'a str, Vec<PathItem<'a>>)> {
        let context = self.object.context;
        let view = |Entry { key, value }: &'a Entry<'a>| {
            let mapping = context.follow(value)?.as_mapping()?;
            Some((key.as_ref(), PathItem::sorted(context, mapping.entries())))
        };
        let entries = self.object.entries("callbacks").iter();
        let entries = entries.filter(|entry| !entry.key.starts_with("x-"));
        entries.filter_map(view).collect()
    }

    /// The responses, sorted by status.
    pub(crate) fn responses(self) -> Vec<Response<'a>> {
        let context = self.object.context;
        let view = |Entry { key, value }: &'a Entry<'a>| {
            let object = Object::behind(context, value, keywords::RESPONSE)?;
            Some(Response {
                status: key,
                node: value,
                object,
            })
        };
        let entries = self.object.entries("responses").iter();
        let entries = entries.filter(|entry| !entry.key.starts_with("x-"));
        let mut responses: Vec<_> = entries.filter_map(view).collect();
        responses.sort_by_key(|response| response.status);
        responses
    }

    /// The sets of schemes of which one is enough; none when the operation says nothing.
    pub(crate) fn security(self) -> Option<Vec<Vec<String>>> {
        self.object
            .get("security")
            .map(|_| security_of(self.object))
    }
}

/// The names of the schemes in `security`, each set sorted.
pub(crate) fn security_of(object: Object<'_>) -> Vec<Vec<String>> {
    let names = |node: &Node<'_>| {
        let entries = node
            .as_mapping()
            .map_or(&[][..], |mapping| mapping.entries());
        let mut names: Vec<String> = entries.iter().map(|entry| entry.key.to_string()).collect();
        names.sort();
        names
    };
    object.items("security").iter().map(names).collect()
}

impl<'a> Parameter<'a> {
    /// The parameters of an operation or a path item.
    pub(super) fn list(object: Object<'a>) -> impl Iterator<Item = Self> {
        let context = object.context;
        object.items("parameters").iter().filter_map(move |node| {
            let object = Object::behind(context, node, keywords::PARAMETER)?;
            Some(Self { object })
        })
    }
}

impl<'a> Response<'a> {
    pub(crate) fn description(self) -> Option<&'a str> {
        self.object.text("description")
    }
}

impl<'a> Media<'a> {
    /// The media types of `content`, as they are written.
    pub(crate) fn list(object: Object<'a>) -> Vec<Self> {
        let view = |Entry { key, value }: &'a Entry<'a>| {
            let object = Object::behind(object.context, value, keywords::MEDIA_TYPE)?;
            Some(Self { name: key, object })
        };
        object.entries("content").iter().filter_map(view).collect()
    }

    /// Where it stands.
    pub(crate) fn place(self) -> Place {
        self.object.place
    }

    /// The type and subtype in lower case, without parameters such as `charset`.
    pub(crate) fn essence(self) -> String {
        let essence = self.name.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    }

    pub(crate) fn schema(self) -> Option<&'a Node<'a>> {
        self.object
            .get("schema")
            .or_else(|| self.object.get("itemSchema"))
    }

    /// How the members of a form are written, by their names.
    pub(crate) fn encodings(self) -> impl Iterator<Item = (&'a str, Object<'a>)> {
        let context = self.object.context;
        let entries = self.object.entries("encoding").iter();
        entries.filter_map(move |Entry { key, value }| {
            Some((
                key.as_ref(),
                Object::new(context, value, keywords::ENCODING)?,
            ))
        })
    }
}

/// False for what HTTP takes as no name of a header: it is no token (RFC 9110).
pub(crate) fn is_header_name(name: &str) -> bool {
    let is_token = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it);
    !name.is_empty() && name.chars().all(is_token)
}

/// What to say of such a name, in a `request` or a `response`.
pub(crate) fn no_header_name(name: &str, of: &str) -> Diagnostic {
    let name = name.escape_debug();
    let message = format!("`{name}` is no name of a header: no {of} can be made with it");
    let help = "it has letters, digits and characters such as `-`, and no spaces";
    Diagnostic::new(Code::Unsupported, message).with_help(help)
}
