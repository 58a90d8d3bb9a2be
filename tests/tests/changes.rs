//! The report of each change in `tests/cases/changes` is what is expected.
//!
//! `cargo test -p tests --test verdicts` holds the same expectations against the compiler.

use std::collections::BTreeSet;

use tests::change::{self, Expected};

#[test]
fn each_change_is_reported_as_expected() {
    let mut wrong = Vec::new();
    let cases = change::all();
    for case in &cases {
        let reported = change::reported(&case.old, &case.new);
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
