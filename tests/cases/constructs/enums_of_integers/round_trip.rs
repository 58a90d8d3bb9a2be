//! Every integer goes back as it came.

use case_enums_of_integers::types::{Offset, Parcel, Priority};
use serde_json::json;

#[test]
fn known_and_new_values_go_back_unchanged() {
    for number in [i64::MIN, -1, 0, 1, 2, 3, 99, i64::MAX] {
        let value =
            json!({"priority": number, "maybe": number, "offset": number, "several": [number]});
        let parcel: Parcel = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(parcel.priority.as_i64(), number);
        assert_eq!(serde_json::to_value(parcel).unwrap(), value);
    }
}

#[test]
fn names_are_those_that_were_given() {
    assert_eq!(Priority::from(1), Priority::High);
    assert_eq!(Priority::from(2), Priority::Value2);
    assert!(matches!(Priority::from(4), Priority::Unknown { .. }));
    assert_eq!(Offset::from(i64::MIN).as_i64(), i64::MIN);
    assert_eq!(Offset::Minus1.as_i64(), -1);
}

#[test]
fn other_kinds_are_refused() {
    for value in [json!("1"), json!(1.5), json!(true), json!({}), json!([])] {
        let parcel = json!({"priority": value, "maybe": null});
        assert!(serde_json::from_value::<Parcel>(parcel).is_err());
    }
}

#[test]
fn null_is_none() {
    let parcel: Parcel = serde_json::from_value(json!({"priority": 1, "maybe": null})).unwrap();
    assert_eq!(parcel.maybe, None);
    assert_eq!(
        serde_json::to_value(parcel).unwrap(),
        json!({"priority": 1, "maybe": null})
    );
}
