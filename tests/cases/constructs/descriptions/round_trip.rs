//! Whatever a description says, the values are those of the schema.

use case_descriptions::types::{Characters, Html, Limits, Links};
use serde_json::json;

#[test]
fn limits_are_the_other_sides() {
    let value = json!({
        "step": 0.1, "exact": "abc", "nonempty": "", "at_least_nothing": "", "set": ["a", "a"],
        "map": {"": ""}, "phone": "no number", "stamp": -1, "wide": i64::MIN, "odd_format": "",
    });
    let limits: Limits = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&limits).unwrap(), value);
}

#[test]
fn texts_keep_the_characters_that_descriptions_lose() {
    let value = json!({
        "line_ends": "one\rtwo\r\nthree\u{2028}four\u{85}five", "invisible": "\0\u{7}\u{202e}",
        "comment_end": "*/ /* */ //! ///", "backslash": "C:\\Users\\", "nothing": " \n\t\n",
    });
    let characters: Characters = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&characters).unwrap(), value);
    let value = json!({"script": "<script>alert(1)</script>", "comment": "<!-- never closed"});
    let html: Html = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&html).unwrap(), value);
}

#[test]
fn what_is_new_is_ignored_and_null_is_absent() {
    let links: Links = serde_json::from_value(json!({"bare": null, "new": {"a": 1}})).unwrap();
    assert_eq!(serde_json::to_value(&links).unwrap(), json!({}));
}
