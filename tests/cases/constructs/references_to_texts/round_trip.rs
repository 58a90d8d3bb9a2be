//! A member that is called like the keyword.

use case_references_to_texts::types::Thing;
use serde_json::json;

#[test]
fn a_member_may_be_called_like_the_keyword() {
    let thing: Thing = serde_json::from_value(json!({"$ref": "#/a", "unknown": 1})).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"$ref": "#/a"}));
}
