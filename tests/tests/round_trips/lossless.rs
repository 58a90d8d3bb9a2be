//! Whether a value came back as it was: null, absent and empty are one where the types have it so.

use std::collections::BTreeSet;

use serde_json::Value;

/// The member of values that may be anything: below it nothing may be lost.
pub(crate) const FREE_FORM: &str = "free-form";

/// A member that no schema names, and that a type may ignore.
pub(crate) const UNNAMED: &str = "no-schema-names-this";

/// Where two values differ, and how; none where nothing is lost.
pub(crate) fn difference(before: &Value, after: &Value) -> Option<String> {
    differ(before, after, "")
}

fn differ(before: &Value, after: &Value, place: &str) -> Option<String> {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let of_a = a.iter().find_map(|(key, value)| {
                let place = format!("{place}/{key}");
                match b.get(key) {
                    Some(other) if key == FREE_FORM => {
                        (value != other).then(|| format!("{place} is {other}"))
                    }
                    Some(other) => differ(value, other, &place),
                    None if key == UNNAMED || is_nothing(value) => None,
                    None => Some(format!("{place} is lost")),
                }
            });
            let is_new =
                |(key, value): &(&String, &Value)| !a.contains_key(*key) && !is_nothing(value);
            let added = b.iter().find(is_new);
            of_a.or(added.map(|(key, _)| format!("{place}/{key} is new")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.find_map(|(at, (a, b))| differ(a, b, &format!("{place}/{at}")))
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        // A list or a map that is null is an empty one.
        (Value::Null, after) if is_nothing(after) => None,
        _ if before == after => None,
        _ => Some(format!("{place} was {before} and is {after}")),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// What came back, and the members that were null or empty, as they were, except those that have to
/// be there in any case. A type takes them for absent, and a choice may ask for one of them.
pub(crate) fn with_empty(before: &Value, after: &Value, required: &BTreeSet<String>) -> Value {
    let mut whole = after.clone();
    if let (Value::Object(before), Value::Object(whole)) = (before, &mut whole) {
        let empty = before.iter().filter(|(_, value)| is_nothing(value));
        for (name, value) in empty.filter(|(name, _)| !required.contains(*name)) {
            whole.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    whole
}

/// The members that were null and are not there any more.
pub(crate) fn lost_nulls(before: &Value, after: &Value) -> Vec<String> {
    let mut lost = Vec::new();
    collect_lost(before, after, "", &mut lost);
    lost
}

fn collect_lost(before: &Value, after: &Value, place: &str, lost: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                let step = key.replace('~', "~0").replace('/', "~1");
                let place = format!("{place}/{step}");
                match b.get(key) {
                    Some(other) => collect_lost(value, other, &place, lost),
                    None if value.is_null() => lost.push(place),
                    None => {}
                }
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                collect_lost(a, b, &format!("{place}/{at}"), lost);
            }
        }
        _ => {}
    }
}
