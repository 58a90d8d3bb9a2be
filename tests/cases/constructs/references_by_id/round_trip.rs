//! What is referred to by its `$id` is the type that has it.

use case_references_by_id::types::{Alias, Food, House, Job, Named, Owner, Pet, Toy};
use serde_json::json;

#[test]
fn each_reference_leads_to_its_type() {
    let pet = Pet::new();
    let _: (Option<Owner>, Option<Toy>, Option<Food>) = (pet.owner, pet.toy, pet.food);
    let _: (Option<House>, Option<House>) = (pet.house, pet.anywhere);
    let _: [Option<Box<Pet>>; 2] = [pet.friend, pet.parent];
    let named: Named = Alias::new().name("a");
    assert_eq!(named.name.as_deref(), Some("a"));
}

#[test]
fn values_go_back_unchanged() {
    let value = json!({
        "owner": {"pets": [{"toy": {"name": "ball"}}], "job": "vet"},
        "food": {"grams": 50}, "friend": {"friend": {}}, "parent": {"parent": {}}, "house": {"street": "a"}, "anywhere": {},
    });
    let pet: Pet = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&pet).unwrap(), value);
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let owner: Owner = serde_json::from_value(json!({"job": "baker", "pets": null, "new": 1})).unwrap();
    assert!(matches!(owner.job, Some(Job::Unknown { .. })) && owner.pets.is_empty());
    assert_eq!(serde_json::to_value(&owner).unwrap(), json!({"job": "baker"}));
}
