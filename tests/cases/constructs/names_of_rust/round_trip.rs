//! What is called as things of Rust are is on the wire as the schema has it.

use case_names_of_rust::types;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn back<T: Serialize + DeserializeOwned>(value: Value) {
    let decoded: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(decoded).unwrap(), value);
}

#[test]
fn names_on_the_wire_stay() {
    back::<types::String>(json!({"gen": "a", "extern": true, "Self": 1, "String": "Err"}));
    back::<types::String>(json!({"String": "a value that is newer"}));
    back::<types::TypeSelf>(json!({"String": "a", "Option": {"some": {"some": {}}}, "vec": [1]}));
    back::<types::Option>(json!({"Box": {"a": "b"}}));
    back::<types::Vec>(json!({"items": ["a", {"Box": {"a": "b"}}, 1, [null]]}));
}
