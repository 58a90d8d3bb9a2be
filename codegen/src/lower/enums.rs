//! Enums of strings and of integers.

use std::collections::HashSet;

use super::{Lowering, docs, types};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Docs, Enum, Origin, Shape, Variant};
use crate::name::{self, Claimed, Scope};
use crate::openapi::Schema;
use crate::source::{Node, Place, Value};

/// The variant that keeps every value that the schema does not list.
const UNKNOWN: &str = "Unknown";

impl<'a> Lowering<'a> {
    /// The shape of an enum; none when its values are of several kinds.
    pub(super) fn enum_shape(&mut self, schema: Schema<'a>) -> Option<Shape> {
        if !types::is_open_enum(schema) {
            return None;
        }
        let strings = self.variants(schema, |node| node.as_str().map(str::to_owned));
        if !strings.is_empty() {
            return Some(Shape::StringEnum(Enum { variants: strings }));
        }
        let integers = self.variants(schema, |node| match &node.value {
            Value::Integer(value) => i64::try_from(**value).ok(),
            _ => None,
        });
        Some(Shape::IntegerEnum(Enum { variants: integers }))
    }

    fn variants<Wire>(
        &mut self,
        schema: Schema<'a>,
        wire_of: fn(&Node<'a>) -> Option<Wire>,
    ) -> Vec<Variant<Wire>>
    where
        Wire: ToString + Clone + Eq + std::hash::Hash,
    {
        let mut scope = Scope::default();
        let mut seen = HashSet::new();
        let mut variants = Vec::new();
        let enum_origin = self.origin(schema.object.place);
        for node in schema.enum_values() {
            let Some(wire) = wire_of(node) else {
                continue;
            };
            let text = wire.to_string();
            if !seen.insert(wire.clone()) {
                let message = format!("the value `{text}` stands twice");
                let diagnostic = Diagnostic::new(Code::UnfitValue, message).at_value(node.place);
                self.context
                    .report(diagnostic.with_help("keep one of the two"));
                continue;
            }
            let wanted = self.variant_name(&enum_origin, schema, &text);
            let claimed = scope.claim(&wanted, node.place);
            if let Some(first) = claimed.first {
                self.report_same_variant(&claimed, &wanted, node.place, first);
            }
            let docs = variant_docs(schema, &text);
            let name = claimed.name;
            variants.push(Variant { wire, name, docs });
        }
        variants
    }

    fn report_same_variant(
        &self,
        claimed: &Claimed<Place>,
        wanted: &str,
        second: Place,
        first: Place,
    ) {
        let name = &claimed.name;
        let message = format!("two values would be called `{wanted}`; this one becomes `{name}`");
        self.context.report(
            Diagnostic::new(Code::NumberedName, message)
                .at_key(second)
                .with_note_at_key(first, "the other one stands here")
                .with_help("name one of them under `x-rust-variants`"),
        );
    }

    /// The name from `x-rust-variants` (value → name), else the pinned one, else from the value.
    fn variant_name(&self, enum_origin: &Origin, schema: Schema<'a>, text: &str) -> String {
        let given = schema
            .object
            .get("x-rust-variants")
            .and_then(|names| names.get(text));
        let given = given.and_then(|given| self.context.text(given));
        if let Some(given) = given.filter(|given| name::is_valid(given) && *given != UNKNOWN) {
            return given.to_owned();
        }
        if let Some(pinned) = self.pins.variant(enum_origin, text) {
            return pinned.to_owned();
        }
        match name::variant_name(text) {
            taken if taken == UNKNOWN || !name::is_valid(&taken) => format!("Value{taken}"),
            free => free,
        }
    }
}

/// What `x-enum-descriptions` (value → text) says of a value.
fn variant_docs(schema: Schema<'_>, text: &str) -> Docs {
    let descriptions = schema.object.get("x-enum-descriptions");
    let description = descriptions.and_then(|descriptions| descriptions.get(text));
    docs(description.and_then(|node| schema.object.context.text(node)))
}
