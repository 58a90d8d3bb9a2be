//! The facts of operations.

#![allow(
    deprecated,
    reason = "the facts of a deprecated operation are as true as others"
)]

use case_operations::more::ElsewhereOperation;
use case_operations::operations::{DeletePhotoOperation, HeadPetsPetIdPhotosNOperation};
use case_operations::pets::{
    CreateOperation, GetPhotoOperation, ListPetsOperation, PutPhotoOperation,
};
use case_operations::types::{Pet, Refusal};
use case_operations::{Binary, Operation};

fn facts<O: Operation>() -> String {
    let response = std::any::type_name::<O::Response>();
    let error = std::any::type_name::<O::Error>();
    format!("{} {} {response} {error}", O::METHOD, O::PATH)
}

fn expected<Response, Error>(call: &str) -> String {
    let response = std::any::type_name::<Response>();
    let error = std::any::type_name::<Error>();
    format!("{call} {response} {error}")
}

#[test]
fn each_operation_tells_its_facts() {
    assert_eq!(
        facts::<ListPetsOperation>(),
        expected::<Vec<Pet>, Refusal>("GET /pets")
    );
    assert_eq!(
        facts::<CreateOperation>(),
        expected::<Option<Pet>, Refusal>("POST /pets")
    );
    let photo = "/pets/{pet-id}/photos/{n}";
    assert_eq!(
        facts::<GetPhotoOperation>(),
        expected::<Binary, ()>(&format!("GET {photo}"))
    );
    assert_eq!(
        facts::<PutPhotoOperation>(),
        expected::<(), ()>(&format!("PUT {photo}"))
    );
    assert_eq!(
        facts::<DeletePhotoOperation>(),
        expected::<(), ()>(&format!("DELETE {photo}"))
    );
    assert_eq!(
        facts::<HeadPetsPetIdPhotosNOperation>(),
        expected::<(), ()>(&format!("HEAD {photo}"))
    );
    assert_eq!(
        facts::<ElsewhereOperation>(),
        expected::<serde_json::Value, ()>("GET /elsewhere")
    );
}
