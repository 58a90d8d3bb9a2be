//! Null where it may stand.

use case_nullable::types::{Owner, Pet};
use serde_json::{Value, json};

fn nulls() -> Value {
    json!({
        "by_type": null, "by_any_of": null, "by_one_of": null, "by_keyword": null, "by_enum": null,
        "by_reference": null, "list": [null, "a"], "map": {"a": null}, "of_null": null,
    })
}

#[test]
fn required_nulls_are_sent_as_null() {
    let pet: Pet = serde_json::from_value(nulls()).unwrap();
    assert_eq!(pet.by_keyword, None);
    assert_eq!(serde_json::to_value(pet).unwrap(), nulls());
}

#[test]
fn optional_nulls_are_left_out() {
    let mut value = nulls();
    value["optional_by_keyword"] = Value::Null;
    value["wrapped"] = Value::Null;
    value["any"] = Value::Null;
    let pet: Pet = serde_json::from_value(value).unwrap();
    assert_eq!(serde_json::to_value(pet).unwrap(), nulls());
}

#[test]
fn values_go_back_unchanged() {
    let value = json!({
        "by_type": "a", "by_any_of": {"name": "b"}, "by_one_of": 3, "by_keyword": "", "by_enum": "z",
        "by_reference": {"name": "c"}, "list": [], "map": {"a": {"name": "d"}}, "of_null": null,
        "optional_by_keyword": "e", "wrapped": {"name": "f"}, "any": 0,
    });
    let pet: Pet = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(pet.wrapped, Some(Owner::new("f")));
    assert_eq!(serde_json::to_value(pet).unwrap(), value);
}
