//! What the parsers say about a text that they cannot read.

use super::locate::floor;

/// Why a text could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// What is wrong.
    pub(crate) message: String,
    /// The byte offset at which the parser stopped, where it said so.
    pub(crate) offset: Option<usize>,
    /// What the parser was in the middle of, and where that began.
    pub(crate) context: Option<(usize, String)>,
}

/// Said of a document whose aliases unfold to far more than its text.
pub(super) const TOO_MANY_ALIASES: &str = "the aliases of this document stand for too much";

impl SyntaxError {
    fn new(message: &str, offset: Option<usize>) -> Self {
        Self {
            message: message.to_owned(),
            offset,
            context: None,
        }
    }

    pub(super) fn too_deep(offset: Option<usize>) -> Self {
        Self::new("this is nested deeper than 128 levels", offset)
    }

    pub(super) fn of_yaml(error: &serde_yaml::Error, text: &str) -> Self {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let offset = error
            .location()
            .map(|at| start + bytes_of(text.get(start..).unwrap_or_default(), at.index()));
        let whole = error.to_string();
        if whole.contains("recursion limit exceeded") {
            return Self::too_deep(offset);
        }
        if whole.contains(TOO_MANY_ALIASES) || whole.contains("repetition limit exceeded") {
            return Self::new(TOO_MANY_ALIASES, offset);
        }
        if whole.contains("expected a key") {
            return Self::new("a key has to be text", offset);
        }
        let invalid = |problem: &str| format!("this is not valid YAML: {problem}");
        // `control characters are not allowed at position 7`
        if let Some((problem, position)) = whole.split_once(" at position ") {
            return Self::new(&invalid(problem), position.parse().ok().or(offset));
        }
        // `did not find expected key at line 3 column 1, while parsing a block mapping at line 2 …`
        let (problem, context) = whole.split_once(", while ").unwrap_or((&whole, ""));
        let context = split_position(context).and_then(|(doing, line, column)| {
            let start = offset_of(text, line, column, bytes_of)?;
            Some((start, format!("found while {doing} that begins here")))
        });
        let problem = split_position(problem).map_or(problem, |(problem, ..)| problem);
        Self {
            context,
            ..Self::new(&invalid(problem), offset)
        }
    }

    pub(super) fn of_json(error: &serde_json::Error, text: &str) -> Self {
        let offset = offset_of(text, error.line(), error.column(), floor);
        let whole = error.to_string();
        match split_position(&whole).map_or(whole.as_str(), |(message, ..)| message) {
            "recursion limit exceeded" => Self::too_deep(offset),
            "number out of range" => {
                let start = offset.and_then(|last| {
                    let digits = text.get(..=last)?;
                    let part = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
                    Some(digits.trim_end_matches(part).len())
                });
                Self::new("this number is too large to be read", start)
            }
            message => Self::new(&format!("this is not valid JSON: {message}"), offset),
        }
    }
}

/// Takes `at line 3 column 7` off the end of a message: a diagnostic shows the place itself.
fn split_position(message: &str) -> Option<(&str, usize, usize)> {
    let (before, position) = message.rsplit_once(" at line ")?;
    let (line, column) = position.split_once(" column ")?;
    Some((before, line.parse().ok()?, column.parse().ok()?))
}

/// The offset of a line and a column, both counted from 1; line 0 means "unknown".
fn offset_of(
    text: &str,
    line: usize,
    column: usize,
    in_line: impl Fn(&str, usize) -> usize,
) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines
        .by_ref()
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let line = lines.next().unwrap_or_default();
    Some(before + in_line(line, column.saturating_sub(1)))
}

/// How many bytes so many characters take.
fn bytes_of(text: &str, characters: usize) -> usize {
    text.chars().take(characters).map(char::len_utf8).sum()
}
