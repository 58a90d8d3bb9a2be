//! Which body of which operation a sample is: its path says so.

use crate::diagnostics::{Code, Diagnostic, closest};
use crate::ir::{Api, Operation, Way};
use crate::openapi::Context;
use crate::source::FileId;

/// What a sample is said to be.
pub(super) struct Named<'o> {
    pub(super) operation: &'o Operation,
    pub(super) kind: Kind,
}

/// A body of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Request,
    /// A response of that status.
    Response(u16),
}

impl Named<'_> {
    /// Which way the body goes.
    pub(super) fn way(&self) -> Way {
        match self.kind {
            Kind::Request => Way::Sent,
            Kind::Response(_) => Way::Received,
        }
    }
}

/// Reads the path of a sample: `otp.sms.send/response-200.json`, or `…/response-200.empty.json` where
/// there are several. The operation goes by its id or by its path in the crate. A path that says
/// nothing known is reported, in the file.
pub(super) fn read<'o>(
    path: &str,
    api: &'o Api,
    context: Context<'_>,
    file: FileId,
) -> Option<Named<'o>> {
    let refuse = |message: String, help: Option<String>| {
        let diagnostic = Diagnostic::new(Code::UnknownSample, message).at_offset(file, 0);
        context.report(diagnostic.with_help_if(help));
        None
    };
    let Some((name, body)) = path.rsplit_once('/') else {
        let help = "put it into a folder that is called like its operation";
        return refuse(
            "this sample belongs to no operation".into(),
            Some(help.into()),
        );
    };
    let is_called = |it: &&Operation| it.id == name || accessor(it) == name;
    let Some(operation) = api.operations.iter().find(is_called) else {
        let accessors = api.operations.iter().map(accessor);
        let names: Vec<String> = api
            .operations
            .iter()
            .map(|it| it.id.clone())
            .chain(accessors)
            .collect();
        let meant = closest(name, names.iter().map(String::as_str));
        let help = meant.map(|meant| format!("did you mean `{meant}`?"));
        return refuse(format!("no operation is called `{name}`"), help);
    };
    let Some(kind) = kind(body) else {
        let help = "samples are called `request.json` or `response-200.json`, with a word of your \
                    own before `.json` where there are several: `response-200.empty.json`";
        return refuse(format!("`{body}` names no body"), Some(help.into()));
    };
    Some(Named { operation, kind })
}

/// How an operation is reached in the crate: `otp.sms.send`.
fn accessor(operation: &Operation) -> String {
    let module = operation.module.iter().map(String::as_str);
    let path: Vec<_> = module.chain([operation.method_name.as_str()]).collect();
    path.join(".")
}

fn kind(body: &str) -> Option<Kind> {
    let stem = body.strip_suffix(".json")?;
    let (kind, _note) = stem.split_once('.').unwrap_or((stem, ""));
    match kind.strip_prefix("response-") {
        Some(status) => {
            let status = status.parse().ok()?;
            (100..600)
                .contains(&status)
                .then_some(Kind::Response(status))
        }
        None => (kind == "request").then_some(Kind::Request),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bodies() {
        assert_eq!(kind("request.json"), Some(Kind::Request));
        assert_eq!(kind("request.full.json"), Some(Kind::Request));
        assert_eq!(kind("response-200.json"), Some(Kind::Response(200)));
        assert_eq!(
            kind("response-404.not-found.json"),
            Some(Kind::Response(404))
        );
        for name in [
            "response.json",
            "response-2XX.json",
            "request.txt",
            "response-99.json",
        ] {
            assert_eq!(kind(name), None, "{name}");
        }
    }
}
