//! The facts of operations.

#![allow(
    deprecated,
    reason = "the facts of a deprecated operation are as true as others"
)]

use case_operations::more::ElsewhereOperation;
use case_operations::operations::{DeletePhotoOperation, HeadPetsPetIdPhotosNOperation};
use case_operations::pets::{
    GetPhotoOperation, ListPetsOperation, PetsCreateOperation, PutPhotoOperation,
};
use case_operations::types::{Pet, Refusal};
use case_operations::{Binary, Operation};

fn facts<O: Operation>() -> String {
    let request = std::any::type_name::<O::Request>();
    let response = std::any::type_name::<O::Response>();
    format!("{} {} {request} {response}", O::METHOD, O::PATH)
}

fn expected<Request, Response>(call: &str) -> String {
    let request = std::any::type_name::<Request>();
    let response = std::any::type_name::<Response>();
    format!("{call} {request} {response}")
}

#[test]
fn each_operation_tells_its_facts() {
    assert_eq!(
        facts::<ListPetsOperation>(),
        expected::<(), Vec<Pet>>("GET /pets")
    );
    assert_eq!(
        facts::<PetsCreateOperation>(),
        expected::<Pet, Pet>("POST /pets")
    );
    let photo = "/pets/{pet-id}/photos/{n}";
    assert_eq!(
        facts::<GetPhotoOperation>(),
        expected::<(), Binary>(&format!("GET {photo}"))
    );
    assert_eq!(
        facts::<PutPhotoOperation>(),
        expected::<Refusal, ()>(&format!("PUT {photo}"))
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
        expected::<(), serde_json::Value>("GET /elsewhere")
    );
}
