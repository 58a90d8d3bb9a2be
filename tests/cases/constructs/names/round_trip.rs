//! Names in Rust differ; names on the wire do not.

use std::collections::BTreeSet;

use case_names::types::{Members, Readable, Values};
use serde_json::{Value, json};

#[test]
fn every_name_stays_on_the_wire() {
    let names = [
        "type",
        "self",
        "Self2",
        "crate",
        "super",
        "gen",
        "async",
        "new",
        "with_new",
        "default",
        "clone",
        "eq",
        "from",
        "into",
        "example",
        "fmt",
        "serialize",
        "deserialize",
        "serializer",
        "String",
        "f",
        "2fa",
        "1",
        "dash-ed",
        "dot.ted",
        "@id",
        "$ref_",
        "camelCase",
        "PascalCase",
        "HTTPServer",
        "SCREAMING_CASE",
        "größe",
        "名前",
        "with space",
        "*",
        "",
        "a\"b\\c",
        "😀",
        "no",
        "null",
        "200",
        "r#type",
        "extern",
        "union",
        "module",
        "test_util",
        "foo-bar",
        "foo_bar",
        "fooBar",
        "FOO_BAR",
    ];
    let mut value: serde_json::Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), json!(name)))
        .collect();
    value.insert("vec".into(), json!(["a"]));
    value.insert("+1".into(), json!(1));
    value.insert("-1".into(), json!(-1));
    value.insert("add".into(), json!(2));
    value.insert("not".into(), json!(true));
    let value = Value::Object(value);
    let members: Members = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&members).unwrap(), value);
}

#[test]
fn what_every_type_has_is_still_in_reach() {
    let members = Members::new()
        .with_new("a")
        .with_with_new("b")
        .with_default("c")
        .with_clone("d");
    assert_eq!(members.clone(), members);
    assert_eq!(
        members.with_new.as_deref(),
        Some("a"),
        "its own setter comes first"
    );
    assert_eq!(members.r#new.as_deref(), Some("b"));
    let setters = Members::default()
        .r#type("a")
        .self_("b")
        .crate_("c")
        .r#gen("d")
        .with_eq("e");
    assert!(!setters.eq(&Members::default()));
    assert!(Members::example().clone.is_some());
}

#[test]
fn given_names_are_used() {
    assert_eq!(
        serde_json::to_value(Readable::new().readable("a")).unwrap(),
        json!({"0x7f": "a"})
    );
}

#[test]
fn values_stay_apart() {
    let texts = [
        "ASC", "asc", "Asc", "a-b", "a+b", "a*b", "+1", "-1", "1", "1.0", "01", "", " ", "  ",
        "\t", "\n", "None", "Some", "Ok", "Err", "Self", "self", "Unknown", "unknown", "Vec",
        "r#type", "&", "&&", "and", "!", "a!", "a\"b", "a\\b", "{}", "{0}", "//", "/*", "*/",
    ];
    let values: BTreeSet<Values> = texts.into_iter().map(Values::from).collect();
    assert_eq!(values.len(), texts.len());
    for text in texts {
        assert_eq!(Values::from(text).as_str(), text);
        assert!(
            !matches!(Values::from(text), Values::Unknown { .. }),
            "{text}"
        );
    }
}
