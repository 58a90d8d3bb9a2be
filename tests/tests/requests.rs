//! How the runtime makes requests and reads responses.

use serde_json::{Value, json};
use tests::runtime::{Binary, DecodeError, EncodeError, Multipart, RawResponse, Request, Style};

/// A request with one parameter in the path.
fn path(style: Style, value: &Value) -> Result<String, EncodeError> {
    let mut request = Request::new("GET", "/{color}");
    request.path_as("color", style, value)?;
    Ok(request.finish()?.target()[1..].to_owned())
}

/// A request with one parameter in the query.
fn query(style: Style, value: &Value) -> String {
    let mut request = Request::new("GET", "");
    let color = "color";
    request
        .query_as(color, style, value)
        .expect("it can be written");
    request.finish().expect("it is whole").target()
}

/// The table of the section "Style Examples" of OpenAPI 3.1.1, with its values. `preserve_order`
/// decides about the order of members: the values of objects here are in that of their keys.
#[test]
fn styles_are_as_the_standard_has_them() {
    let text = json!("blue");
    let list = json!(["blue", "black", "brown"]);
    let object = json!({ "B": 150, "G": 200, "R": 100 });
    for (style, of_text, of_list, of_object) in [
        (
            Style::Simple,
            "blue",
            "blue,black,brown",
            "B,150,G,200,R,100",
        ),
        (
            Style::SimpleExploded,
            "blue",
            "blue,black,brown",
            "B=150,G=200,R=100",
        ),
        (
            Style::Label,
            ".blue",
            ".blue,black,brown",
            ".B,150,G,200,R,100",
        ),
        (
            Style::LabelExploded,
            ".blue",
            ".blue.black.brown",
            ".B=150.G=200.R=100",
        ),
        (
            Style::Matrix,
            ";color=blue",
            ";color=blue,black,brown",
            ";color=B,150,G,200,R,100",
        ),
        (
            Style::MatrixExploded,
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";B=150;G=200;R=100",
        ),
    ] {
        assert_eq!(path(style, &text).as_deref(), Ok(of_text), "{style:?}");
        assert_eq!(path(style, &list).as_deref(), Ok(of_list), "{style:?}");
        assert_eq!(path(style, &object).as_deref(), Ok(of_object), "{style:?}");
    }
    for (style, of_text, of_list, of_object) in [
        (
            Style::Form,
            "?color=blue",
            "?color=blue,black,brown",
            "?color=B,150,G,200,R,100",
        ),
        (
            Style::FormExploded,
            "?color=blue",
            "?color=blue&color=black&color=brown",
            "?B=150&G=200&R=100",
        ),
        (
            Style::SpaceDelimited,
            "?color=blue",
            "?color=blue%20black%20brown",
            "?color=B%20150%20G%20200%20R%20100",
        ),
        (
            Style::PipeDelimited,
            "?color=blue",
            "?color=blue%7Cblack%7Cbrown",
            "?color=B%7C150%7CG%7C200%7CR%7C100",
        ),
        (
            Style::DeepObject,
            "?color=blue",
            "?color=blue&color=black&color=brown",
            "?color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
        ),
        (
            Style::Json,
            "?color=%22blue%22",
            "?color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
            "?color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D",
        ),
    ] {
        assert_eq!(query(style, &text), of_text, "{style:?}");
        assert_eq!(query(style, &list), of_list, "{style:?}");
        assert_eq!(query(style, &object), of_object, "{style:?}");
    }
    assert_eq!(path(Style::Matrix, &json!("")).as_deref(), Ok(";color"));
    assert_eq!(query(Style::Form, &json!("")), "?color=");
}

#[test]
fn what_is_absent_is_not_written() {
    for absent in [json!(null), json!([]), json!({}), json!({ "a": null })] {
        for style in [Style::Form, Style::FormExploded, Style::DeepObject] {
            assert_eq!(query(style, &absent), "", "{style:?} {absent}");
        }
        for style in [Style::Simple, Style::Label, Style::MatrixExploded] {
            assert!(path(style, &absent).is_err(), "{style:?} {absent}");
        }
    }
}

#[test]
fn nothing_of_a_value_is_read_as_something_else() {
    let odd = "a/b?c#d&e=f%g+h é\u{0}{x}";
    let escaped = "a%2Fb%3Fc%23d%26e%3Df%25g%2Bh%20%C3%A9%00%7Bx%7D";
    assert_eq!(path(Style::Simple, &json!(odd)).as_deref(), Ok(escaped));
    assert_eq!(
        query(Style::Form, &json!([odd, "x,y"])),
        format!("?color={escaped},x%2Cy")
    );

    let mut request = Request::new("GET", "/a/{b}/{c}");
    request.path("b", "{c}").expect("it can be written");
    request.path("c", "d").expect("it can be written");
    let request = request.finish().expect("it is whole");
    assert_eq!(request.target(), "/a/%7Bc%7D/d");

    let mut request = Request::new("GET", "/");
    request
        .query_reserved("next", Style::FormExploded, "https://a.b/c?d=1&e#f+g")
        .expect("text");
    assert_eq!(request.target(), "/?next=https://a.b/c?d%3D1%26e%23f%2Bg");
}

#[test]
fn no_value_leads_to_another_path() {
    for value in ["", ".", ".."] {
        let error = path(Style::Simple, &json!(value)).expect_err(value);
        assert!(!error.to_string().contains(".."), "{error}");
    }
    assert_eq!(path(Style::Simple, &json!("...")).as_deref(), Ok("..."));
    assert!(Request::new("GET", "/{never_set}").finish().is_err());

    let mut request = Request::new("GET", "/");
    for value in ["a\r\nX-Injected: 1", "a\0", "a\u{7f}"] {
        assert!(request.header("X-Name", value).is_err(), "{value:?}");
    }
    assert_eq!(request.headers().count(), 0);
}

#[test]
fn headers_and_cookies_are_collected() {
    let mut request = Request::new("GET", "/x?fixed=1#fragment");
    request.header("X-Ids", &[1, 2]).expect("a header");
    request.header("X-None", &None::<i32>).expect("a header");
    request
        .header_as("X-Filter", Style::SimpleExploded, &json!({ "a": 1 }))
        .expect("a header");
    request.cookie("session", "a b;c").expect("a cookie");
    request.cookie("tags", &["x", "y"]).expect("a cookie");
    request.query("more", &true).expect("a query");
    let request = request.finish().expect("it is whole");
    assert_eq!(request.target(), "/x?fixed=1&more=true");
    let headers: Vec<_> = request.headers().collect();
    assert_eq!(
        headers,
        [
            ("X-Ids", "1,2"),
            ("X-Filter", "a=1"),
            ("Cookie", "session=a%20b%3Bc; tags=x; tags=y"),
        ]
    );
    let shown = format!("{request:?}");
    assert!(
        !shown.contains("a%20b") && !shown.contains("1,2"),
        "{shown}"
    );
}

#[test]
fn forms_are_written() {
    let mut request = Request::new("POST", "/");
    let body = json!({ "a": "x y", "b": [1, 2], "c": { "d": 1 }, "e": null, "f": { "g": [1] } });
    request
        .form(&body, &[("f", Style::DeepObject)])
        .expect("a form");
    let text = String::from_utf8(request.body().unwrap_or_default().to_vec()).expect("text");
    assert_eq!(text, "a=x+y&b=1&b=2&c=%7B%22d%22%3A1%7D&f%5Bg%5D=1");
    assert!(request.form(&json!([1]), &[]).is_err());

    let mut request = Request::new("GET", "/search");
    request
        .query_string(&json!({ "q": "a+b", "page": 2 }))
        .expect("a query");
    let target = request.target();
    assert!(
        ["/search?q=a%2Bb&page=2", "/search?page=2&q=a%2Bb"].contains(&&*target),
        "{target}"
    );
}

#[test]
fn parts_are_kept_apart() {
    let mut form = Multipart::default();
    form.field("name", "a\"b\r\nc").expect("a field");
    form.field("none", &None::<bool>).expect("a field");
    form.field("tags", &["x", "y"]).expect("a field");
    form.json("meta", "application/json", &json!([1]))
        .expect("a field");
    let file = Binary::new("--part-0000000000000000\r\n").file_name("\"\r\n.txt");
    form.files("file", [&file.media_type("text/plain\r\nX: 1")]);
    let mut request = Request::new("POST", "/");
    request.multipart(form);
    let body = String::from_utf8(request.body().unwrap_or_default().to_vec()).expect("text");
    let boundary = "part-0000000000000001";
    let header = format!("multipart/form-data; boundary={boundary}");
    assert!(request.headers().eq([("Content-Type", &*header)]));
    let name = "Content-Disposition: form-data; name=";
    let expected = [
        format!("{name}\"name\"\r\n\r\na\"b\r\nc\r\n"),
        format!("{name}\"tags\"\r\n\r\nx\r\n"),
        format!("{name}\"tags\"\r\n\r\ny\r\n"),
        format!("{name}\"meta\"\r\nContent-Type: application/json\r\n\r\n[1]\r\n"),
        format!(
            "{name}\"file\"; filename=\"%22%0D%0A.txt\"\r\nContent-Type: text/plainX: 1\r\n\r\n\
             --part-0000000000000000\r\n\r\n"
        ),
    ];
    let expected = expected
        .map(|part| format!("--{boundary}\r\n{part}"))
        .concat();
    assert_eq!(body, format!("{expected}--{boundary}--\r\n"));
}

#[test]
fn what_cannot_be_read_is_an_error_without_content() {
    let secret = br#"{"token": "hush"}"#;
    let error = |status: u16, body: &[u8]| -> Result<i64, DecodeError> {
        RawResponse::new(status, body).json()
    };
    for (body, expected) in [
        (&b""[..], "the body ends before its JSON does"),
        (&b"  "[..], "the body ends before its JSON does"),
        (
            &b"<html>hush"[..],
            "the body is not JSON at line 1 column 1",
        ),
        (
            &secret[..],
            "the body is other JSON than was expected: expected i64, found an object",
        ),
    ] {
        let error = error(200, body).expect_err("it is no number").to_string();
        assert_eq!(error, expected);
    }
    let response = RawResponse::new(418, secret);
    assert_eq!(
        response
            .unexpected::<()>()
            .expect_err("it is an error")
            .to_string(),
        "no response is described for the status 418"
    );
    assert_eq!(
        format!("{response:?}"),
        "RawResponse { status: 418, body: 17 bytes }"
    );
    assert!(RawResponse::new(200, b"a\xff").text().is_err());
    assert_eq!(
        RawResponse::new(200, b"a").bytes::<Binary>(),
        Ok(Binary::new("a"))
    );
    assert_eq!(
        RawResponse::new(204, b"").if_any(RawResponse::json::<i64>),
        Ok(None)
    );
    assert_eq!(
        RawResponse::new(200, b"1").if_any(RawResponse::json::<i64>),
        Ok(Some(1))
    );
}
