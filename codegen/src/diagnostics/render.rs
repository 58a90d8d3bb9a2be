//! Findings as rustc prints them.

use std::ops::Range;

use annotate_snippets as snippets;
use annotate_snippets::{AnnotationKind, Element, Group, Origin, Renderer, Snippet};

use super::{Diagnostic, Level, Location};
use crate::source::Tree;
use crate::source::locate::line_column;

/// Lines longer than this are shown in part: a document of one line must not fill the screen.
const LONGEST_LINE: usize = 160;

/// The text of one finding, with the line that it is about.
///
/// Paths are shown below `folder`, the schema's root as the reader of the message knows it (empty,
/// or ending in `/`). Colours are for terminals.
pub fn render(tree: &Tree<'_>, diagnostic: &Diagnostic, folder: &str, colours: bool) -> String {
    let level = match diagnostic.level() {
        Level::Error => snippets::Level::ERROR,
        Level::Warning => snippets::Level::WARNING,
    };
    let title = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    if let Some(place) = diagnostic.location.and_then(|at| Excerpt::find(tree, at)) {
        group = group.elements(place.elements(folder, AnnotationKind::Primary));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(snippets::Level::HELP.message(help));
    }
    let mut groups = vec![group];
    for (at, text) in &diagnostic.notes {
        let mut note = Group::with_title(snippets::Level::NOTE.secondary_title(text));
        if let Some(place) = Excerpt::find(tree, *at) {
            note = note.elements(place.elements(folder, AnnotationKind::Primary));
        }
        groups.push(note);
    }
    let renderer = if colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&groups)
}

/// The last line of a run that found something: `2 errors, 1 warning`.
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |level: Level| {
        diagnostics
            .iter()
            .filter(|found| found.level() == level)
            .count()
    };
    let plural = |count: usize, noun: &str| match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    };
    let parts: Vec<String> = [
        plural(count(Level::Error), "error"),
        plural(count(Level::Warning), "warning"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The line that a finding is about, or the part of it that fits.
struct Excerpt<'t> {
    path: &'t str,
    line: usize,
    column: usize,
    text: &'t str,
    marked: Range<usize>,
}

impl<'t> Excerpt<'t> {
    fn find(tree: &'t Tree<'_>, at: Location) -> Option<Self> {
        let (file, range) = match at {
            Location::Node(place, part) => (place.file, tree.span(place, part)?),
            Location::Offset(file, offset) => (file, offset..offset),
        };
        let file = tree.file(file)?;
        let start = floor(file.text, range.start);
        let end = floor(file.text, range.end.max(start));
        let (line, column) = line_column(file.text, start);
        let line_text = line_around(file.text, start);
        let shown = window(file.text, line_text, start);
        Some(Self {
            path: &file.path,
            line,
            column,
            text: file.text.get(shown.clone())?,
            marked: start - shown.start..end.clamp(start, shown.end) - shown.start,
        })
    }

    fn elements(&self, folder: &str, kind: AnnotationKind) -> [Element<'t>; 2] {
        let origin = Origin::path(format!("{folder}{}", self.path))
            .line(self.line)
            .char_column(self.column);
        let snippet = Snippet::source(self.text)
            .line_start(self.line)
            .annotation(kind.span(self.marked.clone()));
        [origin.into(), snippet.into()]
    }
}

/// The line around an offset, without its line end.
fn line_around(text: &str, offset: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let start = if start == 0 && text.starts_with('\u{feff}') {
        3
    } else {
        start
    };
    let length = after.find(['\r', '\n']).unwrap_or(after.len());
    start.min(offset)..before.len() + length
}

/// The part of a line that is shown: all of it, or some of it around the offset.
fn window(text: &str, line: Range<usize>, offset: usize) -> Range<usize> {
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let start = floor(
        text,
        offset.saturating_sub(LONGEST_LINE / 4).max(line.start),
    );
    start..floor(text, (start + LONGEST_LINE).min(line.end)).max(offset)
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
