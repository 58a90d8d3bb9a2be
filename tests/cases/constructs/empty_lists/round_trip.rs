//! Empty and absent.

use case_empty_lists::Nullable;
use case_empty_lists::types::PetChange;
use serde_json::json;

#[test]
fn empty_is_not_absent() {
    let absent = json!({"owners": [], "friends": null});
    let change: PetChange = serde_json::from_value(absent.clone()).unwrap();
    assert_eq!((&change.tags, &change.names), (&None, &None));
    assert!(change.toys.is_absent());
    assert_eq!(serde_json::to_value(change).unwrap(), absent);
    let empty = json!({
        "tags": [], "prices": {}, "notes": {}, "toys": [], "names": [], "owners": [], "friends": [],
    });
    let change: PetChange = serde_json::from_value(empty.clone()).unwrap();
    assert_eq!(change.toys, Nullable::Value(vec![]));
    assert_eq!(serde_json::to_value(change).unwrap(), empty);
}

#[test]
fn null_is_said_where_it_may_be() {
    let value = json!({"owners": [], "friends": null, "toys": null, "tags": null});
    let change: PetChange = serde_json::from_value(value).unwrap();
    assert!(change.toys.is_null() && change.tags.is_none());
}

#[test]
fn what_is_required_has_to_be_there() {
    assert!(serde_json::from_value::<PetChange>(json!({"friends": []})).is_err());
    assert!(serde_json::from_value::<PetChange>(json!({"owners": null, "friends": []})).is_err());
}

#[test]
fn setters_take_the_list() {
    let change = PetChange::new(vec![], None).tags(vec![]).toys(vec!["a".into()]);
    let expected = json!({"owners": [], "friends": null, "tags": [], "toys": ["a"]});
    assert_eq!(serde_json::to_value(change).unwrap(), expected);
}
