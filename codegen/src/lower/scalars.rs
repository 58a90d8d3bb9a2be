//! Numbers and texts, by their formats.

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::ir::Type;
use crate::openapi::{Schema, SchemaType};

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
            _ if is_content(schema) => Type::Binary,
            (_, Some("date-time")) => Type::DateTime,
            (_, Some("binary")) => Type::Binary,
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
}

/// True for a text that stands for bytes as they are: those of a media type that is no text, or of
/// any where the encoding says `binary`.
fn is_content(schema: Schema<'_>) -> bool {
    const TREES: &[&str] = &["audio/", "font/", "image/", "video/"];
    const TYPES: &[&str] = &[
        "application/gzip",
        "application/octet-stream",
        "application/pdf",
        "application/zip",
    ];
    match schema.object.text("contentEncoding") {
        Some(encoding) => encoding == "binary",
        None => schema.object.text("contentMediaType").is_some_and(|media| {
            TYPES.contains(&media) || TREES.iter().any(|tree| media.starts_with(tree))
        }),
    }
}
