//! Where the rules put things, and that the wire knows nothing of it.

use case_names_by_rule::otp::AuthenticateResponse;
use case_names_by_rule::otp::sms::{SendOperation, SendRequest, SendRequestLocale};
use case_names_by_rule::types::{Dto, Order, User, billing::Invoice};
use case_names_by_rule::{Operation, RawResponse, people, users};
use serde_json::json;

#[test]
fn each_thing_is_where_its_rule_says() {
    assert_eq!((SendOperation::METHOD, SendOperation::PATH), ("POST", "/v1/otps/sms/send"));
    assert_eq!(users::FindAllOperation::METHOD, "GET");
    assert_eq!(people::CreateOperation::METHOD, "POST");
    let value = json!({"id": "1"});
    assert_eq!(serde_json::to_value(Order::new().id("1")).unwrap(), value);
    assert_eq!(serde_json::to_value(Dto::new().id("1")).unwrap(), value);
    assert_eq!(serde_json::to_value(Invoice::new().id("1")).unwrap(), value);
}

#[test]
fn an_id_is_that_of_the_document() {
    assert_eq!(SendOperation::ID, "api_otp_v1_otp_sms_Send");
    assert_eq!(users::FindAllOperation::ID, "UsersController_findAll");
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let request: SendRequest = serde_json::from_value(json!({"locale": "fr", "new": 1})).unwrap();
    assert!(matches!(request.locale, SendRequestLocale::Unknown { .. }));
    assert_eq!(serde_json::to_value(&request).unwrap(), json!({"locale": "fr"}));
    let body = br#"{"user":{"id":"u","new":{}},"new":null}"#;
    let answer: AuthenticateResponse = SendOperation::decode(&RawResponse::new(200, body)).unwrap();
    let user: Option<User> = answer.user;
    assert_eq!(user.and_then(|user| user.id).as_deref(), Some("u"));
}
