//! Aliases are the types that they stand for.

use case_aliases::types::{Barcode, Parcel, ThirdName, Weight};
use serde_json::{Value, json};

fn least() -> Value {
    json!({
        "barcode": "1", "third_name": "2", "weight": 3, "pin": "0000", "barcodes": ["4"],
        "anything": [5], "maybe_barcode": null, "maybe_parcel": null,
    })
}

#[test]
fn an_alias_is_its_target() {
    let barcode: Barcode = String::from("1");
    let same: ThirdName = barcode.clone();
    let weight: Weight = 3_i64;
    assert_eq!((barcode, weight), (same, 3));
}

#[test]
fn a_null_behind_an_alias_decodes_and_goes_back() {
    let parcel: Parcel = serde_json::from_value(least()).unwrap();
    assert_eq!(serde_json::to_value(&parcel).unwrap(), least());
}

#[test]
fn the_pin_stays_a_secret_behind_its_alias() {
    let parcel: Parcel = serde_json::from_value(least()).unwrap();
    assert!(!format!("{parcel:?}").contains("0000"));
}

#[test]
fn lists_and_maps_behind_aliases_may_be_absent_or_null() {
    let mut value = least();
    value["barcodes"] = Value::Null;
    value["weights"] = Value::Null;
    value["labels"] = Value::Null;
    let parcel: Parcel = serde_json::from_value(value).unwrap();
    assert!(parcel.barcodes.is_empty() && parcel.weights.is_empty() && parcel.labels.is_empty());
    let back = serde_json::to_value(&parcel).unwrap();
    assert_eq!(
        back["barcodes"],
        json!([]),
        "required, so it is sent even when it is empty"
    );
    assert!(back.get("weights").is_none() && back.get("labels").is_none());
}
