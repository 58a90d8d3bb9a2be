//! How changes are worded.

use crate::ir::{ParameterPlace, Style};
use crate::surface::{ItemKind, SurfaceMember};

/// A text longer than this is cut.
const LONGEST: usize = 120;

/// A name, or a text of a document, between backticks. There is none inside, and no end of a line.
pub(super) fn code(name: &str) -> String {
    let mut shown = String::with_capacity(name.len() + 2);
    shown.push('`');
    for (position, character) in name.chars().enumerate() {
        match character {
            _ if position == LONGEST => {
                shown.push('…');
                break;
            }
            '`' => shown.extend(character.escape_unicode()),
            it if it.is_control() => shown.extend(it.escape_debug()),
            it => shown.push(it),
        }
    }
    shown.push('`');
    shown
}

/// The last part of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(_, name)| name)
}

/// The path without its last part.
pub(super) fn module(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(module, _)| module)
}

/// `pub name: Type,`
pub(super) fn field(member: &SurfaceMember) -> String {
    format!("pub {}: {},", member.name, member.ty)
}

/// What an item is called.
pub(super) fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Struct => "struct",
        ItemKind::StringEnum => "enum of texts",
        ItemKind::IntegerEnum => "enum of integers",
        ItemKind::Union => "enum of types",
        ItemKind::Choice => "enum of contents",
        ItemKind::Alias => "alias",
    }
}

/// Where a parameter goes.
pub(super) fn place(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "the path",
        ParameterPlace::Query => "the query",
        ParameterPlace::QueryString => "the whole query",
        ParameterPlace::Header => "a header",
        ParameterPlace::Cookie => "a cookie",
    }
}

/// How a parameter is written: an example of it.
pub(super) fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "`a,b`",
        Style::SimpleExploded => "`a,b`, with `key=value`",
        Style::Label => "`.a,b`",
        Style::LabelExploded => "`.a.b`",
        Style::Matrix => "`;name=a,b`",
        Style::MatrixExploded => "`;name=a;name=b`",
        Style::Form => "`name=a,b`",
        Style::FormExploded => "`name=a&name=b`",
        Style::SpaceDelimited => "`name=a%20b`",
        Style::PipeDelimited => "`name=a%7Cb`",
        Style::DeepObject => "`name[key]=value`",
        Style::Json => "JSON",
    }
}

/// `a, b and c`
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
