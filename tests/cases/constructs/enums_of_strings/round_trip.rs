//! Every text goes back as it came.

use std::collections::BTreeSet;

use case_enums_of_strings::types::{Bare, Book, BookInline, Named, Odd, Order};
use serde_json::{Value, json};

const ODD: &[&str] = &[
    "",
    " ",
    "+1",
    "-1",
    "1",
    "2fa",
    "unknown",
    "Unknown value",
    "self",
    "Self",
    "crate",
    "type",
    "none",
    "some",
    "ok",
    "*",
    ">=",
    "<",
    "a/b",
    "a.c",
    "a_d",
    "pt-BR",
    "camelCase",
    "SCREAMING_CASE",
    "größe",
    "日本",
    "👍",
    "quote \" and \\ backslash",
    "two\nlines",
    "application/vnd.book+json",
];

#[test]
fn each_odd_text_has_a_variant_of_its_own() {
    let values: BTreeSet<Odd> = ODD.iter().map(|text| Odd::from(*text)).collect();
    assert_eq!(values.len(), ODD.len());
    for text in ODD {
        assert!(!matches!(Odd::from(*text), Odd::Unknown { .. }), "{text}");
        assert_eq!(Odd::from(*text).as_str(), *text);
        assert_eq!(Odd::from(*text).to_string(), *text);
        assert_eq!(text.parse::<Odd>().unwrap(), Odd::from(*text));
    }
}

#[test]
fn known_and_new_texts_go_back_unchanged() {
    for text in ODD.iter().chain(&["new", "asc", "ASC ", "\0"]) {
        let value = json!({
            "order": text, "maybe": text, "odd": text, "odds": [text], "by_odd": {*text: text},
        });
        let book: Book = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(book).unwrap(), value);
    }
}

#[test]
fn other_kinds_are_refused_and_not_quoted() {
    for value in [
        json!(123456),
        json!(true),
        json!(["secret"]),
        json!({"secret": 1}),
        Value::Null,
    ] {
        let error = serde_json::from_value::<Order>(value)
            .unwrap_err()
            .to_string();
        assert!(
            !error.contains("123456") && !error.contains("secret"),
            "{error}"
        );
    }
}

#[test]
fn names_are_those_that_were_given() {
    assert_eq!(Named::Yes.as_str(), "1");
    assert_eq!(Named::Perhaps.as_str(), "#");
    assert_eq!(BookInline::Soft.as_str(), "soft");
}

#[test]
fn the_words_that_old_yaml_took_for_booleans_are_texts() {
    assert_eq!(Bare::Yes.as_str(), "yes");
    assert_eq!(Bare::Off.as_str(), "off");
}

#[test]
fn debug_of_a_new_text_does_not_show_it() {
    assert!(!format!("{:?}", Order::from("private")).contains("private"));
}

#[test]
fn null_is_none() {
    let book: Book = serde_json::from_value(json!({"order": "ASC", "maybe": null})).unwrap();
    assert_eq!((book.order, book.maybe), (Order::Asc, None));
}
