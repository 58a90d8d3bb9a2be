//! Types that stand inside others.

use case_inline_types::types::{Parcel, ParcelFrom, ParcelSize};
use serde_json::json;

#[test]
fn nested_values_go_back_unchanged() {
    let value = json!({
        "from": {"city": "Bonn", "country": {"code": "de"}},
        "stops": [{"at": "a"}, {}],
        "tags": {"a": {"text": "b"}},
        "matrix": [[{"cell": 1}], []],
        "size": "xl",
        "named": {"text": "c"},
        "maybe": {"text": "d"},
    });
    let parcel: Parcel = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(parcel).unwrap(), value);
}

#[test]
fn they_are_made_by_hand() {
    let parcel = Parcel::new(ParcelFrom::new("Bonn")).size(ParcelSize::M);
    assert_eq!(
        serde_json::to_value(parcel).unwrap(),
        json!({"from": {"city": "Bonn"}, "size": "m"})
    );
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let value = json!({
        "from": {"city": "Bonn", "country": {"code": "de", "new": 1}, "new": []},
        "stops": null, "tags": {"a": {}}, "size": "huge", "named": null, "new": {},
    });
    let parcel: Parcel = serde_json::from_value(value).unwrap();
    assert!(matches!(parcel.size, Some(ParcelSize::Unknown { .. })));
    let expected = json!({
        "from": {"city": "Bonn", "country": {"code": "de"}}, "tags": {"a": {}}, "size": "huge",
    });
    assert_eq!(serde_json::to_value(&parcel).unwrap(), expected);
    assert!(serde_json::from_value::<Parcel>(json!({"from": {}})).is_err());
}
