//! Names on the wire stay in their script.

use std::collections::BTreeSet;

use case_names_in_other_scripts::Operation;
use case_names_in_other_scripts::types::{Alike, AlikeMembers, Members, Values, Über, ÜberWahl};
use case_names_in_other_scripts::u1f600::HolenOperation;
use serde_json::{Map, Value, json};

/// The values, which are the members as well.
const NAMES: &[&str] = &[
    "größe", "gro\u{308}ße", "имя", "со", "сон", "αβγ", "α", "λόγος", "名前", "名", "ひらがな",
    "カタカナ", "力", "ー", "한국어", "한", "שלום", "مرحبا", "नमस\u{94d}त\u{947}", "ไทย",
    "ქართული", "ԱՐԵՎ", "e\u{301}", "\u{301}", "😀", "party😀", "👨\u{200d}👩\u{200d}👧", "ＡＢＣ",
    "１２", "ﬁ", "ª", "²", "½", "№", "Ⅳ", "µ", "ſ", "İ", "ı", "ŉ", "ß", "ẞ", "ǅ", "ŀl",
    "a\u{200d}b", "a\u{200e}b", "\u{a0}", "\u{3000}", "𝓍", "𝟙", "Łódź", "Straße", "Ærø",
    "日本2", "2日本", "𠮷", "々", "〆", "·", "l·l", "ʼn", "ꙮ", "Ω",
];

#[test]
fn each_value_is_itself() {
    let values: BTreeSet<Values> = NAMES.iter().map(|name| Values::from(*name)).collect();
    assert_eq!(values.len(), NAMES.len());
    for name in NAMES {
        assert_eq!(Values::from(*name).as_str(), *name);
        assert!(!matches!(Values::from(*name), Values::Unknown { .. }), "{name}");
    }
    for text in ["Categoría 1", "Categoría I", "Categoría l", "CategoriaI", "口座", "ロ座", "一二三", "ー二三"] {
        assert!(!matches!(Alike::from(text), Alike::Unknown { .. }), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_value_is_another_one() {
    // The same letters in another script, or put together in another way.
    for text in ["co", "cон", "имя ", "grösse", "ㄅ", "Ω\u{301}"] {
        assert!(matches!(Values::from(text), Values::Unknown { .. }), "{text}");
        let value: Values = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
    }
}

#[test]
fn each_member_goes_back_under_its_own_name() {
    let value: Map<String, Value> =
        NAMES.iter().map(|name| ((*name).to_owned(), json!(name))).collect();
    let members: Members = serde_json::from_value(Value::Object(value.clone())).unwrap();
    assert_eq!(serde_json::to_value(&members).unwrap(), Value::Object(value));
    let alike = json!({"größe1": "a", "größel": "b", "grosse1": "c"});
    let members: AlikeMembers = serde_json::from_value(alike.clone()).unwrap();
    assert_eq!(serde_json::to_value(&members).unwrap(), alike);
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let value = json!({"größe": {"länge": 1}, "сон": {"сон": 2}, "со": {"со": 3}, "😀": {"😀": 4}});
    let mut new = value.clone();
    new["大きさ"] = json!(5);
    let read: Über = serde_json::from_value(new).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    let value = json!({"wahl": [1]});
    let read: Über = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(read.wahl, Some(ÜberWahl::Unknown { .. })));
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
}

#[test]
fn a_query_has_the_name_of_the_document() {
    let operation = HolenOperation::new().u1f600("日本");
    assert_eq!(operation.request().unwrap().target(), "/3?%F0%9F%98%80=%E6%97%A5%E6%9C%AC");
}
