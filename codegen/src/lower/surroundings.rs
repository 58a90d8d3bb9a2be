//! What surrounds the operations: the API's name, its servers, its security schemes.

use super::docs;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Api, ParameterPlace, Scheme, SchemeKind, Server};
use crate::openapi::{Document, Object, SecurityScheme};

/// Fills in everything but types and operations.
pub(super) fn lower(document: Document<'_>, api: &mut Api) {
    if let Some(info) = document.info() {
        api.title = info
            .required_text("title", "`info`")
            .unwrap_or_default()
            .to_owned();
        api.version = info
            .required_text("version", "`info`")
            .unwrap_or_default()
            .to_owned();
        api.docs = docs(info.text("description").or_else(|| info.text("summary")));
    }
    let root = document.object.context.tree.files().first();
    api.source = root.map(|file| file.path.clone()).unwrap_or_default();
    if let Some(webhooks) = document.object.get("webhooks") {
        let diagnostic = Diagnostic::new(Code::Unsupported, "webhooks are not read yet");
        document
            .object
            .context
            .report(diagnostic.at_key(webhooks.place));
    }
    let servers = document.servers().filter_map(|server| {
        Some(Server {
            url: server.url()?.to_owned(),
            docs: docs(server.description()),
            username_prefix: server.username_prefix().map(str::to_owned),
        })
    });
    api.servers = servers.collect();
    api.schemes = document
        .security_schemes()
        .into_iter()
        .filter_map(scheme)
        .collect();
}

fn scheme(scheme: SecurityScheme<'_>) -> Option<Scheme> {
    let object = scheme.object;
    let kind = object.required_text("type", "a security scheme")?;
    let kind = match (
        kind,
        object
            .text("scheme")
            .map(str::to_ascii_lowercase)
            .as_deref(),
    ) {
        ("http", Some("basic")) => SchemeKind::Basic,
        ("http", Some("bearer")) => SchemeKind::Bearer,
        ("apiKey", _) => {
            let (place, wire) = (
                api_key_place(object),
                object.required_text("name", "an API key"),
            );
            SchemeKind::ApiKey {
                place: place?,
                wire: wire?.to_owned(),
            }
        }
        ("http", None) => {
            object.missing("scheme", "HTTP authentication");
            return None;
        }
        (other, scheme) => SchemeKind::Other(scheme.unwrap_or(other).to_owned()),
    };
    Some(Scheme {
        name: scheme.name.to_owned(),
        kind,
        docs: docs(object.text("description")),
        username: scheme.client_argument("username").map(str::to_owned),
        password: scheme.client_argument("password").map(str::to_owned),
    })
}

/// Where an API key goes; one that goes nowhere is reported.
fn api_key_place(object: Object<'_>) -> Option<ParameterPlace> {
    let place = object.required_text("in", "an API key")?;
    let found = parameter_place(place).filter(|place| *place != ParameterPlace::Path);
    if found.is_none() {
        let diagnostic = Diagnostic::new(
            Code::WrongKind,
            format!("an API key cannot be in `{place}`"),
        );
        let node = object.get("in")?;
        let help = "it is in `query`, `header` or `cookie`";
        object
            .context
            .report(diagnostic.at_value(node.place).with_help(help));
    }
    found
}

/// `path`, `query`, `header` or `cookie`.
pub(super) fn parameter_place(text: &str) -> Option<ParameterPlace> {
    match text {
        "path" => Some(ParameterPlace::Path),
        "query" | "querystring" => Some(ParameterPlace::Query),
        "header" => Some(ParameterPlace::Header),
        "cookie" => Some(ParameterPlace::Cookie),
        _ => None,
    }
}
