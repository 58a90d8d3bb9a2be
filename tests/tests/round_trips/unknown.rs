//! Which values a type is not meant to know: those that only the open part of a choice takes.

use serde_json::{Map, Value};

use crate::parts::{list, says_something};
use crate::schemas::Schemas;

/// References and choices in choices are followed to this depth.
const DEEPEST: usize = 8;

/// True where a choice has a part that takes any value, or any text, and none of the others says
/// something of this one: none lists it, and none has one of its members.
pub(crate) fn is_meant(schemas: &Schemas, definition: usize, value: &Value) -> bool {
    let schema = schemas.definition(definition);
    is_open(schemas, schema, value, 0) && !is_known(schemas, schema, value, 0)
}

/// True where a part takes the value whatever it says.
fn is_open(schemas: &Schemas, schema: &Value, value: &Value, depth: usize) -> bool {
    let (Some(parts), true) = (choice(schema), depth < DEEPEST) else {
        return false;
    };
    parts.iter().any(|part| {
        let part = target(schemas, part, depth);
        let Some(words) = part.as_object() else {
            return *part == Value::Bool(true);
        };
        let is_any_text = words.get("type").is_some_and(|it| it == "string")
            && !["enum", "const"].iter().any(|it| words.contains_key(*it));
        !says_something(words)
            || (is_any_text && value.is_string())
            || is_open(schemas, part, value, depth + 1)
    })
}

/// True where a part lists the value, or names a member that it has.
fn is_known(schemas: &Schemas, schema: &Value, value: &Value, depth: usize) -> bool {
    let schema = target(schemas, schema, depth);
    if depth >= DEEPEST
        || list(schema, "enum").contains(value)
        || schema.get("const") == Some(value)
    {
        return true;
    }
    let names = schema.get("properties").and_then(Value::as_object);
    let has = |names: &Map<String, Value>| names.keys().any(|name| value.get(name).is_some());
    let parts = ["allOf", "oneOf", "anyOf"].iter();
    let mut parts = parts.flat_map(|word| list(schema, word));
    names.is_some_and(has) || parts.any(|part| is_known(schemas, part, value, depth + 1))
}

fn choice(schema: &Value) -> Option<&[Value]> {
    let parts = ["oneOf", "anyOf"].map(|word| list(schema, word));
    parts.into_iter().find(|parts| !parts.is_empty())
}

/// The schema that references lead to.
fn target<'s>(schemas: &'s Schemas, mut schema: &'s Value, depth: usize) -> &'s Value {
    for _ in depth..DEEPEST {
        match schemas.referred(schema) {
            Some(number) => schema = schemas.definition(number),
            None => break,
        }
    }
    schema
}
