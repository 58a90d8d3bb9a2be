//! Schemas that stand for those that extend them.

use case_subtypes::types::{Action, Cat, Dog, Key, Owner, Pet, PlainKey, Shape};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn assert_comes_back<T: Serialize + DeserializeOwned>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

#[test]
fn the_discriminator_says_which_one_it_is() {
    let value = json!({"kind": "Cat", "name": "a", "lives": 9, "friend": {"kind": "Fish", "name": "b"}});
    let pet: Pet = assert_comes_back(value);
    let Pet::Cat(cat) = pet else {
        panic!("{pet:?}");
    };
    let Cat { name, friend, .. } = *cat;
    assert_eq!(name, "a");
    assert!(matches!(friend, Some(Pet::Fish(_))));
    let owner: Owner = assert_comes_back(json!({
        "pet": {"kind": "Kitten", "name": "c", "weeks": 3},
        "pets": [{"kind": "Fish", "name": "d", "home": {"street": "e"}}],
        "described": {"kind": "BigDog", "name": "f", "size": "big", "bark": "g"},
    }));
    assert!(matches!(owner.pet, Some(Pet::Kitten(_))));
    assert!(matches!(owner.described, Some(Pet::Dog(dog)) if matches!(dog, Dog::BigDog(_))));
}

#[test]
fn a_new_one_is_kept() {
    let pet: Pet = assert_comes_back(json!({"kind": "Bird", "name": "a", "wings": 2}));
    assert!(matches!(pet, Pet::Unknown { .. }));
}

#[test]
fn a_mapping_may_lead_to_the_schema_itself() {
    assert!(matches!(assert_comes_back(json!({"type": "other"})), Action::Base(_)));
    assert!(matches!(assert_comes_back(json!({"type": "feed", "food": "a"})), Action::Feed(_)));
    assert!(matches!(assert_comes_back(json!({"type": "sell", "price": 1})), Action::Sell(_)));
}

#[test]
fn a_choice_between_those_that_extend_it_is_the_same() {
    let shape: Shape = assert_comes_back(json!({"form": "circle", "radius": 1.5}));
    assert!(matches!(shape, Shape::Circle(_)));
}

#[test]
fn what_lies_between_is_a_type_of_its_own() {
    let key: Key = assert_comes_back(json!({"lock": "door", "made": "1900"}));
    assert!(matches!(key, Key::DoorKey(_)));
    let key: Key = assert_comes_back(json!({"lock": "safe", "digits": 7}));
    assert!(matches!(key, Key::SafeKey(key) if key.digits == Some(7)));
    let key: Key = assert_comes_back(json!({"lock": "car", "doors": 5}));
    assert!(matches!(key, Key::Unknown { .. }));
    let plain: PlainKey = assert_comes_back(json!({"lock": "car", "made": "1950"}));
    assert_eq!(plain.made.as_deref(), Some("1950"));
}
