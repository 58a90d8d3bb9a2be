//! The widest integers, and wider ones.

use case_integers_beyond_64_bits::types::Huge;
use serde_json::json;

#[test]
fn the_widest_integers_come_back() {
    let value = json!({"id": u64::MAX, "beyond": i64::MIN, "count": i64::MAX});
    let huge: Huge = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&huge).unwrap(), value);
}

#[test]
fn what_is_wider_is_an_error_and_never_another_number() {
    for json in [r#"{"id": 18446744073709551616}"#, r#"{"count": 9223372036854775808}"#, r#"{"beyond": 1e30}"#] {
        assert!(serde_json::from_str::<Huge>(json).is_err(), "{json}");
    }
}
