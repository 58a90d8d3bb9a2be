//! Limits that contradict each other, and limits of values of another type.

use std::collections::BTreeSet;

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Schema, SchemaType, as_number};
use crate::source::{Node, Value};

/// Limits from below, each with those from above that no value may be between.
const PAIRS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minContains", "maxContains"),
    ("minProperties", "maxProperties"),
];

/// Which types each limit is for.
const MEANT_FOR: &[(&[&str], &[SchemaType], &str)] = &[
    (
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        &[SchemaType::Integer, SchemaType::Number],
        "numbers",
    ),
    (
        &["minLength", "maxLength", "pattern"],
        &[SchemaType::String],
        "strings",
    ),
    (
        &[
            "minItems",
            "maxItems",
            "uniqueItems",
            "minContains",
            "maxContains",
        ],
        &[SchemaType::Array],
        "arrays",
    ),
    (
        &["minProperties", "maxProperties"],
        &[SchemaType::Object],
        "objects",
    ),
];

pub(super) fn check(subject: &Subject<'_>) {
    for (schema, _) in subject.schemas() {
        for (least, most) in PAIRS {
            check_pair(schema, least, most);
        }
        check_multiples(schema);
        check_required(schema);
        check_single(schema);
        check_types(schema);
    }
}

fn check_pair(schema: Schema<'_>, least: &str, most: &str) {
    let limit = |key: &str| {
        let node = schema.object.get(key)?;
        Some((node, as_number(node)?))
    };
    let (Some((low, lowest)), Some((high, highest))) = (limit(least), limit(most)) else {
        return;
    };
    // `exclusiveMinimum: true` is how OpenAPI 3.0 says that `minimum` itself is none.
    let is_flag = |key: &str| {
        let node = schema.object.get(key);
        node.is_some_and(|node| node.value == Value::Bool(true))
    };
    let excludes = least.starts_with("exclusive")
        || most.starts_with("exclusive")
        || (least == "minimum" && (is_flag("exclusiveMinimum") || is_flag("exclusiveMaximum")));
    if lowest < highest || (lowest == highest && !excludes) {
        return;
    }
    let message = format!("no value keeps `{least}: {lowest}` and `{most}: {highest}`");
    let diagnostic = Diagnostic::new(Code::ContradictingLimits, message)
        .at_value(high.place)
        .with_note_at_value(low.place, "the other limit stands here");
    schema.object.context.report(diagnostic);
}

/// Limits that no integer lies between, or no multiple.
fn check_multiples(schema: Schema<'_>) {
    let limit = |key: &str| {
        let node = schema.object.get(key)?;
        Some((node, as_number(node)?))
    };
    let is_integer = schema.types() == [SchemaType::Integer];
    let step = match limit("multipleOf") {
        Some((_, step)) if step >= 1.0 && step.fract() == 0.0 => step,
        _ if is_integer => 1.0,
        _ => return,
    };
    let (Some((low, lowest)), Some((high, highest))) = (limit("minimum"), limit("maximum")) else {
        return;
    };
    let is_empty = (lowest / step).ceil() > (highest / step).floor();
    // Otherwise the two contradict each other by themselves.
    if !is_empty || lowest > highest {
        return;
    }
    let what = match step == 1.0 {
        true => "integer".to_owned(),
        false => format!("multiple of {step}"),
    };
    let message = format!("no {what} keeps `minimum: {lowest}` and `maximum: {highest}`");
    let diagnostic = Diagnostic::new(Code::ContradictingLimits, message)
        .at_value(high.place)
        .with_note_at_value(low.place, "the other limit stands here");
    schema.object.context.report(diagnostic);
}

/// More members that have to be there than there may be.
fn check_required(schema: Schema<'_>) {
    let (Some(required), Some(most)) = (
        schema.object.get("required"),
        schema.object.get("maxProperties"),
    ) else {
        return;
    };
    let names: BTreeSet<&str> = schema.required().iter().map(|(name, _)| *name).collect();
    if as_number(most).is_none_or(|most| names.len() as f64 <= most) {
        return;
    }
    let message = format!(
        "`required` names {} members, and there may not be so many",
        names.len()
    );
    let diagnostic = Diagnostic::new(Code::ContradictingLimits, message)
        .at_value(most.place)
        .with_note_at_key(required.place, "they are named here");
    schema.object.context.report(diagnostic);
}

/// Limits that contradict what they limit.
fn check_single(schema: Schema<'_>) {
    let keys = PAIRS.iter().flat_map(|(least, most)| [*least, *most]);
    let of_sizes = keys.filter(|key| !key.ends_with("imum"));
    for key in of_sizes.chain(["multipleOf"]) {
        let node = schema.object.get(key);
        let number = node.and_then(|node| Some((node, as_number(node)?)));
        let Some((node, number)) = number else {
            continue;
        };
        let message = match key {
            "multipleOf" if number <= 0.0 => "`multipleOf` is more than 0".to_owned(),
            "multipleOf" => continue,
            _ if number < 0.0 => format!("`{key}` is never negative"),
            _ if number.fract() != 0.0 => format!("`{key}` is a whole number"),
            _ => continue,
        };
        let diagnostic = Diagnostic::new(Code::ContradictingLimits, message);
        schema
            .object
            .context
            .report(diagnostic.at_value(node.place));
    }
}

fn check_types(schema: Schema<'_>) {
    let types = schema.types();
    for (keys, meant, values) in MEANT_FOR {
        if types.is_empty() || types.iter().any(|ty| meant.contains(ty)) {
            continue;
        }
        let nodes = keys
            .iter()
            .filter_map(|key| Some((key, schema.object.get(key)?)));
        for (key, node) in nodes {
            report_misplaced(schema, key, node, values);
        }
    }
}

fn report_misplaced(schema: Schema<'_>, key: &str, node: &Node<'_>, values: &str) {
    let message = format!("`{key}` limits {values}, and there are none here");
    let diagnostic = Diagnostic::new(Code::MisplacedLimit, message).at_key(node.place);
    schema
        .object
        .context
        .report(match schema.object.get("type") {
            Some(ty) => diagnostic.with_note_at_value(ty.place, "the type stands here"),
            None => diagnostic,
        });
}
