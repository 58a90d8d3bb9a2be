//! Scalars, and what a schema asks of a value beyond its type.

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::ir::{Constraints, Type};
use crate::openapi::{Schema, SchemaType};
use crate::source::{Node, Value};

/// Formats that mean something here, sorted. Others are passed on to the documentation.
const FORMATS: &[&str] = &[
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "date",
    "date-time",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "float",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "password",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "time",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "url",
    "uuid",
];

impl<'a> Lowering<'a> {
    /// The type of a number or a text, by its format.
    pub(super) fn scalar(&self, ty: SchemaType, schema: Schema<'a>) -> Type {
        let format = schema.object.text("format");
        if let Some(format) = format {
            self.check_format(format, schema);
        }
        match (ty, format) {
            (SchemaType::Integer, Some("int32" | "int16" | "int8")) => Type::I32,
            (SchemaType::Integer, Some("uint32" | "uint16" | "uint8")) => Type::U32,
            (SchemaType::Integer, Some("uint64")) => Type::U64,
            (SchemaType::Integer, _) => Type::I64,
            (SchemaType::Number, Some("float")) => Type::F32,
            (SchemaType::Number, Some("int32")) => Type::I32,
            (SchemaType::Number, Some("int64")) => Type::I64,
            (SchemaType::Number, _) => Type::F64,
            (_, Some("date-time")) => Type::DateTime,
            (_, Some("password")) => Type::Secret,
            _ => Type::String,
        }
    }

    fn check_format(&self, format: &str, schema: Schema<'a>) {
        if FORMATS.contains(&format) {
            return;
        }
        let near = closest(format, FORMATS.iter().copied());
        if let (Some(meant), Some(node)) = (near, schema.object.get("format")) {
            let diagnostic =
                Diagnostic::new(Code::UnknownFormat, format!("unknown format `{format}`"))
                    .at_value(node.place)
                    .with_help(format!("did you mean `{meant}`?"));
            self.context.report(diagnostic);
        }
    }

    /// What a schema asks of its value, in so far as the type does not say it.
    pub(super) fn constraints_of(&self, node: &'a Node<'a>, ty: &Type) -> Constraints {
        let Some(schema) = node
            .as_mapping()
            .and_then(|_| Schema::new(self.context, node))
        else {
            return Constraints::default();
        };
        let lengths = match ty {
            Type::List(_) => ("minItems", "maxItems"),
            Type::Map(_) | Type::Object => ("minProperties", "maxProperties"),
            _ => ("minLength", "maxLength"),
        };
        let format = schema.object.text("format");
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
            min_length: schema.number(lengths.0),
            max_length: schema.number(lengths.1),
            pattern: schema.object.text("pattern").map(str::to_owned),
            default: default.map(Node::to_json),
            format: format.filter(|_| *ty == Type::String).map(str::to_owned),
        }
    }
}

/// OpenAPI 3.0 has `exclusiveMinimum: true` beside `minimum`; only numbers are limits.
fn number_only(schema: Schema<'_>, key: &str) -> Option<String> {
    match schema.object.get(key)?.value {
        Value::Bool(_) => None,
        _ => schema.number(key),
    }
}
