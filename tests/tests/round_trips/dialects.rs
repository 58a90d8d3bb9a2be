//! What other dialects say, in the words of JSON Schema: OpenAPI 3.0, and what a judge is lenient in.

use serde_json::{Map, Value, json};

/// `anyOf` for each `oneOf`, and lists and maps that may be empty.
pub(crate) fn make_lenient(schema: &mut Value) {
    match schema {
        Value::Object(words) => {
            if let Some(parts @ Value::Array(_)) = words.remove("oneOf") {
                let choice = json!({ "anyOf": parts });
                match words.contains_key("anyOf") {
                    false => words.extend(choice.as_object().cloned().unwrap_or_default()),
                    true => match words.entry("allOf").or_insert_with(|| json!([])) {
                        Value::Array(all) => all.push(choice),
                        _ => unreachable!("`allOf` is a list"),
                    },
                }
            }
            // An empty list or map is the same as one that is null.
            words.remove("minItems");
            words.remove("minProperties");
            words.values_mut().for_each(make_lenient);
        }
        Value::Array(items) => items.iter_mut().for_each(make_lenient),
        _ => {}
    }
}

/// Limits that say by true or false whether they exclude themselves, as those that exclude, which
/// is how OpenAPI 3.0 has them, and documents that come from it.
pub(crate) fn with_exclusive_limits(schema: &mut Map<String, Value>) {
    for (limit, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        if let Some(Value::Bool(is_exclusive)) = schema.get(exclusive).cloned() {
            schema.remove(exclusive);
            if is_exclusive && let Some(value) = schema.remove(limit) {
                schema.insert(exclusive.into(), value);
            }
        }
    }
}

/// The words of OpenAPI 3.0 in those of JSON Schema.
pub(crate) fn as_json_schema(mut schema: Map<String, Value>) -> Value {
    if schema.remove("nullable") != Some(Value::Bool(true)) {
        return Value::Object(schema);
    }
    if schema.is_empty() {
        return anything_or_null();
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    match schema.get("type").cloned() {
        Some(ty @ Value::String(_)) => {
            schema.insert("type".into(), json!([ty, "null"]));
            Value::Object(schema)
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

/// `nullable: true` and nothing else: null is a value of its own among all others.
fn anything_or_null() -> Value {
    json!({ "anyOf": [true, { "type": "null" }] })
}

/// The same as a part of a choice, where it is how 3.0 says null.
pub(crate) fn as_branch(part: Value) -> Value {
    match part == anything_or_null() {
        true => json!({ "type": "null" }),
        false => part,
    }
}
