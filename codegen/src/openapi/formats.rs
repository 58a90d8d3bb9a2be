//! The formats that mean something here.

use super::{Schema, SchemaType};
use crate::diagnostics::{Code, Diagnostic, closest};

/// Formats that mean something here, sorted. Others are passed on to the documentation.
const FORMATS: &[&str] = &[
    "base64",
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "date",
    "date-time",
    "date-time-local",
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
    "int",
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
    "time-local",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "ulid",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "url",
    "uuid",
];

/// Which unknown formats are reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reported {
    /// Those that are nearly a known one. Others are an API's own.
    Near,
    /// All of them.
    All,
}

impl Schema<'_> {
    /// Reports a format that is not known.
    pub(crate) fn check_format(self, reported: Reported) {
        let Some(node) = self.object.get("format") else {
            return;
        };
        let Some(format) = self
            .object
            .text("format")
            .filter(|it| !FORMATS.contains(it))
        else {
            return;
        };
        let is_type = SchemaType::named(format).is_some();
        let meant = closest(format, FORMATS.iter().copied()).filter(|_| !is_type);
        if meant.is_none() && reported == Reported::Near {
            return;
        }
        let diagnostic = Diagnostic::new(Code::UnknownFormat, format!("unknown format `{format}`"))
            .at_value(node.place)
            .with_help(match is_type {
                true => "that is a `type`, and no format of one: leave it out",
                false => "it changes no type; only the documentation names it",
            })
            .with_meant(meant);
        self.object.context.report(diagnostic);
    }
}
