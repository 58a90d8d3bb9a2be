//! Keywords that the version of the document has no more.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Node;

/// `nullable` is gone since OpenAPI 3.1: whoever follows the standard does not see that null is
/// meant.
pub(super) fn check(subject: &Subject<'_>) {
    let version = subject.root.get("openapi").and_then(Node::as_str);
    if version.is_none_or(|version| version.starts_with("3.0")) {
        return;
    }
    for (schema, _) in subject.schemas() {
        if let Some(node) = schema.object.get("nullable") {
            let message = "`nullable` says nothing since OpenAPI 3.1; it is read as in 3.0";
            let help = "write `\"null\"` among the types: `type: [string, \"null\"]`";
            let diagnostic = Diagnostic::new(Code::OutdatedKeyword, message).at_key(node.place);
            subject.context.report(diagnostic.with_help(help));
        }
    }
}
