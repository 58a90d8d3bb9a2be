//! From a path into a document to the range of its text.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod corpus;
mod findings;
mod json;
mod limits;
mod yaml;

use std::ops::Range;

use codegen::source::locate::{Format, Part, Step, locate};

const fn key(name: &str) -> Step<'_> {
    Step::Key {
        name,
        occurrence: 0,
    }
}

const fn nth(name: &str, occurrence: usize) -> Step<'_> {
    Step::Key { name, occurrence }
}

const fn at(position: usize) -> Step<'static> {
    Step::Index(position)
}

fn one(text: &str, format: Format, path: &[Step<'_>], part: Part) -> Option<Range<usize>> {
    locate(text, format, &[(path, part)]).remove(0)
}

/// Asserts that a path leads to what stands between `«` and `»`, or nowhere if nothing does.
#[track_caller]
fn check(format: Format, marked: &str, path: &[Step<'_>], part: Part) {
    let text = marked.replace(['«', '»'], "");
    let marks = marked.find('«').zip(marked.find('»'));
    let expected = marks.map(|(start, end)| start..end - '«'.len_utf8());
    let found = one(&text, format, path, part);
    let show = |range: &Option<Range<usize>>| range.clone().map(|range| text[range].to_owned());
    let (left, right) = (show(&found), show(&expected));
    assert_eq!(
        found, expected,
        "{left:?} instead of {right:?} for {path:?} in\n{marked}"
    );
}

#[track_caller]
fn yaml(marked: &str, path: &[Step<'_>]) {
    check(Format::Yaml, marked, path, Part::Value);
}

#[track_caller]
fn json(marked: &str, path: &[Step<'_>]) {
    check(Format::Json, marked, path, Part::Value);
}

#[track_caller]
fn json_key(marked: &str, path: &[Step<'_>]) {
    check(Format::Json, marked, path, Part::Key);
}
