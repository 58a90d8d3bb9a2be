//! Every format keeps what was received.

use case_formats::{Binary, types::Files};
use serde_json::json;

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
