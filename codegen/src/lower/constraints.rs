//! What a schema asks of a value beyond its type.

use super::{Lowering, scalars};
use crate::ir::{Asked, Constraints, Type};
use crate::openapi::{Schema, reference_of};
use crate::source::{Node, Value};

impl<'a> Lowering<'a> {
    /// What a schema asks of its value, by itself and by the parts of an `allOf` that stand in it, in
    /// so far as the type does not say it.
    pub(super) fn constraints_of(&self, node: &'a Node<'a>, ty: &Type) -> Asked {
        let parts = node.get("allOf").and_then(Node::as_sequence);
        let parts = parts.unwrap_or_default().iter();
        let inline = parts.filter(|part| reference_of(part).is_none());
        let nodes = [node].into_iter().chain(inline);
        let mappings = nodes.filter(|node| node.as_mapping().is_some());
        let schemas: Vec<Schema<'a>> = mappings
            .filter_map(|node| Schema::new(self.context, node))
            .collect();
        let number = |key| schemas.iter().find_map(|schema| schema.number(key));
        let bound = |key| schemas.iter().find_map(|schema| number_only(*schema, key));
        let lengths = lengths(ty);
        let mut defaults = schemas.iter().filter_map(|it| it.object.get("default"));
        let default = defaults.find(|node| node.value != Value::Null);
        let default = default.filter(|default| self.check_fit(default, node, "default"));
        let constraints = Constraints {
            minimum: number("minimum"),
            maximum: number("maximum"),
            exclusive_minimum: bound("exclusiveMinimum"),
            exclusive_maximum: bound("exclusiveMaximum"),
            multiple_of: number("multipleOf"),
            min_length: number(lengths.0),
            max_length: number(lengths.1),
            unique_items: schemas.iter().any(|it| it.object.flag("uniqueItems")),
            pattern: schemas
                .iter()
                .find_map(|it| it.object.text("pattern"))
                .map(str::to_owned),
            default: default.map(Node::to_json),
            format: schemas
                .iter()
                .find_map(|schema| scalars::unsaid_format(*schema, ty)),
        };
        constraints.into()
    }
}

/// The keys that limit how long a value is.
fn lengths(ty: &Type) -> (&'static str, &'static str) {
    match ty {
        Type::List(_) => ("minItems", "maxItems"),
        Type::Map(_) | Type::Object => ("minProperties", "maxProperties"),
        Type::Nullable(inner) => lengths(inner),
        _ => ("minLength", "maxLength"),
    }
}

/// OpenAPI 3.0 has `exclusiveMinimum: true` beside `minimum`; only numbers are limits.
fn number_only(schema: Schema<'_>, key: &str) -> Option<String> {
    match schema.object.get(key)?.value {
        Value::Bool(_) => None,
        _ => schema.number(key),
    }
}
