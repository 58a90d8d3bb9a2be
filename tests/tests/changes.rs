//! The report of each change in `tests/cases/changes` is what is expected.
//!
//! `cargo test -p tests --test verdicts` holds the same expectations against the compiler.

use std::collections::BTreeSet;

use codegen::surface::Surface;
use codegen::surface::diff::{Effect, Level, compare};
use codegen::{Documents, Request, Settings, Texts, record};
use tests::change::{self, Expected};

#[test]
fn each_change_is_reported_as_expected() {
    let mut wrong = Vec::new();
    let cases = change::all();
    for case in &cases {
        let old = surface(&case.old, None);
        let new = surface(&case.new, Some(&old));
        let reported = reported(&old, &new);
        if reported != case.expected {
            wrong.push(format!(
                "{}\n  expected {}\n  reported {}",
                case.place,
                shown(&case.expected),
                shown(&reported)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn no_two_cases_have_one_heading() {
    let cases = change::all();
    let headings: BTreeSet<&str> = cases.iter().map(|case| case.heading()).collect();
    assert_eq!(headings.len(), cases.len());
}

fn surface(document: &str, surface: Option<&Surface>) -> Surface {
    let texts = Texts::new();
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: "changes",
        settings: &Settings::new("openapi.yaml"),
        surface,
        manifest: "",
    };
    let recording = record(&texts, &Documents::single(document), &request);
    recording
        .surface
        .unwrap_or_else(|| panic!("{:?}\n{document}", recording.diagnostics))
}

fn reported(old: &Surface, new: &Surface) -> Expected {
    let changes = compare(old, new);
    let mut reported = Expected {
        verdict: Level::of(&changes).to_string(),
        ..Expected::default()
    };
    for change in &changes {
        reported.kinds.insert(change.kind.to_string());
        for (name, effect) in [
            ("wire", change.wire),
            ("decode", change.decode),
            ("source", change.source),
        ] {
            if effect == Effect::Breaking {
                reported.breaking.insert(name.to_owned());
            }
        }
    }
    reported
}

fn shown(it: &Expected) -> String {
    let words = |words: &BTreeSet<String>| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.join(", ")
    };
    format!(
        "{} ({}) {}",
        it.verdict,
        words(&it.breaking),
        words(&it.kinds)
    )
}
