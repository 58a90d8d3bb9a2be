//! Enums that keep the values they do not know.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use serde_json::json;

use crate::runtime::{OpenEnum, OpenIntegerEnum, UnknownInteger, UnknownValue};
use crate::runtime::{open_enum, open_integer_enum};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub(crate) enum Locale {
    En,
    PtBr,
    Unknown(UnknownValue),
}

impl OpenEnum for Locale {
    const KNOWN: &'static [(&'static str, Self)] = &[("en", Self::En), ("pt-br", Self::PtBr)];
}
open_enum!(Locale);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub(crate) enum Priority {
    Low,
    High,
    Unknown(UnknownInteger),
}

impl OpenIntegerEnum for Priority {
    const KNOWN: &'static [(i64, Self)] = &[(1, Self::Low), (-2, Self::High)];
}
open_integer_enum!(Priority);

#[test]
fn enums_keep_what_they_do_not_know() {
    let table = [
        (r#""en""#, "en", true),
        (r#""pt-br""#, "pt-br", true),
        (r#""p\u0074-br""#, "pt-br", true),
        (r#""pt-BR""#, "pt-BR", false),
        (r#""""#, "", false),
        (r#""zażółć \"\\ \n""#, "zażółć \"\\ \n", false),
    ];
    for (json, text, known) in table {
        for locale in [
            serde_json::from_str::<Locale>(json).unwrap(),
            serde_json::from_reader(json.as_bytes()).unwrap(),
            serde_json::from_value(json!(text)).unwrap(),
            text.parse().unwrap(),
            Locale::from(text),
            Locale::from(text.to_owned()),
        ] {
            assert_eq!(!matches!(locale, Locale::Unknown(_)), known, "{text}");
            assert_eq!(locale, Locale::from(text));
            assert_eq!(locale.as_str(), text);
            assert_eq!(AsRef::<str>::as_ref(&locale), text);
            assert_eq!(locale.to_string(), text);
            assert_eq!(serde_json::to_value(&locale).unwrap(), json!(text));
        }
    }
    assert_eq!(Locale::from("pt-br"), Locale::PtBr);
    assert_eq!(
        format!("{:>4}|{:<4}|", Locale::En, Locale::from("xx")),
        "  en|xx  |"
    );
}

#[test]
fn integer_enums_keep_what_they_do_not_know() {
    let table = [
        ("1", Some(Priority::Low), 1),
        ("-2", Some(Priority::High), -2),
        ("2", None, 2),
        ("0", None, 0),
        ("9223372036854775807", None, i64::MAX),
        ("-9223372036854775808", None, i64::MIN),
    ];
    for (json, known, integer) in table {
        let priority = serde_json::from_str::<Priority>(json).unwrap();
        assert_eq!(
            matches!(priority, Priority::Unknown(_)),
            known.is_none(),
            "{json}"
        );
        assert_eq!(priority, known.unwrap_or(Priority::from(integer)));
        assert_eq!(priority.as_i64(), integer);
        assert_eq!(priority.to_string(), json);
        assert_eq!(serde_json::to_string(&priority).unwrap(), json);
        assert_eq!(Priority::deserialize(&json!(integer)).unwrap(), priority);
    }
    assert_eq!(format!("{:03}", Priority::from(7)), "007");
}

#[test]
fn enums_are_ordered_and_hashed() {
    let sorted = ["en", "pt-br", "", "aa", "zz"].map(Locale::from);
    let mut locales = ["zz", "pt-br", "aa", "en", ""].map(Locale::from);
    locales.sort();
    assert_eq!(locales, sorted);
    assert_eq!(Priority::from(-2).cmp(&Priority::from(-9)), Ordering::Less);
    assert_eq!(Priority::from(9).cmp(&Priority::from(10)), Ordering::Less);

    let set: HashSet<Locale> = ["en", "en", "xx", "xx"].map(Locale::from).into();
    assert_eq!(set.len(), 2);
    assert!(set.contains(&Locale::En) && set.contains(&Locale::from("xx")));

    let map: BTreeMap<Locale, u8> = serde_json::from_str(r#"{"xx": 2, "en": 1}"#).unwrap();
    assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"en":1,"xx":2}"#);
}

#[test]
fn unknown_values_print_their_size_only() {
    assert_eq!(
        format!("{:?}", Locale::from("hunter2")),
        "Unknown(UnknownValue(7 bytes))"
    );
    assert_eq!(
        format!("{:?}", Locale::from("x")),
        "Unknown(UnknownValue(1 byte))"
    );
    assert_eq!(
        format!("{:?}", Priority::from(271_828)),
        "Unknown(UnknownInteger)"
    );
    assert_eq!(format!("{:?} {:?}", Locale::En, Priority::Low), "En Low");
}
