//! What is asked for and not described.

use case_undescribed_members::Nullable;
use case_undescribed_members::types::{Action, Closed, Kept, Names, Output, Page, Parts, Start};
use serde_json::{Value, json};

fn back<T: serde::Serialize + serde::de::DeserializeOwned>(value: Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), value);
    decoded
}

#[test]
fn any_value_is_kept_and_null_is_one() {
    for call in [json!("a"), json!(1), json!({"a": [null]}), Value::Null] {
        let output: Output = back(json!({"id": "1", "call_id": call, "2nd-try": [call]}));
        assert_eq!(output.call_id.is_null(), call.is_null());
    }
}

#[test]
fn it_may_be_absent() {
    let output: Output = back(json!({"id": "1"}));
    assert_eq!(output.call_id, Nullable::Absent);
    let output = Output::new("1").call_id(json!("a"));
    assert_eq!(serde_json::to_value(output).unwrap(), json!({"id": "1", "call_id": "a"}));
}

#[test]
fn it_is_no_member_where_there_can_be_none_or_all_are_kept() {
    let closed: Closed = serde_json::from_value(json!({"id": "1", "call_id": "a"})).unwrap();
    assert_eq!(serde_json::to_value(closed).unwrap(), json!({"id": "1"}));
    let kept: Kept = back(json!({"id": "1", "call_id": null}));
    assert_eq!(kept.extra["call_id"], Value::Null);
}

#[test]
fn what_describes_it_says_what_it_is() {
    let _: Page = back(json!({"next": "a", "items": {"any": "thing"}}));
    let names: Names = back(json!({"items": ["a"]}));
    assert_eq!(names.items, ["a"]);
    let _: Parts = back(json!({"kind": "a", "size": 1, "unit": "m"}));
    let _: Parts = back(json!({"kind": "a", "grams": 1}));
}

#[test]
fn a_tag_is_sent_with_its_branch() {
    let _: Action = back(json!({"type": "start", "at": 1}));
    let _: Start = back(json!({"type": "start", "at": 1}));
    let action = Action::Start(Start::default().at(1));
    assert_eq!(serde_json::to_value(action).unwrap(), json!({"type": "start", "at": 1}));
}
