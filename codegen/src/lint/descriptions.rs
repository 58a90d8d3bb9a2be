//! Descriptions that rustdoc reads in another way than they are meant.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::emit::{Oddity, oddity};
use crate::source::locate::Part;
use crate::source::{Node, Span};

pub(super) fn check(subject: &Subject<'_>) {
    for found in &subject.objects {
        let node = found.node.get("description");
        let Some((node, text)) = node.and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        if let Some((oddity, before)) = oddity(text) {
            report(subject, node, &oddity, &before);
        }
    }
}

fn report(subject: &Subject<'_>, node: &Node<'_>, oddity: &Oddity, before: &str) {
    let (message, help) = match oddity {
        Oddity::Tag(text) => (
            format!("rustdoc would take `{text}` for HTML; it is shown as text"),
            format!("write it as code, between backticks, or `\\{text}`"),
        ),
        Oddity::Link(text) => (
            format!("rustdoc would take `{text}` for a link to Rust; it is shown as text"),
            format!("write it as code, between backticks, or `\\{text}`"),
        ),
        Oddity::Unreadable => (
            "rustdoc would lose words of this; it is shown as it is written".to_owned(),
            "write it in plainer Markdown".to_owned(),
        ),
    };
    let diagnostic = Diagnostic::new(Code::OddDescription, message);
    let written = match oddity {
        Oddity::Tag(text) | Oddity::Link(text) => written(subject, node, text, before),
        Oddity::Unreadable => None,
    };
    let diagnostic = match written {
        Some(Span { file, range }) => diagnostic.at_bytes(file, range),
        None => diagnostic.at_value(node.place),
    };
    subject.context.report(diagnostic.with_help(help));
}

/// Where a part of a description stands in the file: as often as it stands before in the
/// description, it does so there.
fn written(subject: &Subject<'_>, node: &Node<'_>, part: &str, before: &str) -> Option<Span> {
    // A quote, a backslash, or what is left out at the end is written in another way.
    let is_other = |it: char| matches!(it, '"' | '\'' | '\\' | '…') || it.is_control();
    let part = part.split(is_other).next().filter(|it| it.len() > 1)?;
    let count = before.matches(part).count();
    let Span { file, range } = subject.context.tree.span(node.place, Part::Value)?;
    let text = subject.context.tree.file(file)?.text.get(range.clone())?;
    let (at, _) = text.match_indices(part).nth(count)?;
    let start = range.start + at;
    let range = start..start + part.len();
    Some(Span { file, range })
}
