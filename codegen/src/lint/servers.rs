//! Variables of servers: those of the address, and those that are described.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::openapi::{Kind, Object};

pub(super) fn check(subject: &Subject<'_>) {
    for (server, _) in subject.of_kind(Kind::Server) {
        check_server(server);
    }
}

fn check_server(server: Object<'_>) {
    let Some((node, url)) = server
        .get("url")
        .and_then(|node| Some((node, node.as_str()?)))
    else {
        return;
    };
    let named: Vec<&str> = named(url).collect();
    let variables = server.entries("variables");
    let described = |name: &str| variables.iter().any(|it| it.key == name);
    let report = |diagnostic: Diagnostic| server.context.report(diagnostic);
    for name in named.iter().filter(|name| !described(name)) {
        let message = format!("the server has no variable `{name}`, which its address names");
        let diagnostic = Diagnostic::new(Code::UnknownName, message).at_value(node.place);
        report(diagnostic.with_help("describe it under `variables`, with a `default`"));
    }
    for entry in variables.iter().filter(|it| !named.contains(&&*it.key)) {
        let message = format!("the address of the server does not name `{}`", entry.key);
        let diagnostic = Diagnostic::new(Code::UnknownName, message).at_key(entry.value.place);
        report(diagnostic.with_meant(closest(&entry.key, named.iter().copied())));
    }
}

/// What stands between braces.
fn named(url: &str) -> impl Iterator<Item = &str> {
    url.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
}
