//! What is deprecated still works.

#![allow(deprecated, reason = "this test is about it")]

use case_deprecated::types::{Letter, Parcel, Size};
use serde_json::json;

#[test]
fn what_is_deprecated_is_read_and_written() {
    let parcel = Parcel::new("1", "2")
        .letter(Letter::new().text("hi"))
        .size(Size::M)
        .weight(3);
    let value =
        json!({"id": "1", "old_id": "2", "letter": {"text": "hi"}, "size": "m", "weight": 3});
    assert_eq!(serde_json::to_value(&parcel).unwrap(), value);
    assert_eq!(serde_json::from_value::<Parcel>(value).unwrap(), parcel);
    assert_eq!(Parcel::example().size, Some(Size::S));
}
