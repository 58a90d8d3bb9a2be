//! The part that is there.

use case_part_of_a_document::animals::{GetAnimalOperation, ListAnimalsOperation};
use case_part_of_a_document::types::{Animal, AnimalId, Food, Lion, ZooKeeper};
use case_part_of_a_document::{Operation, RawResponse};
use serde_json::{Value, json};

#[test]
fn what_extends_the_schema_is_there() {
    let value = json!({"kind": "Lion", "food": "meat", "mane": {"length": 9}});
    let animal: Animal = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(&animal, Animal::Lion(Lion { food: Some(Food::Meat), .. })));
    assert_eq!(serde_json::to_value(&animal).unwrap(), value);
}

#[test]
fn what_is_left_out_is_as_new_as_what_is_newer() {
    let value = json!({"kind": "Seal", "food": ["fish", null]});
    let animals = json!([value, {"kind": "Lion", "food": "fish"}]);
    let body = animals.to_string();
    let read: Vec<Animal> =
        ListAnimalsOperation::decode(&RawResponse::new(200, body.as_bytes())).unwrap();
    assert!(matches!(read[0], Animal::Unknown { .. }));
    assert!(matches!(&read[1], Animal::Lion(lion) if matches!(lion.food, Some(Food::Unknown { .. }))));
    assert_eq!(serde_json::to_value::<&[Animal]>(&read).unwrap(), animals);
}

#[test]
fn files_that_it_reaches_are_there() {
    let operation = GetAnimalOperation::new(AnimalId::from("leo/2"));
    assert_eq!(operation.request().unwrap().target(), "/animals/leo%2F2");
    let body = json!({"name": "Ann", "new": Value::Null}).to_string();
    let keeper: ZooKeeper =
        GetAnimalOperation::decode(&RawResponse::new(200, body.as_bytes())).unwrap();
    assert_eq!(keeper.name.as_deref(), Some("Ann"));
}
