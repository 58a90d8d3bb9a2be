//! Operations and what they send and answer.

use super::keywords;
use super::object::{Context, Object};
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
    object: Object<'a>,
}

/// A media type of a body.
#[derive(Clone, Copy)]
pub(crate) struct Media<'a> {
    /// Such as `application/json`.
    pub(crate) name: &'a str,
    object: Object<'a>,
}

impl<'a> Operation<'a> {
    pub(super) fn new(context: Context<'a>, node: &'a Node<'a>) -> Option<Self> {
        Object::new(context, node, keywords::OPERATION).map(|object| Self { object })
    }

    pub(crate) fn parameters(self) -> impl Iterator<Item = Parameter<'a>> {
        Parameter::list(self.object)
    }

    /// The body: an object with `required`, `description` and `content`.
    pub(crate) fn request_body(self) -> Option<Object<'a>> {
        let context = self.object.context;
        let node = context.follow(self.object.get("requestBody")?)?;
        Object::new(context, node, keywords::REQUEST_BODY)
    }

    /// The responses, sorted by status.
    pub(crate) fn responses(self) -> Vec<Response<'a>> {
        let context = self.object.context;
        let view = |Entry { key, value }: &'a Entry<'a>| {
            let object = Object::new(context, context.follow(value)?, keywords::RESPONSE)?;
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
            let object = Object::new(context, context.follow(node)?, keywords::PARAMETER)?;
            Some(Self { object })
        })
    }
}

impl<'a> Response<'a> {
    pub(crate) fn description(self) -> Option<&'a str> {
        self.object.text("description")
    }

    pub(crate) fn media(self) -> Vec<Media<'a>> {
        Media::list(self.object)
    }
}

impl<'a> Media<'a> {
    /// The media types of `content`, sorted: JSON first, then by name.
    pub(crate) fn list(object: Object<'a>) -> Vec<Self> {
        let view = |Entry { key, value }: &'a Entry<'a>| {
            let node = object.context.follow(value)?;
            let object = Object::new(object.context, node, keywords::MEDIA_TYPE)?;
            Some(Self { name: key, object })
        };
        let mut media: Vec<_> = object.entries("content").iter().filter_map(view).collect();
        media.sort_by_key(|media| (!media.is_json(), media.name));
        media
    }

    /// Where it stands.
    pub(crate) fn place(self) -> Place {
        self.object.place
    }

    /// True for `application/json` and its kin.
    pub(crate) fn is_json(self) -> bool {
        let essence = self.name.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json")
    }

    pub(crate) fn schema(self) -> Option<&'a Node<'a>> {
        self.object.get("schema")
    }
}
