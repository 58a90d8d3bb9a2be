//! The text of a description, before it is read and when it is written.

use std::ops::Range;

use crate::render::is_unprintable;

/// A text in lines that end with `\n`, without what rustc does not let into a comment. Tabs are
/// spaces, lines without words are empty, and none of them starts or ends the text.
pub(super) fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let is_break = |it| {
        matches!(
            it,
            '\r' | '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut printable = String::with_capacity(text.len());
    for line in text.split(is_break) {
        let start = printable.len();
        if start > 0 {
            printable.push('\n');
        }
        push_expanded(&mut printable, line);
        let words = slice(&printable, start..printable.len()).trim();
        if words.is_empty() {
            // A first line without words leaves nothing, any other its end of line.
            printable.truncate(start + usize::from(start > 0));
        }
    }
    printable.truncate(printable.trim_end().len());
    printable
}

/// A tab leads to the next column that 4 divides; at the end of a line it says nothing.
fn push_expanded(text: &mut String, line: &str) {
    let line = match line.ends_with('\t') {
        true => line.trim_end_matches([' ', '\t']),
        false => line,
    };
    let mut column = 0;
    for character in line.chars() {
        if character == '\t' {
            let width = 4 - column % 4;
            text.extend(std::iter::repeat_n(' ', width));
            column += width;
        } else if !is_unprintable(character) {
            text.push(character);
            column += 1;
        }
    }
}

/// A text without empty lines around it, moved to the left until a line starts there, as rustdoc
/// does.
pub(super) fn tidied(text: &str) -> String {
    let is_empty = |line: &&str| line.trim().is_empty();
    let lines: Vec<&str> = text.split('\n').collect();
    let start = lines.iter().position(|line| !is_empty(line));
    let end = lines.iter().rposition(|line| !is_empty(line));
    let (Some(start), Some(end)) = (start, end) else {
        return String::new();
    };
    let lines = lines.get(start..=end).unwrap_or_default();
    let indents = lines
        .iter()
        .filter(|line| !is_empty(line))
        .map(|line| indent(line));
    let common = indents.min().unwrap_or_default();
    let lines = lines
        .iter()
        .map(|line| line.get(common..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines without the spaces at their ends. One space stays behind a backslash, which would
/// otherwise break the line.
pub(super) fn lines(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let trimmed = line.trim_end_matches(' ');
        let is_escaped = trimmed.len() < line.len() && ends_in_escape(trimmed);
        trimmed.to_owned() + if is_escaped { " " } else { "" }
    };
    match text.trim_end_matches(' ') {
        "" => Vec::new(),
        text => text.split('\n').map(line).collect(),
    }
}

/// True when a backslash at the end of a text escapes what follows.
pub(super) fn ends_in_escape(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// True for text that holds paragraphs of words and nothing that has to be looked at.
pub(super) fn is_plain(text: &str) -> bool {
    let is_plain = |line: &str| {
        let starts_a_paragraph = line.starts_with(|it: char| it.is_ascii_alphabetic());
        line.is_empty() || (starts_a_paragraph && !line.ends_with("  "))
    };
    let is_marked = text.bytes().any(|byte| matches!(byte, b'[' | b'<'));
    !is_marked && !text.contains("://") && text.split('\n').all(is_plain)
}

/// The spaces that a line starts with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// What stands there; nothing where there is no such place.
pub(super) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Where the line starts that a place lies in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = slice(text, 0..at);
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// What the lines below have to start with to stand in the same quotes and list items as what
/// follows this start of a line.
pub(super) fn continued(start: &str) -> String {
    let mark = |it| if it == '>' { '>' } else { ' ' };
    start.chars().map(mark).collect()
}
