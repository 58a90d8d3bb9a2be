//! Which keys of which objects of OpenAPI lead to which objects.

/// An object of OpenAPI, as far as it leads to schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    Body,
    Response,
    Header,
    MediaType,
    Callback,
    Schema,
}

/// How the objects stand under their key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    One,
    List,
    Map,
}

/// The methods of a path item that have a key of their own.
pub(super) const METHODS: [&str; 9] = [
    "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
];

/// What stands under a key.
pub(super) fn child(kind: Kind, key: &str) -> Option<(Kind, Form)> {
    use Form::{List, Map, One};
    let child = match (kind, key) {
        (Kind::Document, "components") => (Kind::Components, One),
        (Kind::Document, "paths" | "webhooks") => (Kind::PathItem, Map),
        (Kind::Components, "schemas") => (Kind::Schema, Map),
        (Kind::Components, "responses") => (Kind::Response, Map),
        (Kind::Components, "parameters") => (Kind::Parameter, Map),
        (Kind::Components, "requestBodies") => (Kind::Body, Map),
        (Kind::Components, "headers") => (Kind::Header, Map),
        (Kind::Components, "callbacks") => (Kind::Callback, Map),
        (Kind::Components, "pathItems") => (Kind::PathItem, Map),
        (Kind::Components, "mediaTypes") => (Kind::MediaType, Map),
        (Kind::PathItem, "parameters") => (Kind::Parameter, List),
        (Kind::PathItem, "additionalOperations") => (Kind::Operation, Map),
        (Kind::PathItem, method) if METHODS.contains(&method) => (Kind::Operation, One),
        (Kind::Operation, "parameters") => (Kind::Parameter, List),
        (Kind::Operation, "requestBody") => (Kind::Body, One),
        (Kind::Operation, "responses") => (Kind::Response, Map),
        (Kind::Operation, "callbacks") => (Kind::Callback, Map),
        (Kind::Callback, key) if !key.starts_with("x-") => (Kind::PathItem, One),
        (Kind::Response, "headers") => (Kind::Header, Map),
        (Kind::Response | Kind::Body | Kind::Parameter | Kind::Header, "content") => {
            (Kind::MediaType, Map)
        }
        (Kind::Parameter | Kind::Header, "schema") => (Kind::Schema, One),
        (Kind::MediaType, "schema" | "itemSchema") => (Kind::Schema, One),
        (Kind::Schema, key) => return schema_child(key).map(|form| (Kind::Schema, form)),
        _ => return None,
    };
    Some(child)
}

/// The keys of a schema that hold schemas.
fn schema_child(key: &str) -> Option<Form> {
    match key {
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => {
            Some(Form::Map)
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(Form::List),
        "items"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "propertyNames"
        | "contains"
        | "not"
        | "if"
        | "then"
        | "else" => Some(Form::One),
        _ => None,
    }
}
