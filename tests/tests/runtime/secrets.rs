//! Strings that must not be printed.

use std::collections::BTreeMap;

use tests::runtime::Secret;

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
