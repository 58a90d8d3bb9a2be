//! What a document says of bodies, without the generator: samples of each, and a judge.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::coverage::Coverage;
use crate::document::{Document, Place};
use crate::judge::Judge;
use crate::samples::Sampler;
use crate::schemas::{Key, Schemas, Way};

/// What each operation of a document takes and answers, as far as it is JSON.
pub(crate) struct Bodies {
    pub(crate) requests: Vec<Body>,
    pub(crate) answers: Vec<Body>,
}

/// A body that there can be.
pub(crate) struct Body {
    /// The operation's method and path.
    pub(crate) method: String,
    pub(crate) path: String,
    /// The status of an answer; zero for a request.
    pub(crate) status: u16,
    /// Values that the schema itself takes.
    pub(crate) samples: Vec<Value>,
    pub(crate) validator: Rc<Validator>,
}

impl Bodies {
    /// Samples every body, in full to a depth of references. The document is written to a file, with
    /// a named schema for each body.
    pub(crate) fn of(document: &str, path: &Path, depth: usize) -> Self {
        let mut root: Value = serde_yaml::from_str(document).unwrap();
        let found = bodies(&root);
        for (number, found) in found.iter().enumerate() {
            let schema = inlined(&root, &found.schema, depth);
            root["components"]["schemas"][name(number)] = schema;
        }
        let path = path.with_extension("json");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, root.to_string()).unwrap();
        let document = Document::read(&path.to_string_lossy(), &path);
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let keys: Vec<Key> = (0..found.len()).map(|it| key(&file, it)).collect();
        let schemas = Schemas::of(&document, &keys.iter().cloned().collect());
        let judge = Judge::new(&schemas.root);
        let mut coverage = Coverage::default();
        let mut sampler = Sampler::new(&schemas, &judge, &mut coverage);
        let body = |(found, key): (Found, &Key)| {
            let definition = schemas.number(key);
            let samples = sampler.of(definition).into_iter();
            Body {
                method: found.method,
                path: found.path,
                status: found.status,
                samples: samples.map(|sample| sample.value).collect(),
                validator: judge.of(definition),
            }
        };
        let (requests, answers) = found
            .into_iter()
            .zip(&keys)
            .map(body)
            .partition(|body| body.status == 0);
        Self { requests, answers }
    }
}

fn name(number: usize) -> String {
    format!("Body{number}")
}

fn key(file: &str, number: usize) -> Key {
    let place = Place {
        file: file.to_owned(),
        pointer: format!("/components/schemas/{}", name(number)),
    };
    (place, Way::Both)
}

struct Found {
    method: String,
    path: String,
    status: u16,
    schema: Value,
}

fn bodies(root: &Value) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, methods) in root["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            if method == "parameters" {
                continue;
            }
            let mut add = |status: u16, holder: &Value| {
                if let Some(schema) = holder["content"]["application/json"].get("schema") {
                    found.push(Found {
                        method: method.to_uppercase(),
                        path: path.clone(),
                        status,
                        schema: schema.clone(),
                    });
                }
            };
            add(0, &operation["requestBody"]);
            for (status, response) in operation["responses"].as_object().into_iter().flatten() {
                let digits = status.replace("XX", "00").replace("default", "500");
                add(digits.parse().unwrap(), response);
            }
        }
    }
    found
}

/// A schema with what it refers to in its place, as deep as that is asked for: it is sampled in full.
/// Where a discriminator tells branches by their names, references stay.
fn inlined(root: &Value, schema: &Value, depth: usize) -> Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    if let Some(pointer) = reference.and_then(|it| it.strip_prefix('#')) {
        return match (depth.checked_sub(1), root.pointer(pointer)) {
            (Some(depth), Some(target)) => inlined(root, target, depth),
            _ => schema.clone(),
        };
    }
    match schema {
        Value::Object(members) if !members.contains_key("discriminator") => {
            let inlined =
                |(key, value): (&String, &Value)| (key.clone(), inlined(root, value, depth));
            Value::Object(members.iter().map(inlined).collect())
        }
        Value::Array(items) => items
            .iter()
            .map(|item| inlined(root, item, depth))
            .collect(),
        other => json!(other),
    }
}
