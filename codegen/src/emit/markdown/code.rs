//! Code blocks: each says that it is no Rust, and ends.

use std::ops::Range;

use super::edits::Edits;
use super::text::{continued, line_start, slice};

/// Languages that rustdoc takes for what they are. Any other word is replaced: some, such as
/// `should_panic`, tell rustdoc how to run the code.
pub(super) const LANGUAGES: &[&str] = &[
    "bash",
    "c",
    "console",
    "cpp",
    "cs",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "json5",
    "jsonc",
    "kotlin",
    "markdown",
    "md",
    "php",
    "proto",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "text",
    "toml",
    "ts",
    "typescript",
    "txt",
    "xml",
    "yaml",
    "yml",
];

/// A code block by indentation starts this far in.
const INDENT: &str = "    ";

/// A code block, while it is read.
pub(super) struct Block {
    range: Range<usize>,
    /// False for a block by indentation.
    is_fenced: bool,
    /// Where the code itself stands, line by line.
    lines: Vec<Range<usize>>,
}

impl Block {
    pub(super) fn new(range: Range<usize>, is_fenced: bool) -> Self {
        Self {
            range,
            is_fenced,
            lines: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, line: Range<usize>) {
        self.lines.push(line);
    }

    pub(super) fn end(self, text: &str, edits: &mut Edits) {
        if self.is_fenced {
            self.end_fenced(text, edits);
        } else {
            self.end_indented(text, edits);
        }
    }

    fn end_fenced(self, text: &str, edits: &mut Edits) {
        let Range { start, end } = self.range;
        let opening = slice(text, start..end).split('\n').next();
        let opening = opening.unwrap_or_default();
        let character = opening.chars().next().unwrap_or_default();
        let fence = opening.len() - opening.trim_start_matches(character).len();
        let info = slice(opening, fence..opening.len());
        let language = language(info);
        if info != language {
            edits.replace(start + fence..start + opening.len(), language);
        }
        let code_end = self.lines.last().map(|line| line.end);
        let rest = slice(text, code_end.unwrap_or(start + opening.len())..end);
        if !rest.contains(character) {
            let before = continued(slice(text, line_start(text, start)..start));
            let fence = slice(opening, 0..fence);
            edits.insert(end, &line_at(text, end, &before, fence));
        }
    }

    /// The block gets a fence in place of its indentation.
    fn end_indented(self, text: &str, edits: &mut Edits) {
        let (Some(first), Some(last)) = (self.lines.first(), self.lines.last()) else {
            return;
        };
        let code = self.lines.iter().map(|line| slice(text, line.clone()));
        let fence = fence_around(code);
        let indentation = |line: &Range<usize>| {
            let start = line.start.saturating_sub(INDENT.len());
            (slice(text, start..line.start) == INDENT).then_some(start..line.start)
        };
        let start = indentation(first).map_or(first.start, |range| range.start);
        let before = slice(text, line_start(text, start)..start);
        if !before.trim_end_matches(' ').ends_with('>') && !before.trim().is_empty() {
            // Words far behind the marker of their list item.
            return edits.replace(start..first.start, "");
        }
        let before = continued(before);
        edits.replace(start..first.start, &format!("{fence}text\n{before}"));
        let others = self.lines.iter().skip(1);
        others
            .filter_map(indentation)
            .for_each(|range| edits.replace(range, ""));
        edits.insert(last.end, &line_at(text, last.end, &before, &fence));
    }
}

/// A line to insert, whether or not a line ends before it.
fn line_at(text: &str, at: usize, before: &str, line: &str) -> String {
    match slice(text, 0..at).ends_with('\n') {
        true => format!("{before}{line}\n"),
        false => format!("\n{before}{line}"),
    }
}

fn language(info: &str) -> &str {
    let mut words = info.split(|it: char| !it.is_alphanumeric() && it != '_');
    let word = words.find(|word| !word.is_empty()).unwrap_or_default();
    let is_known = LANGUAGES.contains(&word.to_lowercase().as_str());
    if is_known { word } else { "text" }
}

/// A fence that none of the lines closes.
fn fence_around<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let longest = lines.map(|line| {
        let line = line.trim_start_matches(' ');
        line.len() - line.trim_start_matches('`').len()
    });
    "`".repeat(longest.max().unwrap_or_default().max(2) + 1)
}

/// A text as it was written, in a block of its own.
pub(super) fn verbatim(text: &str) -> Vec<String> {
    let fence = fence_around(text.lines());
    let mut lines = vec![format!("{fence}text")];
    lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}
