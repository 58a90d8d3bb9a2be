//! Every format keeps what was received.

use case_formats::types::{ChoicesMoment, Files, Numbers, Texts, Wide};
use case_formats::operations::ListPricesOperation;
use case_formats::{Base64, Binary, Date, Decimal, DecimalNumber, Operation, Uri, Uuid};
use serde_json::json;

/// Texts of no format.
const ODD: &[&str] = &["", " ", "never", "zażółć \"\n", "0"];

#[test]
fn every_text_goes_back_as_it_came() {
    for text in ODD {
        let value = json!({
            "id": text, "friend": text, "day": text, "home": text, "link": text, "price": text,
            "total": text, "key": text, "token": text, "picture": text, "days": [text, null],
            "ids": {"": text}, "lost": text,
        });
        let texts: Texts = serde_json::from_str(&value.to_string()).unwrap();
        assert_eq!(texts.day.as_str(), *text);
        assert_eq!(serde_json::to_value(&texts).unwrap(), value);
    }
}

#[test]
fn wrong_kinds_are_refused_and_not_quoted() {
    for member in ["id", "day", "home", "price", "key"] {
        let mut value = json!({"id": "a", "day": "b", "price": "1"});
        value[member] = json!(271_828);
        let error = serde_json::from_value::<Texts>(value)
            .unwrap_err()
            .to_string();
        assert_eq!(error, "invalid type: integer, expected a string");
    }
    let error = serde_json::from_str::<Numbers>(r#"{"exact": "271828"}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("invalid type: string, expected a number")
    );
}

#[test]
fn what_is_sent_takes_texts() {
    let texts = Texts::new("u", "2026-01-31", "1.50")
        .home("https://example.com")
        .key(Base64::encode("hello"))
        .lost(Date::from("2026-01-31"));
    assert_eq!(
        serde_json::to_value(&texts).unwrap(),
        json!({"id": "u", "day": "2026-01-31", "price": "1.50", "home": "https://example.com",
            "key": "aGVsbG8=", "lost": "2026-01-31"})
    );
    assert!(format!("{texts:?}").contains("key: Some(Base64(8 characters))"));
}

#[test]
fn examples_are_of_their_formats() {
    let texts = Texts::example();
    assert_eq!(texts.day, Date::from("2026-02-17"));
    assert!(texts.day.to_jiff().is_ok() && texts.day.to_chrono().is_ok());
    assert!(texts.day.to_time().is_ok());
    assert!(texts.id.to_uuid().is_ok());
    assert!(
        texts
            .link
            .as_ref()
            .is_some_and(|link| link.to_url().is_ok())
    );
    assert!(texts.price.to_decimal().is_ok());
    assert!(texts.key.as_ref().is_some_and(|key| key.decode().is_ok()));
    assert!(Numbers::example().exact.to_decimal().is_ok());
    assert!(serde_json::to_string(&Numbers::example()).is_ok());
    assert!(serde_json::to_string(&Files::example()).is_ok());
}

#[test]
fn the_conversions_are_there() {
    let uuid = uuid::Uuid::from_u128(7);
    let url: url::Url = "https://example.com/a".parse().unwrap();
    let amount = rust_decimal::Decimal::new(1250, 2);
    assert_eq!(Uuid::from(uuid).to_uuid(), Ok(uuid));
    assert_eq!(Uri::from(url.clone()).to_url(), Ok(url));
    assert_eq!(Decimal::from(amount).as_str(), "12.50");
    assert_eq!(DecimalNumber::from(amount).to_decimal(), Ok(amount));
}

#[test]
fn numbers_keep_their_digits() {
    let text = concat!(
        r#"{"exact":12.50,"exacts":[0.1234567890123456789012345,1E+2,-0],"#,
        r#""limit":123456789012345678901234567890,"size":18446744073709551615}"#
    );
    let numbers: Numbers = serde_json::from_str(text).unwrap();
    assert_eq!(numbers.exact.as_str(), "12.50");
    assert_eq!(serde_json::to_string(&numbers).unwrap(), text);
    let sent = Numbers::new("1.50").limit(7).exacts(vec![0.1.into()]);
    let json = r#"{"exact":1.50,"exacts":[0.1],"limit":7}"#;
    assert_eq!(serde_json::to_string(&sent).unwrap(), json);
    assert!(serde_json::to_string(&Numbers::new("much")).is_err());
    for value in [
        json!({"exact": 1, "any": "1.50"}),
        json!({"exact": 1, "any": 1.5}),
    ] {
        let numbers: Numbers = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&numbers).unwrap(), value);
    }
}

/// Without `arbitrary_precision` these are the digits that an `f64` has.
#[test]
fn by_way_of_a_value_a_number_has_its_digits() {
    let numbers: Numbers = serde_json::from_str(r#"{"exact":1.50,"any":1.50}"#).unwrap();
    assert_eq!(serde_json::to_string(&numbers).unwrap(), r#"{"exact":1.50,"any":1.5}"#);
    let operation = ListPricesOperation::new().least("12.50").exact("12.50");
    let request = operation.request().unwrap();
    assert_eq!(request.target(), "/prices?exact=12.50&least=12.5");
}

#[test]
fn the_widest_integers_go_through() {
    let value = json!({"signed": i64::MIN, "unsigned": u64::MAX, "huge": 1e60});
    let wide: Wide = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(wide.unsigned, Some(u64::MAX));
    assert_eq!(serde_json::to_value(&wide).unwrap(), value);
}

#[test]
fn content_is_bytes() {
    let value = json!({"file": "zażółć", "pages": ["", "a"], "encoded": null});
    let files: Files = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(files.file.content(), "zażółć".as_bytes());
    assert_eq!(files.pages, [Binary::new(""), Binary::new("a")]);
    assert_eq!(serde_json::to_value(&files).unwrap(), value);
}

#[test]
fn what_is_sent_takes_bytes_and_says_what_json_has_not() {
    let files = Files::new(b"\xFF\xD8").photo(Binary::new("a").file_name("a.png"));
    let error = serde_json::to_string(&files).unwrap_err().to_string();
    assert_eq!(error, "JSON has no bytes, and this content is not UTF-8");
    assert!(format!("{files:?}").contains("file: Binary(2 bytes)"));
}

#[test]
fn choices_between_texts_are_a_text() {
    let moments = ["2026-01-31", "2026-01-31T00:00:00Z", "never"];
    for text in moments {
        let moment: ChoicesMoment = serde_json::from_value(json!(text)).unwrap();
        assert!(matches!(&moment, ChoicesMoment::String(it) if it == text));
    }
}
