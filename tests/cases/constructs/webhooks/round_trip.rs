//! What the API sends by itself.

use case_webhooks::operations::SubscribePetLostCallbackRequest;
use case_webhooks::pets::{PetAddedWebhookRequest, SubscribeOperation, SubscribeRequest, SubscribeWebhookRequest};
use case_webhooks::types::{Pet, Receipt};
use case_webhooks::Operation;
use serde_json::json;

#[test]
fn what_arrives_is_read_and_what_is_new_in_it_ignored() {
    let text = json!({"pet": {"name": "Mog", "new": 1}, "new": [null]});
    let added: PetAddedWebhookRequest = serde_json::from_value(text).unwrap();
    assert_eq!(added.pet.name, "Mog");
    assert_eq!(serde_json::to_value(&added).unwrap(), json!({"pet": {"name": "Mog"}}));
    let shared: Pet = serde_json::from_value(json!({"name": "Rex"})).unwrap();
    assert_eq!(shared.name, "Rex");
}

#[test]
fn what_is_optional_may_be_null_and_odd() {
    for value in [json!({}), json!({"where": null})] {
        let lost: SubscribePetLostCallbackRequest = serde_json::from_value(value).unwrap();
        assert_eq!(lost.r#where, None);
    }
    let odd = json!({"at": "soon"});
    let event: SubscribeWebhookRequest = serde_json::from_value(odd.clone()).unwrap();
    assert_eq!(event.at.as_ref().map(|at| at.as_str()), Some("soon"));
    assert_eq!(serde_json::to_value(&event).unwrap(), odd);
}

#[test]
fn what_is_required_has_to_be_there() {
    assert!(serde_json::from_value::<PetAddedWebhookRequest>(json!({})).is_err());
    assert!(serde_json::from_value::<PetAddedWebhookRequest>(json!({"pet": null})).is_err());
}

#[test]
fn what_is_answered_is_made_by_hand() {
    assert_eq!(serde_json::to_value(Receipt::new().seen(true)).unwrap(), json!({"seen": true}));
}

#[test]
fn the_operation_of_the_same_name_is_another_thing() {
    let body = SubscribeRequest::new("https://example.com/hook");
    let request = SubscribeOperation::new(body).request().unwrap();
    assert_eq!((request.method(), request.target().as_str()), ("POST", "/subscriptions"));
    assert_eq!(request.body(), Some(&br#"{"url":"https://example.com/hook"}"#[..]));
}
