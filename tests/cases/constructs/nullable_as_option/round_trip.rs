//! Null and absence are one.

use case_nullable_as_option::types::Pet;
use serde_json::json;

#[test]
fn null_is_read_as_absence() {
    let value = json!({"name": "a", "owner": null, "nickname": null, "tags": null});
    let pet: Pet = serde_json::from_value(value).unwrap();
    assert_eq!(pet, Pet::new("a", None));
    assert_eq!(serde_json::to_value(pet).unwrap(), json!({"name": "a", "owner": null}));
    assert_eq!(Pet::new("a", None).nickname("b").nickname.as_deref(), Some("b"));
}
