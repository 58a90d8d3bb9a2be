//! What is referred to twice is one type.

use case_references::types::{Address, Colour, Money, Parcel, Price, Size};
use serde_json::json;

#[test]
fn a_file_that_is_a_schema_is_one_type() {
    let mut parcel = Parcel::example();
    parcel.whole_again = Some(parcel.whole.clone());
    let _: Size = parcel.whole;
}

#[test]
fn what_is_referred_to_twice_is_one_type() {
    let parcel = Parcel::example();
    let _: (Option<Money>, Option<Money>, Vec<Money>) = (parcel.other, parcel.dotted, parcel.list);
    let _: (Option<Price>, Option<Price>) = (parcel.price, parcel.price_by_name);
    let _: Option<Colour> = parcel.whole_other;
    let mut address = Address::example();
    address.country = parcel.into_property;
    address.geo = parcel.into_inline;
    address.lines = parcel.into_items.into_iter().collect();
}

#[test]
fn values_go_back_unchanged() {
    let value = json!({
        "local": {"country": "de", "street": "a"},
        "other": {"amount": 1, "back": {}, "beside": {"width": 2}},
        "whole": {"width": 3, "inner": {"width": 4}},
        "whole_other": "red",
        "json": {"text": "b", "size": {"width": 5}},
        "into_property": "es", "into_inline": {"lat": 1.5}, "into_items": {"text": "c"},
        "percent": {"a": "d"}, "tilde": {"a": "e"}, "both": {"a": "f"},
        "anchor": "g", "other_anchor": 6, "chained": {"amount": 7}, "$ref": "h",
    });
    let parcel: Parcel = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(parcel).unwrap(), value);
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let value = json!({"whole": {"width": 1, "new": 2}, "whole_other": "pink", "json": {}, "list": null, "new": 3});
    let parcel: Parcel = serde_json::from_value(value).unwrap();
    assert!(matches!(parcel.whole_other, Some(Colour::Unknown { .. })));
    assert_eq!(
        serde_json::to_value(&parcel).unwrap(),
        json!({"whole": {"width": 1}, "whole_other": "pink", "json": {}})
    );
}
