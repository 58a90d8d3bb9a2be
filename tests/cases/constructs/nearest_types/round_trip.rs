//! The nearest types take what the schema lets in, and more.

use case_nearest_types::types::Nearest;
use serde_json::{Value, json};

fn back(value: &Value) -> Value {
    let nearest: Nearest = serde_json::from_value(value.clone()).unwrap();
    serde_json::to_value(&nearest).unwrap()
}

#[test]
fn what_the_schema_lets_in_goes_back_as_it_came() {
    let value = json!({
        "patterns": {"x-a": "b"}, "beside": {"a": "b", "x-c": 1}, "tuple": ["a", 1, null],
        "same_items": ["a", "b"], "mixed": 1, "numbers": 0.5, "flags": true, "not_text": [null],
        "conditional": {"a": "b"}, "contains": ["b", "a"], "listed": {"a": 1},
        "content": "{\"a\":1}", "dynamic": {"a": [null]}, "conflict": "a", "dependent": {"a": "b"},
        "several": ["a"],
    });
    assert_eq!(back(&value), value);
}

#[test]
fn what_it_does_not_goes_back_as_well() {
    let value = json!({
        "patterns": {"a": [1]}, "beside": {"y": "z"}, "tuple": [{}], "same_items": ["a", "b", "c"],
        "mixed": {"b": null}, "numbers": 0.25, "flags": false, "not_text": "text", "never": 1,
        "contains": [], "listed": {"c": 1}, "content": "no JSON", "conflict": [1],
        "several": {"new": 1},
    });
    let mut expected = value.clone();
    expected.as_object_mut().unwrap().remove("contains");
    assert_eq!(back(&value), expected);
}

#[test]
fn null_is_absent() {
    let value: Value = ["patterns", "tuple", "numbers", "contains", "listed", "content"]
        .into_iter()
        .map(|name| (name.to_owned(), Value::Null))
        .collect::<serde_json::Map<_, _>>()
        .into();
    assert_eq!(back(&value), json!({}));
}
