//! What the keys that combine schemas come to: the only part that says something, and null.

use std::cell::Cell;
use std::collections::HashSet;

use super::Lowering;
use super::narrow::{LOOKS, narrowest};
use super::unions::only_limits;
use crate::limits;
use crate::openapi::{Context, Object, Schema};
use crate::source::{Node, Value};

/// The keys that combine schemas.
pub(super) const COMPOSITIONS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// Keys that say nothing of the type.
const ANNOTATIONS: [&str; 22] = [
    "$comment",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "nullable",
    "pattern",
    "readOnly",
    "title",
    "uniqueItems",
    "writeOnly",
];

/// The only part of a composition that is not null, and says more than how it is described; or that
/// says what the others say, and more.
pub(super) struct Sole<'a> {
    pub(super) part: &'a Node<'a>,
    pub(super) null_beside: bool,
}

pub(super) fn sole_part(schema: Schema<'_>) -> Option<Sole<'_>> {
    sole_part_within(schema, &Cell::new(LOOKS))
}

/// The same with so many looks at parts that are left.
pub(super) fn sole_part_within<'a>(schema: Schema<'a>, left: &Cell<usize>) -> Option<Sole<'a>> {
    let says_more = |key: &&str| !schema.object.items(key).iter().all(only_limits);
    let mut keys = COMPOSITIONS.into_iter().filter(says_more);
    let (key, None) = (keys.next()?, keys.next()) else {
        return None;
    };
    let is_all = key == "allOf";
    let parts = schema.object.items(key);
    let says = |part: &&Node<'_>| match is_all {
        true => !(is_null(part) || only_annotates(part)),
        false => !is_null_branch(schema.object.context, part),
    };
    let mut saying = parts.iter().filter(says);
    let part = match (saying.next()?, saying.next()) {
        (part, None) => part,
        _ if is_all => narrowest(schema.object.context, parts.iter().filter(says), left)?,
        _ => return None,
    };
    let says_nullable = |part: &Node<'_>| {
        let nullable = part.get("nullable").map(|node| &node.value);
        nullable == Some(&Value::Bool(true))
    };
    let null_beside = match is_all {
        true => parts.iter().any(says_nullable),
        false => parts.len() > 1,
    };
    Some(Sole { part, null_beside })
}

/// True for a part of an `allOf` that says no more than how a value is described and limited.
pub(super) fn only_annotates(part: &Node<'_>) -> bool {
    let keys = part.as_mapping().map(|mapping| mapping.entries());
    keys.is_some_and(|keys| {
        let annotates = |key: &str| key.starts_with("x-") || ANNOTATIONS.contains(&key);
        keys.iter().all(|entry| annotates(&entry.key))
    })
}

impl Lowering<'_> {
    /// True when null is a value of the schema, by itself or by its composition. Choices that lead to
    /// one another are gone through once for each of them.
    pub(super) fn admits_null(&self, schema: Schema<'_>) -> bool {
        let place = schema.object.place;
        if let Some(known) = self.nullable.borrow().get(&place) {
            return *known;
        }
        let admits = schema.is_nullable()
            || sole_part(schema).is_some_and(|sole| sole.null_beside)
            || has_null_branch(schema);
        self.nullable.borrow_mut().insert(place, admits);
        admits
    }
}

/// True when null is, or is a value of, one of the parts of a choice, or of theirs. Each is looked at
/// once: choices between choices lead to the same parts on many ways.
fn has_null_branch(schema: Schema<'_>) -> bool {
    let context = schema.object.context;
    let mut seen = HashSet::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        let parts = ["oneOf", "anyOf"].map(|key| schema.object.items(key));
        for part in parts.into_iter().flatten() {
            let target = context.follow(part);
            if only_nullable(part) || target.is_some_and(is_null) {
                return true;
            }
            let target = target.filter(|it| seen.insert(it.place));
            let object = target.and_then(|target| Object::untested(context, target));
            match object.map(|object| Schema { object }) {
                Some(part) if part.is_nullable() => return true,
                Some(part) if seen.len() < limits::ALIASES => waiting.push(part),
                _ => {}
            }
        }
    }
    false
}

/// True for a branch of a choice that is null, also by a reference: OpenAPI 3.0 has no type of that
/// name, and says `nullable: true` and nothing else, or lists null as the only value.
pub(super) fn is_null_branch<'a>(context: Context<'a>, part: &'a Node<'a>) -> bool {
    only_nullable(part) || context.follow(part).is_some_and(is_null)
}

/// True for `nullable: true` with nothing that says a type.
fn only_nullable(part: &Node<'_>) -> bool {
    let is_nullable = part.get("nullable").map(|node| &node.value) == Some(&Value::Bool(true));
    is_nullable && only_annotates(part)
}

/// True for a schema that lets in nothing but null.
pub(super) fn is_null(node: &Node<'_>) -> bool {
    let is_null = |node: &Node<'_>| node.value == Value::Null;
    let only_null = |values: &[Node<'_>]| !values.is_empty() && values.iter().all(is_null);
    match node.get("type") {
        Some(ty) if ty.as_str() == Some("null") || is_null(ty) => true,
        _ => {
            let values = node.get("enum").and_then(Node::as_sequence);
            values.is_some_and(only_null) || node.get("const").is_some_and(is_null)
        }
    }
}
