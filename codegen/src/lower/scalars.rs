//! Numbers and texts, by their formats.

use super::Lowering;
use crate::ir::Type;
use crate::openapi::{Reported, Schema, SchemaType};

impl<'a> Lowering<'a> {
    /// The type of a number or a text, by its format.
    pub(super) fn scalar(&self, ty: SchemaType, schema: Schema<'a>) -> Type {
        let format = schema.object.text("format");
        schema.check_format(Reported::Near);
        match ty {
            SchemaType::Integer => integer(format),
            SchemaType::Number => number(format),
            _ => text(schema),
        }
    }
}

/// The type that a format says by itself, where it is one of numbers.
pub(super) fn number_type(format: &str) -> Option<SchemaType> {
    const OF_INTEGERS: &[&str] = &[
        "int", "int16", "int32", "int64", "int8", "uint", "uint16", "uint32", "uint64", "uint8",
    ];
    match format {
        "double" | "float" => Some(SchemaType::Number),
        format => OF_INTEGERS.contains(&format).then_some(SchemaType::Integer),
    }
}

/// A whole number. The size of one that says none is that of most.
fn integer(format: Option<&str>) -> Type {
    match format {
        Some("int32" | "int16" | "int8") => Type::I32,
        Some("uint32" | "uint16" | "uint8") => Type::U32,
        Some("uint64" | "uint") => Type::U64,
        _ => Type::I64,
    }
}

/// Any number. Documents give integers that type, too.
fn number(format: Option<&str>) -> Type {
    match format {
        Some("float") => Type::F32,
        Some("int32") => Type::I32,
        Some("int64") => Type::I64,
        Some("decimal" | "decimal128") => Type::DecimalNumber,
        _ => Type::F64,
    }
}

/// A string. What has no type of its own is text, and the documentation says its format.
///
/// A reference to a URI is no address without the one that it starts from, and a `time` is seldom
/// written with the offset that the standard asks for.
pub(super) fn text(schema: Schema<'_>) -> Type {
    match schema.object.text("format") {
        Some("password") => Type::Secret,
        _ if is_base64(schema) => Type::Base64,
        _ if is_content(schema) => Type::Binary,
        Some("date-time") => Type::DateTime,
        Some("date") => Type::Date,
        Some("uuid") => Type::Uuid,
        Some("uri" | "url") => Type::Uri,
        Some("decimal" | "decimal128") => Type::Decimal,
        Some("byte" | "base64" | "base64url") => Type::Base64,
        Some("binary") => Type::Binary,
        _ => Type::String,
    }
}

/// True for a text whose encoding is base64.
fn is_base64(schema: Schema<'_>) -> bool {
    let encoding = schema.object.text("contentEncoding").unwrap_or_default();
    ["base64", "base64url"]
        .iter()
        .any(|it| encoding.eq_ignore_ascii_case(it))
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
        Some(encoding) => encoding.eq_ignore_ascii_case("binary"),
        None => schema.object.text("contentMediaType").is_some_and(|media| {
            TYPES.contains(&media) || TREES.iter().any(|tree| media.starts_with(tree))
        }),
    }
}

/// What a schema says of the form of a value and its type does not.
pub(super) fn unsaid_format(schema: Schema<'_>, ty: &Type) -> Option<String> {
    let said = said_formats(ty)?;
    let keys = ["format", "contentEncoding", "contentMediaType"];
    let formats = keys.into_iter().filter_map(|key| schema.object.text(key));
    let mut unsaid = formats.filter(|format| !said.contains(format));
    unsaid.next().map(str::to_owned)
}

/// The formats that a type says by itself; none for what has no format.
fn said_formats(ty: &Type) -> Option<&'static [&'static str]> {
    let said: &[&str] = match ty {
        Type::I32 => &["int32"],
        Type::I64 => &["int64"],
        Type::U32 => &["uint32"],
        Type::U64 => &["uint64", "uint"],
        Type::F32 => &["float"],
        Type::F64 => &["double"],
        Type::String => &["string"],
        Type::Secret => &["password"],
        Type::DateTime => &["date-time"],
        Type::Date => &["date"],
        Type::Uuid => &["uuid"],
        Type::Uri => &["uri", "url"],
        Type::Decimal | Type::DecimalNumber => &["decimal"],
        Type::Base64 => &["base64", "byte"],
        Type::Binary => &["application/octet-stream", "binary"],
        Type::Bool
        | Type::Null
        | Type::Any
        | Type::Object
        | Type::List(_)
        | Type::Map(_)
        | Type::Named(_)
        | Type::Boxed(_)
        | Type::External(_)
        | Type::Nullable(_) => return None,
    };
    Some(said)
}
