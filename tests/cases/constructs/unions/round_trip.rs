//! One of several, and back.

use case_unions::types::{Holder, OneOrMany, Told, ToldLists, ToldRange, Widths, WidthsParts};
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

#[test]
fn members_and_items_tell_branches_apart() {
    for value in [
        json!({"range": {"least": 1.5}, "lists": [{"most": 2.5}], "nulls": [null, {"name": "a"}]}),
        json!({"range": {"least": "2026-01-31"}, "lists": [{"most": "2026-01-31"}]}),
        json!({"range": {"least": null, "most": "2026-01-31"}, "lists": [{"name": "a"}]}),
        json!({"range": {"least": true}, "lists": [{"least": [1]}]}),
    ] {
        let told: Told = serde_json::from_value(value.clone()).unwrap();
        let mut back = serde_json::to_value(told).unwrap();
        if value["range"].get("least") == Some(&Value::Null) {
            back["range"]["least"] = Value::Null;
        }
        assert_eq!(back, value);
    }
    let told = |value: Value| serde_json::from_value::<Told>(value).unwrap();
    let dates = told(json!({"range": {"most": "2026-01-31"}, "lists": [{"least": "2026-01-31"}]}));
    assert!(matches!(dates.range, Some(ToldRange::Dates(_))));
    assert!(matches!(dates.lists, Some(ToldLists::DatesList(_))));
    let unknown = told(json!({"range": {"least": true}, "lists": []}));
    assert!(matches!(unknown.range, Some(ToldRange::Unknown { .. })));
    assert!(matches!(unknown.lists, Some(ToldLists::NumbersList(it)) if it.is_empty()));
}

#[test]
fn numbers_of_two_widths_are_one_branch() {
    let widths: Widths = serde_json::from_value(json!({"whole": 5_000_000_000_i64, "parts": 0.1})).unwrap();
    assert_eq!(widths.whole, Some(5_000_000_000));
    assert!(matches!(widths.parts, Some(WidthsParts::Number(it)) if it == 0.1));
    let new = json!({"parts": [0.5]});
    let widths: Widths = serde_json::from_value(new.clone()).unwrap();
    assert_eq!(serde_json::to_value(widths).unwrap(), new);
}

#[test]
fn a_list_is_told_by_being_one() {
    let many: OneOrMany = serde_json::from_value(json!([{"kind": "dog"}, {"kind": "wolf"}])).unwrap();
    assert!(matches!(&many, OneOrMany::Dogs(dogs) if dogs.len() == 2));
    assert_eq!(serde_json::to_value(many).unwrap(), json!([{"kind": "dog"}, {"kind": "wolf"}]));
    let one: OneOrMany = serde_json::from_value(json!({"kind": "puppy"})).unwrap();
    assert!(matches!(one, OneOrMany::Dog(_)));
    for new in [json!({"kind": "wolf"}), json!("dog"), json!(null)] {
        let kept: OneOrMany = serde_json::from_value(new.clone()).unwrap();
        assert!(matches!(kept, OneOrMany::Unknown { .. }));
        assert_eq!(serde_json::to_value(kept).unwrap(), new);
    }
}
