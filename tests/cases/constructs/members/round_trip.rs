//! Members of every kind.

use case_members::types::{Keywords, Many, Optional, Required};
use serde_json::{Value, json};

fn full() -> Value {
    json!({
        "text": "a", "flag": false, "int": -9007199254740993_i64, "int8": -7, "int32": -2147483648,
        "int64": 9223372036854775807_i64, "uint32": 4294967295_u32, "uint64": u64::MAX,
        "number": 0.1, "float": 1.5, "double": 1e300, "at": "2026-01-01T00:00:00Z",
        "secret": "hidden", "list": ["a"], "map": {"b": "c"}, "object": {"d": [null]},
        "any": [1, "two", null], "other": {"a": 1}, "kind": "cat",
    })
}

#[test]
fn required_members_go_back_unchanged() {
    let required: Required = serde_json::from_value(full()).unwrap();
    assert_eq!(serde_json::to_value(required).unwrap(), full());
}

#[test]
fn optional_members_go_back_unchanged() {
    let optional: Optional = serde_json::from_value(full()).unwrap();
    assert_eq!(serde_json::to_value(optional).unwrap(), full());
}

#[test]
fn a_missing_required_member_is_an_error_that_names_it() {
    for name in [
        "text", "flag", "int", "number", "at", "secret", "any", "kind",
    ] {
        let mut value = full();
        value.as_object_mut().unwrap().remove(name);
        let error = serde_json::from_value::<Required>(value)
            .unwrap_err()
            .to_string();
        assert!(error.contains(&format!("`{name}`")), "{error}");
    }
}

#[test]
fn a_null_required_member_is_an_error() {
    for name in ["text", "flag", "int", "number", "at", "secret", "kind"] {
        let mut value = full();
        value[name] = Value::Null;
        assert!(serde_json::from_value::<Required>(value).is_err(), "{name}");
    }
}

#[test]
fn absent_and_null_optional_members_are_left_out() {
    let nulls: serde_json::Map<String, Value> = full()
        .as_object()
        .unwrap()
        .keys()
        .map(|name| (name.clone(), Value::Null))
        .collect();
    let from_nulls: Optional = serde_json::from_value(nulls.into()).unwrap();
    let from_nothing: Optional = serde_json::from_value(json!({})).unwrap();
    assert_eq!(from_nulls, from_nothing);
    assert_eq!(from_nothing, Optional::default());
    assert_eq!(serde_json::to_value(from_nothing).unwrap(), json!({}));
}

#[test]
fn members_that_the_schema_does_not_know_are_ignored() {
    let mut value = full();
    value["new_member"] = json!({"a": 1});
    assert!(serde_json::from_value::<Required>(value).is_ok());
}

/// As serde reads structs, and as PHP writes what has no members.
#[test]
fn an_empty_list_is_an_object_without_members() {
    let optional: Optional = serde_json::from_value(json!([])).unwrap();
    assert_eq!(optional, Optional::default());
    assert!(serde_json::from_value::<Required>(json!([])).is_err());
}

#[test]
fn integers_are_never_narrowed() {
    for (name, number) in [
        ("int8", json!(128)),
        ("uint32", json!(0)),
        ("int32", json!(2147483647)),
    ] {
        let mut value = full();
        value[name] = number;
        assert!(serde_json::from_value::<Required>(value).is_ok(), "{name}");
    }
    let mut value = full();
    value["int32"] = json!(2147483648_i64);
    assert!(serde_json::from_value::<Required>(value).is_err());
}

#[test]
fn names_on_the_wire_are_the_schemas() {
    let keywords = Keywords::new("1", "2")
        .phone("+1555")
        .phones(vec!["+1666".to_owned()])
        .password("pw");
    assert_eq!(keywords.name_of_ours, "2");
    let debug = format!("{keywords:?}");
    assert!(
        !debug.contains("1555") && !debug.contains("1666") && !debug.contains("pw"),
        "{debug}"
    );
    assert_eq!(
        serde_json::to_value(keywords).unwrap(),
        json!({"id": "1", "wireName": "2", "password": "pw", "phone": "+1555", "phones": ["+1666"]}),
    );
}

#[test]
fn arguments_stand_in_the_order_of_the_schema() {
    let many = Many::new(8, "g", "f", "e", "d", "c", "b", "a");
    assert_eq!((many.h, many.a.as_str()), (8, "a"));
}

#[test]
fn examples_decode_as_what_they_are() {
    let example = Required::example();
    let value = serde_json::to_value(&example).unwrap();
    assert_eq!(serde_json::from_value::<Required>(value).unwrap(), example);
}
