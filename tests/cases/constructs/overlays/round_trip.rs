//! What the overlays say counts.

use case_overlays::types::{Crate, Parcel, Size};

#[test]
fn the_corrected_document_is_what_is_read() {
    let text = r#"{"id":"p1","weight":300,"price":7,"size":"medium","crate":{"width":10}}"#;
    let parcel: Parcel = serde_json::from_str(text).unwrap();
    assert_eq!(parcel.weight, 300);
    assert_eq!(parcel.price.unwrap().get(), 7);
    assert_eq!(parcel.size, Some(Size::Medium));
    assert_eq!(parcel.crate_.as_ref().and_then(|it: &Crate| it.width), Some(10));
    assert_eq!(parcel.note, None);
}
