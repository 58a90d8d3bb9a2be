//! Any value, and back.

use case_boolean_schemas::operations::{ListThingsOperation, PutThingsOperation};
use case_boolean_schemas::types::Thing;
use case_boolean_schemas::{Operation, RawResponse};
use serde_json::json;

#[test]
fn what_may_be_anything_is_kept_as_it_came() {
    let any = [json!(null), json!(true), json!(1.5), json!("a"), json!([null, []]), json!({"a": {"b": null}})];
    for any in any {
        let value = json!({
            "any": any.clone(),
            "named": [any.clone()],
            "list": [any.clone(), null],
            "map": {"a": any.clone(), "b": {}},
            "closed": {"a": [any.clone()]},
        });
        let thing: Thing = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&thing).unwrap(), value);
        let body = any.to_string();
        let answer = ListThingsOperation::decode(&RawResponse::new(200, body.as_bytes()));
        assert_eq!(answer.unwrap(), any);
        let request = PutThingsOperation::new(any.clone()).request().unwrap();
        assert_eq!((request.method(), request.target().as_str()), ("PUT", "/things"));
    }
}
