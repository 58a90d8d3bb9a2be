//! Discriminators whose property is not there.

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Object, Schema};
use crate::source::Node;

/// So many schemas deep is looked for a property.
const DEEPEST: usize = 20;

pub(super) fn check(subject: &Subject<'_>) {
    for (schema, found) in subject.schemas() {
        let Some(discriminator) = schema.object.get("discriminator") else {
            continue;
        };
        let Some(object) = Object::untested(subject.context, discriminator) else {
            continue;
        };
        let Some(name) = object.required_text("propertyName", "a discriminator") else {
            continue;
        };
        let place = object.get("propertyName");
        // With a default, the property may be absent.
        let may_be_absent = object.get("defaultMapping").is_some();
        for branch in branches(schema, found.node) {
            let presence = presence(subject, branch, name, 0);
            let fault = match presence {
                Presence::Required | Presence::Unknown => continue,
                Presence::Optional if may_be_absent => continue,
                Presence::Optional => "does not require",
                Presence::Absent => "does not have",
            };
            report(subject, place.unwrap_or(discriminator), branch, name, fault);
        }
    }
}

/// The schemas that a discriminator tells apart, or the one that has the property for all.
fn branches<'a>(schema: Schema<'a>, node: &'a Node<'a>) -> Vec<&'a Node<'a>> {
    let parts = ["oneOf", "anyOf"]
        .into_iter()
        .flat_map(|key| schema.object.items(key));
    let parts: Vec<&Node<'a>> = parts.collect();
    match parts.is_empty() || !schema.properties().is_empty() {
        true => vec![node],
        false => parts,
    }
}

/// What a schema says of a property.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Presence {
    Absent,
    Optional,
    Required,
    /// The schema cannot be looked into.
    Unknown,
}

fn presence<'a>(subject: &Subject<'a>, node: &'a Node<'a>, name: &str, depth: usize) -> Presence {
    let target = subject.context.follow(node);
    let object = target.and_then(|it| Object::untested(subject.context, it));
    let Some(object) = object.filter(|_| depth < DEEPEST) else {
        return Presence::Unknown;
    };
    let schema = Schema { object };
    let requires = schema.required().iter().any(|(it, _)| *it == name);
    let has = schema.properties().iter().any(|it| it.key == name);
    let own = match (has, requires) {
        (_, true) => Presence::Required,
        (true, false) => Presence::Optional,
        (false, false) => Presence::Absent,
    };
    let below = |node| presence(subject, node, name, depth + 1);
    let of_all = object.items("allOf").iter().map(below).max();
    // Of several, each has to have it.
    let choices = ["oneOf", "anyOf"].into_iter();
    let of_choices = choices.filter_map(|key| object.items(key).iter().map(below).min());
    let found = of_all.into_iter().chain(of_choices).chain([own]);
    found.max().unwrap_or(own)
}

fn report<'a>(
    subject: &Subject<'a>,
    place: &'a Node<'a>,
    branch: &'a Node<'a>,
    name: &str,
    fault: &str,
) {
    let target = subject.context.follow(branch).unwrap_or(branch);
    let schema = match subject.name_of(target) {
        position if position.parse::<usize>().is_ok() => "one of the schemas".to_owned(),
        name => format!("`{name}`"),
    };
    let message = format!("{schema} {fault} `{name}`, which tells the schemas apart");
    let help = format!("describe `{name}` under `properties`, and list it under `required`");
    let diagnostic = Diagnostic::new(Code::DiscriminatorProperty, message)
        .at_value(place.place)
        .with_note_at_key(target.place, "the schema stands here")
        .with_help(help);
    subject.context.report(diagnostic);
}
