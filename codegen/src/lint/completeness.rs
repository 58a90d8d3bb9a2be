//! Keys that OpenAPI wants an object to have, and that a crate can do without.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Kind, Object};
use crate::source::Node;

/// The keys that each kind of object has, apart from those without which no crate is made.
const KEYS: &[(Kind, &str)] = &[
    (Kind::ExternalDocs, "url"),
    (Kind::License, "name"),
    (Kind::OAuthFlow, "scopes"),
    (Kind::RequestBody, "content"),
    (Kind::Response, "description"),
    (Kind::Tag, "name"),
];

pub(super) fn check(subject: &Subject<'_>) {
    for (kind, key) in KEYS {
        for (object, _) in subject.of_kind(*kind) {
            // One that is misspelt is reported as that.
            let is_there = object.get(key).or_else(|| object.near(key)).is_some();
            if !is_there && !is_optional(subject, *kind) {
                report(object, *kind, key);
            }
        }
    }
    check_lists(subject);
}

/// A composition without parts, and an `enum` without values: no standard has them.
fn check_lists(subject: &Subject<'_>) {
    for (schema, _) in subject.schemas() {
        for key in ["allOf", "anyOf", "oneOf", "enum"] {
            let node = schema.object.get(key);
            let empty = node.filter(|node| node.as_sequence().is_some_and(<[_]>::is_empty));
            if let Some(node) = empty {
                let message = format!("`{key}` has nothing in it, where JSON Schema asks for some");
                let diagnostic = Diagnostic::new(Code::IncompleteObject, message);
                let diagnostic = diagnostic.at_key(node.place);
                subject.context.report(diagnostic.with_help("leave it out"));
            }
        }
    }
}

/// What a response says of itself may be left out since OpenAPI 3.2.
fn is_optional(subject: &Subject<'_>, kind: Kind) -> bool {
    let version = subject.root.get("openapi").and_then(Node::as_str);
    kind == Kind::Response && version.is_some_and(|version| version.starts_with("3.2"))
}

fn report(object: Object<'_>, kind: Kind, key: &str) {
    let name = kind.keywords().map_or("", |keywords| keywords.object);
    let message = format!("{name} has no `{key}`, which OpenAPI asks for");
    let diagnostic = Diagnostic::new(Code::IncompleteObject, message).at_key(object.place);
    object.context.report(diagnostic);
}
