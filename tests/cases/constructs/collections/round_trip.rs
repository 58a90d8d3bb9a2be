//! Absent, null and empty are one.

use case_collections::types::{Book, Library, Shelf};
use serde_json::{Value, json};

fn shelf(value: Value) -> Shelf {
    serde_json::from_value(value).unwrap()
}

#[test]
fn everything_may_be_absent_or_null() {
    let empty = shelf(json!({}));
    assert_eq!(
        shelf(json!({
            "books": null, "by_name": null, "notes": null, "maybe_books": null,
            "optional_books": null, "optional_by_name": null, "optional_notes": null,
            "optional_maybe_books": null, "gaps": null, "rows": null, "anything": null,
        })),
        empty
    );
    assert_eq!(
        shelf(json!({"books": [], "gaps": [], "optional_notes": {}})),
        empty
    );
    assert_eq!(
        serde_json::to_value(&empty).unwrap(),
        json!({"books": [], "by_name": {}, "notes": {}, "maybe_books": []}),
    );
}

#[test]
fn what_is_in_them_goes_back_unchanged() {
    let value = json!({
        "books": [{"title": "a"}],
        "by_name": {"": {"title": "b"}, "ü": {"title": "c"}},
        "notes": {"free": [1, null, {"deep": true}]},
        "maybe_books": [],
        "optional_books": [{"title": "d"}],
        "optional_maybe_books": [{"title": "e"}],
        "gaps": [1, null, 3],
        "gaps_by_name": {"a": null, "b": "c"},
        "rows": [[], ["a", "b"]],
        "lists_by_name": {"a": [], "b": [1.5]},
        "maps_by_name": {"a": {}, "b": {"c": false}},
        "maps_in_list": [{"a": "b"}, {}],
        "objects": [{"a": 1}, {}],
        "anything": [null, 1, "a"],
        "anything_by_name": {"a": null},
        "unique": ["b", "a", "b"],
        "genres": ["poem", "song"],
        "inline_items": [{"page": 1}, {}],
        "inline_values": {"a": {"page": 2}},
        "defaulted": ["z"],
    });
    assert_eq!(serde_json::to_value(shelf(value.clone())).unwrap(), value);
}

#[test]
fn a_list_that_may_be_null_is_empty_then() {
    assert_eq!(
        shelf(json!({"maybe_books": null})),
        shelf(json!({"maybe_books": []}))
    );
}

#[test]
fn a_default_is_the_other_sides_and_not_filled_in() {
    assert!(shelf(json!({})).defaulted.is_empty());
}

#[test]
fn a_list_is_handed_over_whole() {
    let shelf = shelf(json!({})).optional_books(vec![Book::new("a")]);
    assert_eq!(shelf.optional_books, [Book::new("a")]);
    assert!(Library::from([("a".to_owned(), shelf)]).contains_key("a"));
}

#[test]
fn a_list_is_no_map() {
    assert!(serde_json::from_value::<Shelf>(json!({"books": {}})).is_err());
    assert!(serde_json::from_value::<Shelf>(json!({"by_name": []})).is_err());
    assert!(serde_json::from_value::<Shelf>(json!({"books": [null]})).is_err());
}
