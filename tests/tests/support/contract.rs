//! What `schema/` says of requests and responses, judged by a validator of JSON Schema that shares
//! nothing with the generator.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use super::data;

/// The name of the folder in the addresses of its files.
const BASE: &str = "json-schema:///";

/// The files of the schema.
pub(crate) struct Contract {
    files: BTreeMap<String, Value>,
    registry: Registry<'static>,
}

/// A value in a file of the schema.
struct Found<'a> {
    file: String,
    value: &'a Value,
    pointer: String,
}

impl Contract {
    /// Reads the schema.
    pub(crate) fn read() -> Self {
        let folder = data::repository("schema");
        let files: BTreeMap<String, Value> = data::files(&folder, "yaml")
            .iter()
            .map(|path| {
                let value = serde_yaml::from_str(&data::read(path))
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let name = path.strip_prefix(&folder).expect("a file is in its folder");
                (name.to_string_lossy().into_owned(), value)
            })
            .collect();
        let resources = files
            .iter()
            .map(|(name, value)| (format!("{BASE}{name}"), value.clone()));
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .extend(resources)
            .and_then(|builder| builder.prepare())
            .unwrap_or_else(|error| panic!("schema/: {error}"));
        Self { files, registry }
    }

    /// Returns the paths of all endpoints.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let paths = self.files["openapi.yaml"]["paths"].as_object();
        let paths = paths.expect("the root document has paths").keys();
        paths.map(String::as_str).collect()
    }

    /// Returns the statuses that an endpoint is described with.
    pub(crate) fn statuses(&self, path: &str) -> Vec<u16> {
        let responses = self.operation(path).value["responses"].as_object();
        let statuses = responses.expect("there are responses").keys();
        statuses.filter_map(|it| it.parse().ok()).collect()
    }

    /// Returns a judge of what an endpoint takes.
    pub(crate) fn request(&self, path: &str) -> Validator {
        let operation = self.operation(path);
        self.validator(&operation.down("/requestBody"))
    }

    /// Returns a judge of what an endpoint answers with a status.
    pub(crate) fn response(&self, path: &str, status: u16) -> Validator {
        let operation = self.operation(path);
        let response = operation.down(&format!("/responses/{status}"));
        self.validator(&self.resolve(response))
    }

    fn operation(&self, path: &str) -> Found<'_> {
        let path = path.replace('/', "~1");
        let item = self.found("openapi.yaml".to_owned(), &format!("/paths/{path}"));
        self.resolve(item).down("/post")
    }

    fn found(&self, file: String, pointer: &str) -> Found<'_> {
        let value = self.files.get(&file).and_then(|it| it.pointer(pointer));
        Found {
            value: value.unwrap_or_else(|| panic!("nothing at schema/{file}#{pointer}")),
            file,
            pointer: pointer.to_owned(),
        }
    }

    /// Follows a `$ref`, if there is one.
    fn resolve<'a>(&'a self, found: Found<'a>) -> Found<'a> {
        let Some(reference) = found.value["$ref"].as_str() else {
            return found;
        };
        let (file, pointer) = reference.split_once('#').expect("it has a pointer");
        let file = match file {
            "" => found.file.clone(),
            file => relative(&found.file, file),
        };
        self.found(file, pointer)
    }

    /// Returns a judge of the JSON that a body or a response holds.
    fn validator(&self, body: &Found<'_>) -> Validator {
        let schema = body.down("/content/application~1json/schema");
        let reference = format!("{BASE}{}#{}", schema.file, schema.pointer);
        jsonschema::draft202012::options()
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .build(&json!({ "$ref": reference }))
            .unwrap_or_else(|error| panic!("{reference}: {error}"))
    }
}

impl Found<'_> {
    fn down(&self, pointer: &str) -> Self {
        let value = self.value.pointer(pointer);
        let file = self.file.clone();
        let whole = format!("{}{pointer}", self.pointer);
        Self {
            value: value.unwrap_or_else(|| panic!("nothing at schema/{file}#{whole}")),
            file,
            pointer: whole,
        }
    }
}

/// Returns what a file refers to by a path.
fn relative(file: &str, path: &str) -> String {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let mut found = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::ParentDir => assert!(found.pop(), "`{path}` leads out of schema/"),
            other => found.push(other),
        }
    }
    found.to_string_lossy().into_owned()
}

/// Checks that a value is as a judge wants it.
pub(crate) fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "{what}: {}\n{value:#}",
        errors.join("; ")
    );
}
