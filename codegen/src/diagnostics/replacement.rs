//! What to write in a document instead of what is wrong.

use std::ops::Range;

use super::Location;
use crate::source::locate::Format;
use crate::source::{FileId, Tree};

/// What belongs where a finding points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// A scalar or a key of that text, in the quotes that it needs there.
    Text(String),
    /// Just these characters.
    Verbatim(String),
}

impl Replacement {
    /// The file to edit, the bytes to replace, and what to write instead.
    pub fn edit(
        &self,
        tree: &Tree<'_>,
        location: Location,
    ) -> Option<(FileId, Range<usize>, String)> {
        let (id, bytes) = location.bytes(tree)?;
        let file = tree.file(id)?;
        let text = match self {
            Self::Verbatim(text) => text.clone(),
            Self::Text(text) => quoted(text, file.text.get(bytes.clone())?, file.format),
        };
        Some((id, bytes, text))
    }
}

/// A text as a scalar that stands instead of another one, in the same quotes if it can be.
fn quoted(text: &str, instead_of: &str, format: Format) -> String {
    let in_double_quotes = || serde_json::Value::from(text).to_string();
    let is_printable = !text.contains(char::is_control);
    if format == Format::Json || !is_printable || instead_of.starts_with('"') {
        in_double_quotes()
    } else if instead_of.starts_with('\'') || !is_plain(text) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        text.to_owned()
    }
}

/// True for a text that YAML reads as that text wherever it stands.
fn is_plain(text: &str) -> bool {
    const OTHERS: [&str; 8] = ["true", "false", "null", "yes", "no", "on", "off", "y"];
    let is_word = |it: char| it.is_alphanumeric() || "_./-".contains(it);
    let lower = text.to_lowercase();
    text.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '/')
        && text.chars().all(is_word)
        && !OTHERS.contains(&lower.as_str())
        && lower != "n"
}

#[cfg(test)]
mod tests {
    use super::{Format, quoted};

    #[test]
    fn quotes_stay_as_they_are_and_are_put_where_they_are_needed() {
        let yaml = |text, instead_of| quoted(text, instead_of, Format::Yaml);
        assert_eq!(yaml("string", "strin"), "string");
        assert_eq!(yaml("string", "'strin'"), "'string'");
        assert_eq!(yaml("string", "\"strin\""), "\"string\"");
        assert_eq!(yaml("#/a", "a"), "'#/a'");
        assert_eq!(yaml("$ref", "ref"), "'$ref'");
        assert_eq!(yaml("no", "non"), "'no'");
        assert_eq!(yaml("it's", "its"), "'it''s'");
        assert_eq!(yaml("a\nb", "'ab'"), "\"a\\nb\"");
        assert_eq!(quoted("string", "\"x\"", Format::Json), "\"string\"");
        assert_eq!(quoted("string", "7", Format::Json), "\"string\"");
    }
}
