//! Responses, by status.

use case_responses::operations::*;
use case_responses::testing::FakeApi;
use case_responses::{Error, Operation, RawResponse, blocking};

fn success<O: Operation>(status: u16, body: &str) -> Option<O::Response> {
    O::decode(&RawResponse::new(status, body.as_bytes())).ok()
}

fn failure<O: Operation>(status: u16, body: &str) -> Option<O::Error> {
    O::decode_error(&RawResponse::new(status, body.as_bytes())).ok()
}

#[test]
fn each_status_has_its_variant() {
    type List = ListPetsOperation;
    assert!(matches!(success::<List>(200, r#"[{"name":"a"}]"#), Some(ListPetsResponse::Ok(it)) if it.len() == 1));
    let some = success::<List>(206, r#"{"next":"b"}"#);
    assert!(matches!(some, Some(ListPetsResponse::PartialContent(it)) if it.next.as_deref() == Some("b")));
    assert!(matches!(success::<List>(204, ""), Some(ListPetsResponse::NoContent)));
    assert!(success::<List>(299, "[]").is_none());
    let problem = r#"{"title":"t"}"#;
    assert!(matches!(failure::<List>(404, problem), Some(ListPetsError::NotFound(_))));
    assert!(matches!(failure::<List>(418, "short"), Some(ListPetsError::ImATeapot(it)) if it == "short"));
    assert!(matches!(failure::<List>(499, problem), Some(ListPetsError::ClientError(_))));
    assert!(matches!(failure::<List>(503, "<html>"), Some(ListPetsError::ServiceUnavailable)));
    assert!(matches!(failure::<List>(599, ""), Some(ListPetsError::Status599)));
    assert!(matches!(failure::<List>(500, "{}"), Some(ListPetsError::Other(_))));
    assert_eq!(
        List::ACCEPT,
        "application/json, application/problem+json, text/plain"
    );
}

#[test]
fn an_error_of_a_client_has_the_variant_of_its_status() {
    type List = ListPetsOperation;
    let api = FakeApi::new();
    api.reply::<List>(404, "application/problem+json", r#"{"title":"t"}"#);
    api.reply::<List>(418, "text/plain", "short");
    api.reply::<List>(200, "text/html", "<html>");
    api.disconnect::<List>();
    let client = blocking::Client::builder("https://example.com").transport(api).build().unwrap();
    let error = || -> Error { client.operations().list_pets(List::new()).send().unwrap_err() };
    let refusal = error().refusal::<List>();
    assert!(matches!(refusal, Ok(ListPetsError::NotFound(it)) if it.title.as_deref() == Some("t")));
    assert!(matches!(error().refusal::<List>(), Ok(ListPetsError::ImATeapot(it)) if it == "short"));
    // Neither an answer that cannot be read nor a call without one is an error of the operation.
    for error in [error(), error()] {
        assert!(!error.is_refused() && error.refusal::<List>().is_err(), "{error}");
    }
}

#[test]
fn bodies_that_are_alike_are_one_type() {
    for status in [200, 201, 202] {
        let pet = success::<PutPetOperation>(status, r#"{"name":"a"}"#).unwrap().unwrap();
        assert_eq!(pet.name, "a");
    }
    assert_eq!(success::<PutPetOperation>(204, ""), Some(None));
    assert!(success::<PutPetOperation>(200, "[]").is_none());
    assert_eq!(failure::<PutPetOperation>(304, ""), Some(None));
    assert!(failure::<PutPetOperation>(400, "{}").unwrap().is_some());
    assert_eq!(PutPetOperation::ACCEPT, "application/json");
}

#[test]
fn the_default_is_for_both_where_it_is_alone() {
    assert!(success::<PostPetOperation>(200, r#"{"name":"a"}"#).is_some());
    assert!(failure::<PostPetOperation>(500, r#"{"name":"a"}"#).is_some());
    assert_eq!(success::<DeletePetOperation>(200, "anything"), Some(()));
    assert_eq!(DeletePetOperation::ACCEPT, "");
}

#[test]
fn null_and_nothing_are_none() {
    assert_eq!(success::<PatchPetOperation>(200, "null"), Some(None));
    assert_eq!(success::<PatchPetOperation>(204, ""), Some(None));
    assert!(success::<PatchPetOperation>(200, r#"{"name":"a"}"#).unwrap().is_some());
}

#[test]
fn what_is_no_json_comes_as_it_is() {
    let photo = GetPhotoOperation::decode(&RawResponse::new(200, b"\xff\xd8")).unwrap();
    assert_eq!(photo.content(), b"\xff\xd8");
    assert_eq!(GetPhotoOperation::ACCEPT, "image/png, image/webp");
    assert_eq!(success::<GetNoteOperation>(200, "# Title").as_deref(), Some("# Title"));
}
