//! Components that nothing needs.

use std::collections::HashSet;

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Kind, Object};
use crate::source::Node;

pub(super) fn check(subject: &Subject<'_>) {
    let has_operations = subject.of_kind(Kind::Operation).next().is_some();
    // Documents of schemas alone are there for others to refer to.
    if !has_operations || leads_nowhere(subject) {
        return;
    }
    let schemes = used_schemes(subject);
    for component in subject.components.iter().filter(|it| !it.is_used) {
        let (section, name) = (component.section, component.entry.key.as_ref());
        let Some(what) = word(section) else {
            continue;
        };
        if section == "securitySchemes" && schemes.contains(name) {
            continue;
        }
        let message = format!("no operation and no webhook leads to the {what} `{name}`");
        let diagnostic = Diagnostic::new(Code::UnusedComponent, message);
        let help = "remove it, or refer to it";
        let diagnostic = diagnostic
            .at_key(component.entry.value.place)
            .with_help(help);
        subject.context.report(diagnostic);
    }
}

/// True when a reference leads nowhere: what was meant by it is used, whatever it is.
fn leads_nowhere(subject: &Subject<'_>) -> bool {
    [
        Code::MissingFile,
        Code::ReferenceCycle,
        Code::ReferenceOutside,
        Code::Syntax,
        Code::UnknownReference,
    ]
    .into_iter()
    .any(|code| subject.context.diagnostics.has_found(code))
}

/// The security schemes that something asks for, by their names.
fn used_schemes<'a>(subject: &Subject<'a>) -> HashSet<&'a str> {
    let root = Object::untested(subject.context, subject.root);
    let operations = subject.of_kind(Kind::Operation).map(|(object, _)| object);
    let requirements = root.into_iter().chain(operations);
    let requirements = requirements.flat_map(|object| object.items("security"));
    let mappings = requirements.filter_map(Node::as_mapping);
    let entries = mappings.flat_map(|mapping| mapping.entries());
    entries.map(|entry| entry.key.as_ref()).collect()
}

/// What a component of a section is called.
fn word(section: &str) -> Option<&'static str> {
    Some(match section {
        "callbacks" => "callback",
        "examples" => "example",
        "headers" => "header",
        "links" => "link",
        "mediaTypes" => "media type",
        "parameters" => "parameter",
        "pathItems" => "path item",
        "requestBodies" => "request body",
        "responses" => "response",
        "schemas" => "schema",
        "securitySchemes" => "security scheme",
        _ => return None,
    })
}
