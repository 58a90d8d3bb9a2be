//! The parts of a schema, and the words that say what a value is.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::schemas::Schemas;

/// A part of a schema that has a say in all of a value.
pub(crate) enum Part<'a> {
    Reference(usize),
    Choice(&'a [Value]),
    Whole(&'a Value),
    /// The words of the schema itself.
    Own,
}

fn reference<'a>(schema: &Value) -> Option<Part<'a>> {
    let reference = schema.get("$ref").and_then(Value::as_str)?;
    Some(Part::Reference(reference.rsplit('/').next()?.parse().ok()?))
}

/// A schema that is a part of another one.
pub(crate) fn part_of(schema: &Value) -> Part<'_> {
    let is_alone = schema.as_object().is_some_and(|words| words.len() == 1);
    let reference = reference(schema).filter(|_| is_alone);
    reference.unwrap_or(Part::Whole(schema))
}

/// The parts of a schema, each with where it stands; none for one that has only words of its own.
pub(crate) fn parts_of(schema: &Value) -> Vec<(String, Part<'_>)> {
    let mut parts = Vec::new();
    parts.extend(reference(schema).map(|part| (String::new(), part)));
    for (number, part) in list(schema, "allOf").iter().enumerate() {
        parts.push((format!("/allOf/{number}"), part_of(part)));
    }
    if ["properties", "items", "additionalProperties"]
        .iter()
        .any(|word| schema.get(word).is_some())
    {
        parts.push((String::new(), Part::Own));
    }
    for word in ["oneOf", "anyOf"] {
        let branches = list(schema, word);
        if !branches.is_empty() {
            parts.push((format!("/{word}"), Part::Choice(branches)));
        }
    }
    match parts.as_slice() {
        [(_, Part::Own)] => Vec::new(),
        _ => parts,
    }
}

pub(crate) fn list<'v>(schema: &'v Value, word: &str) -> &'v [Value] {
    schema
        .get(word)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The word of a schema that names members, whether or not one of them is there on the way that its
/// values go.
pub(crate) const NAMED: &str = "x-names-members";

/// Words that say something only of objects.
pub(crate) const OF_OBJECTS: [&str; 6] = [
    "properties",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
];

/// True for a schema that says what a value is, not only which members it has to have.
pub(crate) fn says_something(words: &Map<String, Value>) -> bool {
    words.keys().any(|word| says_what(word))
}

fn says_what(word: &str) -> bool {
    let says = [
        "$ref", "type", "enum", "const", "items", "allOf", "oneOf", "anyOf",
    ];
    says.contains(&word) || OF_OBJECTS.contains(&word)
}

/// True for a schema that says no more than what kind a value is of, and the items of a list.
pub(crate) fn says_only_kind(schema: &Value) -> bool {
    let is_more = |word: &String| !["type", "items"].contains(&word.as_str()) && says_what(word);
    let says_more = schema.as_object().is_some_and(|it| it.keys().any(is_more));
    !says_more && schema.get("items").is_none_or(says_only_kind)
}

pub(crate) fn is_null(schema: &Value) -> bool {
    let null = Value::from("null");
    schema
        .get("type")
        .is_some_and(|it| *it == null || *it == json!(["null"]))
        || schema.get("const") == Some(&Value::Null)
        || schema.get("enum") == Some(&json!([null]))
}

pub(crate) fn is_required(schema: &Value, name: &str) -> bool {
    list(schema, "required").iter().any(|it| it == name)
}

pub(crate) fn least_items(schema: &Value) -> usize {
    schema.get("minItems").and_then(Value::as_u64).unwrap_or(0) as usize
}

pub(crate) fn is_distinct(schema: &Value) -> bool {
    schema.get("uniqueItems") == Some(&Value::Bool(true))
}

/// The members that a part of a schema has a say in.
pub(crate) fn names_in(
    schemas: &Schemas,
    schema: &Value,
    part: &Part<'_>,
    depth: usize,
) -> BTreeSet<String> {
    match part {
        _ if depth > 8 => BTreeSet::new(),
        Part::Own => {
            let names = schema.get("properties").and_then(Value::as_object);
            names
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect()
        }
        Part::Reference(number) => names_of(schemas, schemas.definition(*number), depth),
        Part::Whole(part) => names_of(schemas, part, depth),
        Part::Choice(branches) => {
            let names = branches.iter().map(|it| names_of(schemas, it, depth));
            names.flatten().collect()
        }
    }
}

fn names_of(schemas: &Schemas, schema: &Value, depth: usize) -> BTreeSet<String> {
    let parts = parts_of(schema);
    let own = (String::new(), Part::Own);
    let parts = parts.iter().chain(parts.is_empty().then_some(&own));
    let names = parts.map(|(_, part)| names_in(schemas, schema, part, depth + 1));
    names.flatten().collect()
}

/// The members that a part of a schema describes in any case, each with what it says of them.
pub(crate) fn described_in<'a>(
    schemas: &'a Schemas,
    schema: &'a Value,
    part: &Part<'a>,
    depth: usize,
) -> Vec<(&'a str, &'a Value)> {
    let schema = match part {
        _ if depth > 8 => return Vec::new(),
        Part::Own => {
            let properties = schema.get("properties").and_then(Value::as_object);
            let properties = properties.into_iter().flatten();
            return properties.map(|(name, it)| (name.as_str(), it)).collect();
        }
        Part::Reference(number) => schemas.definition(*number),
        Part::Whole(part) => part,
        Part::Choice(_) => return Vec::new(),
    };
    let parts = parts_of(schema);
    let own = (String::new(), Part::Own);
    let parts = parts.iter().chain(parts.is_empty().then_some(&own));
    let described = parts.map(|(_, part)| described_in(schemas, schema, part, depth + 1));
    described.flatten().collect()
}

/// The members that a part of a schema asks for in any case.
pub(crate) fn required_in(
    schemas: &Schemas,
    schema: &Value,
    part: &Part<'_>,
    depth: usize,
) -> BTreeSet<String> {
    let schema = match part {
        _ if depth > 8 => return BTreeSet::new(),
        Part::Own => schema,
        Part::Reference(number) => schemas.definition(*number),
        Part::Whole(part) => part,
        Part::Choice(_) => return BTreeSet::new(),
    };
    let own = list(schema, "required").iter().filter_map(Value::as_str);
    let own = own.map(ToOwned::to_owned);
    let parts = parts_of(schema);
    let parts = parts.iter().filter(|(_, part)| !matches!(part, Part::Own));
    let below = parts.flat_map(|(_, part)| required_in(schemas, schema, part, depth + 1));
    own.chain(below).collect()
}
