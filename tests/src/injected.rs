//! A document with given texts wherever a document has texts.

use serde_json::{Map, Value, json};

/// A document in which each text stands in every place that takes one: names, keys, values,
/// descriptions, limits, paths, extensions.
pub fn document(texts: &[String]) -> Value {
    let each = |of: &dyn Fn(&String) -> Value| -> Map<String, Value> {
        texts.iter().map(|text| (text.clone(), of(text))).collect()
    };
    let schemas = each(&|text| structure(std::slice::from_ref(text), text));
    let mut components = Map::from_iter([("schemas".to_owned(), schemas.into())]);
    components["schemas"]["Every Member"] = structure(texts, "");
    components["schemas"]["Every Value"] = json!({
        "type": "string",
        "enum": texts,
        "x-enum-descriptions": each(&|text| json!(text)),
    });
    components["schemas"]["Every Choice"] = json!({
        "oneOf": texts.iter().map(|text| json!({
            "title": text,
            "type": "object",
            "properties": {"kind": {"const": text}, "value": {"type": "string"}},
            "required": ["kind"],
        })).collect::<Vec<_>>(),
        "discriminator": {"propertyName": "kind"},
    });
    let first = texts.first().cloned().unwrap_or_default();
    let paths = texts.iter().enumerate();
    let paths: Map<String, Value> = paths.map(|(at, text)| path(at, text)).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": first,
            "version": first,
            "description": texts.join("\n\n"),
            "license": {"name": first},
        },
        "servers": texts.iter().map(|text| json!({
            "url": format!("https://x.example/{text}"),
            "description": text,
            "variables": {text: {"default": text, "enum": [text], "description": text}},
        })).collect::<Vec<_>>(),
        "tags": texts.iter().map(|it| json!({"name": it, "description": it})).collect::<Vec<_>>(),
        "paths": paths,
        "components": components,
    })
}

fn structure(members: &[String], description: &str) -> Value {
    let member = |text: &String| {
        let schema = json!({
            "type": "string",
            "title": text,
            "description": text,
            "default": text,
            "example": text,
            "pattern": text,
            "format": text,
            "x-since": text,
            format!("x-{text}"): text,
        });
        (text.clone(), schema)
    };
    let properties: Map<String, Value> = members.iter().map(member).collect();
    json!({"type": "object", "description": description, "properties": properties})
}

fn path(number: usize, text: &str) -> (String, Value) {
    let parameter = |place: &str| {
        json!({
            "name": text,
            "in": place,
            "description": text,
            "schema": {"type": "string", "default": text, "example": text},
        })
    };
    let body = json!({"type": "object", "properties": {text: {"type": "string"}}});
    let operation = json!({
        "operationId": text,
        "tags": [text],
        "summary": text,
        "description": text,
        "parameters": [parameter("query"), parameter("header"), parameter("cookie")],
        "requestBody": {"description": text, "content": {media_type(text): {"schema": body}}},
        "responses": {
            "200": {
                "description": text,
                "headers": {text: {"description": text, "schema": {"type": "string"}}},
                "content": {media_type(text): {"schema": {"type": "string"}}},
            },
        },
        "security": [{text: [text]}],
    });
    (format!("/{number}/{text}"), json!({"post": operation}))
}

/// The text, or one in its place where a header cannot hold it, which is an error.
fn media_type(text: &str) -> &str {
    let is_value = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_value { text } else { "text/plain" }
}
