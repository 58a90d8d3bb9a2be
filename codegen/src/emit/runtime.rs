//! The part of the hand-written runtime that a crate uses, as files of that crate.

use std::collections::BTreeSet;

use crate::manifest::Needs;

/// Every file of `codegen/runtime` but `mod.rs`.
const FILES: &[(&str, &str)] = &[
    ("answer", include_str!("../../runtime/answer.rs")),
    ("api", include_str!("../../runtime/api.rs")),
    ("base64", include_str!("../../runtime/base64.rs")),
    (
        "base64_digits",
        include_str!("../../runtime/base64_digits.rs"),
    ),
    ("base_url", include_str!("../../runtime/base_url.rs")),
    ("binary", include_str!("../../runtime/binary.rs")),
    ("blocking", include_str!("../../runtime/blocking.rs")),
    (
        "blocking_body",
        include_str!("../../runtime/blocking_body.rs"),
    ),
    (
        "blocking_client",
        include_str!("../../runtime/blocking_client.rs"),
    ),
    (
        "blocking_transport",
        include_str!("../../runtime/blocking_transport.rs"),
    ),
    ("body", include_str!("../../runtime/body.rs")),
    ("call", include_str!("../../runtime/call.rs")),
    ("client", include_str!("../../runtime/client.rs")),
    (
        "client_builder",
        include_str!("../../runtime/client_builder.rs"),
    ),
    ("clock", include_str!("../../runtime/clock.rs")),
    ("credential", include_str!("../../runtime/credential.rs")),
    ("date", include_str!("../../runtime/date.rs")),
    ("date_time", include_str!("../../runtime/date_time.rs")),
    ("decimal", include_str!("../../runtime/decimal.rs")),
    (
        "decimal_number",
        include_str!("../../runtime/decimal_number.rs"),
    ),
    (
        "encode_error",
        include_str!("../../runtime/encode_error.rs"),
    ),
    ("error", include_str!("../../runtime/error.rs")),
    ("error_shown", include_str!("../../runtime/error_shown.rs")),
    ("exchange", include_str!("../../runtime/exchange.rs")),
    ("extra", include_str!("../../runtime/extra.rs")),
    ("form", include_str!("../../runtime/form.rs")),
    ("integer", include_str!("../../runtime/integer.rs")),
    ("members", include_str!("../../runtime/members.rs")),
    ("mismatch", include_str!("../../runtime/mismatch.rs")),
    ("multipart", include_str!("../../runtime/multipart.rs")),
    ("null", include_str!("../../runtime/null.rs")),
    ("nullable", include_str!("../../runtime/nullable.rs")),
    ("open_enum", include_str!("../../runtime/open_enum.rs")),
    (
        "open_integer_enum",
        include_str!("../../runtime/open_integer_enum.rs"),
    ),
    ("operation", include_str!("../../runtime/operation.rs")),
    ("options", include_str!("../../runtime/options.rs")),
    (
        "raw_response",
        include_str!("../../runtime/raw_response.rs"),
    ),
    ("receiver", include_str!("../../runtime/receiver.rs")),
    ("redacted", include_str!("../../runtime/redacted.rs")),
    ("request", include_str!("../../runtime/request.rs")),
    (
        "reqwest_transport",
        include_str!("../../runtime/reqwest_transport.rs"),
    ),
    ("retry_after", include_str!("../../runtime/retry_after.rs")),
    ("said", include_str!("../../runtime/said.rs")),
    ("secret", include_str!("../../runtime/secret.rs")),
    ("server", include_str!("../../runtime/server.rs")),
    ("style", include_str!("../../runtime/style.rs")),
    ("tagged", include_str!("../../runtime/tagged.rs")),
    ("testing", include_str!("../../runtime/testing.rs")),
    ("text", include_str!("../../runtime/text.rs")),
    (
        "text_methods",
        include_str!("../../runtime/text_methods.rs"),
    ),
    ("text_type", include_str!("../../runtime/text_type.rs")),
    ("tls", include_str!("../../runtime/tls.rs")),
    ("trace", include_str!("../../runtime/trace.rs")),
    ("transport", include_str!("../../runtime/transport.rs")),
    (
        "transport_error",
        include_str!("../../runtime/transport_error.rs"),
    ),
    ("union", include_str!("../../runtime/union.rs")),
    (
        "union_levels",
        include_str!("../../runtime/union_levels.rs"),
    ),
    (
        "ureq_transport",
        include_str!("../../runtime/ureq_transport.rs"),
    ),
    ("uri", include_str!("../../runtime/uri.rs")),
    ("uuid", include_str!("../../runtime/uuid.rs")),
    ("variant", include_str!("../../runtime/variant.rs")),
];

/// `codegen/runtime/mod.rs`: which names each file gives.
const INDEX: &str = include_str!("../../runtime/mod.rs");

/// What marks a line as the generator's: a fragment of TOML.
const FRONT_MATTER: &str = "//@ ";

/// The crate name that examples in the runtime import.
const PLACEHOLDER: &str = "crate_name";

/// The runtime of one crate.
pub(super) struct Runtime {
    /// Paths below the crate, and texts.
    pub(super) files: Vec<(String, String)>,
    /// The names that callers see at the crate's root.
    pub(super) exports: Vec<Export>,
    /// What the files need in the manifest.
    pub(super) needs: Needs,
}

/// A name that callers see at the crate's root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Export {
    /// The attribute that says with which features it is there; none when it always is.
    pub(super) gate: Option<String>,
    pub(super) name: String,
}

/// Selects the files that give the names in `used`, and those that they need themselves.
pub(super) fn select(used: &BTreeSet<String>, crate_name: &str) -> Runtime {
    let names = used
        .iter()
        .filter_map(|path| path.strip_prefix("crate::runtime::"));
    let mut modules: BTreeSet<String> = names.filter_map(module_of).map(str::to_owned).collect();
    let mut needs = Needs::default();
    let mut files = Vec::new();
    let mut waiting: Vec<String> = modules.iter().cloned().collect();
    while let Some(module) = waiting.pop() {
        let Some((_, text)) = FILES.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        let (front_matter, body) = split(text);
        for other in needs.add_front_matter(&front_matter) {
            if modules.insert(other.clone()) {
                waiting.push(other);
            }
        }
        let body = body.replace(PLACEHOLDER, crate_name);
        files.push((format!("src/runtime/{module}.rs"), body));
    }
    let index = index(&modules);
    let exports = exports(&index);
    if !files.is_empty() {
        files.push(("src/runtime/mod.rs".into(), index));
    }
    files.sort();
    Runtime {
        files,
        exports,
        needs,
    }
}

/// The file that gives a name, by the index.
fn module_of(name: &str) -> Option<&'static str> {
    let uses = INDEX.lines().filter_map(|line| line.split_once("use "));
    let mut parts = uses.filter_map(|(_, rest)| rest.trim_end_matches(';').split_once("::"));
    let giving = parts.find(|(_, names)| listed(names).any(|listed| listed == name));
    let itself = || INDEX.lines().filter_map(declared).find(|it| *it == name);
    giving.map(|(module, _)| module).or_else(itself)
}

/// `{A, B}` or `A`.
fn listed(names: &str) -> impl Iterator<Item = &str> {
    names.trim_matches(['{', '}']).split(',').map(str::trim)
}

fn split(text: &str) -> (String, &str) {
    let mut front_matter = String::new();
    let mut body = text;
    while let Some(rest) = body.strip_prefix(FRONT_MATTER) {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        front_matter.push_str(line);
        front_matter.push('\n');
        body = after;
    }
    (front_matter, body.trim_start_matches('\n'))
}

/// The index without the files that are not there.
fn index(modules: &BTreeSet<String>) -> String {
    let is_kept = |paragraph: &&str| {
        let module = paragraph.lines().find_map(declared);
        module.is_none_or(|module| modules.contains(module))
    };
    let kept: Vec<&str> = INDEX.trim_end().split("\n\n").filter(is_kept).collect();
    kept.join("\n\n") + "\n"
}

/// The module that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    Some(line.strip_prefix("mod ")?.trim_end_matches(';'))
}

/// What `pub use` gives, by the attribute in front of it.
fn exports(index: &str) -> Vec<Export> {
    let mut exports = Vec::new();
    let mut gate = None;
    for line in index.lines() {
        if line.starts_with("#[cfg(") {
            gate = Some(line.to_owned());
            continue;
        }
        let names = line.strip_prefix("pub use ");
        let names = names.and_then(|line| line.trim_end_matches(';').split_once("::"));
        exports.extend(names.into_iter().flat_map(|(_, names)| {
            let gate = &gate;
            listed(names).map(move |name| Export {
                gate: gate.clone(),
                name: name.to_owned(),
            })
        }));
        let module = line.strip_prefix("pub mod ");
        exports.extend(module.map(|name| Export {
            gate: gate.clone(),
            name: name.trim_end_matches(';').to_owned(),
        }));
        gate = None;
    }
    exports.sort();
    exports
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_index_is_carried() {
        let declared: Vec<&str> = INDEX.lines().filter_map(declared).collect();
        assert_eq!(
            declared,
            FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>()
        );
    }

    #[test]
    fn only_what_is_used_is_selected() {
        let runtime = select(
            &BTreeSet::from(["crate::runtime::Secret".to_owned()]),
            "pets",
        );
        let paths: Vec<&str> = runtime
            .files
            .iter()
            .map(|(path, _)| path.as_str())
            .collect();
        let expected = [
            "src/runtime/mod.rs",
            "src/runtime/secret.rs",
            "src/runtime/text.rs",
        ];
        assert!(paths == expected || paths == expected[..2], "{paths:?}");
        let names: Vec<&str> = runtime.exports.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Secret"]);
        assert!(
            runtime
                .files
                .iter()
                .all(|(_, text)| !text.contains(PLACEHOLDER))
        );
        assert!(
            runtime
                .files
                .iter()
                .all(|(_, text)| !text.contains(FRONT_MATTER))
        );
    }

    #[test]
    fn nothing_used_is_nothing_selected() {
        let runtime = select(&BTreeSet::new(), "pets");
        assert!(runtime.files.is_empty() && runtime.exports.is_empty());
    }
}
