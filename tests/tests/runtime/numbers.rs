//! Decimal numbers that are sent as numbers.

use std::collections::{BTreeMap, HashSet};

use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tests::runtime::DecimalNumber;

/// Numbers as JSON has them; an `f64` keeps the digits of none.
const EXACT: &[&str] = &[
    "1.50",
    "-0.0",
    "-0",
    "1e2",
    "1E+2",
    "0.1234567890123456789012345",
    "123456789012345678901234567890",
    "1e400",
];

#[test]
fn digits_are_kept() {
    for json in EXACT
        .iter()
        .chain(&["0", "-7", "1.5", "18446744073709551615"])
    {
        let in_list = format!("[{json}]");
        let in_map = format!(r#"{{"a":{json}}}"#);
        for number in [
            serde_json::from_str::<DecimalNumber>(json).unwrap(),
            serde_json::from_slice(json.as_bytes()).unwrap(),
            serde_json::from_reader(json.as_bytes()).unwrap(),
            DecimalNumber::from(*json),
            DecimalNumber::from((*json).to_owned()),
        ] {
            assert_eq!(number.as_str(), *json);
            assert_eq!(number.to_string(), *json);
            assert_eq!(format!("{number:?}"), format!("DecimalNumber({json:?})"));
            assert_eq!(serde_json::to_string(&number).unwrap(), *json);
            assert_eq!(number.into_string(), *json);
        }
        let list: Vec<DecimalNumber> = serde_json::from_str(&in_list).unwrap();
        assert_eq!(serde_json::to_string(&list).unwrap(), in_list);
        let map: BTreeMap<String, Option<DecimalNumber>> = serde_json::from_str(&in_map).unwrap();
        assert_eq!(serde_json::to_string(&map).unwrap(), in_map);
    }
    let null: Option<DecimalNumber> = serde_json::from_str("null").unwrap();
    assert_eq!(null, None);
    let spaced: DecimalNumber = serde_json::from_str(" 1.50\n").unwrap();
    assert_eq!(spaced, DecimalNumber::from("1.50"));
}

/// A `Value` has the digits that it has.
#[test]
fn a_value_gives_and_takes_its_own_digits() {
    for json in ["0", "-7", "1.5", "18446744073709551615", "1e-7", "1.50"] {
        let value: Value = serde_json::from_str(json).unwrap();
        let number = DecimalNumber::deserialize(&value).unwrap();
        assert_eq!(number.as_str(), value.to_string());
        assert_eq!(serde_json::to_value(&number).unwrap(), value);
        assert_eq!(
            serde_json::from_value::<DecimalNumber>(value).unwrap(),
            number
        );
    }
}

/// An application may wrap types so that serde holds a value back before it decodes it.
#[test]
fn a_number_that_was_held_back_is_a_number() {
    #[derive(Serialize, Deserialize)]
    struct Price {
        amount: DecimalNumber,
    }

    #[derive(Serialize, Deserialize)]
    struct Line {
        #[serde(flatten)]
        price: Price,
    }

    let line: Line = serde_json::from_value(json!({"amount": 12.5})).unwrap();
    assert_eq!(line.price.amount.as_str(), "12.5");
    assert_eq!(serde_json::to_string(&line).unwrap(), r#"{"amount":12.5}"#);
    let line: Line = serde_json::from_str(r#"{"amount": 7}"#).unwrap();
    assert_eq!(line.price.amount, 7.into());
    let error = serde_json::from_str::<Line>(r#"{"amount": "271828"}"#)
        .err()
        .unwrap();
    assert!(!error.to_string().contains("271828"), "{error}");

    let deserializer = IntoDeserializer::<Error>::into_deserializer(1.5);
    assert_eq!(
        DecimalNumber::deserialize(deserializer).unwrap().as_str(),
        "1.5"
    );
}

#[test]
fn the_numbers_of_rust_are_numbers() {
    let table = [
        (DecimalNumber::from(-7), "-7"),
        (DecimalNumber::from(i64::MIN), "-9223372036854775808"),
        (DecimalNumber::from(7_u32), "7"),
        (DecimalNumber::from(u64::MAX), "18446744073709551615"),
        (DecimalNumber::from(0.1), "0.1"),
        (DecimalNumber::from(1e300), "1e+300"),
    ];
    for (number, text) in table {
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!((number.as_str(), json.as_str()), (text, text));
    }
    assert_eq!(DecimalNumber::from("1.50").to_f64(), Ok(1.5));
    assert!(DecimalNumber::from("").to_f64().is_err());
    let numbers = ["1.5", "1.50", "1.5"].map(DecimalNumber::from);
    assert_eq!(HashSet::from(numbers).len(), 2);
}

#[test]
fn what_is_no_number_is_not_sent() {
    let texts = [
        "", "hunter2", "1,5", ".5", "+1", "01", "\"1\"", "null", "[1]", "1 2", "1.5}",
    ];
    let texts = texts.map(DecimalNumber::from);
    let floats = [f64::NAN, f64::INFINITY].map(DecimalNumber::from);
    for number in texts.iter().chain(&floats) {
        let error = serde_json::to_string(number).unwrap_err().to_string();
        assert_eq!(error, "the text of this decimal is not a number in JSON");
    }
}

#[cfg(feature = "rust_decimal")]
#[test]
fn numbers_convert_to_and_from_rust_decimal() {
    use rust_decimal::Decimal;

    for text in ["12.50", "-0.1", "79228162514264337593543950335"] {
        let number = DecimalNumber::from(text);
        assert_eq!(DecimalNumber::from(number.to_decimal().unwrap()), number);
    }
    assert_eq!(
        DecimalNumber::from("1.25E1").to_decimal(),
        Ok(Decimal::new(125, 1))
    );
    for text in ["", "NaN", "1e400", "0.00000000000000000000000000001"] {
        assert!(DecimalNumber::from(text).to_decimal().is_err(), "{text}");
    }
}
