//! Members that the schema does not name.

use std::collections::BTreeMap;

use case_extra_members::types::{
    Anything, Book, Catalogue, Permissions, Phones, Prices, Shelf, Tag,
};
use serde_json::{Value, json};

#[test]
fn they_are_kept_and_written_back() {
    let text = r#"{"books":"read","cellar":"none","reading-room":3,"attic":"all"}"#;
    let permissions: Permissions = serde_json::from_str(text).unwrap();
    assert_eq!(permissions.extra["cellar"], "none");
    assert_eq!(permissions.extra.len(), 2);
    let written = serde_json::to_string(&permissions).unwrap();
    let expected = r#"{"books":"read","reading-room":3,"attic":"all","cellar":"none"}"#;
    assert_eq!(written, expected);
    assert_eq!(serde_json::from_str::<Permissions>(&written).unwrap(), permissions);
}

#[test]
fn they_have_a_type_of_their_own() {
    let value = json!({"label": "a", "top": {"width": 1.5}, "bottom": {"width": 0.25}});
    let shelf: Shelf = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(shelf.extra["top"].width, 1.5);
    assert_eq!(serde_json::to_value(&shelf).unwrap(), value);
    let error = serde_json::from_str::<Shelf>(r#"{"top": {"width": "wide"}}"#).unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 24));
    let nested = json!({"name": "a", "b": {"name": "b", "c": {"d": {}}}});
    let catalogue: Catalogue = serde_json::from_value(nested.clone()).unwrap();
    assert_eq!(serde_json::to_value(&catalogue).unwrap(), nested);
}

#[test]
fn null_is_a_value_where_the_schema_says_so() {
    let value = json!({"default": 1.5, "EUR": null, "CHF": 2.25});
    let prices: Prices = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(prices.extra["EUR"], None);
    assert_eq!(serde_json::to_value(&prices).unwrap(), value);
    assert!(serde_json::from_value::<Permissions>(json!({"books": "a", "b": null})).is_err());
}

#[test]
fn anything_is_kept_as_it_is() {
    let value = json!({"title": "a", "n": 18446744073709551615_u64, "o": {"p": [null, 1.5]}});
    let book: Book = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&book).unwrap(), value);
    let text = r#"{"extra":"mine","extra_members":1}"#;
    let anything: Anything = serde_json::from_str(text).unwrap();
    assert_eq!(anything.extra.as_deref(), Some("mine"));
    assert_eq!(anything.extra_members["extra_members"], 1);
    assert_eq!(serde_json::to_string(&anything).unwrap(), text);
}

#[test]
fn a_named_member_stands_once() {
    let mut extra = BTreeMap::from([("books".to_owned(), "mine".to_owned())]);
    extra.insert("readers".to_owned(), "mine".to_owned());
    extra.insert("attic".to_owned(), "mine".to_owned());
    let permissions = Permissions::new("read").extra(extra);
    let written = serde_json::to_string(&permissions).unwrap();
    assert_eq!(written, r#"{"books":"read","attic":"mine","readers":"mine"}"#);
}

#[test]
fn other_json_is_refused() {
    for text in ["[]", "1", "null", "\"books\"", "{}", r#"{"books": 1}"#] {
        assert!(serde_json::from_str::<Permissions>(text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<Permissions>(r#"{"books":"a","books":"b"}"#).is_err());
}

#[test]
fn a_union_chooses_among_them() {
    let value = json!({"books": "read", "attic": "all"});
    let tag: Tag = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(tag, Tag::Permissions(_)));
    assert_eq!(serde_json::to_value(&tag).unwrap(), value);
}

#[test]
fn debug_shows_how_many_where_they_may_be_anything() {
    let book: Book = serde_json::from_value(json!({"title": "a", "pin": "shh", "b": 1})).unwrap();
    assert_eq!(format!("{book:?}"), r#"Book { title: Some("a"), extra: [redacted; 2 entries] }"#);
    let phones: Phones = serde_json::from_value(json!({"home": "a", "work": "shh"})).unwrap();
    assert!(!format!("{phones:?}").contains("shh"));
}

#[test]
fn an_example_has_them() {
    let permissions = Permissions::example();
    assert_eq!(permissions.extra["cellar"], "none");
    let value: Value = serde_json::to_value(&permissions).unwrap();
    assert_eq!(value, json!({"books": "read", "readers": "write", "cellar": "none"}));
}
