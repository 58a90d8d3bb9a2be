//! A document as it is written, read afresh.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

pub(crate) struct Document {
    /// The file's name.
    pub(crate) name: String,
    root: Value,
}

impl Document {
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut root: Value = match name.ends_with(".json") {
            true => serde_json::from_str(&text).unwrap(),
            false => serde_yaml::from_str(&text).unwrap(),
        };
        let is_3_0 = root["openapi"]
            .as_str()
            .is_some_and(|it| it.starts_with("3.0"));
        if is_3_0 {
            as_json_schema(&mut root["components"]["schemas"]);
        }
        Self { name, root }
    }

    pub(crate) fn crate_name(&self) -> String {
        let name = self
            .name
            .to_lowercase()
            .replace(|it: char| !it.is_ascii_alphanumeric(), "-");
        format!("doc-{name}")
    }

    pub(crate) fn schema(&self, name: &str) -> &Value {
        &self.root["components"]["schemas"][name]
    }

    /// What a `$ref` within the document leads to.
    pub(crate) fn resolve(&self, reference: &str) -> Option<&Value> {
        let pointer = reference.strip_prefix('#')?;
        self.root
            .pointer(&pointer.replace("%7B", "{").replace("%7D", "}"))
    }

    /// An independent judge of a schema's values.
    pub(crate) fn validator(&self, name: &str) -> Validator {
        let mut names = BTreeSet::from([name.to_owned()]);
        let mut waiting = vec![name.to_owned()];
        while let Some(name) = waiting.pop() {
            for found in references(self.schema(&name)) {
                if names.insert(found.clone()) {
                    waiting.push(found);
                }
            }
        }
        let schemas = names
            .iter()
            .map(|name| (name.clone(), self.schema(name).clone()));
        let schemas: Map<String, Value> = schemas.collect();
        let escaped = name.replace('~', "~0").replace('/', "~1");
        let root = json!({
            "$ref": format!("#/components/schemas/{escaped}"),
            "components": { "schemas": schemas },
        });
        jsonschema::draft202012::options()
            .build(&root)
            .unwrap_or_else(|error| panic!("{}, {name}: {error}", self.name))
    }
}

/// The named schemas that a schema refers to.
fn references(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![schema];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                let reference = members.get("$ref").and_then(Value::as_str);
                let name = reference.and_then(|it| it.strip_prefix("#/components/schemas/"));
                if let Some(name) = name.and_then(|name| name.split('/').next()) {
                    found.push(name.replace("~1", "/").replace("~0", "~"));
                }
                waiting.extend(members.values());
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    found
}

/// The words of OpenAPI 3.0 in those of JSON Schema.
fn as_json_schema(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.remove("nullable") == Some(Value::Bool(true)) {
                if members.is_empty() {
                    // By itself, as a branch, it is how 3.0 says null.
                    members.insert("type".into(), json!("null"));
                }
                if let Some(ty) = members.get("type").filter(|ty| ty.is_string()).cloned() {
                    members.insert("type".into(), json!([ty, "null"]));
                }
                if let Some(Value::Array(values)) = members.get_mut("enum")
                    && !values.contains(&Value::Null)
                {
                    values.push(Value::Null);
                }
            }
            for (limit, exclusive) in [
                ("minimum", "exclusiveMinimum"),
                ("maximum", "exclusiveMaximum"),
            ] {
                if let Some(Value::Bool(is_exclusive)) = members.get(exclusive).cloned() {
                    members.remove(exclusive);
                    if is_exclusive && let Some(value) = members.remove(limit) {
                        members.insert(exclusive.into(), value);
                    }
                }
            }
            members.values_mut().for_each(as_json_schema);
        }
        Value::Array(items) => items.iter_mut().for_each(as_json_schema),
        _ => {}
    }
}
