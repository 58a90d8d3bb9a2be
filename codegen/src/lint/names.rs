//! Names that nothing has: security schemes, operations of links, schemas of discriminators. And
//! those that no header of a response can have.

use std::collections::HashSet;

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::openapi::{Kind, Object, is_header_name, no_header_name};
use crate::source::{Node, Place};

pub(super) fn check(subject: &Subject<'_>) {
    check_security(subject);
    check_links(subject);
    check_mappings(subject);
    check_headers(subject);
}

fn check_security(subject: &Subject<'_>) {
    let components = subject.root.get("components");
    let components = components.and_then(|it| subject.context.follow(it));
    let schemes = components.and_then(|it| it.get("securitySchemes"));
    let schemes = subject.context.entries(schemes).iter();
    let names: Vec<&str> = schemes.map(|entry| entry.key.as_ref()).collect();
    let root = Object::untested(subject.context, subject.root);
    let operations = subject.of_kind(Kind::Operation).map(|(object, _)| object);
    let requirements = root.into_iter().chain(operations);
    for requirement in requirements.flat_map(|object| object.items("security")) {
        let entries = requirement.as_mapping().into_iter();
        for entry in entries.flat_map(|it| it.entries()) {
            // A name may be the address of a scheme in another document.
            let is_known = names.contains(&&*entry.key) || entry.key.contains(['/', '#', ':']);
            if !is_known {
                let message = format!("there is no security scheme `{}`", entry.key);
                let diagnostic = unknown(message, &entry.key, &names);
                subject.context.report(diagnostic.at_key(entry.value.place));
            }
        }
    }
}

fn check_links(subject: &Subject<'_>) {
    let operations = subject.of_kind(Kind::Operation);
    let ids: HashSet<&str> = operations
        .filter_map(|(operation, _)| operation.get("operationId")?.as_str())
        .collect();
    for (link, _) in subject.of_kind(Kind::Link) {
        let id = link.get("operationId").filter(|it| it.as_str().is_some());
        if let Some((id, text)) = id.and_then(|id| Some((id, id.as_str()?)))
            && !ids.contains(text)
        {
            let mut known: Vec<&str> = ids.iter().copied().collect();
            known.sort_unstable();
            let message = format!("there is no operation `{text}`");
            report_at_value(subject, unknown(message, text, &known), id.place);
        }
    }
}

/// A mapping leads to a schema by its name or by a reference.
fn check_mappings(subject: &Subject<'_>) {
    let schemas = subject
        .components
        .iter()
        .filter(|it| it.section == "schemas");
    let names: Vec<&str> = schemas.map(|it| it.entry.key.as_ref()).collect();
    for (discriminator, _) in subject.of_kind(Kind::Discriminator) {
        let entries = discriminator.entries("mapping").iter();
        let lost = entries.filter(|entry| subject.context.mapped(&entry.value).is_none());
        for node in lost.map(|entry| &entry.value) {
            report_lost(subject, node, &names);
        }
    }
}

/// The headers of a response. Those of requests are checked by whoever makes requests.
fn check_headers(subject: &Subject<'_>) {
    for (response, _) in subject.of_kind(Kind::Response) {
        let headers = response.entries("headers").iter();
        for entry in headers.filter(|it| !is_header_name(&it.key)) {
            let diagnostic = no_header_name(&entry.key, "response");
            subject.context.report(diagnostic.at_key(entry.value.place));
        }
    }
}

fn report_lost<'a>(subject: &Subject<'a>, node: &'a Node<'a>, names: &[&str]) {
    match node.as_str() {
        Some(text) if !text.contains(['/', '#', '.']) => {
            let message = format!("there is no schema `{text}`");
            report_at_value(subject, unknown(message, text, names), node.place);
        }
        Some(_) => {
            // Says why it leads nowhere.
            let _ = subject.context.resolve(node);
        }
        None => subject.context.wrong_kind(node, "the name of a schema"),
    }
}

fn unknown(message: String, name: &str, known: &[&str]) -> Diagnostic {
    let meant = closest(name, known.iter().copied());
    Diagnostic::new(Code::UnknownName, message).with_meant(meant)
}

fn report_at_value(subject: &Subject<'_>, diagnostic: Diagnostic, place: Place) {
    subject.context.report(diagnostic.at_value(place));
}
