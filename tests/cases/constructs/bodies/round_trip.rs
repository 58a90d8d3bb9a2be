//! Requests with bodies.

use case_bodies::operations::*;
use case_bodies::types::Pet;
use case_bodies::{Binary, Nullable, Operation, Request};

fn sent(operation: impl Operation) -> Request {
    operation.request().unwrap()
}

fn media_type(request: &Request) -> Option<&str> {
    let mut headers = request.headers();
    headers.find(|(name, _)| *name == "Content-Type").map(|(_, value)| value)
}

fn text(request: &Request) -> String {
    String::from_utf8(request.body().unwrap().to_vec()).unwrap()
}

fn pet() -> Pet {
    Pet::new("Mog").tags(vec!["a".into(), "b".into()])
}

#[test]
fn json_is_sent() {
    let request = sent(PutJsonOperation::new(pet()));
    assert_eq!(media_type(&request), Some("application/json"));
    assert_eq!(text(&request), r#"{"name":"Mog","tags":["a","b"]}"#);

    let patch = PatchJsonRequest::new().name(Nullable::Null);
    let request = sent(PatchJsonOperation::new().body(patch));
    assert_eq!(media_type(&request), Some("application/merge-patch+json"));
    assert_eq!(text(&request), r#"{"name":null}"#);
    assert_eq!(sent(PatchJsonOperation::new()).body(), None);
    assert_eq!(sent(PostManyOperation::new()).body(), None);
    assert_eq!(text(&sent(PostManyOperation::new().body(vec![Pet::new("a")]))), r#"[{"name":"a"}]"#);
}

#[test]
fn forms_are_sent() {
    let request = sent(PostFormOperation::new(pet()));
    assert_eq!(media_type(&request), Some("application/x-www-form-urlencoded"));
    assert_eq!(text(&request), "name=Mog&tags=a,b");
}

#[test]
fn parts_are_sent() {
    let file = || Binary::new(b"\x01").file_name("a.png").media_type("image/png");
    let body = PostPartsRequest::new("t", file()).more(vec![file(), file()]).pet(pet()).count(3).meta("m");
    let request = sent(PostPartsOperation::new(body));
    let text = text(&request);
    for (part, times) in [
        ("name=\"title\"\r\n\r\nt\r\n", 1),
        ("name=\"picture\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\u{1}\r\n", 1),
        ("name=\"more\"; filename=\"a.png\"", 2),
        ("name=\"pet\"\r\nContent-Type: application/json\r\n\r\n{\"name\":\"Mog\"", 1),
        ("name=\"count\"\r\n\r\n3\r\n", 1),
        ("name=\"meta\"\r\nContent-Type: application/json\r\n\r\n\"m\"\r\n", 1),
        ("thumbnail", 0),
    ] {
        assert_eq!(text.matches(part).count(), times, "{part:?} in {text}");
    }
}

#[test]
fn what_is_no_json_is_sent_as_it_is() {
    let request = sent(PostRawOperation::new(b"\xff"));
    assert_eq!(media_type(&request), Some("application/octet-stream"));
    assert_eq!(request.body(), Some(&b"\xff"[..]));
    let image = Binary::new(b"\x01").media_type("image/webp");
    assert_eq!(media_type(&sent(PutImageOperation::new().body(image))), Some("image/webp"));
    let request = sent(PatchTextOperation::new("é"));
    assert_eq!((media_type(&request), text(&request).as_str()), (Some("text/plain; charset=utf-8"), "é"));
    assert_eq!(media_type(&sent(DeleteXmlOperation::new("<a/>"))), Some("application/xml"));
}

#[test]
fn one_of_several_is_sent() {
    let request = sent(PostSeveralOperation::new(PostSeveralBody::Json(pet())));
    assert_eq!(media_type(&request), Some("application/json"));
    let request = sent(PostSeveralOperation::new(PostSeveralBody::Text("a".into())).query_body("q"));
    assert_eq!((text(&request).as_str(), request.target().as_str()), ("a", "/several?body=q"));
    let file = PostSeveralMultipartRequest::new(b"\x01");
    let request = sent(PostSeveralOperation::new(PostSeveralBody::Multipart(file)));
    assert!(media_type(&request).unwrap().starts_with("multipart/form-data; boundary="));
    assert_eq!(sent(PutSeveralOperation::new()).body(), None);
}
