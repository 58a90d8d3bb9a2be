//! A constant, another value in its place, and what it chooses.

use case_constants::types::{
    Empty, Number, Shape, Thing, ThingOne, ThingOrder, Typed, Untyped, UntypedNumber, Versioned,
};
use serde_json::{Value, json};

fn thing(value: &Value) -> Thing {
    let thing: Thing = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(&serde_json::to_value(&thing).unwrap(), value);
    thing
}

#[test]
fn constants_are_values_of_their_types() {
    let value = json!({
        "kind": "thing", "version": 1, "nothing": null, "untyped": "pet", "typed": "pet",
        "number": 3, "minus": -1, "empty": "", "yes": true, "fraction": 0.5, "list": [1, "a"],
        "maybe": "a", "listed": ["a", "a"], "one": "a",
    });
    let read = thing(&value);
    assert_eq!((read.untyped, read.typed), (Some(Untyped::Pet), Some(Typed::Pet)));
    assert_eq!((read.number, read.minus), (Some(Number::Value3), Some(UntypedNumber::Minus1)));
    assert_eq!(read.empty, Some(Empty::Empty));
}

#[test]
fn another_value_is_kept_and_sent_back() {
    let value = json!({
        "kind": "person", "version": 2, "nothing": null, "untyped": "", "typed": "Pet",
        "number": i64::MIN, "minus": 1, "empty": " ", "yes": false, "fraction": 1, "list": {},
        "maybe": null, "listed": ["b"], "one": "c",
    });
    let read = thing(&value);
    assert_eq!((read.kind.as_str(), read.version.as_i64()), ("person", 2));
    assert!(matches!(read.typed, Some(Typed::Unknown { .. })));
    assert!(matches!(read.number, Some(Number::Unknown { .. })));
    assert!(read.maybe.is_null());
}

#[test]
fn another_kind_of_value_is_refused() {
    for (name, wrong) in [("kind", json!(1)), ("version", json!("1")), ("version", json!(1.5)), ("nothing", json!(0))] {
        let mut value = json!({"kind": "thing", "version": 1, "nothing": null});
        value[name] = wrong;
        assert!(serde_json::from_value::<Thing>(value).is_err(), "{name}");
    }
}

#[test]
fn a_constant_is_a_tag() {
    let shape = |value: Value| serde_json::from_value::<Shape>(value).unwrap();
    assert!(matches!(shape(json!({"form": "circle", "radius": 1})), Shape::Circle(_)));
    assert!(matches!(shape(json!({"form": "square"})), Shape::Square(_)));
    let new = json!({"form": "star", "points": [null, 5]});
    let star = shape(new.clone());
    assert!(matches!(star, Shape::Unknown { .. }));
    assert_eq!(serde_json::to_value(&star).unwrap(), new);
    let versioned = |value: Value| serde_json::from_value::<Versioned>(value).unwrap();
    assert!(matches!(versioned(json!({"v": 1, "a": "b"})), Versioned::First(_)));
    assert!(matches!(versioned(json!({"v": 2, "a": "b"})), Versioned::Second(_)));
    assert!(matches!(versioned(json!({"v": 3, "a": "b"})), Versioned::Unknown { .. }));
}

#[test]
fn a_choice_between_constants_is_an_enum() {
    assert_eq!((ThingOne::A.as_str(), ThingOne::from("b")), ("a", ThingOne::B));
    assert!(matches!(ThingOne::from("c"), ThingOne::Unknown { .. }));
    for text in ["ASC", "asc"] {
        assert!(!matches!(ThingOrder::from(text), ThingOrder::Unknown { .. }), "{text}");
    }
    assert_eq!(ThingOrder::from("Asc").as_str(), "Asc");
}
