//! What a schema asks of a value beyond its type.

use super::{Lowering, scalars};
use crate::ir::{Constraints, Type};
use crate::openapi::Schema;
use crate::source::{Node, Value};

impl<'a> Lowering<'a> {
    /// What a schema asks of its value, in so far as the type does not say it.
    pub(super) fn constraints_of(&self, node: &'a Node<'a>, ty: &Type) -> Constraints {
        let Some(schema) = node
            .as_mapping()
            .and_then(|_| Schema::new(self.context, node))
        else {
            return Constraints::default();
        };
        let lengths = lengths(ty);
        let default = schema
            .object
            .get("default")
            .filter(|node| node.value != Value::Null);
        let default = default.filter(|default| self.check_fit(default, node, "default"));
        Constraints {
            minimum: schema.number("minimum"),
            maximum: schema.number("maximum"),
            exclusive_minimum: number_only(schema, "exclusiveMinimum"),
            exclusive_maximum: number_only(schema, "exclusiveMaximum"),
            multiple_of: schema.number("multipleOf"),
            min_length: schema.number(lengths.0),
            max_length: schema.number(lengths.1),
            unique_items: schema.object.flag("uniqueItems"),
            pattern: schema.object.text("pattern").map(str::to_owned),
            default: default.map(Node::to_json),
            format: scalars::unsaid_format(schema, ty),
        }
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
