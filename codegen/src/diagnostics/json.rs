//! Findings for machines: one object of JSON each, on one line.

use std::ops::Range;

use serde::Serialize;

use super::{Diagnostic, Location};
use crate::source::Tree;

/// A finding, as its line has it. Members are never left out; what is not there is null.
#[derive(Debug, Serialize)]
struct Message<'d> {
    code: &'static str,
    /// `error` or `warning`.
    level: &'static str,
    message: &'d str,
    /// Where it is, then the other places that are involved.
    spans: Vec<Span<'d>>,
    help: Option<&'d str>,
    replacement: Option<ReplacedText>,
}

/// Some text of a file. Lines and columns are counted from 1, columns in characters; bytes from 0.
#[derive(Debug, Serialize)]
struct Span<'d> {
    file: String,
    byte_start: usize,
    byte_end: usize,
    line_start: usize,
    column_start: usize,
    line_end: usize,
    column_end: usize,
    /// True for the place of the finding itself.
    is_primary: bool,
    /// What the place has to do with the finding, if it is another one.
    label: Option<&'d str>,
}

/// What to write instead of some bytes, and the finding is gone.
#[derive(Debug, Serialize)]
struct ReplacedText {
    file: String,
    byte_start: usize,
    byte_end: usize,
    text: String,
}

/// One finding as one line of JSON, without the end of the line.
///
/// It has the members `code`, `level`, `message`, `spans`, `help` and `replacement`; `docs/
/// diagnostics.md` says what is in them. Paths are shown below `folder`, as
/// [`render`](super::render()) does.
pub fn to_json(tree: &Tree<'_>, diagnostic: &Diagnostic, folder: &str) -> String {
    let own = diagnostic.location.map(|location| (location, None));
    let notes = diagnostic.notes.iter();
    let notes = notes.map(|(location, label)| (*location, Some(label.as_str())));
    let places = own.into_iter().chain(notes);
    let message = Message {
        code: diagnostic.code.as_str(),
        level: diagnostic.level.as_str(),
        message: &diagnostic.message,
        spans: places
            .filter_map(|(location, label)| span(tree, location, label, folder))
            .collect(),
        help: diagnostic.help.as_deref(),
        replacement: replaced(tree, diagnostic, folder),
    };
    // Only maps with keys that are no text cannot be written.
    serde_json::to_string(&message).unwrap_or_default()
}

fn span<'d>(
    tree: &Tree<'_>,
    location: Location,
    label: Option<&'d str>,
    folder: &str,
) -> Option<Span<'d>> {
    let (id, Range { start, end }) = location.bytes(tree)?;
    let file = tree.file(id)?;
    let ((line_start, column_start), (line_end, column_end)) =
        (file.line_column(start), file.line_column(end));
    Some(Span {
        file: format!("{folder}{}", file.path),
        byte_start: start,
        byte_end: end,
        line_start,
        column_start,
        line_end,
        column_end,
        is_primary: label.is_none(),
        label,
    })
}

fn replaced(tree: &Tree<'_>, diagnostic: &Diagnostic, folder: &str) -> Option<ReplacedText> {
    let location = diagnostic.location?;
    let (file, bytes, text) = diagnostic.replacement.as_ref()?.edit(tree, location)?;
    Some(ReplacedText {
        file: format!("{folder}{}", tree.file(file)?.path),
        byte_start: bytes.start,
        byte_end: bytes.end,
        text,
    })
}
