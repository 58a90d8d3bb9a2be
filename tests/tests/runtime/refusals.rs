//! Wrong kinds of JSON: the errors name them and quote nothing.

use std::collections::BTreeMap;

use serde::de::value::{BytesDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer, Visitor, value};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use serde_json::Value;
use tests::runtime::{Base64, Binary, Date, DateTime, Decimal, DecimalNumber, Secret, Uri, Uuid};

use crate::enums::{Locale, Priority};

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

/// Wrong JSON in the place of a number.
const NO_NUMBERS: &[(&str, &str)] = &[
    ("true", "boolean"),
    ("null", "null"),
    (r#""271828""#, "string"),
    ("[271828]", "sequence"),
    (r#"{"271828": 271828}"#, "map"),
    ("{}", "map"),
];

/// Decodes wrong JSON in each of the ways that serde_json has, and returns what the errors say.
fn refusals<T: DeserializeOwned>(json: &str) -> Vec<String> {
    let in_list = format!("[{json}]");
    let in_map = format!(r#"{{"member": {json}}}"#);
    // With some features of serde_json a `Value` does not take every JSON.
    let value = serde_json::from_str::<Value>(json).into_iter();
    let of_value = value.flat_map(|value| {
        let borrowed = T::deserialize(&value).err();
        [borrowed, serde_json::from_value::<T>(value).err()]
    });
    let errors = [
        serde_json::from_str::<T>(json).err(),
        serde_json::from_slice::<T>(json.as_bytes()).err(),
        serde_json::from_reader::<_, T>(json.as_bytes()).err(),
        serde_json::from_str::<Vec<T>>(&in_list).err(),
        serde_json::from_str::<BTreeMap<String, T>>(&in_map).err(),
    ];
    let errors = errors.into_iter().chain(of_value);
    let errors = errors.map(|error| error.expect("wrong JSON must be refused"));
    let texts = errors.flat_map(|error| [format!("{error}"), format!("{error:?}")]);
    texts.collect()
}

/// Asserts that wrong JSON is refused with an error that says what was found, and quotes nothing.
fn assert_refused<T: DeserializeOwned>(json: &str, found: &str, expected: &str) {
    for text in refusals::<T>(json) {
        assert!(!text.contains("271828"), "{text}");
        let mut ways = ways_to_say(found).into_iter();
        let is_said =
            ways.any(|found| text.contains(&format!("invalid {found}, expected {expected}")));
        assert!(is_said, "{text}");
    }
}

/// With `serde_json/arbitrary_precision` numbers of all kinds arrive alike, or as any kind.
fn ways_to_say(found: &str) -> Vec<&str> {
    let numbers = [
        "type: integer",
        "type: number",
        "value: integer out of range",
    ];
    match numbers.contains(&found) && cfg!(feature = "serde-json-features") {
        true => numbers.into(),
        false => vec![found],
    }
}

fn assert_takes_only_strings<T: DeserializeOwned>() {
    for (json, kind) in NO_STRINGS {
        assert_refused::<T>(json, &format!("type: {kind}"), "a string");
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

fn refusal<'de, T: Deserialize<'de>>(
    found: impl Deserializer<'de, Error = value::Error>,
) -> String {
    T::deserialize(found)
        .err()
        .expect("a wrong kind must be refused")
        .to_string()
}

fn refused_kinds<T: DeserializeOwned>() -> Vec<String> {
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
fn wrong_kinds_are_never_quoted() {
    assert_takes_only_strings::<Secret>();
    assert_takes_only_strings::<DateTime>();
    assert_takes_only_strings::<Date>();
    assert_takes_only_strings::<Uuid>();
    assert_takes_only_strings::<Uri>();
    assert_takes_only_strings::<Decimal>();
    assert_takes_only_strings::<Base64>();
    assert_takes_only_strings::<Binary>();
    assert_takes_only_strings::<Locale>();
    for (json, found) in NO_INTEGERS {
        assert_refused::<Priority>(json, found, "a 64-bit integer");
    }
}

#[test]
fn wrong_kinds_are_never_quoted_in_the_place_of_a_number() {
    for (json, kind) in NO_NUMBERS {
        assert_refused::<DecimalNumber>(json, &format!("type: {kind}"), "a number");
    }
    let refusals = [
        refusal::<DecimalNumber>(true.into_deserializer()),
        refusal::<DecimalNumber>(f64::NAN.into_deserializer()),
        refusal::<DecimalNumber>('2'.into_deserializer()),
        refusal::<DecimalNumber>("271828".into_deserializer()),
        refusal::<DecimalNumber>(().into_deserializer()),
        refusal::<DecimalNumber>(BytesDeserializer::new(b"271828")),
        refusal::<DecimalNumber>(vec![271_828].into_deserializer()),
        refusal::<DecimalNumber>(BTreeMap::from([("271828", "271828")]).into_deserializer()),
        refusal::<DecimalNumber>(Found::None),
        refusal::<DecimalNumber>(Found::Some),
        refusal::<DecimalNumber>(Found::NewtypeStruct),
        refusal::<DecimalNumber>(Found::Enum),
    ];
    for text in refusals {
        assert!(text.ends_with(", expected a number"), "{text}");
        assert!(!text.contains("271828") && !text.contains("true"), "{text}");
    }
}
