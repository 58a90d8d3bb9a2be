//! Required members that no property describes.

use super::subject::Subject;
use crate::openapi::{Schema, SchemaType, unknown_required};
use crate::source::{Node, Value};

/// Keys whose schemas are parts of others: what they require may be described there.
const HOLD_PARTS: &[&str] = &[
    "allOf",
    "anyOf",
    "dependencies",
    "dependentSchemas",
    "else",
    "if",
    "not",
    "oneOf",
    "then",
];

/// Keys by which an object has members that its `properties` do not name.
const ADD_MEMBERS: &[&str] = &[
    "$dynamicRef",
    "$ref",
    "allOf",
    "anyOf",
    "else",
    "if",
    "oneOf",
    "patternProperties",
    "then",
    "unevaluatedProperties",
];

pub(super) fn check(subject: &Subject<'_>) {
    for (schema, found) in subject.schemas() {
        if !HOLD_PARTS.contains(&found.under) && names_all(schema) {
            let required = schema.required();
            let properties = schema.properties();
            let names = || properties.iter().map(|entry| entry.key.as_ref());
            for (name, node) in &required {
                if !names().any(|known| known == *name) {
                    let is_required = |it: &str| required.iter().any(|(name, _)| *name == it);
                    let known = names().filter(|known| !is_required(known));
                    subject.context.report(unknown_required(name, node, known));
                }
            }
        }
    }
}

/// True for an object that names every member that is described.
fn names_all(schema: Schema<'_>) -> bool {
    let types = schema.types();
    let is_object = types.is_empty() || types == [SchemaType::Object];
    let others = schema.object.get("additionalProperties");
    let is_closed = |node: &Node<'_>| node.value == Value::Bool(false);
    let adds = |key: &&str| schema.object.get(key).is_some();
    is_object && others.is_none_or(is_closed) && !ADD_MEMBERS.iter().any(adds)
}
