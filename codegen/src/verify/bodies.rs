//! The schema of a body.

use super::names::{Kind, Named};
use crate::openapi::{Context, Media, Object, Operation};
use crate::source::{Node, Place};

/// How a document describes a body.
pub(super) enum Described<'a> {
    /// By a schema.
    As(&'a Node<'a>),
    /// Not at all. The place is what would say so.
    Not(Missing),
    /// Without a schema: anything is one.
    AsAnything,
}

/// What a document does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Missing {
    /// The operation there takes no body.
    Body(Place),
    /// The operation there has no responses.
    Responses(Place),
    /// The responses there lack the status.
    Status(Place),
    /// The body or the response there is not JSON.
    Json(Place),
}

/// Finds the schema of what a sample is said to be.
pub(super) fn schema_of<'a>(named: &Named<'_>, context: Context<'a>) -> Described<'a> {
    let origin = &named.operation.origin;
    let file = context.tree.file_at(&origin.file);
    let node = file.and_then(|file| file.find(&origin.pointer));
    let Some(operation) = node.and_then(|node| Operation::new(context, node)) else {
        return Described::AsAnything;
    };
    match named.kind {
        Kind::Request => match operation.request_body() {
            Some(body) => in_json(body),
            None => Described::Not(Missing::Body(operation.object.place)),
        },
        Kind::Response(status) => response(operation, status),
    }
}

fn response(operation: Operation<'_>, status: u16) -> Described<'_> {
    let Some(responses) = operation.object.get("responses") else {
        return Described::Not(Missing::Responses(operation.object.place));
    };
    let exact = status.to_string();
    let range = format!("{}XX", status / 100);
    let all = operation.responses();
    let of = |wanted: &str| all.iter().find(|it| it.status.eq_ignore_ascii_case(wanted));
    match of(&exact).or_else(|| of(&range)).or_else(|| of("default")) {
        Some(response) => in_json(response.object),
        None => Described::Not(Missing::Status(responses.place)),
    }
}

fn in_json(body: Object<'_>) -> Described<'_> {
    let is_json = |media: &Media<'_>| {
        let essence = media.essence();
        essence == "application/json" || essence.ends_with("+json") || essence == "*/*"
    };
    let media = Media::list(body);
    match media.iter().find(|media| is_json(media)) {
        None => Described::Not(Missing::Json(body.place)),
        Some(media) => media.schema().map_or(Described::AsAnything, Described::As),
    }
}
