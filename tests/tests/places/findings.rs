//! Where the findings about a whole document point to.

use codegen::diagnostics::{Code, Location};
use codegen::{Documents, Request, Settings, Texts, generate};

/// What a document is found to have, each with the text that it points to.
fn found(text: &str) -> Vec<(Code, String)> {
    let settings = Settings::new("openapi.yaml");
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: "places",
        settings: &settings,
        surface: None,
        manifest: "",
    };
    let texts = Texts::new();
    let generation = generate(&texts, &Documents::single(text), &request);
    let pointed = |location| match location {
        Location::Node(..) | Location::Bytes(..) => {
            let (_, range) = location.bytes(&generation.tree).unwrap();
            text[range].to_owned()
        }
        Location::Offset(_, offset) => text[offset..].chars().take(1).collect(),
    };
    let diagnostics = generation.diagnostics.iter();
    diagnostics
        .map(|it| (it.code, it.location.map(pointed).unwrap_or_default()))
        .collect()
}

const START: &str = "openapi: 3.1.0\ninfo: {title: é, version: '1'}\npaths: {}\n";

#[test]
fn a_second_key_is_found_and_what_is_below_it_is_not_read() {
    let text = format!(
        "{START}components:\n  schemas:\n    A: {{type: object}}\n    'A': {{type: wrong}}\n    \"A\": {{b: 1, b: 2}}\n"
    );
    let expected = ["'A'", "\"A\"", "b"].map(|key| (Code::DuplicateKey, key.to_owned()));
    assert_eq!(found(&text), expected);
}

#[test]
fn merged_entries_are_found_where_they_are_written() {
    let text = format!(
        "{START}x-base: &base {{properties: {{a: {{type: on}}}}, type: tw}}\ncomponents:\n  schemas:\n    A:\n      <<: [*base, {{type: thr}}]\n      required: fou\n"
    );
    let found = found(&text);
    assert!(
        found.contains(&(Code::WrongKind, "fou".into())),
        "{found:?}"
    );
    assert!(
        found.contains(&(Code::UnknownType, "tw".into())),
        "{found:?}"
    );
    assert!(
        !found.contains(&(Code::UnknownType, "thr".into())),
        "{found:?}"
    );
}

#[test]
fn what_no_document_should_be_is_refused_quickly() {
    let cases = [
        (String::new(), Code::WrongKind),
        ("# nothing\n---\n".to_owned(), Code::WrongKind),
        (
            format!("{START}x: {}", "[".repeat(100_000)),
            Code::LimitExceeded,
        ),
        (
            format!("{START}x: {}", "{a: ".repeat(100_000)),
            Code::LimitExceeded,
        ),
        (
            format!("{START}x:\n  {}", "- ".repeat(100_000)),
            Code::LimitExceeded,
        ),
        (
            format!("{START}x:\n  {}", "? ".repeat(10_000)),
            Code::Syntax,
        ),
        (
            format!(
                "{START}x: &x [{0}]\ny: [{1}]\n",
                "1,".repeat(9999),
                "*x,".repeat(9999)
            ),
            Code::LimitExceeded,
        ),
    ];
    for (text, code) in cases {
        let codes: Vec<_> = found(&text).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [code], "{:?}", &text[..text.len().min(80)]);
    }
}

#[test]
fn ten_thousand_places_take_one_pass() {
    let schemas = (0..10_000).map(|n| format!("    S{n}: {{type: wrong{n}}}\n"));
    let text = format!(
        "{START}components:\n  schemas:\n{}",
        schemas.collect::<String>()
    );
    for (number, (code, pointed)) in found(&text).into_iter().enumerate() {
        assert_eq!(
            (code, pointed),
            (Code::UnknownType, format!("wrong{number}"))
        );
    }
}
