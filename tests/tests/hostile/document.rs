//! Short ways to write long documents.

use serde_json::{Map, Value, json};

/// The files of a schema: the root document first.
pub(crate) struct Files(pub(crate) Vec<(String, Vec<u8>)>);

impl Files {
    /// A schema of one document.
    pub(crate) fn raw(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![(name.into(), bytes.into())])
    }

    /// YAML below the usual start of a document.
    pub(crate) fn yaml(rest: &str) -> Self {
        let start = "openapi: 3.1.0\ninfo: {title: Hostile, version: '1'}\n";
        Self::raw("openapi.yaml", format!("{start}{rest}"))
    }

    /// A document of JSON with more than the usual start.
    pub(crate) fn json(more: Value) -> Self {
        let mut document = json!({
            "openapi": "3.1.0",
            "info": {"title": "Hostile", "version": "1"},
            "paths": {},
        });
        if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
            document.extend(more);
        }
        Self::raw("openapi.json", document.to_string())
    }

    /// A document of schemas.
    pub(crate) fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Self {
        Self::json(json!({"components": {"schemas": all(schemas)}}))
    }

    /// A document of one operation.
    pub(crate) fn operation(operation: Value) -> Self {
        Self::json(json!({"paths": {"/a": {"post": operation}}}))
    }

    /// The same with one more file.
    pub(crate) fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.0.push((path.into(), text.into()));
        self
    }
}

/// An object of many entries.
pub(crate) fn all(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    entries.into_iter().collect::<Map<_, _>>().into()
}

/// A reference to the schema of a number.
pub(crate) fn schema(number: usize) -> Value {
    component("schemas", number)
}

/// A reference to the component of a number.
pub(crate) fn component(section: &str, number: usize) -> Value {
    json!({"$ref": format!("#/components/{section}/S{number}")})
}

/// A struct of one member of that name.
pub(crate) fn structure(member: &str) -> Value {
    json!({"type": "object", "properties": {member: {"type": "string"}}})
}

/// Schemas by number, each made of its number.
pub(crate) fn numbered(
    count: usize,
    of: impl Fn(usize) -> Value,
) -> impl Iterator<Item = (String, Value)> {
    (0..count).map(move |number| (format!("S{number}"), of(number)))
}
