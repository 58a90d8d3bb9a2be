//! Whether a value came back as it was: null, absent and empty are one, as the types have it.

use serde_json::{Map, Value};

/// Where two values differ, and how; none where nothing is lost.
pub(crate) fn difference(before: &Value, after: &Value) -> Option<String> {
    differ(&without_nothing(before), &without_nothing(after), "")
}

fn differ(before: &Value, after: &Value, place: &str) -> Option<String> {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let of_a = a.iter().find_map(|(key, value)| {
                let place = format!("{place}/{key}");
                match b.get(key) {
                    Some(other) => differ(value, other, &place),
                    None => Some(format!("{place} is lost")),
                }
            });
            let added = b.keys().find(|key| !a.contains_key(*key));
            of_a.or(added.map(|key| format!("{place}/{key} is new")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.find_map(|(at, (a, b))| differ(a, b, &format!("{place}/{at}")))
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        _ if before == after => None,
        _ => Some(format!("{place} was {before} and is {after}")),
    }
}

/// A value without members that are null or empty.
fn without_nothing(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| (key.clone(), without_nothing(value)));
            let members: Map<String, Value> = members.filter(|(_, it)| !is_nothing(it)).collect();
            Value::Object(members)
        }
        Value::Array(items) => items.iter().map(without_nothing).collect(),
        other => other.clone(),
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
