//! What surrounds the operations: the API's name, its servers, its security schemes.

use super::docs;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::ir::{Api, ParameterPlace, Scheme, SchemeKind, Server, ServerVariable};
use crate::openapi::{self, Document, Object, SecurityScheme, security_of};
use crate::source::Node;

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
    api.servers = servers(document.servers());
    api.security = security_of(document.object);
    api.schemes = document
        .security_schemes()
        .into_iter()
        .filter_map(scheme)
        .collect();
}

/// Where something is served. A URL that begins with a slash is relative to the document.
pub(super) fn servers<'a>(servers: impl Iterator<Item = openapi::Server<'a>>) -> Vec<Server> {
    let variable = |(name, object): (&'a str, Object<'a>)| ServerVariable {
        name: name.to_owned(),
        default: object
            .required_text("default", "a server's variable")
            .unwrap_or_default()
            .to_owned(),
        values: object
            .texts("enum")
            .map(|(value, _)| value.to_owned())
            .collect(),
    };
    let server = |server: openapi::Server<'a>| {
        Some(Server {
            url: server.url()?.to_owned(),
            docs: docs(server.description()),
            variables: server.variables().map(variable).collect(),
            username_prefix: server.username_prefix().map(str::to_owned),
        })
    };
    servers.filter_map(server).collect()
}

/// The types of security schemes.
const KINDS: [&str; 5] = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];

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
            let (place, wire) = (place?, wire?);
            check_header_name(object, wire);
            SchemeKind::ApiKey {
                place,
                wire: wire.to_owned(),
            }
        }
        ("http", None) => {
            object.missing("scheme", "HTTP authentication");
            return None;
        }
        (other, _) if !KINDS.contains(&other) => {
            let message = format!("a security scheme cannot be of the type `{other}`");
            let diagnostic = Diagnostic::new(Code::InvalidValue, message)
                .at_value(object.get("type")?.place)
                .with_help(format!("the types are `{}`", KINDS.join("`, `")))
                .with_meant(closest(other, KINDS));
            object.context.report(diagnostic);
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
    let found = parameter_place(place)
        .filter(|place| !matches!(place, ParameterPlace::Path | ParameterPlace::QueryString));
    if found.is_none() {
        let diagnostic = Diagnostic::new(
            Code::InvalidValue,
            format!("an API key cannot be in `{place}`"),
        );
        let node = object.get("in")?;
        let help = "it is in `query`, `header` or `cookie`";
        object.context.report(
            diagnostic
                .at_value(node.place)
                .with_help(help)
                .with_meant(closest(place, ["query", "header", "cookie"])),
        );
    }
    found
}

/// `path`, `query`, `header` or `cookie`.
pub(super) fn parameter_place(text: &str) -> Option<ParameterPlace> {
    match text {
        "path" => Some(ParameterPlace::Path),
        "query" => Some(ParameterPlace::Query),
        "querystring" => Some(ParameterPlace::QueryString),
        "header" => Some(ParameterPlace::Header),
        "cookie" => Some(ParameterPlace::Cookie),
        _ => None,
    }
}

/// Reports what goes into a header that HTTP takes no such name for.
pub(super) fn check_header_name(object: Object<'_>, name: &str) {
    let is_header = object.get("in").and_then(Node::as_str) == Some("header");
    if is_header && !openapi::is_header_name(name) {
        let place = object.get("name").map_or(object.place, |node| node.place);
        let diagnostic = openapi::no_header_name(name, "request").at_value(place);
        object.context.report(diagnostic);
    }
}
