//! Requests with parameters.

use case_parameters::operations::{GetFileOperation, GetPetOperation, SearchOperation};
use case_parameters::types::{Filter, Kind};
use case_parameters::Operation;

#[test]
fn the_smallest_request_has_what_is_required() {
    let operation = GetPetOperation::new(Kind::Cat, 7, "t");
    let request = operation.request().unwrap();
    assert_eq!((request.method(), request.target().as_str()), ("GET", "/pets/cat/7"));
    assert_eq!(request.headers().collect::<Vec<_>>(), [("trace", "t")]);
}

#[test]
fn each_parameter_is_written_in_its_style() {
    let filter = || Filter::new().age(3).name("a b");
    let operation = GetPetOperation::new(Kind::from("fish/es"), -1, "t")
        .x_rate(filter())
        .x_tags(vec!["x".into(), "y".into()])
        .query_id("hush")
        .fields(vec!["a,b".into(), "c".into()])
        .joined(vec![Kind::Cat, Kind::Dog])
        .spaced(vec!["a".into(), "b".into()])
        .piped(vec![1, 2])
        .deep(filter())
        .spread(filter())
        .next("https://example.com/?a=b")
        .json(filter())
        .session("s")
        .with_request("r");
    let request = operation.request().unwrap();
    let (path, query) = request.target().split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert_eq!(path, "/pets/fish%2Fes/-1");
    let mut parts: Vec<&str> = query.split('&').collect();
    parts.sort_unstable();
    assert_eq!(
        parts,
        [
            "age=3",
            "deep%5Bage%5D=3",
            "deep%5Bname%5D=a%20b",
            "fields=a%2Cb",
            "fields=c",
            "id=hush",
            "joined=cat,dog",
            "json=%7B%22age%22%3A3%2C%22name%22%3A%22a%20b%22%7D",
            "name=a%20b",
            "next=https://example.com/?a%3Db",
            "piped=1%7C2",
            "request=r",
            "spaced=a%20b",
        ]
    );
    let headers = [("X-Rate", "age=3,name=a b"), ("X-Tags", "x,y"), ("trace", "t"), ("Cookie", "session=s")];
    assert_eq!(request.headers().collect::<Vec<_>>(), headers);
    let shown = format!("{:?}", operation.phone("+1"));
    assert!(!shown.contains("+1") && !shown.contains("hush"), "{shown}");
}

#[test]
fn paths_have_styles_too() {
    let operation = GetFileOperation::new(vec!["a".into(), "b".into()], vec![1, 2], "p", "u");
    assert_eq!(operation.request().unwrap().target(), "/files/.a,b;range=1;range=2;point=p/of/u");
    assert!(GetFileOperation::new(vec![], vec![1], "p", "u").request().is_err());
}

#[test]
fn a_query_can_be_one_value() {
    let operation = SearchOperation::new().all(Filter::new().age(1).name("x"));
    assert_eq!(operation.request().unwrap().target(), "/search?age=1&name=x");
}
