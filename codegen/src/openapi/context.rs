//! What every view needs: the files, and saying what is wrong with a node.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Replacement};
use crate::source::{Node, Place, Tree, Value};

use super::keywords;
use super::references::reference_of;
use super::schema::SchemaType;

/// What every view needs: the files, and where to report.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) diagnostics: &'a Diagnostics,
}

impl<'a> Context<'a> {
    pub(crate) fn report(self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn wrong_kind(self, node: &Node<'_>, expected: &str) {
        self.wrong_kind_behind(node, expected, None);
    }

    /// The same of a node that a reference leads to.
    pub(crate) fn wrong_kind_behind(self, node: &Node<'_>, expected: &str, via: Option<Place>) {
        let message = format!("expected {expected}, found {}", node.kind());
        let diagnostic = Diagnostic::new(Code::WrongKind, message).at_value(node.place);
        let diagnostic = self.with_kind_help(diagnostic, node, expected);
        self.report(with_way(diagnostic, via));
    }

    /// The repair, where what stands there shows what was meant.
    fn with_kind_help(self, diagnostic: Diagnostic, node: &Node<'_>, expected: &str) -> Diagnostic {
        let wants = |what: &str| expected.contains(what);
        let text = node.as_str();
        let (help, replacement) = match text {
            _ if wants("a schema") && self.is_among_names(node) => {
                let help = "the key is taken for a name here: compare its indentation";
                (Some(help.to_owned()), None)
            }
            Some(text) if wants("a schema") => help_for_schema(text),
            Some(text) if wants("number") && text.parse().is_ok_and(f64::is_infinite) => {
                (Some("no number is that large".to_owned()), None)
            }
            Some(text) if wants("number") || wants("`true`") => self.help_for_quotes(node, text),
            None if node.value != Value::Null => (None, None),
            None if wants("a schema") => {
                let help = "write `{}` for a schema of any value";
                (Some(help.to_owned()), Some(" {}".to_owned()))
            }
            None if wants("a reference") => {
                let help = "put the reference in quotes: without them, `#` starts a comment";
                (Some(help.to_owned()), None)
            }
            _ => (None, None),
        };
        let diagnostic = diagnostic.with_help_if(help);
        match replacement {
            Some(text) => diagnostic.with_replacement(Replacement::Verbatim(text)),
            None => diagnostic,
        }
    }

    /// True for what stands under a keyword where names belong.
    fn is_among_names(self, node: &Node<'_>) -> bool {
        let pointer = self.tree.pointer(node.place);
        let mut keys = pointer.rsplit('/');
        let key = keys.next().unwrap_or_default();
        let holds_names = matches!(keys.next(), Some("properties" | "schemas"));
        holds_names && keywords::SCHEMA.known.binary_search(&key).is_ok()
    }

    /// For a text in quotes that is a number or a flag without them.
    fn help_for_quotes(self, node: &Node<'_>, text: &str) -> (Option<String>, Option<String>) {
        let is_scalar = text.parse::<f64>().is_ok() || matches!(text, "true" | "false");
        let is_quoted = self.tree.text_of(node.place) != Some(text);
        match is_scalar && is_quoted {
            true => {
                let help = format!("write `{text}` without quotes");
                (Some(help), Some(text.to_owned()))
            }
            false => (None, None),
        }
    }

    /// What a node holds; nothing where that is more than so many.
    pub(super) fn limited<'n, T>(self, node: &Node<'_>, all: &'n [T], most: usize) -> &'n [T] {
        if all.len() <= most {
            return all;
        }
        let message = format!("there are {} of these; {most} are the most", all.len());
        self.report(Diagnostic::new(Code::LimitExceeded, message).at_key(node.place));
        &[]
    }

    /// The text of a node that has to be a string; a scalar of another kind gives its own text.
    /// A `$ref` to a text is followed, though the standard has none there.
    pub(crate) fn text(self, node: &'a Node<'a>) -> Option<&'a str> {
        if reference_of(node).is_some() {
            return match self.follow(node)? {
                target if target.as_mapping().is_none() => self.text(target),
                _ => {
                    self.wrong_kind(node, "a string");
                    None
                }
            };
        }
        match &node.value {
            Value::String(text) => Some(text),
            Value::Bool(_) | Value::Integer(_) | Value::Float(_) => self.tree.text_of(node.place),
            Value::Null => None,
            Value::Sequence(_) | Value::Mapping(_) => {
                self.wrong_kind(node, "a string");
                None
            }
        }
    }
}

/// For a text where a schema belongs: the name of a type, a reference, or a key without the space
/// behind its colon.
fn help_for_schema(text: &str) -> (Option<String>, Option<String>) {
    let schema = if SchemaType::named(text).is_some() {
        format!("{{ type: {text} }}")
    } else if text.starts_with("#/") {
        format!("{{ $ref: '{text}' }}")
    } else {
        let (key, value) = text.split_once(':').unwrap_or_default();
        let is_key = keywords::SCHEMA.known.binary_search(&key).is_ok();
        let help = format!("write a space behind the colon: `{key}: {value}`");
        return (is_key.then_some(help), None);
    };
    (Some(format!("did you mean `{schema}`?")), None)
}

/// Adds the reference that leads to the place of a finding.
pub(super) fn with_way(diagnostic: Diagnostic, via: Option<Place>) -> Diagnostic {
    match via {
        Some(place) => diagnostic.with_note_at_value(place, "it is referred to here"),
        None => diagnostic,
    }
}
