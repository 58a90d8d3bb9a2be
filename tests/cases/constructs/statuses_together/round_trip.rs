//! What comes back, by status.

use case_statuses_together::operations::{MakeThingOperation, PutThingOperation, PutThingResponse};
use case_statuses_together::{Operation, RawResponse};

const NAMED: &[u8] = br#"{"name":"a","unknown":1}"#;

#[test]
fn bodies_that_are_alike_are_one_type() {
    for status in [200, 201, 299] {
        let thing = MakeThingOperation::decode(&RawResponse::new(status, NAMED)).unwrap();
        assert_eq!(thing.name.as_deref(), Some("a"));
    }
    for status in [300, 404, 599] {
        let response = RawResponse::new(status, br#"{"title":"t"}"#);
        let problem = MakeThingOperation::decode_error(&response).unwrap();
        assert_eq!(problem.title.as_deref(), Some("t"));
    }
}

#[test]
fn bodies_that_differ_are_told_by_their_status() {
    let decode = |status| PutThingOperation::decode(&RawResponse::new(status, NAMED));
    assert!(matches!(decode(200), Ok(PutThingResponse::Ok(it)) if it.name.is_some()));
    assert!(matches!(decode(201), Ok(PutThingResponse::Created(it)) if it.id.is_none()));
}
