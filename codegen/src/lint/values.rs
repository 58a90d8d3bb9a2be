//! Defaults, examples and listed values that do not fit their schemas.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Kind, Object, Schema, Strictness, is_of, misfits, unfit_value, wanted};
use crate::source::{Node, Value};

pub(super) fn check(subject: &Subject<'_>) {
    for (schema, found) in subject.schemas() {
        check_own(subject, schema, found.node);
        check_listed(subject, schema, found.node);
    }
    for kind in [Kind::Parameter, Kind::Header, Kind::MediaType] {
        for (object, _) in subject.of_kind(kind) {
            if let Some(schema) = object.get("schema") {
                check_examples(subject, object, schema);
            }
        }
    }
}

/// What a schema says of its own values.
fn check_own<'a>(subject: &Subject<'a>, schema: Schema<'a>, node: &'a Node<'a>) {
    let default = schema.object.get("default");
    // In OpenAPI 3.0 nothing else says that there is no default.
    let default = default.filter(|node| node.value != Value::Null);
    let examples = schema.object.get("examples").and_then(Node::as_sequence);
    let examples = examples.unwrap_or_default().iter();
    let examples = schema.object.get("example").into_iter().chain(examples);
    let examples = examples.map(|it| (it, "example"));
    for (value, what) in default
        .map(|it| (it, "default"))
        .into_iter()
        .chain(examples)
    {
        report(subject, value, node, what);
    }
}

/// Listed values that are of another type than the one beside them, or do not keep its limits.
fn check_listed<'a>(subject: &Subject<'a>, schema: Schema<'a>, node: &'a Node<'a>) {
    let types = schema.types();
    for value in schema.enum_values() {
        if value.value == Value::Null {
            continue;
        }
        if types.is_empty() || types.iter().any(|ty| is_of(value, *ty, schema)) {
            report(subject, value, node, "listed value");
            continue;
        }
        let wanted = wanted(value, schema);
        let message = format!("this value is {}, but `type` says {wanted}", value.kind());
        let diagnostic = Diagnostic::new(Code::UnfitValue, message);
        subject.context.report(diagnostic.at_value(value.place));
    }
}

/// The examples of a parameter, a header or a body.
fn check_examples<'a>(subject: &Subject<'a>, object: Object<'a>, schema: &'a Node<'a>) {
    if let Some(example) = object.get("example") {
        report(subject, example, schema, "example");
    }
    let examples = object.get("examples").and_then(Node::as_mapping);
    for entry in examples.into_iter().flat_map(|it| it.entries()) {
        let example = subject.context.follow(&entry.value);
        let value = example.and_then(|it| it.get("dataValue").or_else(|| it.get("value")));
        if let Some(value) = value {
            report(subject, value, schema, "example");
        }
    }
}

fn report<'a>(subject: &Subject<'a>, value: &'a Node<'a>, schema: &'a Node<'a>, what: &str) {
    let strictness = Strictness::Everything(&subject.patterns);
    for misfit in misfits(subject.context, value, schema, strictness) {
        subject.context.report(unfit_value(&misfit, what));
    }
}
