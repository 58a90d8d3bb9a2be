//! What the documentation says of a value is said and not enforced.

use case_documentation::types::{Bare, Book, Titled};
use serde_json::json;

#[test]
fn limits_are_the_other_sides() {
    let value = json!({
        "title": "", "pages": 0, "least": -1, "greatest": 1e9, "between": 1.0, "in_tens": 7,
        "isbn": "no", "ticked": "", "few": ["a", "b", "c", "d"], "email": "nobody", "since": "",
    });
    let book: Book = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&book).unwrap(), value);
}

#[test]
fn defaults_are_said_and_not_filled_in() {
    let book: Book = serde_json::from_value(json!({"title": "a", "default_list": null})).unwrap();
    assert_eq!((book.default_text.as_deref(), book.default_false), (None, None));
    assert!(book.default_list.is_empty());
    assert_eq!(serde_json::to_value(&book).unwrap(), json!({"title": "a"}));
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let bare: Bare = serde_json::from_value(json!({"nothing": null, "new": []})).unwrap();
    assert_eq!(serde_json::to_value(&bare).unwrap(), json!({}));
    assert_eq!((Titled::from("a"), Titled::from("b").as_str()), (Titled::A, "b"));
}
