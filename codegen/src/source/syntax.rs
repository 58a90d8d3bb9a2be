//! What the parsers say about a text that they cannot read.

use super::locate::{Format, floor, unclosed};
use crate::diagnostics::Code;
use crate::limits;

/// Why a text could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// The kind: no syntax, or too much of it.
    pub(crate) code: Code,
    /// What is wrong.
    pub(crate) message: String,
    /// The byte offset at which the parser stopped, where it said so.
    pub(crate) offset: Option<usize>,
    /// What the parser was in the middle of, and where that began.
    pub(crate) context: Option<(usize, String)>,
    /// The repair, where one is known.
    pub(crate) help: Option<&'static str>,
}

/// Said of a document whose aliases unfold to far more than its text.
pub(super) const TOO_MANY_ALIASES: &str = "the aliases of this document stand for too much";

/// Said of a mapping or a list, by what reads it to what reports it.
pub(super) const TOO_MANY_ENTRIES: &str = "too many entries";

impl SyntaxError {
    fn new(message: &str, offset: Option<usize>) -> Self {
        Self {
            code: Code::Syntax,
            message: message.to_owned(),
            offset,
            context: None,
            help: None,
        }
    }

    fn with_help(self, help: Option<&'static str>) -> Self {
        Self { help, ..self }
    }

    fn limit(message: &str, offset: Option<usize>) -> Self {
        Self {
            code: Code::LimitExceeded,
            ..Self::new(message, offset)
        }
    }

    pub(super) fn too_deep(offset: Option<usize>) -> Self {
        let message = format!("this is nested deeper than {} levels", limits::DEPTH);
        Self::limit(&message, offset)
    }

    pub(super) fn too_many_values(offset: Option<usize>) -> Self {
        let message = format!("the schema has more than {} values", limits::VALUES);
        Self::limit(&message, offset)
    }

    /// A limit that was found to be exceeded while reading.
    fn of_limit(whole: &str, offset: Option<usize>) -> Option<Self> {
        let entries = format!("this has more than {} entries", limits::ENTRIES);
        let message = if whole.contains("recursion limit exceeded") {
            return Some(Self::too_deep(offset));
        } else if whole.contains(TOO_MANY_ENTRIES) {
            &entries
        } else if whole.contains(TOO_MANY_ALIASES) || whole.contains("repetition limit exceeded") {
            TOO_MANY_ALIASES
        } else {
            return None;
        };
        Some(Self::limit(message, offset))
    }

    /// The same in a text that has so many bytes before the one that was read.
    pub(super) fn moved_by(mut self, bytes: usize) -> Self {
        self.offset = self.offset.map(|offset| offset + bytes);
        self.context = self.context.map(|(at, text)| (at + bytes, text));
        self
    }

    pub(super) fn of_yaml(error: &serde_yaml::Error, text: &str) -> Self {
        let offset = error.location().map(|at| bytes_of(text, at.index()));
        let whole = error.to_string();
        if let Some(error) = Self::of_limit(&whole, offset) {
            return error;
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
        let error = Self {
            context,
            ..Self::new(&invalid(problem), offset)
        };
        let help = error.offset.and_then(|at| help_in_yaml(problem, text, at));
        error.never_closed(text).with_help(help).with_quote(text)
    }

    /// What is never closed is noticed at the end of the document, and the mistake is where it
    /// begins. A block needs no end.
    fn never_closed(mut self, text: &str) -> Self {
        let end = text.trim_end().len();
        let is_at_end = self.offset.is_some_and(|offset| offset >= end);
        let start = match &self.context {
            _ if !is_at_end => None,
            Some((start, doing)) => Some(*start).filter(|_| !doing.contains("block")),
            None => unclosed(text, Format::Yaml),
        };
        if let Some(start) = start {
            self.message = never_closed(text, start);
            self.offset = Some(start);
            self.context = Some((end, "the document ends here".to_owned()));
        }
        self
    }

    /// Where a text in quotes ends just before the place, and began on another line, a quote is
    /// probably missing there.
    fn with_quote(mut self, text: &str) -> Self {
        let quoted = self.offset.and_then(|offset| {
            let before = text.get(..offset)?;
            let near = before
                .rsplit('\n')
                .take(2)
                .map(|line| line.len() + 1)
                .sum::<usize>();
            let from = before.len().saturating_sub(near);
            let quotes = before
                .char_indices()
                .filter(|(at, it)| *at >= from && is_quote(*it));
            quotes
                .filter_map(|(end, quote)| opening(before, end, quote))
                .next()
        });
        if let Some(start) = quoted {
            let label = "this quote is closed just before: is another one missing?";
            self.context = Some((start, label.to_owned()));
            self.help = None;
        }
        self
    }

    pub(super) fn of_json(error: &serde_json::Error, text: &str) -> Self {
        let offset = offset_of(text, error.line(), error.column(), floor);
        let whole = error.to_string();
        if let Some(error) = Self::of_limit(&whole, offset) {
            return error;
        }
        match split_position(&whole).map_or(whole.as_str(), |(message, ..)| message) {
            "number out of range" => {
                let start = offset.and_then(|last| {
                    let digits = text.get(..=last)?;
                    let part = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
                    Some(digits.trim_end_matches(part).len())
                });
                Self::new("this number is too large to be read", start)
            }
            message => {
                let found = Self::new(&format!("this is not valid JSON: {message}"), offset);
                let help = offset.and_then(|at| help_in_json(message, text, at));
                match unclosed(text, Format::Json).filter(|_| error.is_eof()) {
                    Some(start) => Self {
                        code: Code::Syntax,
                        message: never_closed(text, start),
                        offset: Some(start),
                        context: Some((text.trim_end().len(), "the document ends here".into())),
                        help: None,
                    },
                    None => found.with_help(help),
                }
            }
        }
    }
}

/// What is said of a bracket or a quote without its other half.
fn never_closed(text: &str, start: usize) -> String {
    let opening = text.get(start..).and_then(|rest| rest.chars().next());
    let what = match opening {
        Some('"' | '\'') => "quote",
        _ => "bracket",
    };
    format!("this {what} is never closed")
}

/// What to do about a mistake that is often made in YAML.
fn help_in_yaml(problem: &str, text: &str, at: usize) -> Option<&'static str> {
    let line = text.get(..at)?.rsplit('\n').next()?;
    match text.get(at..)?.chars().next()? {
        '\t' if line.trim().is_empty() => Some("YAML is indented with spaces: a tab is none"),
        '@' | '`' | '%' if problem.contains("cannot start any token") => {
            Some("put the text in quotes: YAML keeps this character for itself")
        }
        _ if problem.contains("mapping values are not allowed") => {
            Some("put the text in quotes: a colon with a space behind it starts a value")
        }
        _ if problem.contains("did not find expected key") => {
            Some("compare the indentation: all keys of a mapping start in the same column")
        }
        _ => None,
    }
}

/// What to do about a mistake that is often made in JSON.
fn help_in_json(message: &str, text: &str, at: usize) -> Option<&'static str> {
    match text.get(at..)?.chars().next()? {
        _ if message == "trailing comma" => Some("remove the comma before it"),
        '\'' => Some("texts stand between double quotes"),
        '/' | '#' => Some("JSON has no comments"),
        'T' | 'F' | 'N' => Some("write `true`, `false` or `null`, in small letters"),
        _ => None,
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'')
}

/// Where a text in quotes begins that ends there, if it began on another line.
fn opening(text: &str, end: usize, quote: char) -> Option<usize> {
    let start = text.get(..end)?.rfind(quote)?;
    let is_opening = text.get(..start)?.ends_with([' ', '\n', '[', '{', ',']);
    let goes_on = text.get(start..end)?.contains('\n');
    (is_opening && goes_on).then_some(start)
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
