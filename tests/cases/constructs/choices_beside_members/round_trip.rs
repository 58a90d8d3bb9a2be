//! Members beside those of a choice.

use case_choices_beside_members::types::{
    CheckRun, Event, EventVariant, Extended, Nested, NestedVariant, OneChoice, Recorded, Sold,
    Tagged, TaggedVariant,
};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{Value, json};

fn assert_comes_back<T: Serialize + DeserializeOwned>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    let text = serde_json::to_string(&read).unwrap();
    let again: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(again, value);
    read
}

#[test]
fn the_choice_is_beside_the_members() {
    let value = json!({"id": "1", "note": "n", "kind": "sold", "price": 3});
    let event: Event = assert_comes_back(value);
    assert_eq!((event.id.as_str(), event.note.as_deref()), ("1", Some("n")));
    assert!(matches!(event.variant, EventVariant::Sold(Sold { price: 3, .. })));
    let event: Event = assert_comes_back(json!({"id": "1", "kind": "born", "weight": 0.25}));
    assert!(matches!(event.variant, EventVariant::Born(_)));
    let event: Event = assert_comes_back(json!({"id": "1", "note": "n", "kind": "fed", "food": "a"}));
    assert!(matches!(event.variant, EventVariant::Fed(_)));
}

#[test]
fn what_is_new_is_kept() {
    let event: Event = assert_comes_back(json!({"id": "1", "kind": "lost", "where": ["a", null]}));
    assert!(matches!(event.variant, EventVariant::Unknown { .. }));
}

#[test]
fn members_that_are_missing_are_errors() {
    assert!(serde_json::from_value::<Event>(json!({"kind": "sold", "price": 3})).is_err());
    assert!(serde_json::from_value::<Event>(json!({"id": "1", "kind": "sold"})).is_err());
    assert!(serde_json::from_value::<Event>(json!(["1"])).is_err());
}

#[test]
fn parts_of_an_all_of_choose_too() {
    let tagged: Tagged = assert_comes_back(json!({"stream": "s", "kind": "born"}));
    assert!(matches!(tagged.variant, TaggedVariant::Born(_)));
    let recorded: Recorded = assert_comes_back(json!({
        "variant": "v", "kind": "born", "of": {"name": "n", "inner": {"outer": "o"}},
    }));
    assert_eq!(recorded.variant, "v");
    let extended: Extended = assert_comes_back(json!({
        "id": "1", "place": "p", "kind": "sold", "price": 3,
    }));
    assert!(matches!(extended.variant, EventVariant::Sold(_)));
    let nested: Nested = assert_comes_back(json!({"inner": {"outer": "o"}}));
    assert!(matches!(nested.variant, NestedVariant::Inner(_)));
}

#[test]
fn a_choice_that_only_limits_adds_nothing() {
    let run = CheckRun::new().conclusion("good");
    assert_eq!(serde_json::to_value(run).unwrap(), json!({"conclusion": "good"}));
    assert_comes_back::<OneChoice>(json!({"a": "a", "b": "b"}));
    assert_comes_back::<CheckRun>(json!({"status": "completed", "conclusion": "good", "new": [null]}));
}

#[test]
fn there_is_an_example() {
    let value = serde_json::to_value(Event::example()).unwrap();
    assert_comes_back::<Event>(value);
}
