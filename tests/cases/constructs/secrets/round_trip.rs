//! What is secret is sent and not shown.

use case_secrets::types::{Locker, Owner};
use serde_json::{Value, json};

fn full() -> Value {
    json!({
        "code": "shh-1", "codes": ["shh-2"], "code_by_door": {"left": "shh-3"},
        "maybe_codes": ["shh-4", null], "optional_code": "shh-5", "aliased": "shh-6",
        "owner_phone": "shh-7", "owner_email": "shh-8", "owner": {"name": "shh-9"},
        "born": "shh-10", "visits": 424242, "kind": "big", "nicknames": ["shh-11"],
        "notes": {"shh-12": "shh-13"}, "anything": "shh-14", "by_reference": "shh-15",
        "in_items": ["shh-16"], "public": "seen",
    })
}

#[test]
fn secrets_are_sent_in_clear() {
    let locker: Locker = serde_json::from_value(full()).unwrap();
    assert_eq!(locker.code.expose(), "shh-1");
    assert_eq!(serde_json::to_value(locker).unwrap(), full());
}

#[test]
fn debug_shows_none_of_them() {
    let locker: Locker = serde_json::from_value(full()).unwrap();
    for text in [format!("{locker:?}"), format!("{locker:#?}")] {
        assert!(!text.contains("shh-"), "{text}");
        assert!(!text.contains("424242") && !text.contains("Big"), "{text}");
        assert!(text.contains("seen"), "{text}");
    }
}

#[test]
fn an_error_quotes_none_of_them() {
    for name in ["codes", "code_by_door", "maybe_codes"] {
        let mut value = full();
        value[name] = json!("shh-0");
        let error = serde_json::from_value::<Locker>(value)
            .unwrap_err()
            .to_string();
        assert!(error.contains("expected"), "{error}");
    }
    for (name, wrong) in [("code", json!(424242)), ("optional_code", json!(["shh-0"]))] {
        let mut value = full();
        value[name] = wrong;
        let error = serde_json::from_value::<Locker>(value)
            .unwrap_err()
            .to_string();
        assert!(
            !error.contains("424242") && !error.contains("shh-0"),
            "{error}"
        );
    }
}

#[test]
fn they_are_made_by_hand() {
    let locker = Locker::new("a", vec!["b".into()], "c")
        .optional_code("d")
        .owner(Owner::new().name("e"));
    assert_eq!(
        serde_json::to_value(locker).unwrap(),
        json!({"code": "a", "codes": ["b"], "owner_phone": "c", "optional_code": "d", "owner": {"name": "e"}}),
    );
}
