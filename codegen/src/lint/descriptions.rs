//! Descriptions that rustdoc reads in another way than they are meant.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::emit::{Oddity, oddity};
use crate::source::Node;

pub(super) fn check(subject: &Subject<'_>) {
    for found in &subject.objects {
        let node = found.node.get("description");
        let Some((node, text)) = node.and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        if let Some(oddity) = oddity(text) {
            report(subject, node, &oddity);
        }
    }
}

fn report(subject: &Subject<'_>, node: &Node<'_>, oddity: &Oddity) {
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
    let diagnostic = Diagnostic::new(Code::OddDescription, message).at_value(node.place);
    subject.context.report(diagnostic.with_help(help));
}
