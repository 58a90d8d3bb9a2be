//! Enums of strings and of integers.

use std::collections::HashMap;

use super::budget::VALUE;
use super::declare::Role;
use super::{Lowering, docs, types};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Docs, Enum, Origin, Shape, Variant};
use crate::name::{self, Claimed, Scope};
use crate::openapi::{Schema, duplicate_value};
use crate::source::{Node, Place, Value};

/// The variant that keeps every value that the schema does not list.
const UNKNOWN: &str = "Unknown";

/// Where documents say what each value means: by value, or in the order of the values. Others have
/// these keys as well, in other forms, which say nothing here.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

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
        self.report_wide_values(schema);
        let integers = self.variants(schema, |node| match &node.value {
            Value::Integer(value) => i64::try_from(**value).ok(),
            _ => None,
        });
        (!integers.is_empty()).then_some(Shape::IntegerEnum(Enum { variants: integers }))
    }

    /// Integers that no `i64` holds cannot be told apart from unknown ones.
    fn report_wide_values(&self, schema: Schema<'a>) {
        for node in schema.enum_values() {
            let is_wide = match &node.value {
                Value::Integer(value) => i64::try_from(**value).is_err(),
                _ => false,
            };
            if is_wide {
                let message = "this value does not fit a signed integer of 64 bits, as which the \
                               listed values are read, and is left out";
                let help = "without the list, `format: uint64` takes all values up to 2^64 - 1";
                let diagnostic = Diagnostic::new(Code::UnfitValue, message).with_help(help);
                self.context.report(diagnostic.at_value(node.place));
            }
        }
    }

    fn variants<Wire>(
        &mut self,
        schema: Schema<'a>,
        wire_of: fn(&Node<'a>) -> Option<Wire>,
    ) -> Vec<Variant<Wire>>
    where
        Wire: ToString + Clone + Eq + std::hash::Hash,
    {
        self.check_value_keys(schema);
        let mut scope = Scope::default();
        let mut seen: HashMap<Wire, Place> = HashMap::new();
        let mut variants = Vec::new();
        let enum_origin = self.origin(schema.object.place);
        for node in schema.enum_values() {
            let text = wire_of(node).map(|wire| wire.to_string());
            let text = text.filter(|text| self.given_variant(schema, text).is_none());
            if let Some(name) = text.and_then(|it| self.pins.variant(&enum_origin, &it)) {
                scope.keep(name, node.place);
            }
        }
        for (position, node) in schema.enum_values().iter().enumerate() {
            let Some(wire) = wire_of(node) else {
                continue;
            };
            let text = wire.to_string();
            if let Some(first) = seen.get(&wire) {
                self.context
                    .report(duplicate_value(&text, node.place, *first));
                continue;
            }
            seen.insert(wire.clone(), node.place);
            let given = self.given_variant(schema, &text);
            let wanted = match &given {
                Some((name, _)) => name.clone(),
                None => self.variant_name(&enum_origin, &text),
            };
            let claimed = scope.claim(&wanted, node.place);
            if let Some(first) = claimed.first {
                let given_at = given.map(|(_, place)| place);
                self.report_same_variant(&claimed, &wanted, node.place, given_at, first);
            }
            let docs = variant_docs(schema, &text, position);
            if !self.spend(node.place, VALUE + text.len() + docs.0.len()) {
                break;
            }
            let name = claimed.name;
            variants.push(Variant { wire, name, docs });
        }
        variants
    }

    /// Reports what is said of a value that the enum does not have.
    fn check_value_keys(&self, schema: Schema<'a>) {
        let listed = |key: &str| {
            schema.enum_values().iter().any(|node| match &node.value {
                Value::Integer(value) => value.to_string() == key,
                _ => node.as_str() == Some(key),
            })
        };
        let described = DESCRIPTIONS.into_iter().filter_map(|key| {
            let descriptions = schema.object.get(key)?.as_mapping()?;
            Some(descriptions.entries())
        });
        for entries in described.chain([schema.object.entries("x-rust-variants")]) {
            for entry in entries.iter().filter(|it| !listed(&it.key)) {
                let message = format!("the enum has no value `{}`", entry.key);
                let diagnostic = Diagnostic::new(Code::UnfitValue, message);
                self.context.report(diagnostic.at_key(entry.value.place));
            }
        }
    }

    fn report_same_variant(
        &self,
        claimed: &Claimed<Place>,
        wanted: &str,
        second: Place,
        given_at: Option<Place>,
        first: Place,
    ) {
        let message = format!("two values would be called `{wanted}`");
        let diagnostic = match given_at {
            Some(given) => Diagnostic::new(Code::NameCollision, message).at_value(given),
            None => {
                let message = format!("{message}; this one becomes `{}`", claimed.name);
                Diagnostic::new(Code::NumberedName, message).at_key(second)
            }
        };
        self.context.report(
            diagnostic
                .with_note_at_key(first, "the other one stands here")
                .with_help("name one of them under `x-rust-variants`"),
        );
    }

    /// The name from `x-rust-variants` (value → name), and where it is given.
    fn given_variant(&self, schema: Schema<'a>, text: &str) -> Option<(String, Place)> {
        let given = schema.object.get("x-rust-variants")?.get(text)?;
        let name = self.checked_name(given, Role::Variant)?;
        if name != UNKNOWN {
            return Some((name.to_owned(), given.place));
        }
        let message = format!("`{UNKNOWN}` is the variant of the values that are not listed");
        let diagnostic = Diagnostic::new(Code::InvalidName, message).at_value(given.place);
        self.context
            .report(diagnostic.with_help("give the value another name"));
        None
    }

    /// The pinned name, else from the value.
    fn variant_name(&self, enum_origin: &Origin, text: &str) -> String {
        if let Some(pinned) = self.pins.variant(enum_origin, text) {
            return pinned.to_owned();
        }
        match name::variant_name(text) {
            taken if taken == UNKNOWN || !name::is_valid(&taken) => format!("Value{taken}"),
            free => free,
        }
    }
}

/// What the document says of a value.
fn variant_docs(schema: Schema<'_>, text: &str, position: usize) -> Docs {
    let description = DESCRIPTIONS.into_iter().find_map(|key| {
        let descriptions = schema.object.get(key)?;
        let by_value = descriptions.get(text);
        let in_order = || descriptions.as_sequence()?.get(position);
        by_value.or_else(in_order)?.as_str()
    });
    docs(description)
}
