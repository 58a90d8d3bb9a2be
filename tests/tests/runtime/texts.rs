//! Types that keep the text that was received.

use std::collections::{BTreeSet, HashSet};
use std::fmt::{Debug, Display};
use std::hash::Hash;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tests::runtime::{Decimal, Uri, Uuid};

/// Texts that no type takes for its own.
const ODD: &[&str] = &["", " ", "0x", "zażółć", "a\"b\\c\n", "[redacted]"];

const UUID: &str = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

fn assert_keeps_its_text<T>(name: &str, fine: &[&str])
where
    T: for<'t> From<&'t str> + From<String> + AsRef<str>,
    T: Debug + Display + Clone + Eq + Hash + Serialize + DeserializeOwned,
{
    for text in ODD.iter().chain(fine) {
        let json = serde_json::to_string(text).unwrap();
        for value in [
            serde_json::from_str::<T>(&json).unwrap(),
            serde_json::from_reader(json.as_bytes()).unwrap(),
            serde_json::from_value(serde_json::from_str(&json).unwrap()).unwrap(),
            T::from(*text),
            T::from((*text).to_owned()),
        ] {
            assert_eq!(value.as_ref(), *text);
            assert_eq!(value.to_string(), *text);
            assert_eq!(format!("{value:>3}"), format!("{text:>3}"));
            assert_eq!(format!("{value:?}"), format!("{name}({text:?})"));
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
            assert_eq!(value, T::from(*text));
        }
    }
    let texts = fine.iter().chain(fine);
    let set: HashSet<T> = texts.map(|text| T::from(*text)).collect();
    assert_eq!(set.len(), fine.len());
}

#[test]
fn every_type_keeps_its_text() {
    assert_keeps_its_text::<Uuid>("Uuid", &[UUID, &UUID.to_uppercase()]);
    assert_keeps_its_text::<Uri>("Uri", &["https://example.com", "https://EXAMPLE.com/"]);
    assert_keeps_its_text::<Decimal>("Decimal", &["1.5", "1.50", "-0", "1e400"]);
}

#[test]
fn texts_are_ordered_where_that_says_something() {
    let uuids: BTreeSet<Uuid> = ["b", "a", "b"].map(Uuid::from).into();
    assert_eq!(
        uuids.into_iter().collect::<Vec<_>>(),
        ["a", "b"].map(Uuid::from)
    );
    assert!(Uri::from("https://a") < Uri::from("https://b"));
}

#[cfg(feature = "uuid")]
#[test]
fn uuids_convert_to_and_from_uuid() {
    for text in ODD {
        assert!(Uuid::from(*text).to_uuid().is_err(), "{text}");
    }
    let urn = format!("urn:uuid:{UUID}");
    for text in [UUID, &UUID.to_uppercase(), &UUID.replace('-', ""), &urn] {
        assert_eq!(
            Uuid::from(Uuid::from(text).to_uuid().unwrap()).as_str(),
            UUID
        );
    }
}

#[cfg(feature = "url")]
#[test]
fn uris_convert_to_and_from_url() {
    for text in ODD.iter().chain(&["/pets", "//example.com", "https://"]) {
        assert!(Uri::from(*text).to_url().is_err(), "{text}");
    }
    for text in [
        "https://example.com/%C5%BC?a=b#c",
        "mailto:ada@example.com",
        "urn:a:b",
    ] {
        assert_eq!(Uri::from(Uri::from(text).to_url().unwrap()).as_str(), text);
    }
}

#[cfg(feature = "rust_decimal")]
#[test]
fn decimals_convert_to_and_from_rust_decimal() {
    for text in ODD
        .iter()
        .chain(&["1,5", "NaN", "0.00000000000000000000000000001"])
    {
        assert!(Decimal::from(*text).to_decimal().is_err(), "{text}");
    }
    for text in ["12.50", "-0.1", "79228162514264337593543950335"] {
        assert_eq!(
            Decimal::from(Decimal::from(text).to_decimal().unwrap()).as_str(),
            text
        );
    }
}
