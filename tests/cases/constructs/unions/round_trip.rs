//! One of several, and back.

use case_unions::types::Holder;
use serde_json::{Value, json};

fn round_trip(value: Value) {
    let holder: Holder = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(holder).unwrap(), value);
}

#[test]
fn each_branch_goes_back_unchanged() {
    round_trip(json!({"id": "a", "names": "b", "inline": 1.5, "list": ["c", {"a": "d"}]}));
    round_trip(json!({"id": 1, "names": ["b", "c"], "inline": true, "list": [{}]}));
    round_trip(json!({"id": 1, "pet": {"kind": "cat", "lives": 7}, "contact": {"address": "a"}}));
    round_trip(
        json!({"id": 1, "pet": {"kind": "puppy", "tricks": ["sit"]}, "contact": {"number": "1"}}),
    );
    round_trip(json!({"id": 1, "maybe": "a", "nested": [[{"kind": "dog"}], []]}));
}

#[test]
fn what_is_none_of_them_is_kept() {
    round_trip(json!({"id": {"new": [1, null]}, "pet": {"kind": "fish", "fins": 2}}));
    round_trip(json!({"id": true, "names": 7, "contact": {"letter": "a"}, "list": [1, null]}));
    round_trip(json!({"id": 1.5, "inline": "text", "nested": "text"}));
}
