//! Whether an example or a default is a value of its schema.

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Object, Schema, SchemaType};
use crate::source::{Node, Value};

/// What a schema wants that lists values.
const LISTED: &str = "one of the values of its `enum`";

/// Examples are looked into to this depth.
const DEEPEST: usize = 20;

impl<'a> Lowering<'a> {
    /// Reports the parts of a value that its schema does not allow. True when all are of their
    /// types: an enum takes values that it does not list.
    pub(super) fn check_fit(&self, value: &'a Node<'a>, schema: &'a Node<'a>, what: &str) -> bool {
        let mut misfits = Vec::new();
        self.collect_misfits(value, schema, 0, &mut misfits);
        for (node, wanted) in &misfits {
            let found = match &node.value {
                Value::Integer(value) => value.to_string(),
                _ => node.kind().to_owned(),
            };
            let message = format!("this {what} is {found}, but the schema wants {wanted}");
            let diagnostic = Diagnostic::new(Code::UnfitValue, message).at_value(node.place);
            self.context.report(diagnostic);
        }
        misfits.iter().all(|(_, wanted)| wanted == LISTED)
    }

    /// Reports an `enum` none of whose values is of the `type` beside it.
    pub(super) fn check_enum(&self, schema: Schema<'a>) {
        let (types, values) = (schema.types(), schema.enum_values());
        let fits = |value: &Node<'_>| types.iter().any(|ty| is_of(value, *ty, schema));
        match values.first() {
            None => {}
            // Integers that are too wide are reported where the values are lowered.
            Some(first)
                if types.contains(&SchemaType::Integer) && is_integer(first) && !fits(first) => {}
            Some(first) if !types.is_empty() && !values.iter().any(fits) => {
                let wanted = wanted(first, schema);
                let message = format!("this value is {}, but `type` says {wanted}", first.kind());
                let diagnostic = Diagnostic::new(Code::UnfitValue, message);
                self.context.report(diagnostic.at_value(first.place));
            }
            Some(_) => schema.unsupported("enum", "any value of its type is accepted"),
        }
    }

    fn collect_misfits(
        &self,
        value: &'a Node<'a>,
        schema: &'a Node<'a>,
        depth: usize,
        misfits: &mut Vec<(&'a Node<'a>, String)>,
    ) {
        let target = self.context.follow(schema);
        let Some(object) = target.and_then(|node| Object::untested(self.context, node)) else {
            return;
        };
        let composed = ["allOf", "anyOf", "oneOf"]
            .iter()
            .any(|key| object.get(key).is_some());
        if depth > DEEPEST || composed {
            return;
        }
        let schema = Schema { object };
        let types = schema.types();
        let is_null = value.value == Value::Null;
        let fits = match is_null {
            true => schema.is_nullable() || types.is_empty(),
            false => types.is_empty() || types.iter().any(|ty| is_of(value, *ty, schema)),
        };
        if !fits {
            misfits.push((value, wanted(value, schema)));
        } else if !is_null && !is_listed(value, schema) {
            misfits.push((value, LISTED.into()));
        } else {
            self.collect_misfits_inside(value, schema, depth + 1, misfits);
        }
    }

    fn collect_misfits_inside(
        &self,
        value: &'a Node<'a>,
        schema: Schema<'a>,
        depth: usize,
        misfits: &mut Vec<(&'a Node<'a>, String)>,
    ) {
        match &value.value {
            Value::Sequence(items) => {
                if let Some(schema) = schema.object.get("items") {
                    for item in items {
                        self.collect_misfits(item, schema, depth, misfits);
                    }
                }
            }
            Value::Mapping(mapping) => {
                let properties = schema.object.get("properties");
                let others = schema.object.get("additionalProperties");
                for entry in mapping.entries() {
                    let property = properties.and_then(|it| it.get(&entry.key));
                    if let Some(schema) = property.or(others) {
                        self.collect_misfits(&entry.value, schema, depth, misfits);
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_of(value: &Node<'_>, ty: SchemaType, schema: Schema<'_>) -> bool {
    match (&value.value, ty) {
        (Value::Bool(_), SchemaType::Boolean)
        | (Value::String(_), SchemaType::String)
        | (Value::Float(_), SchemaType::Number)
        | (Value::Sequence(_), SchemaType::Array)
        | (Value::Mapping(_), SchemaType::Object) => true,
        (Value::Integer(value), SchemaType::Integer | SchemaType::Number) => {
            match schema.object.text("format") {
                Some("int32") => i32::try_from(**value).is_ok(),
                Some("uint32") => u32::try_from(**value).is_ok(),
                Some("uint64" | "uint") => u64::try_from(**value).is_ok(),
                _ => ty == SchemaType::Number || i64::try_from(**value).is_ok(),
            }
        }
        _ => false,
    }
}

/// False for a value that `enum` does not list.
fn is_listed(value: &Node<'_>, schema: Schema<'_>) -> bool {
    let values = schema.enum_values();
    values.is_empty() || values.iter().any(|listed| listed.value == value.value)
}

fn is_integer(value: &Node<'_>) -> bool {
    matches!(value.value, Value::Integer(_))
}

/// What a schema wants instead of a value.
fn wanted(value: &Node<'_>, schema: Schema<'_>) -> String {
    let format = schema.object.text("format");
    let names = schema.types().into_iter().map(|ty| match ty {
        SchemaType::Null => "null",
        SchemaType::Boolean => "`true` or `false`",
        SchemaType::Integer if is_integer(value) && format.is_none() => "an integer of 64 bits",
        SchemaType::Integer => "an integer",
        SchemaType::Number => "a number",
        SchemaType::String => "a string",
        SchemaType::Array => "a sequence",
        SchemaType::Object => "a mapping",
    });
    let names = names.collect::<Vec<_>>().join(" or ");
    match format {
        Some(format) => format!("{names} of the format `{format}`"),
        None => names,
    }
}
