//! Parameters that stand twice, or that a path does not always have. Those that do not match their
//! path are found where a crate is made.

use std::collections::HashMap;

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Kind, Object};
use crate::source::{Node, Place, Value};

pub(super) fn check(subject: &Subject<'_>) {
    let holders = [Kind::PathItem, Kind::Operation];
    for (holder, _) in holders.into_iter().flat_map(|kind| subject.of_kind(kind)) {
        check_repeated(subject, holder);
    }
    for (parameter, _) in subject.of_kind(Kind::Parameter) {
        check_presence(parameter);
        check_schema(parameter);
    }
}

fn check_repeated<'a>(subject: &Subject<'a>, holder: Object<'a>) {
    let mut seen: HashMap<(&str, &str), Place> = HashMap::new();
    for item in holder.items("parameters") {
        let target = subject.context.follow(item);
        let text = |key: &str| target?.get(key)?.as_str();
        let (Some(name), Some(place)) = (text("name"), text("in")) else {
            continue;
        };
        if let Some(first) = seen.insert((name, place), item.place) {
            let message = format!("two parameters in `{place}` are called `{name}`");
            let diagnostic = Diagnostic::new(Code::DuplicateParameter, message)
                .at_value(item.place)
                .with_note_at_value(first, "it stands here first")
                .with_help("keep one of the two");
            subject.context.report(diagnostic);
        }
    }
}

/// What stands in the path is always there.
fn check_presence(parameter: Object<'_>) {
    let is_in_path = parameter.get("in").and_then(Node::as_str) == Some("path");
    let required = parameter.get("required");
    if !is_in_path || required.is_some_and(|it| it.value == Value::Bool(true)) {
        return;
    }
    let message = "a parameter of the path is always there";
    let diagnostic =
        Diagnostic::new(Code::PathParameter, message).with_help("say `required: true`");
    parameter
        .context
        .report(match required.or(parameter.get("in")) {
            Some(node) => diagnostic.at_key(node.place),
            None => diagnostic.at_key(parameter.place),
        });
}

/// A parameter has a `schema` or a `content`, and not both.
fn check_schema(parameter: Object<'_>) {
    let (schema, content) = (parameter.get("schema"), parameter.get("content"));
    let message = match (schema, content) {
        (None, None) => "nothing says what the values of this parameter are",
        (Some(_), Some(_)) => "both `schema` and `content` say what the values are",
        _ => return,
    };
    let place = content.map_or(parameter.place, |node| node.place);
    let diagnostic = Diagnostic::new(Code::ParameterSchema, message).at_key(place);
    let help = "describe them with `schema`, or with `content` where they are of a media type";
    parameter.context.report(diagnostic.with_help(help));
}
