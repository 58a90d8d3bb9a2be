//! An object that several parts describe has the members of all of them.

use case_members_merged::types::{LeafyTree, RegionalGauge, Same, ServiceGauge};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn round_trip<T: Serialize + DeserializeOwned>(value: Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), value);
    decoded
}

fn gauge() -> Value {
    json!({
        "metrics": {
            "cpu": {"percent": 3, "cores": 4}, "at": "2026-01-31T10:00:00Z",
            "requests": {"per_second": 0.5},
        },
        "history": [{"at": "2026-01-31T10:00:00Z", "requests": 9}],
        "limits": {"most": 5, "least": 1},
        "owner": {"id": 1, "email": "ada@example.com"},
    })
}

#[test]
fn the_members_of_both_parts_are_there() {
    let decoded: ServiceGauge = round_trip(gauge());
    let metrics = decoded.metrics.unwrap();
    assert_eq!(metrics.cpu.cores, Some(4));
    assert_eq!(metrics.requests.unwrap().per_second, Some(0.5));
    round_trip::<Same>(gauge());
}

#[test]
fn what_either_part_requires_is_required() {
    let without = json!({"metrics": {"requests": {}}});
    assert!(serde_json::from_value::<ServiceGauge>(without).is_err());
    let without = json!({"limits": {"least": 1}});
    assert!(serde_json::from_value::<ServiceGauge>(without).is_err());
    let without = json!({"metrics": {"cpu": {}}});
    assert!(serde_json::from_value::<RegionalGauge>(without).is_err());
    let mut value = gauge();
    value["metrics"]["region"] = json!("north");
    round_trip::<RegionalGauge>(value);
}

#[test]
fn what_leads_back_to_itself_has_an_end() {
    round_trip::<LeafyTree>(json!({"child": {"child": {"child": {}, "leaves": 2}, "height": 1}}));
}

#[test]
fn what_is_new_is_ignored() {
    let newer = json!({"metrics": {"cpu": {}, "new": 1}, "history": null});
    let decoded: ServiceGauge = serde_json::from_value(newer).unwrap();
    assert_eq!(serde_json::to_value(decoded).unwrap()["metrics"], json!({"cpu": {}}));
}
