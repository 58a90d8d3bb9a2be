//! The runtime of the generated crates, by itself.
//!
//! What is public is tested as the `tests` crate compiles it. What only generated code may call is
//! compiled into this file once more, where it is used as a generated crate uses it.

#![allow(
    unreachable_pub,
    reason = "the runtime writes methods for public enums, and nothing in a test is public"
)]

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::de::value::{BytesDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer, Visitor, value};
use serde::{Deserialize, Deserializer, Serialize, forward_to_deserialize_any};
use serde_json::{Map, Value, json};
use tests::runtime::{DateTime, Secret};

use crate::runtime::{OpenEnum, OpenIntegerEnum, Redacted, UnknownInteger, UnknownValue};
use crate::runtime::{null_as_default, open_enum, open_integer_enum};

#[path = "../../codegen/runtime/mod.rs"]
#[allow(unused, reason = "what is public is used from the `tests` crate")]
mod runtime;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
enum Locale {
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
enum Priority {
    Low,
    High,
    Unknown(UnknownInteger),
}

impl OpenIntegerEnum for Priority {
    const KNOWN: &'static [(i64, Self)] = &[(1, Self::Low), (-2, Self::High)];
}
open_integer_enum!(Priority);

/// Wrong JSON in the place of a string, and the kind that the error is to name.
const NO_STRINGS: &[(&str, &str)] = &[
    ("true", "boolean"),
    ("271828", "integer"),
    ("-271828", "integer"),
    ("18446744073709271828", "integer"),
    ("271828.5", "number"),
    ("271828271828271828271828", "number"),
    ("null", "null"),
    (r#"["271828"]"#, "sequence"),
    (r#"{"271828": "271828"}"#, "map"),
    (r#"{"$serde_json::private::Number": "hunter271828"}"#, "map"),
    ("{}", "map"),
];

/// Wrong JSON in the place of an integer.
const NO_INTEGERS: &[(&str, &str)] = &[
    ("true", "type: boolean"),
    ("18446744073709271828", "value: integer out of range"),
    ("271828.5", "type: number"),
    ("271828.0", "type: number"),
    ("271828271828271828271828", "type: number"),
    ("null", "type: null"),
    (r#""271828""#, "type: string"),
    (r#"["271828"]"#, "type: sequence"),
    (r#"{"271828": 271828}"#, "type: map"),
];

/// Decodes wrong JSON in each of the ways that serde_json has, and returns what the errors say.
fn refusals<T: DeserializeOwned>(json: &str) -> Vec<String> {
    let in_list = format!("[{json}]");
    let in_map = format!(r#"{{"member": {json}}}"#);
    let value = serde_json::from_str::<Value>(json).expect("the JSON itself is valid");
    let errors = [
        serde_json::from_str::<T>(json).err(),
        serde_json::from_slice::<T>(json.as_bytes()).err(),
        serde_json::from_reader::<_, T>(json.as_bytes()).err(),
        T::deserialize(&value).err(),
        serde_json::from_value::<T>(value).err(),
        serde_json::from_str::<Vec<T>>(&in_list).err(),
        serde_json::from_str::<BTreeMap<String, T>>(&in_map).err(),
    ];
    let errors = errors.map(|error| error.expect("wrong JSON must be refused"));
    let texts = errors
        .iter()
        .flat_map(|error| [format!("{error}"), format!("{error:?}")]);
    texts.collect()
}

fn assert_takes_only_strings<T: DeserializeOwned>() {
    for (json, kind) in NO_STRINGS {
        for text in refusals::<T>(json) {
            assert!(
                text.contains(&format!("invalid type: {kind}, expected a string")),
                "{text}"
            );
            assert!(!text.contains("271828"), "{text}");
        }
    }
    for kind in refused_kinds::<T>() {
        assert!(kind.ends_with(", expected a string"), "{kind}");
        assert!(!kind.contains("271828") && !kind.contains("true"), "{kind}");
    }
}

/// What a format other than JSON may hand over, and is refused in the place of a string.
enum Found {
    None,
    Some,
    NewtypeStruct,
    Enum,
}

impl<'de> Deserializer<'de> for Found {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let content: StrDeserializer<'de, _> = "271828".into_deserializer();
        match self {
            Self::None => visitor.visit_none(),
            Self::Some => visitor.visit_some(content),
            Self::NewtypeStruct => visitor.visit_newtype_struct(content),
            Self::Enum => visitor.visit_enum(content),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

fn refused_kinds<T: DeserializeOwned>() -> Vec<String> {
    fn refusal<'de, T: Deserialize<'de>>(
        found: impl Deserializer<'de, Error = value::Error>,
    ) -> String {
        T::deserialize(found)
            .err()
            .expect("a wrong kind must be refused")
            .to_string()
    }
    vec![
        refusal::<T>(true.into_deserializer()),
        refusal::<T>(27i8.into_deserializer()),
        refusal::<T>(271828i64.into_deserializer()),
        refusal::<T>(271828i128.into_deserializer()),
        refusal::<T>(27u8.into_deserializer()),
        refusal::<T>(271828u64.into_deserializer()),
        refusal::<T>(271828u128.into_deserializer()),
        refusal::<T>(271828f32.into_deserializer()),
        refusal::<T>(271828f64.into_deserializer()),
        refusal::<T>('2'.into_deserializer()),
        refusal::<T>(().into_deserializer()),
        refusal::<T>(BytesDeserializer::new(b"271828")),
        refusal::<T>(vec!["271828"].into_deserializer()),
        refusal::<T>(BTreeMap::from([("271828", "271828")]).into_deserializer()),
        refusal::<T>(Found::None),
        refusal::<T>(Found::Some),
        refusal::<T>(Found::NewtypeStruct),
        refusal::<T>(Found::Enum),
    ]
}

#[test]
fn secrets_are_never_printed() {
    let secret = Secret::new("hunter2");
    for text in [
        format!("{secret:?}"),
        format!("{secret:#?}"),
        format!("{:?}", Some(&secret)),
        format!("{:?}", BTreeMap::from([("token", secret.clone())])),
        format!("{:?}", Secret::new("")),
    ] {
        assert!(text.contains("Secret([redacted])"), "{text}");
        assert!(!text.contains("hunter2") && !text.contains('7'), "{text}");
    }
    assert_eq!(serde_json::to_string(&secret).unwrap(), r#""hunter2""#);
}

#[test]
fn wrong_kinds_are_never_quoted() {
    assert_takes_only_strings::<Secret>();
    assert_takes_only_strings::<DateTime>();
    assert_takes_only_strings::<Locale>();
    for (json, found) in NO_INTEGERS {
        for text in refusals::<Priority>(json) {
            assert!(
                text.contains(&format!("invalid {found}, expected a 64-bit integer")),
                "{text}"
            );
            assert!(!text.contains("271828"), "{text}");
        }
    }
}

#[test]
fn secrets_are_equal_when_their_texts_are() {
    let table = [
        ("", "", true),
        ("a", "", false),
        ("a", "a", true),
        ("a", "b", false),
        ("abc", "abd", false),
        ("abc", "bbc", false),
        ("abc", "abcd", false),
        ("ab\u{0}", "ab", false),
        ("zażółć", "zażółć", true),
        // The differences of two bytes must not cancel each other out.
        ("ab", "ba", false),
        ("\u{1}\u{2}", "\u{2}\u{1}", false),
    ];
    for (left, right, equal) in table {
        assert_eq!(
            Secret::new(left) == Secret::new(right),
            equal,
            "{left:?}, {right:?}"
        );
        assert_eq!(Secret::from(right.to_owned()) == Secret::from(left), equal);
    }
}

#[test]
fn secrets_decode_from_any_string() {
    for json in [r#""hunter2""#, r#""hun\u0074er2""#] {
        for secret in [
            serde_json::from_str::<Secret>(json).unwrap(),
            serde_json::from_reader(json.as_bytes()).unwrap(),
            serde_json::from_value(serde_json::from_str(json).unwrap()).unwrap(),
        ] {
            assert_eq!(secret.expose(), "hunter2");
            assert!(!secret.is_empty());
        }
    }
    assert!(serde_json::from_str::<Secret>(r#""""#).unwrap().is_empty());
    assert_eq!(
        serde_json::from_str::<Option<Secret>>("null").unwrap(),
        None
    );
}

/// Texts that are no date-times, or that not every crate takes as one.
const ODD_DATE_TIMES: &[&str] = &[
    "",
    "0",
    "yesterday",
    "2026-01-31",
    "2026-01-31T23:59:59",
    "2026-02-30T00:00:00Z",
    "2026-01-31T25:00:00Z",
    "1767225600",
    "zażółć",
    " 2026-01-31T23:59:59Z ",
];

#[test]
fn date_times_keep_their_text() {
    let fine = [
        "2026-01-31T23:59:59Z",
        "2026-01-31T23:59:59.120+05:30",
        "2016-12-31T23:59:60Z",
    ];
    for text in ODD_DATE_TIMES.iter().copied().chain(fine) {
        let json = serde_json::to_string(text).unwrap();
        let date_time = serde_json::from_str::<DateTime>(&json).unwrap();
        assert_eq!(serde_json::to_string(&date_time).unwrap(), json);
        assert_eq!(date_time.as_str(), text);
        assert_eq!(date_time.to_string(), text);
        assert_eq!(date_time, DateTime::from(text));
        assert_eq!(format!("{date_time:?}"), format!("DateTime({text:?})"));
        assert_eq!(date_time.into_string(), text);
    }
}

#[cfg(feature = "jiff")]
#[test]
fn date_times_convert_to_and_from_jiff() {
    use jiff::Timestamp;

    for text in ODD_DATE_TIMES {
        assert!(DateTime::from(*text).to_jiff().is_err(), "{text}");
    }
    let nanoseconds = [
        0,
        1,
        -1,
        1_700_000_000_123_456_789,
        -62_167_219_200_000_000_000,
    ];
    let timestamps = nanoseconds.map(|n| Timestamp::from_nanosecond(n).unwrap());
    for timestamp in timestamps
        .into_iter()
        .chain([Timestamp::MIN, Timestamp::MAX])
    {
        assert_eq!(DateTime::from(timestamp).to_jiff().unwrap(), timestamp);
    }
    let with_offset = DateTime::from("1970-01-01T05:30:00.5+05:30");
    assert_eq!(with_offset.to_jiff().unwrap().as_millisecond(), 500);
    assert_eq!(
        DateTime::from(Timestamp::UNIX_EPOCH).as_str(),
        "1970-01-01T00:00:00Z"
    );
}

#[cfg(feature = "chrono")]
#[test]
fn date_times_convert_to_and_from_chrono() {
    use chrono::{DateTime as Chrono, FixedOffset, Utc};

    for text in ODD_DATE_TIMES {
        assert!(DateTime::from(*text).to_chrono().is_err(), "{text}");
    }
    for text in [
        "1970-01-01T05:30:00.500+05:30",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ] {
        assert_eq!(
            DateTime::from(DateTime::from(text).to_chrono().unwrap()).as_str(),
            text
        );
    }
    let epoch = Chrono::<Utc>::UNIX_EPOCH;
    assert_eq!(DateTime::from(epoch).as_str(), "1970-01-01T00:00:00Z");
    let with_seconds = epoch.with_timezone(&FixedOffset::east_opt(3_630).unwrap());
    assert_eq!(
        DateTime::from(with_seconds).as_str(),
        "1970-01-01T00:00:00Z"
    );
    for extreme in [Chrono::<Utc>::MIN_UTC, Chrono::<Utc>::MAX_UTC] {
        let shifted = extreme.with_timezone(&FixedOffset::east_opt(-3_600).unwrap());
        assert!(DateTime::from(extreme).to_chrono().is_err());
        assert_eq!(DateTime::from(shifted), DateTime::from(extreme));
    }
    let last = DateTime::from("9999-12-31T23:59:59Z");
    let next_year = last
        .to_chrono()
        .unwrap()
        .with_timezone(&FixedOffset::east_opt(60).unwrap());
    assert_eq!(DateTime::from(next_year), last);
}

#[cfg(feature = "time")]
#[test]
fn date_times_convert_to_and_from_time() {
    use time::{Date, OffsetDateTime, Time, UtcOffset};

    for text in ODD_DATE_TIMES {
        assert!(DateTime::from(*text).to_time().is_err(), "{text}");
    }
    for text in [
        "1970-01-01T05:30:00.5+05:30",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ] {
        assert_eq!(
            DateTime::from(DateTime::from(text).to_time().unwrap()).as_str(),
            text
        );
    }
    let offset = |seconds| UtcOffset::from_whole_seconds(seconds).unwrap();
    let with_seconds = OffsetDateTime::UNIX_EPOCH.to_offset(offset(3_630));
    assert_eq!(
        DateTime::from(with_seconds).as_str(),
        "1970-01-01T00:00:00Z"
    );
    let beyond = [
        OffsetDateTime::new_in_offset(Date::MIN, Time::MIDNIGHT, UtcOffset::UTC),
        OffsetDateTime::new_in_offset(Date::MIN, Time::MIDNIGHT, offset(3_600)),
        OffsetDateTime::new_in_offset(Date::MIN, Time::MIDNIGHT, offset(3_630)),
        OffsetDateTime::new_in_offset(Date::MAX, Time::MAX, offset(-3_630)),
    ];
    for date_time in beyond {
        assert_eq!(DateTime::from(date_time).as_str(), date_time.to_string());
        assert!(DateTime::from(date_time).to_time().is_err());
    }
}

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

#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Session {
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    roles: Vec<String>,
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    counts: BTreeMap<String, i64>,
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "Map::is_empty"
    )]
    custom_claims: Map<String, Value>,
    ip_address: Option<String>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("phone_number", &Redacted)
            .field("roles", &Redacted::entries(self.roles.len()))
            .field(
                "custom_claims",
                &Redacted::entries(self.custom_claims.len()),
            )
            .field("ip_address", &Redacted::option(&self.ip_address))
            .finish()
    }
}

#[test]
fn null_lists_and_maps_are_empty() {
    for empty in [
        json!({}),
        json!({"roles": null, "counts": null, "custom_claims": null}),
        json!({"roles": [], "counts": {}, "custom_claims": {}}),
    ] {
        assert_eq!(
            serde_json::from_value::<Session>(empty).unwrap(),
            Session::default()
        );
    }
    let full = json!({"roles": ["a"], "counts": {"b": 1}, "custom_claims": {"c": null}});
    let session = serde_json::from_str::<Session>(&full.to_string()).unwrap();
    assert_eq!(session.roles, ["a"]);
    assert_eq!(session.counts, BTreeMap::from([("b".to_owned(), 1)]));
    assert_eq!(Value::Object(session.custom_claims), json!({"c": null}));
    for wrong in [
        json!({"roles": {}}),
        json!({"roles": [null]}),
        json!({"counts": []}),
    ] {
        assert!(serde_json::from_value::<Session>(wrong).is_err());
    }
}

#[test]
fn sensitive_members_are_redacted() {
    let mut session = Session::default();
    assert_eq!(
        format!("{session:?}"),
        "Session { phone_number: [redacted], roles: [redacted; 0 entries], \
         custom_claims: [redacted; 0 entries], ip_address: None }"
    );
    session.roles = vec!["hunter2".to_owned()];
    session.custom_claims = Map::from_iter(["x", "y", "z"].map(|key| (key.to_owned(), json!(key))));
    session.ip_address = Some("192.0.2.1".to_owned());
    assert_eq!(
        format!("{session:?}"),
        "Session { phone_number: [redacted], roles: [redacted; 1 entry], \
         custom_claims: [redacted; 3 entries], ip_address: Some([redacted]) }"
    );
}
