//! What is broken takes any value, and gives it back.

use case_broken_schemas::types::{Choice, Itself, Kind, List, Map, Parts, Pet, Text};
use serde_json::{Value, json};

/// JSON of every kind.
fn any() -> [Value; 6] {
    [json!(true), json!(u64::MAX), json!(-1.5), json!("a"), json!([null, {}]), json!({"a": null})]
}

#[test]
fn each_value_goes_back_as_it_came() {
    for any in any() {
        let value = json!({
            "name": any, "owner": any, "outside": any, "toys": any, "broken": any,
            "a": "text", "b": "text", "c": "text", "d": "text",
        });
        let pet: Pet = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&pet).unwrap(), value);
        let _: (Itself, Parts, Text) = (any.clone(), any.clone(), any.clone());
        let list: List = vec![any.clone(), Value::Null];
        assert_eq!(serde_json::to_value(&list).unwrap(), json!([any, null]));
        let map: Map = [("a".to_owned(), any.clone())].into_iter().collect();
        assert_eq!(serde_json::to_value(&map).unwrap(), json!({ "a": any }));
        let choice: Choice = serde_json::from_value(any.clone()).unwrap();
        assert_eq!(matches!(choice, Choice::Unknown { .. }), !any.is_string());
        assert_eq!(serde_json::to_value(&choice).unwrap(), any);
    }
}

#[test]
fn what_is_whole_beside_it_is_as_ever() {
    assert_eq!((Kind::from("cat"), Kind::from("eel").as_str()), (Kind::Cat, "eel"));
    assert!(serde_json::from_value::<Pet>(json!({"a": 1})).is_err());
}
