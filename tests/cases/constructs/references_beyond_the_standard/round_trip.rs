//! What was put together from references.

use case_references_beyond_the_standard::operations::ListPetsOperation;
use case_references_beyond_the_standard::types::Pet;
use case_references_beyond_the_standard::{Operation, RawResponse};
use serde_json::json;

#[test]
fn the_operation_is_that_of_its_file() {
    assert_eq!((ListPetsOperation::METHOD, ListPetsOperation::PATH), ("GET", "/pets"));
    let body = br#"[{"name":"Mog","age":3,"new":[]},{"name":"Rex"}]"#;
    let pets: Vec<Pet> = ListPetsOperation::decode(&RawResponse::new(200, body)).unwrap();
    assert_eq!((pets[0].name.as_str(), pets[0].age, pets[1].age), ("Mog", Some(3), None));
}

#[test]
fn the_members_are_those_of_the_set() {
    let pet: Pet = serde_json::from_value(json!({"name": "a", "age": null, "new": 1})).unwrap();
    assert_eq!(serde_json::to_value(&pet).unwrap(), json!({"name": "a"}));
    assert!(serde_json::from_value::<Pet>(json!({"age": 1})).is_err());
}
