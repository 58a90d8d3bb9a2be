//! Bodies: how what is sent and what comes back is written.

use super::parameters::style_of;
use super::{Lowering, scalars};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Content, Field, Format, Type};
use crate::name;
use crate::openapi::{Media, Object, Schema, SchemaType};
use crate::source::Node;

/// A media type that is sent or asked for.
#[derive(Clone, Copy)]
pub(super) struct Offered<'a> {
    pub(super) media: Media<'a>,
    pub(super) format: Format,
}

impl<'a> Lowering<'a> {
    /// The media types of a body, those that carry most first: of several that carry the same
    /// value, the first. A JSON body and the same as XML are one.
    pub(super) fn offered(&self, object: Object<'a>) -> Vec<Offered<'a>> {
        let mut offered: Vec<(Rank, Offered<'a>)> = Media::list(object)
            .into_iter()
            .filter(|media| self.is_media_type(*media))
            .map(|media| {
                let (rank, format) = self.format_of(media);
                (rank, Offered { media, format })
            })
            .collect();
        offered.sort_by_key(|(rank, it)| (*rank, it.media.name));
        let mut kept: Vec<Offered<'a>> = Vec::new();
        for (rank, it) in offered {
            let carries_the_same = |other: &Offered<'a>| {
                let is_bytes = |it: Format| matches!(it, Format::Text | Format::Binary);
                // Bytes say themselves what they are.
                let are_bytes = [it.format, other.format] == [Format::Binary; 2];
                let are_alike = is_bytes(it.format) == is_bytes(other.format);
                are_bytes
                    || (are_alike || rank == Rank::Foreign)
                        && self.are_same(it.media.schema(), other.media.schema())
            };
            if !kept.iter().any(carries_the_same) {
                kept.push(it);
            }
        }
        kept
    }

    /// True for a name that a header can have. What is none and has no schema is another key that
    /// stands in the wrong place, such as `examples`.
    fn is_media_type(&self, media: Media<'a>) -> bool {
        let mut characters = media.name.chars();
        let is_printable = characters.all(|it| it == ' ' || it.is_ascii_graphic());
        let code = match media.name.contains('/') {
            true if is_printable => return true,
            _ if is_printable => Code::Unsupported,
            _ => Code::InvalidValue,
        };
        let message = format!("`{}` is no media type", media.name.escape_debug());
        let diagnostic = Diagnostic::new(code, message).at_key(media.place());
        let help = "write a type and a subtype, such as `application/json`";
        self.context.report(diagnostic.with_help(help));
        is_printable && media.schema().is_some()
    }

    /// True for two schemas that are one, or that say the same.
    fn are_same(&self, first: Option<&'a Node<'a>>, second: Option<&'a Node<'a>>) -> bool {
        match (first, second) {
            (Some(first), Some(second)) => {
                let places = [first, second].map(|it| self.context.follow(it).map(|it| it.place));
                (places[0].is_some() && places[0] == places[1]) || first.value == second.value
            }
            (None, None) => true,
            _ => false,
        }
    }

    /// How a media type is written, by its name and, where that says nothing, by its schema.
    fn format_of(&self, media: Media<'a>) -> (Rank, Format) {
        let essence = media.essence();
        let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
        let is_text = self.is_text(media.schema());
        match (kind, subtype) {
            (_, "json") => (Rank::Json, Format::Json),
            ("json", "") => (Rank::OtherJson, Format::Json),
            _ if subtype.ends_with("+json") => (Rank::OtherJson, Format::Json),
            ("application", "x-www-form-urlencoded") => (Rank::Form, Format::Form),
            ("multipart", "form-data" | "mixed" | "related") => {
                (Rank::Multipart, Format::Multipart)
            }
            ("*", _) | ("application", "*")
                if !is_text && media.schema().is_some_and(says_a_type) =>
            {
                (Rank::OtherJson, Format::Json)
            }
            ("text", "event-stream") => (Rank::Foreign, Format::Text),
            ("text", "xml") => (Rank::Foreign, Format::Binary),
            ("text", _) => (Rank::Text, Format::Text),
            ("application", "octet-stream") | ("image" | "audio" | "video" | "font", _) => {
                (Rank::Binary, Format::Binary)
            }
            ("application", "pdf" | "zip" | "gzip") | ("*", _) => (Rank::Binary, Format::Binary),
            _ if is_text => (Rank::Text, Format::Text),
            _ => (Rank::Foreign, Format::Binary),
        }
    }

    /// True for a schema of texts that are no bytes.
    fn is_text(&self, schema: Option<&'a Node<'a>>) -> bool {
        let node = schema.and_then(|schema| self.context.follow(schema));
        let schema = node.and_then(|node| {
            node.as_mapping()?;
            Schema::new(self.context, node)
        });
        schema.is_some_and(|schema| {
            schema.types() == [SchemaType::String] && scalars::text(schema) != Type::Binary
        })
    }

    /// The media types of a body that are read in the same way as one of them.
    pub(super) fn read_alike(&self, object: Object<'a>, one: Offered<'a>) -> String {
        let is_one = |it: &Media<'a>| it.place() == one.media.place();
        let is_bytes = one.format == Format::Binary;
        let alike = Media::list(object).into_iter().filter(|it| {
            let is_alike = is_bytes && self.format_of(*it).1 == Format::Binary;
            is_one(it) || is_alike
        });
        alike.map(|it| it.name).collect::<Vec<_>>().join(", ")
    }

    /// A content, with a type that is given the name where it needs one.
    pub(super) fn content(&mut self, it: Offered<'a>, module: &[String], name: &str) -> Content {
        let schema = it.media.schema();
        let ty = match (it.format, schema) {
            (Format::Text, _) => Type::String,
            (Format::Binary, _) => Type::Binary,
            (_, None) => Type::Any,
            (_, Some(schema)) => {
                let used = self.type_of(schema, module, name);
                match used.ty {
                    Type::Any => Type::Any,
                    ty if used.nullable => Type::Nullable(Box::new(ty)),
                    ty => ty,
                }
            }
        };
        Content {
            media_type: it.media.name.to_owned(),
            format: it.format,
            ty,
            variant: None,
            fields: self.fields(it),
        }
    }

    /// What `encoding` says of the members of a form.
    fn fields(&self, it: Offered<'a>) -> Vec<Field> {
        if !matches!(it.format, Format::Form | Format::Multipart) {
            return Vec::new();
        }
        let field = |(wire, encoding): (&'a str, Object<'a>)| {
            if let Some(headers) = encoding.get("headers") {
                let message = "the headers of a part are not sent";
                let diagnostic = Diagnostic::new(Code::Unsupported, message);
                self.context.report(diagnostic.at_key(headers.place));
            }
            if it.format == Format::Multipart {
                self.report_xml(it, wire, encoding);
            }
            let style = encoding
                .text("style")
                .map(|style| style_of(style, encoding.optional_flag("explode")));
            let exploded = encoding.optional_flag("explode");
            Field {
                wire: wire.to_owned(),
                style: style.or(exploded.map(|it| style_of("form", Some(it)))),
                media_type: encoding.text("contentType").map(str::to_owned),
            }
        };
        it.media.encodings().map(field).collect()
    }

    /// Reports a part that is said to be XML, and has more than a text in it: that is written as
    /// JSON.
    fn report_xml(&self, it: Offered<'a>, wire: &str, encoding: Object<'a>) {
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_owned();
        let media_type = encoding
            .text("contentType")
            .map(essence)
            .unwrap_or_default();
        let is_xml = media_type.ends_with("/xml") || media_type.ends_with("+xml");
        let schema = it
            .media
            .schema()
            .and_then(|schema| self.context.follow(schema));
        let member = schema.and_then(|schema| schema.get("properties")?.get(wire));
        if !is_xml || member.is_none() || self.is_text(member) {
            return;
        }
        let message = format!("the part `{wire}` is not written as XML, but as JSON");
        let diagnostic = Diagnostic::new(Code::Unsupported, message);
        let place = encoding
            .get("contentType")
            .map_or(encoding.place, |node| node.place);
        let help = "make it a `string`, which is sent as it stands";
        self.context
            .report(diagnostic.at_value(place).with_help(help));
    }

    /// Reports a media type that is written in a way that the generator does not know.
    pub(super) fn report_foreign(&self, it: Offered<'a>) {
        let (rank, format) = self.format_of(it.media);
        if rank != Rank::Foreign {
            return;
        }
        let what = if format == Format::Text {
            "text"
        } else {
            "bytes"
        };
        let message = format!(
            "`{}` is sent and read as {what}, as it stands",
            it.media.name
        );
        let diagnostic = Diagnostic::new(Code::Unsupported, message);
        self.context.report(diagnostic.at_key(it.media.place()));
    }
}

/// Which of several media types is taken first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Json,
    OtherJson,
    Form,
    Multipart,
    Text,
    Binary,
    /// One that is known by its name alone.
    Foreign,
}

/// False for a schema that lets anything in.
fn says_a_type(schema: &Node<'_>) -> bool {
    [
        "type",
        "$ref",
        "properties",
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
    ]
    .into_iter()
    .any(|key| schema.get(key).is_some())
}

/// What the variant of a choice between media types is called.
pub(super) fn variant_of(it: Offered<'_>) -> String {
    match (it.format, it.media.essence().as_str()) {
        (Format::Json, "application/json") => "Json".into(),
        (Format::Form, _) => "Form".into(),
        (Format::Multipart, _) => "Multipart".into(),
        (Format::Text, "text/plain") => "Text".into(),
        (Format::Binary, "application/octet-stream") => "Binary".into(),
        (_, essence) => {
            let subtype = essence
                .split_once('/')
                .map_or(essence, |(_, subtype)| subtype);
            name::variant_name(subtype.trim_start_matches("vnd."))
        }
    }
}
