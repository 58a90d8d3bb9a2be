//! JSONPaths (RFC 9535), and where they lead.

use serde_json::Value as Json;
use serde_json_path::{JsonPath, PathElement};

use crate::diagnostics::{Code, Diagnostic, closest};
use crate::openapi::Context;
use crate::source::{Node, Place};

/// A JSONPath of an overlay.
#[derive(Debug)]
pub(super) struct Query {
    path: JsonPath,
    text: String,
    /// Where it stands.
    pub(super) place: Place,
}

/// One step from a value to one that it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The steps from the root of a document to one of its values.
pub(super) type Location = Vec<Step>;

/// Nobody writes longer paths by hand, and reading them takes more than their length.
const LONGEST: usize = 2_000;
/// A filter within a filter takes twice the time to read.
const DEEPEST: usize = 6;
/// Every `..` looks at all that lies below what the one before it found.
const MOST_DESCENTS: usize = 2;

impl Query {
    /// Reads a JSONPath. One that cannot be read is reported, at the character that is wrong where
    /// the text says where that is.
    pub(super) fn read(context: Context<'_>, node: &Node<'_>) -> Option<Self> {
        let Some(text) = node.as_str() else {
            context.wrong_kind(node, "a JSONPath, such as `$.info`");
            return None;
        };
        let (message, help, at) = match too_much(text) {
            Some(problem) => (problem.to_owned(), None, None),
            None => match JsonPath::parse(text) {
                Ok(path) => {
                    return Some(Self {
                        path,
                        text: text.to_owned(),
                        place: node.place,
                    });
                }
                Err(error) => (
                    format!("this is no JSONPath: {}", explain(error.message())),
                    help(text, error.position()),
                    Some(error.position()),
                ),
            },
        };
        let diagnostic = Diagnostic::new(Code::InvalidPath, message).with_help_if(help);
        context.report(match at.and_then(|at| offset(context, node, text, at)) {
            Some((file, offset)) => diagnostic.at_offset(file, offset),
            None => diagnostic.at_value(node.place),
        });
        None
    }

    /// Where it leads in a document, each place once, in order.
    pub(super) fn locate(&self, document: &Json) -> Vec<Location> {
        let found = self.path.query_located(document);
        let step = |element: &PathElement<'_>| match element {
            PathElement::Name(name) => Step::Key((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        };
        let location = |path: &serde_json_path::NormalizedPath<'_>| path.iter().map(step).collect();
        let mut locations: Vec<Location> = found.locations().map(location).collect();
        locations.sort();
        locations.dedup();
        locations
    }

    /// What was probably meant by a path that leads nowhere: how far it leads, and what is there.
    pub(super) fn nearest(&self, document: &Json) -> Option<String> {
        let ends = self.text.char_indices().rev();
        let ends = ends.filter(|(_, character)| matches!(character, '.' | '['));
        let reaching = ends.take(LONGEST).find_map(|(end, _)| {
            let start = self.text.get(..end)?;
            let path = JsonPath::parse(start).ok()?;
            let found = path.query(document);
            (!found.is_empty()).then_some((start, end, found))
        });
        let (start, end, found) = reaching?;
        let rest = self.text.get(end..)?;
        if rest.starts_with("[?") {
            return Some(format!("`{start}` is there, nothing in it fits the filter"));
        }
        let wanted = first_name(rest);
        let keys = found.iter().filter_map(|value| value.as_object());
        let keys = keys.flat_map(|object| object.keys().map(String::as_str));
        Some(match closest(wanted, keys) {
            Some(meant) => format!("`{start}` has `{meant}`: did you mean that?"),
            None => format!("`{start}` is there, `{wanted}` in it is not"),
        })
    }
}

/// What makes a path too much to read or to follow.
fn too_much(text: &str) -> Option<&'static str> {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for character in text.chars() {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if text.len() > LONGEST {
        Some("this JSONPath is longer than 2,000 bytes")
    } else if deepest > 2 * DEEPEST || text.matches("[?").count() > DEEPEST {
        Some("this JSONPath has too many filters or brackets")
    } else if text.matches("..").count() > MOST_DESCENTS {
        Some("this JSONPath has more than two `..`")
    } else {
        None
    }
}

/// What the parser says, in words for whoever wrote the path.
fn explain(message: &str) -> &str {
    match message.rsplit(", ").next().unwrap_or(message) {
        "parser error" => "it cannot be read from here on",
        "must start with lowercase alpha or '_'" => "no name begins like this",
        said => said,
    }
}

fn help(text: &str, position: usize) -> Option<String> {
    let rest = text.get(position..).unwrap_or_default();
    let before = text.get(..position).unwrap_or_default();
    if !text.starts_with('$') {
        Some("a JSONPath begins with `$`, the whole document".into())
    } else if rest.starts_with('-') || rest.starts_with('/') || before.ends_with('.') {
        Some(
            "a name with other characters than letters, digits and `_` stands in brackets: \
              `$.paths['/pets']['x-name']`"
                .into(),
        )
    } else {
        None
    }
}

/// The byte of the file that is wrong, where the text stands there as it is.
fn offset(
    context: Context<'_>,
    node: &Node<'_>,
    text: &str,
    position: usize,
) -> Option<(crate::source::FileId, usize)> {
    let span = context
        .tree
        .span(node.place, crate::source::locate::Part::Value)?;
    let written = context.tree.file(span.file)?.text.get(span.range.clone())?;
    let quotes = written.find(text).filter(|quotes| *quotes <= 1)?;
    Some((
        span.file,
        span.range.start + quotes + position.min(text.len()),
    ))
}

/// The first name in what follows of a path: `['/pets'].get` → `/pets`.
fn first_name(rest: &str) -> &str {
    let name = rest.trim_start_matches(['.', '[']);
    match name
        .chars()
        .next()
        .filter(|quote| matches!(quote, '\'' | '"'))
    {
        Some(quote) => name.split(quote).nth(1).unwrap_or_default(),
        None => name.split(['.', '[', ']']).next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_would_take_too_long_are_not_read() {
        let nested = format!("$[?{}@.a{}]", "@[?".repeat(7), "]".repeat(7));
        assert!(too_much(&nested).is_some());
        assert!(too_much(&format!("$.{}", "a".repeat(LONGEST))).is_some());
        assert!(too_much("$..a..b..c").is_some());
        assert!(too_much("$..a[?@.b == 'c'][?@.d]..e").is_none());
    }

    #[test]
    fn names_are_taken_out_of_paths() {
        assert_eq!(first_name("['/pets'].get"), "/pets");
        assert_eq!(first_name(".get.tags"), "get");
        assert_eq!(first_name("[\"a b\"][0]"), "a b");
        assert_eq!(first_name("[0].x"), "0");
    }
}
