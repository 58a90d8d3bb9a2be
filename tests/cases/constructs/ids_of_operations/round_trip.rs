//! Each operation is itself, whatever its id.

use case_ids_of_operations::operations::{ListOperation, ListOperation2, PutThingsOperation};
use case_ids_of_operations::{Operation, parts};

fn facts<O: Operation>(operation: O) -> String {
    let request = operation.request().unwrap();
    format!("{} {}", request.method(), request.target())
}

#[test]
fn operations_with_one_id_make_requests_of_their_own() {
    assert_eq!(facts(ListOperation::new()), "GET /things");
    assert_eq!(facts(ListOperation2::new()), "POST /things");
    assert_eq!(facts(parts::ListOperation::new("a/b")), "GET /things/a%2Fb/parts");
    assert_eq!((ListOperation::ID, ListOperation2::ID, parts::ListOperation::ID), ("list", "list", "list"));
}

#[test]
fn operations_without_an_id_are_called_by_method_and_path() {
    assert_eq!(facts(PutThingsOperation::new()), "PUT /things");
    assert_eq!(facts(parts::DeleteThingsIdPartsOperation::new("1")), "DELETE /things/1/parts");
    assert_eq!(PutThingsOperation::ID, "put /things");
}
