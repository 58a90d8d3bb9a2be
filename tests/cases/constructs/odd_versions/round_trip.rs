//! The version of the crate is its own.

use case_odd_versions::types::Thing;
use serde_json::json;

#[test]
fn the_crate_has_a_version_of_its_own() {
    assert_eq!(env!("CARGO_PKG_VERSION"), "0.1.0");
    let value = json!({"version": "2026-07-03.0.0"});
    let thing: Thing = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), value);
    let thing: Thing = serde_json::from_value(json!({"version": null, "new": 1})).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({}));
}
