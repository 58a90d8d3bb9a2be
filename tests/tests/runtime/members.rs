//! Members that can be null, and members that are not shown.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::runtime::{Redacted, null_as_default};

#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Session {
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    roles: Vec<String>,
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    counts: BTreeMap<String, i64>,
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    custom_claims: Map<String, Value>,
    ip_address: Option<String>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("phone_number", &Redacted)
            .field("roles", &Redacted::entries(self.roles.len()))
            .field(
                "custom_claims",
                &Redacted::entries(self.custom_claims.len()),
            )
            .field("ip_address", &Redacted::option(&self.ip_address))
            .finish()
    }
}

#[test]
fn null_lists_and_maps_are_empty() {
    for empty in [
        json!({}),
        json!({"roles": null, "counts": null, "custom_claims": null}),
        json!({"roles": [], "counts": {}, "custom_claims": {}}),
    ] {
        assert_eq!(
            serde_json::from_value::<Session>(empty).unwrap(),
            Session::default()
        );
    }
    let full = json!({"roles": ["a"], "counts": {"b": 1}, "custom_claims": {"c": null}});
    let session = serde_json::from_str::<Session>(&full.to_string()).unwrap();
    assert_eq!(session.roles, ["a"]);
    assert_eq!(session.counts, BTreeMap::from([("b".to_owned(), 1)]));
    assert_eq!(Value::Object(session.custom_claims), json!({"c": null}));
    for wrong in [
        json!({"roles": {}}),
        json!({"roles": [null]}),
        json!({"counts": []}),
    ] {
        assert!(serde_json::from_value::<Session>(wrong).is_err());
    }
}

#[test]
fn sensitive_members_are_redacted() {
    let mut session = Session::default();
    assert_eq!(
        format!("{session:?}"),
        "Session { phone_number: [redacted], roles: [redacted; 0 entries], \
         custom_claims: [redacted; 0 entries], ip_address: None }"
    );
    session.roles = vec!["hunter2".to_owned()];
    session.custom_claims = Map::from_iter(["x", "y", "z"].map(|key| (key.to_owned(), json!(key))));
    session.ip_address = Some("192.0.2.1".to_owned());
    assert_eq!(
        format!("{session:?}"),
        "Session { phone_number: [redacted], roles: [redacted; 1 entry], \
         custom_claims: [redacted; 3 entries], ip_address: Some([redacted]) }"
    );
}
