//! Constructors come with what is sent, examples with what is received.

use case_directions::types::{Forgotten, NewPet, Owner, Parent, Pet, PetSummary, Refusal, Toy};
use serde_json::json;

#[test]
fn what_is_sent_is_made_by_hand() {
    let pet = NewPet::new("Rex")
        .owner(Owner::new().name("Ann"))
        .toys(vec![Toy::new("ball")]);
    assert_eq!(
        serde_json::to_value(pet).unwrap(),
        json!({"name": "Rex", "owner": {"name": "Ann"}, "toys": [{"name": "ball"}]}),
    );
    let _ = (Owner::default(), Forgotten::new().reason("a"));
}

#[test]
fn what_is_received_has_an_example() {
    let mut pet = Pet::example();
    pet.name = "Rex".to_owned();
    let _ = (
        Owner::example(),
        Parent::example(),
        PetSummary::example(),
        Refusal::example(),
    );
    let _ = Forgotten::example();
    assert_eq!(pet.name, "Rex");
}
