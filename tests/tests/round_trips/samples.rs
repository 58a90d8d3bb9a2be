//! Values of a schema: every member there, absent and null, every branch and every listed value.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value, json};

use crate::document::Document;

/// So many values are made of a named schema, and of one that another one refers to.
const MOST: [usize; 2] = [600, 3];

/// What was tried.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    pub(crate) schemas: usize,
    pub(crate) samples: usize,
    /// Values that an independent validator takes.
    pub(crate) valid: usize,
    /// What a schema says that there can be, and what of it was in a value.
    all: BTreeSet<String>,
    hit: BTreeSet<String>,
}

impl Coverage {
    pub(crate) fn add(&mut self, other: &Self) {
        self.schemas += other.schemas;
        self.samples += other.samples;
        self.valid += other.valid;
        self.all.extend(other.all.iter().cloned());
        self.hit.extend(other.hit.iter().cloned());
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            schemas,
            samples,
            valid,
            all,
            hit,
        } = self;
        let (hit, all) = (hit.intersection(all).count(), all.len());
        write!(
            f,
            "{schemas} schemas, {samples} values ({valid} valid), {hit} of {all} members, branches \
             and listed values"
        )
    }
}

/// The values of a named schema.
pub(crate) fn of(document: &Document, name: &str, coverage: &mut Coverage) -> Vec<Value> {
    let mut sampler = Sampler {
        document,
        coverage,
        references: vec![name.to_owned()],
    };
    sampler.values(document.schema(name), name)
}

struct Sampler<'a> {
    document: &'a Document,
    coverage: &'a mut Coverage,
    /// The references that lead to the schema, for an end of recursion.
    references: Vec<String>,
}

impl Sampler<'_> {
    fn values(&mut self, schema: &Value, path: &str) -> Vec<Value> {
        let mut values = self.all_values(schema, path);
        let most = if self.references.len() > 1 {
            MOST[1]
        } else {
            MOST[0]
        };
        values.truncate(most);
        values
    }

    fn all_values(&mut self, schema: &Value, path: &str) -> Vec<Value> {
        let Some(members) = schema.as_object() else {
            return vec![json!({ "any": [1, "text"] })];
        };
        if let Some(reference) = schema["$ref"].as_str() {
            return self.referred(reference, path);
        }
        if let Some(only) = members.get("const") {
            return vec![only.clone()];
        }
        if let Some(listed) = schema["enum"].as_array() {
            return self.listed(listed, path);
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(branches) = schema[key].as_array() {
                return self.branches(schema, key, branches, path);
            }
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return self.merged(schema, parts, path);
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::String(only) => vec![only],
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            _ if members.contains_key("properties") => vec!["object"],
            _ if members.contains_key("items") => vec!["array"],
            _ => return vec![json!({ "any": [1, "text"] })],
        };
        types
            .into_iter()
            .flat_map(|ty| self.typed(ty, schema, path))
            .collect()
    }

    fn referred(&mut self, reference: &str, path: &str) -> Vec<Value> {
        if self
            .references
            .iter()
            .any(|it| reference.ends_with(&format!("/{it}")))
        {
            return Vec::new();
        }
        let Some(target) = self.document.resolve(reference) else {
            return Vec::new();
        };
        let name = reference.rsplit('/').next().unwrap_or_default();
        self.references.push(name.to_owned());
        let values = match self.references.len() {
            0..=6 => self.values(target, path),
            _ => Vec::new(),
        };
        self.references.pop();
        values
    }

    fn listed(&mut self, listed: &[Value], path: &str) -> Vec<Value> {
        for value in listed {
            self.note(&format!("{path} = {value}"), true);
        }
        listed.to_vec()
    }

    fn branches(
        &mut self,
        schema: &Value,
        key: &str,
        branches: &[Value],
        path: &str,
    ) -> Vec<Value> {
        let mut rest = schema.clone();
        rest.as_object_mut().map(|rest| rest.remove(key));
        let has_rest = rest.get("properties").is_some() || rest.get("allOf").is_some();
        let base = if has_rest {
            self.values(&rest, path)
        } else {
            Vec::new()
        };
        let mut values = Vec::new();
        for (number, branch) in branches.iter().enumerate() {
            let found = self.values(branch, &format!("{path}/{key}/{number}"));
            self.note(&format!("{path}/{key}/{number}"), !found.is_empty());
            let tag = tag_of(schema, branch);
            for mut value in found {
                if let Some(base) = base.first() {
                    value = merge(base, &value);
                }
                if let (Some((member, tag)), Some(members)) = (&tag, value.as_object_mut()) {
                    members.insert(member.clone(), tag.clone());
                }
                values.push(value);
            }
        }
        // What comes first of each branch is first of all: few are taken where this is referred to.
        values
    }

    fn merged(&mut self, schema: &Value, parts: &[Value], path: &str) -> Vec<Value> {
        let mut rest = schema.clone();
        rest.as_object_mut().map(|rest| rest.remove("allOf"));
        let mut all: Vec<Vec<Value>> = Vec::new();
        for (number, part) in parts.iter().chain([&rest]).enumerate() {
            let says = [
                "$ref",
                "type",
                "properties",
                "oneOf",
                "anyOf",
                "allOf",
                "enum",
                "const",
            ];
            if !says.iter().any(|key| part.get(key).is_some()) {
                continue;
            }
            let values = self.values(part, &format!("{path}/allOf/{number}"));
            if values.is_empty() {
                return Vec::new();
            }
            all.push(values);
        }
        let merged = |chosen: &[&Value]| {
            let (first, others) = chosen.split_first()?;
            Some(
                others
                    .iter()
                    .fold((*first).clone(), |all, it| merge(&all, it)),
            )
        };
        let firsts: Vec<&Value> = all.iter().filter_map(|values| values.first()).collect();
        let mut values: Vec<Value> = merged(&firsts).into_iter().collect();
        for (number, of_part) in all.iter().enumerate() {
            for other in of_part.iter().skip(1) {
                let mut chosen = firsts.clone();
                chosen[number] = other;
                values.extend(merged(&chosen));
            }
        }
        values
    }

    fn typed(&mut self, ty: &str, schema: &Value, path: &str) -> Vec<Value> {
        match ty {
            "null" => vec![Value::Null],
            "boolean" => vec![json!(true), json!(false)],
            "integer" => integers(schema),
            "number" => numbers(schema),
            "string" => vec![text(schema)],
            "array" => self.lists(schema, path),
            _ => self.objects(schema, path),
        }
    }

    fn lists(&mut self, schema: &Value, path: &str) -> Vec<Value> {
        let items = match schema.get("items") {
            Some(items) => self.values(items, &format!("{path}/items")),
            None => vec![json!("text")],
        };
        let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
        let most = schema["maxItems"].as_u64().unwrap_or(50) as usize;
        let mut values = Vec::new();
        if !items.is_empty() {
            for chunk in items.chunks(most.clamp(1, 50)) {
                let repeated = chunk.iter().cycle().take(chunk.len().max(least).max(1));
                values.push(repeated.cloned().collect());
            }
        }
        if least == 0 {
            values.push(json!([]));
        }
        values
    }

    fn objects(&mut self, schema: &Value, path: &str) -> Vec<Value> {
        let empty = Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&empty);
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let (mut full, mut least, mut others) = (Map::new(), Map::new(), Vec::new());
        for (name, property) in properties {
            let path = format!("{path}/{name}");
            let is_required = required.iter().any(|it| it == name);
            let values = self.values(property, &path);
            self.note(&format!("{path} is there"), !values.is_empty());
            let Some((first, rest)) = values.split_first() else {
                if is_required {
                    return Vec::new();
                }
                continue;
            };
            full.insert(name.clone(), first.clone());
            if is_required {
                least.insert(name.clone(), first.clone());
            } else {
                self.note(&format!("{path} is absent"), true);
            }
            for value in rest {
                if value.is_null() {
                    self.note(&format!("{path} is null"), true);
                }
                others.push((name.clone(), value.clone()));
            }
        }
        match schema.get("additionalProperties") {
            Some(Value::Object(_)) => {
                let values = schema
                    .get("additionalProperties")
                    .map(|it| self.values(it, path));
                let first = values.and_then(|values| values.into_iter().next());
                full.extend(first.map(|first| ("another-key".to_owned(), first)));
            }
            Some(Value::Bool(true)) => {
                full.insert("another-key".into(), json!({ "deep": [1, "text"] }));
            }
            _ => {}
        }
        let varied = others.into_iter().map(|(name, value)| {
            let mut members = full.clone();
            members.insert(name, value);
            Value::Object(members)
        });
        let varied: Vec<Value> = varied.collect();
        [Value::Object(full), Value::Object(least)]
            .into_iter()
            .chain(varied)
            .collect()
    }

    /// Notes what a schema says that there can be, and whether the values have it. What another
    /// schema says is noted where that is tried.
    fn note(&mut self, what: &str, is_there: bool) {
        if self.references.len() > 1 {
            return;
        }
        let what = format!("{}: {what}", self.document.name);
        if is_there {
            self.coverage.hit.insert(what.clone());
        }
        self.coverage.all.insert(what);
    }
}

/// The member that tells a branch, and its value.
fn tag_of(schema: &Value, branch: &Value) -> Option<(String, Value)> {
    let discriminator = schema.get("discriminator")?;
    let member = discriminator["propertyName"].as_str()?;
    let reference = branch["$ref"].as_str()?;
    let mapping = discriminator["mapping"].as_object();
    let name = reference.rsplit('/').next()?;
    let leads_here = |target: &&Value| {
        let target = target.as_str().unwrap_or_default();
        target == reference || target == name
    };
    let mapped = mapping.and_then(|it| it.iter().find(|(_, target)| leads_here(target)));
    let tag = mapped.map_or(name, |(tag, _)| tag);
    Some((member.to_owned(), json!(tag)))
}

fn merge(first: &Value, second: &Value) -> Value {
    match (first, second) {
        (Value::Object(first), Value::Object(second)) => {
            let mut all = first.clone();
            all.extend(second.clone());
            Value::Object(all)
        }
        (_, second) => second.clone(),
    }
}

fn limit(schema: &Value, key: &str) -> Option<f64> {
    schema.get(key).and_then(Value::as_f64)
}

fn integers(schema: &Value) -> Vec<Value> {
    let least = limit(schema, "minimum").or(limit(schema, "exclusiveMinimum").map(|it| it + 1.0));
    let most = limit(schema, "maximum").or(limit(schema, "exclusiveMaximum").map(|it| it - 1.0));
    let step = limit(schema, "multipleOf").unwrap_or(1.0);
    let usual = least.unwrap_or(step).min(most.unwrap_or(f64::MAX));
    let usual = (usual / step).ceil() * step;
    vec![json!(usual as i64)]
}

fn numbers(schema: &Value) -> Vec<Value> {
    let least = limit(schema, "minimum").or(limit(schema, "exclusiveMinimum").map(|it| it + 0.5));
    let most = limit(schema, "maximum").or(limit(schema, "exclusiveMaximum").map(|it| it - 0.5));
    if limit(schema, "multipleOf").is_some() {
        return integers(schema);
    }
    vec![json!(least.unwrap_or(0.5).min(most.unwrap_or(f64::MAX)))]
}

fn text(schema: &Value) -> Value {
    let examples = schema["examples"]
        .as_array()
        .and_then(|examples| examples.first());
    let given = schema.get("example").or(examples).or(schema.get("default"));
    if schema.get("pattern").is_some()
        && let Some(given) = given.filter(|given| given.is_string())
    {
        return given.clone();
    }
    let text = match schema["format"].as_str() {
        Some("date-time") => "2026-01-31T23:59:59Z",
        Some("date") => "2026-01-31",
        Some("time") => "23:59:59Z",
        Some("duration") => "P1D",
        Some("uuid") => "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        Some("uri" | "url") => "https://example.com/a?b=c#d",
        Some("email") => "ada@example.com",
        Some("ipv4" | "ip") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("byte") => "aGk=",
        Some("decimal") => "1.50",
        _ => "text",
    };
    let least = schema["minLength"].as_u64().unwrap_or(0) as usize;
    let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX) as usize;
    let text: String = text
        .chars()
        .cycle()
        .take(text.len().max(least).min(most))
        .collect();
    json!(text)
}
