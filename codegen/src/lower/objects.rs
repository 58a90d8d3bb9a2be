//! What an object says of its members: its own properties, and those it has through `allOf`.

use super::Lowering;
use super::unions::only_limits;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::ir::TypeId;
use crate::openapi::{Schema, SchemaType};
use crate::source::{Entry, Node, Place, Value};

/// The members of an object, merged.
#[derive(Default)]
pub(super) struct Members<'a> {
    pub(super) properties: Vec<Property<'a>>,
    required: Vec<(&'a str, &'a Node<'a>)>,
    /// True when the object may have members without a description.
    open: bool,
    visited: Vec<Place>,
}

/// A property, and the named type that it comes from when it is not the object's own.
pub(super) struct Property<'a> {
    pub(super) entry: &'a Entry<'a>,
    pub(super) owner: Option<TypeId>,
}

impl<'a> Members<'a> {
    pub(super) fn is_required(&self, name: &str) -> bool {
        self.required.iter().any(|(required, _)| *required == name)
    }
}

impl<'a> Lowering<'a> {
    /// The members of a schema that is an object with named members; none for any other schema.
    pub(super) fn members_of(&self, schema: Schema<'a>) -> Option<Members<'a>> {
        let mut members = Members::default();
        let all_objects = self.gather(schema, None, &mut members);
        (all_objects && !members.properties.is_empty()).then_some(members)
    }

    /// Adds what a schema says of members. False when the schema is more than an object.
    fn gather(&self, schema: Schema<'a>, owner: Option<TypeId>, into: &mut Members<'a>) -> bool {
        let place = schema.object.place;
        if into.visited.contains(&place) {
            return true;
        }
        into.visited.push(place);
        let types = schema.types();
        let may_be_object = types.is_empty() || types == [SchemaType::Object];
        let chooses = |key: &str| !schema.object.items(key).iter().all(only_limits);
        let is_choice = chooses("anyOf")
            || chooses("oneOf")
            || ["enum", "const"]
                .iter()
                .any(|key| schema.object.get(key).is_some());
        if !may_be_object || is_choice {
            return false;
        }
        for part in schema.object.items("allOf") {
            if part.value == Value::Bool(true) {
                continue;
            }
            let followed = self.context.follow(part);
            let Some(part_schema) = followed.and_then(|node| Schema::new(self.context, node))
            else {
                return false;
            };
            let owner = self.ids.get(&part_schema.object.place).copied().or(owner);
            if !self.gather(part_schema, owner, into) {
                return false;
            }
        }
        for entry in schema.properties() {
            self.add_property(Property { entry, owner }, into);
        }
        into.required.extend(schema.required());
        into.open |= schema.object.get("additionalProperties").is_some();
        true
    }

    /// A property that is there already keeps its place in the order; what is said last holds.
    fn add_property(&self, property: Property<'a>, into: &mut Members<'a>) {
        let same = |other: &&mut Property<'a>| other.entry.key == property.entry.key;
        let Some(there) = into.properties.iter_mut().find(same) else {
            into.properties.push(property);
            return;
        };
        let (first, second) = (&there.entry.value, &property.entry.value);
        if first.place != second.place && says_another_type(first, second) {
            let message = format!("`{}` has another type in `allOf`", property.entry.key);
            let diagnostic = Diagnostic::new(Code::ConflictingMembers, message)
                .at_key(second.place)
                .with_note_at_key(first.place, "it stands here first")
                .with_help("the later one is used; describe it once, or alike");
            self.context.report(diagnostic);
        }
        *there = property;
    }

    /// Reports what `required` lists and `properties` does not have.
    pub(super) fn check_required(&self, members: &Members<'a>) {
        let names = || {
            members
                .properties
                .iter()
                .map(|property| property.entry.key.as_ref())
        };
        for (name, node) in &members.required {
            if members.open || names().any(|property| property == *name) {
                continue;
            }
            let help = closest(name, names()).map(|name| format!("did you mean `{name}`?"));
            let message = format!("`{name}` is required, but there is no such property");
            let diagnostic = Diagnostic::new(Code::UnknownRequiredMember, message)
                .at_value(node.place)
                .with_help("describe it under `properties`, or take it out of `required`")
                .with_help_if(help);
            self.context.report(diagnostic);
        }
    }
}

/// True when two schemas of one property name different types.
fn says_another_type(first: &Node<'_>, second: &Node<'_>) -> bool {
    let differs = |key: &str| match (first.get(key), second.get(key)) {
        (Some(first), Some(second)) => first.to_json() != second.to_json(),
        _ => false,
    };
    differs("type") || differs("$ref")
}
