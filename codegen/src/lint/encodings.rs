//! What is said of the members of a form that it does not have.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::openapi::{Context, Kind, Object, Schema};
use crate::source::Node;

/// So many schemas deep is looked for a member.
const DEEPEST: usize = 20;

pub(super) fn check(subject: &Subject<'_>) {
    for (media, _) in subject.of_kind(Kind::MediaType) {
        let (Some(schema), encodings) = (media.get("schema"), media.entries("encoding")) else {
            continue;
        };
        let mut names = Vec::new();
        if encodings.is_empty() || !collect(subject.context, schema, &mut names, 0) {
            continue;
        }
        for entry in encodings.iter().filter(|it| !names.contains(&&*it.key)) {
            let message = format!("the schema has no member `{}`", entry.key);
            let diagnostic = Diagnostic::new(Code::UnknownName, message)
                .at_key(entry.value.place)
                .with_note_at_key(schema.place, "its members are described here")
                .with_meant(closest(&entry.key, names.iter().copied()));
            subject.context.report(diagnostic);
        }
    }
}

/// Collects the members that a schema names. False where there may be others.
fn collect<'a>(
    context: Context<'a>,
    node: &'a Node<'a>,
    names: &mut Vec<&'a str>,
    depth: usize,
) -> bool {
    let target = context.follow(node);
    let object = target.and_then(|target| Object::untested(context, target));
    let Some(object) = object.filter(|_| depth < DEEPEST) else {
        return false;
    };
    let properties = Schema { object }.properties().iter();
    names.extend(properties.map(|entry| entry.key.as_ref()));
    let open = [
        "additionalProperties",
        "patternProperties",
        "unevaluatedProperties",
    ];
    let is_open = |key: &&str| object.get(key).is_some_and(|it| it.as_mapping().is_some());
    let parts = ["allOf", "anyOf", "oneOf"].into_iter();
    let mut parts = parts.flat_map(|key| object.items(key));
    let are_closed = parts.all(|part| collect(context, part, names, depth + 1));
    are_closed && !names.is_empty() && !open.iter().any(is_open)
}
