//! Bytes: as they are, and as base64.

use std::collections::HashSet;

use serde_json::json;
use tests::runtime::{Base64, Binary};

/// Bytes, their base64 and their base64url: the examples of RFC 4648, and what differs.
const ENCODED: &[(&[u8], &str, &str)] = &[
    (b"", "", ""),
    (b"f", "Zg==", "Zg"),
    (b"fo", "Zm8=", "Zm8"),
    (b"foo", "Zm9v", "Zm9v"),
    (b"foob", "Zm9vYg==", "Zm9vYg"),
    (b"fooba", "Zm9vYmE=", "Zm9vYmE"),
    (b"foobar", "Zm9vYmFy", "Zm9vYmFy"),
    (&[0xFB, 0xEF, 0xFF], "++//", "--__"),
    (&[0xFF, 0xFE], "//4=", "__4"),
    (&[0, 0, 0, 0], "AAAAAA==", "AAAAAA"),
];

#[test]
fn base64_encodes_and_decodes() {
    for (bytes, standard, url) in ENCODED {
        assert_eq!(Base64::encode(bytes).as_str(), *standard);
        assert_eq!(Base64::encode_url(bytes).as_str(), *url);
        for text in [*standard, *url] {
            assert_eq!(Base64::from(text).decode().unwrap(), *bytes, "{text}");
        }
    }
    let all: Vec<u8> = (0..=u8::MAX).cycle().take(1000).collect();
    for length in 0..all.len() {
        let bytes = &all[..length];
        assert_eq!(Base64::encode(bytes).decode().unwrap(), bytes);
        assert_eq!(Base64::encode_url(bytes).decode().unwrap(), bytes);
    }
    assert_eq!(Base64::from(" Zm9v\r\nYmFy\n").decode().unwrap(), b"foobar");
    assert_eq!(Base64::from("Zg = =").decode().unwrap(), b"f");
}

#[test]
fn what_is_not_base64_says_where_and_quotes_nothing() {
    let table = [
        ("Zm9v!", "wrong character at byte 4"),
        ("Zg==Zg==", "wrong character at byte 2"),
        ("zażółć", "wrong character at byte 2"),
        ("Zm9.", "wrong character at byte 3"),
        ("Z", "a character is missing at the end"),
        ("Zm9vY===", "a character is missing at the end"),
    ];
    for (text, problem) in table {
        let error = Base64::from(text).decode().unwrap_err();
        assert_eq!(error.to_string(), format!("not base64: {problem}"));
    }
}

#[test]
fn base64_keeps_its_text_and_shows_its_size() {
    for text in ["Zg==", "Zg", "Zh==", "no base64", ""] {
        let value: Base64 = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
        assert_eq!(value.to_string(), text);
        assert_eq!(value, Base64::from(text.to_owned()));
        assert_eq!(
            format!("{value:?}"),
            format!("Base64({} characters)", text.len())
        );
    }
    assert_eq!(format!("{:?}", Base64::from("Z")), "Base64(1 character)");
}

#[test]
fn content_is_the_text_of_json() {
    for text in ["", "a", "zażółć \"\n"] {
        let json = serde_json::to_string(text).unwrap();
        let content: Binary = serde_json::from_str(&json).unwrap();
        assert_eq!(content.content(), text.as_bytes());
        assert_eq!(serde_json::to_string(&content).unwrap(), json);
        assert_eq!(content.into_content(), text.as_bytes());
    }
    for bytes in [&b"\xFF"[..], b"a\xC3"] {
        let error = serde_json::to_value(Binary::from(bytes)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "JSON has no bytes, and this content is not UTF-8"
        );
    }
}

#[test]
fn content_is_made_of_bytes_and_texts() {
    let contents = [
        Binary::new("ab"),
        Binary::from("ab"),
        Binary::from("ab".to_owned()),
        Binary::from(vec![b'a', b'b']),
        Binary::from(&b"ab"[..]),
        Binary::from(b"ab"),
    ];
    assert_eq!(HashSet::from(contents).len(), 1);
    let named = Binary::new("ab")
        .file_name("a.txt")
        .media_type("text/plain");
    assert_eq!(named.file_name.as_deref(), Some("a.txt"));
    assert_eq!(named.media_type.as_deref(), Some("text/plain"));
    assert_ne!(named, Binary::new("ab"));
    assert_eq!(serde_json::to_value(&named).unwrap(), json!("ab"));
    assert_eq!(format!("{named:?}"), "Binary(2 bytes)");
    assert_eq!(format!("{:?}", Binary::new("a")), "Binary(1 byte)");
}
