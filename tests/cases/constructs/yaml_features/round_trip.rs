//! What was merged and aliased is there, and keys are what they look like.

use case_yaml_features::types::{Anchored, Book, Codes, QuotedName, Several};
use serde_json::json;

#[test]
fn merged_members_are_members() {
    let value = json!({"id": "a", "created": "b", "title": "c", "updated": "d"});
    let book: Book = serde_json::from_value(value.clone()).unwrap();
    assert_eq!((book.id.as_str(), book.title.as_deref()), ("a", Some("c")));
    assert_eq!(serde_json::to_value(book).unwrap(), value);
    let _ = (
        Anchored::new("a").created("b"),
        Several::new("a").created("b"),
    );
}

#[test]
fn keys_are_text() {
    let value = json!({
        "quoted: key": "a", "single 'quoted'": "b", "complex": "c", "404": "d", "1.50": "e",
        "true": "f", "~": "g", "": "h", "<": "i",
    });
    let quoted: QuotedName = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(quoted).unwrap(), value);
}

#[test]
fn values_in_quotes_and_without_are_text() {
    assert_eq!(Codes::On.as_str(), "on");
    assert_eq!(Codes::Off.as_str(), "off");
    assert_eq!(Codes::Value007.as_str(), "007");
}
