//! Members that a schema allows and does not name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tests::runtime::Secret;

use crate::runtime::keep_extra;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
struct Prices {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<f32>,
    #[serde(skip)]
    extra: BTreeMap<String, f32>,
}
keep_extra!(Prices, extra);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
struct Open {
    first: Secret,
    #[serde(skip)]
    extra: Map<String, Value>,
}
keep_extra!(Open, extra);

#[test]
fn members_without_a_name_are_kept() {
    let text = r#"{"first":0.1,"other":0.2,"third":3.5}"#;
    let prices: Prices = serde_json::from_str(text).unwrap();
    assert_eq!(
        prices.extra,
        [("other".into(), 0.2), ("third".into(), 3.5)].into()
    );
    assert_eq!(serde_json::to_string(&prices).unwrap(), text);
    let value = serde_json::to_value(&prices).unwrap();
    assert_eq!(serde_json::from_value::<Prices>(value).unwrap(), prices);
    let none: Prices = serde_json::from_str("{}").unwrap();
    assert_eq!(serde_json::to_string(&none).unwrap(), "{}");
}

#[test]
fn members_that_may_be_anything_are_kept_as_they_are() {
    let text = r#"{"first":"a","big":18446744073709551615,"nested":{"list":[null,-1,1.5,{}]}}"#;
    let open: Open = serde_json::from_str(text).unwrap();
    assert_eq!(open.extra["nested"]["list"][1], -1);
    assert_eq!(serde_json::to_string(&open).unwrap(), text);
    let read_from_bytes: Open = serde_json::from_reader(text.as_bytes()).unwrap();
    assert_eq!(read_from_bytes, open);
}

#[test]
fn only_objects_have_members() {
    for text in ["1", "[]", "\"a\"", "null", "{}", r#"{"first":1}"#] {
        assert!(serde_json::from_str::<Open>(text).is_err(), "{text}");
    }
}
