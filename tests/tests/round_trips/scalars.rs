//! Numbers and texts that a schema takes.

use serde_json::{Value, json};

use crate::patterns;

fn limit(schema: &Value, key: &str) -> Option<f64> {
    schema.get(key).and_then(Value::as_f64)
}

/// The examples and the default of a schema.
fn given(schema: &Value) -> impl Iterator<Item = &Value> {
    let examples = schema.get("examples").and_then(Value::as_array);
    let others = [schema.get("example"), schema.get("default")];
    examples
        .into_iter()
        .flatten()
        .chain(others.into_iter().flatten())
}

/// Integers, the least and the greatest one among them.
pub(crate) fn integers(schema: &Value) -> Vec<Value> {
    let step = limit(schema, "multipleOf").unwrap_or(1.0);
    let takes = |number: f64| {
        limit(schema, "minimum").is_none_or(|least| number >= least)
            && limit(schema, "maximum").is_none_or(|most| number <= most)
            && limit(schema, "exclusiveMinimum").is_none_or(|least| number > least)
            && limit(schema, "exclusiveMaximum").is_none_or(|most| number < most)
            && (number / step).fract() == 0.0
            && number.abs() < 9e15
    };
    let limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    let limits = limits.iter().filter_map(|key| limit(schema, key));
    let around = limits.flat_map(|it| [it, it + 1.0, it - 1.0, (it / step).ceil() * step]);
    let numbers = [step, 0.0].into_iter().chain(around);
    let mut numbers: Vec<f64> = numbers.filter(|it| takes(*it)).collect();
    numbers.extend(
        given(schema)
            .filter_map(Value::as_f64)
            .filter(|it| takes(*it)),
    );
    distinct(numbers.into_iter().map(|it| json!(it as i64)))
}

/// Numbers, with a fraction if they may have one.
pub(crate) fn numbers(schema: &Value) -> Vec<Value> {
    let takes = |number: f64| {
        limit(schema, "minimum").is_none_or(|least| number >= least)
            && limit(schema, "maximum").is_none_or(|most| number <= most)
            && limit(schema, "exclusiveMinimum").is_none_or(|least| number > least)
            && limit(schema, "exclusiveMaximum").is_none_or(|most| number < most)
    };
    let middle = match (limit(schema, "minimum"), limit(schema, "maximum")) {
        (Some(least), Some(most)) => (least + most) / 2.0,
        (Some(least), None) => least + 0.5,
        (None, Some(most)) => most - 0.5,
        (None, None) => 0.5,
    };
    let fractions = [0.5, middle].into_iter().filter(|it| takes(*it));
    let fractions = fractions.filter(|_| schema.get("multipleOf").is_none());
    let fractions = fractions.map(|it| json!(it)).take(1);
    distinct(fractions.chain(integers(schema)))
}

fn distinct(values: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen.truncate(3);
    seen
}

/// Texts of the schema's format and length, and as its expression has them.
pub(crate) fn texts(schema: &Value) -> Vec<Value> {
    let text = usual_text(schema);
    let numbered = (1..4).map(|number| format!("{number}{text}"));
    let usual = [text.to_owned()].into_iter().chain(numbered);
    let sized = usual.map(|text| json!(sized(&text, schema)));
    let Some(pattern) = schema.get("pattern").and_then(Value::as_str) else {
        return sized.collect();
    };
    let leaf = json!({
        "type": "string",
        "pattern": pattern,
        "minLength": schema.get("minLength").unwrap_or(&json!(0)),
        "maxLength": schema.get("maxLength").unwrap_or(&json!(u32::MAX)),
    });
    let Ok(validator) = jsonschema::draft202012::options().build(&leaf) else {
        return sized.collect();
    };
    let made = patterns::texts(pattern).into_iter().map(Value::from);
    let texts = given(schema).cloned().chain(sized).chain(made);
    texts
        .filter(|text| validator.is_valid(text))
        .take(4)
        .collect()
}

fn usual_text(schema: &Value) -> &'static str {
    match schema.get("format").and_then(Value::as_str) {
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
    }
}

fn sized(text: &str, schema: &Value) -> String {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let least = bound("minLength").unwrap_or(0.0) as usize;
    let most = bound("maxLength").map_or(usize::MAX, |it| it as usize);
    let characters = text.chars().cycle();
    characters
        .take(text.chars().count().max(least).min(most))
        .collect()
}
