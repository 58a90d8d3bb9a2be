//! Each style, as the table of the specification has it.

use case_styles_of_parameters::operations::*;
use case_styles_of_parameters::types::{Colour, Rgb};
use case_styles_of_parameters::Operation;

fn list() -> Vec<Colour> {
    vec![Colour::Blue, Colour::Black, Colour::Brown]
}

fn object() -> Rgb {
    Rgb::new().b(150).g(200).r(100)
}

fn target(operation: impl Operation) -> String {
    operation.request().unwrap().target()
}

/// What stands after the `?`, sorted.
fn query(operation: impl Operation) -> Vec<String> {
    let target = target(operation);
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let mut parts: Vec<String> = query.split('&').map(str::to_owned).collect();
    parts.sort_unstable();
    parts
}

#[test]
fn paths() {
    assert_eq!(
        target(SimpleOperation::new(Colour::Blue, list(), object(), Colour::Blue, list(), object())),
        "/simple/blue/blue,black,brown/B,150,G,200,R,100/blue/blue,black,brown/B=150,G=200,R=100"
    );
    assert_eq!(
        target(LabelOperation::new(Colour::Blue, list(), object(), Colour::Blue, list(), object())),
        "/label/.blue/.blue,black,brown/.B,150,G,200,R,100/.blue/.blue.black.brown/.B=150.G=200.R=100"
    );
    assert_eq!(
        target(MatrixOperation::new(Colour::Blue, list(), object(), Colour::Blue, list(), object())),
        "/matrix/;text=blue/;list=blue,black,brown/;object=B,150,G,200,R,100\
         /;text_exploded=blue/;list_exploded=blue;list_exploded=black;list_exploded=brown/;B=150;G=200;R=100"
    );
}

#[test]
fn queries() {
    let form = FormOperation::new().text(Colour::Blue).list(list()).object(object());
    let expected = ["list=blue,black,brown", "object=B,150,G,200,R,100", "text=blue"];
    assert_eq!(query(form), expected);
    let form = FormOperation::new().text_exploded(Colour::Blue).list_exploded(list()).object_exploded(object());
    let expected = [
        "B=150", "G=200", "R=100", "list_exploded=black", "list_exploded=blue",
        "list_exploded=brown", "text_exploded=blue",
    ];
    assert_eq!(query(form), expected);
    let spaces = SpaceDelimitedOperation::new().list(list()).object(object());
    let expected = ["list=blue%20black%20brown", "object=B%20150%20G%20200%20R%20100"];
    assert_eq!(query(spaces), expected);
    let pipes = PipeDelimitedOperation::new().list(list()).object(object());
    let expected = ["list=blue%7Cblack%7Cbrown", "object=B%7C150%7CG%7C200%7CR%7C100"];
    assert_eq!(query(pipes), expected);
    let deep = DeepObjectOperation::new().object_exploded(object());
    let expected = ["object_exploded%5BB%5D=150", "object_exploded%5BG%5D=200", "object_exploded%5BR%5D=100"];
    assert_eq!(query(deep), expected);
}

#[test]
fn exploded_spaces_and_pipes_are_forms() {
    let expected = ["list_exploded=black", "list_exploded=blue", "list_exploded=brown"];
    assert_eq!(query(SpaceDelimitedOperation::new().list_exploded(list())), expected);
    assert_eq!(query(PipeDelimitedOperation::new().list_exploded(list())), expected);
    let expected = ["B=150", "G=200", "R=100"];
    assert_eq!(query(SpaceDelimitedOperation::new().object_exploded(object())), expected);
    assert_eq!(query(PipeDelimitedOperation::new().object_exploded(object())), expected);
}

#[test]
fn headers_and_cookies() {
    let operation = HeaderOperation::new()
        .x_text(Colour::Blue)
        .x_list(list())
        .x_object(object())
        .x_text_exploded(Colour::Blue)
        .x_list_exploded(list())
        .x_object_exploded(object());
    let request = operation.request().unwrap();
    let mut headers: Vec<_> = request.headers().collect();
    headers.sort_unstable();
    let expected = [
        ("X-List", "blue,black,brown"),
        ("X-List-Exploded", "blue,black,brown"),
        ("X-Object", "B,150,G,200,R,100"),
        ("X-Object-Exploded", "B=150,G=200,R=100"),
        ("X-Text", "blue"),
        ("X-Text-Exploded", "blue"),
    ];
    assert_eq!(headers, expected);
    let operation = CookieOperation::new()
        .text(Colour::Blue)
        .list(list())
        .object(object())
        .text_exploded(Colour::Blue)
        .list_exploded(list())
        .object_exploded(object());
    let request = operation.request().unwrap();
    let cookies: Vec<&str> = request.headers().flat_map(|(_, value)| value.split("; ")).collect();
    let expected = [
        "list=blue,black,brown", "list_exploded=blue", "list_exploded=black", "list_exploded=brown",
        "object=B,150,G,200,R,100", "B=150", "G=200", "R=100", "text=blue", "text_exploded=blue",
    ];
    assert_eq!(cookies, expected);
}

#[test]
fn what_is_new_is_written_and_cannot_leave_its_place() {
    let new = || Colour::from("a/b,c;d&e=f?g #%\r\n");
    let written = "a%2Fb%2Cc%3Bd%26e%3Df%3Fg%20%23%25%0D%0A";
    let operation =
        LabelOperation::new(new(), vec![new(), Colour::Blue], object(), new(), vec![new()], object());
    let path = target(operation);
    assert_eq!(path.matches('/').count(), 7, "{path}");
    assert_eq!(path.matches(written).count(), 4, "{path}");
    assert_eq!(query(FormOperation::new().list_exploded(vec![new()])), [format!("list_exploded={written}")]);
    assert!(HeaderOperation::new().x_text(new()).request().is_err());
}

#[test]
fn what_is_absent_or_empty_is_not_sent() {
    assert_eq!(target(FormOperation::new()), "/form");
    assert_eq!(target(FormOperation::new().list(vec![]).list_exploded(vec![])), "/form");
    assert_eq!(HeaderOperation::new().request().unwrap().headers().count(), 0);
    assert_eq!(CookieOperation::new().request().unwrap().headers().count(), 0);
    let empty = SimpleOperation::new(Colour::from(""), list(), object(), Colour::Blue, list(), object());
    assert!(empty.request().is_err(), "a part of a path cannot be empty");
}
