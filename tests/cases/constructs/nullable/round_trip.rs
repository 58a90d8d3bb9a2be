//! Null where it may stand.

use case_nullable::Nullable;
use case_nullable::types::{OnlyNull, Owner, Pet};
use serde_json::{Value, json};

/// The names of what tells null from absence.
const OPTIONAL: &[&str] = &[
    "optional_by_keyword",
    "wrapped",
    "optional_number",
    "optional_flag",
    "optional_enum",
    "optional_date_time",
    "optional_secret",
    "optional_itself",
    "sensitive",
    "renamed-member",
    "beside_null_by_name",
    "any",
];

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
fn optional_nulls_are_sent_as_null_and_absent_ones_are_not_sent() {
    for name in OPTIONAL {
        let mut value = nulls();
        value[*name] = Value::Null;
        let pet: Pet = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(pet).unwrap(), value, "{name}");
    }
    let pet: Pet = serde_json::from_value(nulls()).unwrap();
    assert!(pet.optional_by_keyword.is_absent() && pet.optional_itself.is_absent());
}

#[test]
fn values_go_back_unchanged() {
    let value = json!({
        "by_type": "a", "by_any_of": {"name": "b"}, "by_one_of": 3, "by_keyword": "", "by_enum": "z",
        "by_reference": {"name": "c"}, "list": [], "map": {"a": {"name": "d"}}, "of_null": null,
        "optional_by_keyword": "e", "wrapped": {"name": "f"}, "any": 0, "optional_number": 1,
        "optional_flag": false, "optional_enum": "y", "optional_date_time": "2026-01-01T00:00:00Z",
        "optional_secret": "shh", "optional_list": ["g"], "optional_itself": nulls(),
        "sensitive": "shh", "renamed-member": "h",
    });
    let pet: Pet = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(pet.wrapped, Nullable::Value(Owner::new("f")));
    assert!(!format!("{pet:?}").contains("shh"));
    assert_eq!(serde_json::to_value(pet).unwrap(), value);
}

#[test]
fn a_list_that_may_be_null_is_empty_then() {
    let mut value = nulls();
    value["optional_list"] = Value::Null;
    let pet: Pet = serde_json::from_value(value).unwrap();
    assert!(pet.optional_list.is_empty());
}

#[test]
fn setters_take_the_value_or_null() {
    let pet = Pet::example()
        .optional_by_keyword("a")
        .optional_number(None)
        .wrapped(Owner::new("b"));
    assert_eq!(
        pet.optional_by_keyword.as_option().map(String::as_str),
        Some("a")
    );
    assert!(pet.optional_number.is_null());
}

#[test]
fn what_is_only_null_is_there_or_not() {
    for value in [
        json!({"always": null}),
        json!({"always": null, "sometimes": null, "list": [null, null]}),
    ] {
        let only: OnlyNull = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(only).unwrap(), value);
    }
}
