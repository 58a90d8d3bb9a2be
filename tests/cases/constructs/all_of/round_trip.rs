//! One struct for all parts.

use case_all_of::types::{
    Itself, Kennel, Kind, Nested, OnlyRequires, Pet, PetHome, Recursive, Refined, User, WithSibling,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn round_trip<T: Serialize + DeserializeOwned>(value: Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), value);
    decoded
}

#[test]
fn the_members_of_all_parts_are_there() {
    let pet: Pet = round_trip(json!({
        "name": "Rex", "nickname": "R", "age": 3, "kind": "dog", "home": {"street": "a"},
    }));
    assert_eq!(
        (pet.name.as_str(), pet.age, pet.kind),
        ("Rex", Some(3), Some(Kind::Dog))
    );
    round_trip::<Nested>(json!({"name": "a", "home": {}, "inner": true}));
    round_trip::<WithSibling>(json!({"name": "a", "extra": "b"}));
    round_trip::<Recursive>(
        json!({"name": "a", "children": [{"name": "b"}], "parent": {"name": "c"}}),
    );
    round_trip::<User>(json!({
        "pet": {"name": "a", "home": {}}, "inline": {"name": "b", "more": "c"}, "scalar": "d",
        "described": {"name": "e"}, "with_default": "cat",
    }));
}

#[test]
fn what_any_part_requires_is_required() {
    for value in [json!({"name": "a"}), json!({"nickname": "b"})] {
        assert!(serde_json::from_value::<OnlyRequires>(value).is_err());
    }
    assert!(serde_json::from_value::<Pet>(json!({"name": "a"})).is_err());
    assert!(serde_json::from_value::<WithSibling>(json!({"name": "a"})).is_err());
    let _ = OnlyRequires::new("a", "b");
}

#[test]
fn a_part_that_only_refines_a_member_keeps_its_type() {
    let refined = Refined::new("Rex").nickname("R");
    let _: (String, Option<String>) = (refined.name, refined.nickname);
}

#[test]
fn a_part_that_says_less_of_a_member_takes_nothing_from_it() {
    let kennel: Kennel = round_trip(json!({
        "owner": {"id": 1, "email": "ada@example.com", "since": "2026-01-31"},
        "guests": [{"name": "Rex", "age": 3}],
        "place": {"street": "https://example.com", "city": "London"},
    }));
    assert_eq!(kennel.guests[0].age, Some(3));
    let newer: Kennel = serde_json::from_value(json!({"owner": {"id": 2, "new": 1}})).unwrap();
    assert_eq!(newer.owner.unwrap().id, 2);
}

#[test]
fn they_are_made_by_hand() {
    let pet = Pet::new("Rex", PetHome::new().street("a")).age(3);
    assert_eq!(
        serde_json::to_value(pet).unwrap(),
        json!({"name": "Rex", "home": {"street": "a"}, "age": 3})
    );
}

#[test]
fn a_part_that_is_the_whole_adds_nothing() {
    let itself = round_trip::<Itself>(json!({"name": "a"}));
    assert_eq!(itself, Itself::new().name("a"));
    let newer: Itself = serde_json::from_value(json!({"name": "a", "new": 1})).unwrap();
    assert_eq!(newer, itself);
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let value = json!({"name": "a", "kind": "eel", "home": {}, "nickname": null, "new": {"b": 1}});
    let pet: Pet = serde_json::from_value(value).unwrap();
    assert!(matches!(pet.kind, Some(Kind::Unknown { .. })));
    assert_eq!(
        serde_json::to_value(&pet).unwrap(),
        json!({"name": "a", "kind": "eel", "home": {}})
    );
    for (name, wrong) in [("name", Value::Null), ("age", json!("old")), ("home", json!("a"))] {
        let mut value = json!({"name": "a", "home": {}});
        value[name] = wrong;
        assert!(serde_json::from_value::<Pet>(value).is_err(), "{name}");
    }
}
