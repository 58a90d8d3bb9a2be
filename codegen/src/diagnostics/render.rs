//! Findings as rustc prints them.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets as snippets;
use annotate_snippets::{Annotation, AnnotationKind, Group, Renderer, Snippet};

use super::{Diagnostic, Level, Location, visible};
use crate::source::locate::{floor, line_column};
use crate::source::{FileId, Tree};

/// Lines longer than this are shown in part: a document of one line must not fill the screen.
const LONGEST_LINE: usize = 160;

/// The text of one finding, with the line that it is about.
///
/// Paths are shown below `folder`, the schema's root as the reader of the message knows it (empty,
/// or ending in `/`). Colours are for terminals.
pub fn render(tree: &Tree<'_>, diagnostic: &Diagnostic, folder: &str, colours: bool) -> String {
    let level = match diagnostic.level {
        Level::Error => snippets::Level::ERROR,
        Level::Warning => snippets::Level::WARNING,
    };
    let title = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.as_str());
    let find = |at: Location| Excerpt::find(tree, at, folder);
    let mut primary = diagnostic.location.and_then(find);
    let mut notes = Vec::new();
    for (at, text) in &diagnostic.notes {
        let beside = primary.as_mut().is_some_and(|it| it.label(tree, *at, text));
        if !beside {
            notes.push((find(*at), text));
        }
    }
    let mut group = with_excerpt(Group::with_title(title), primary.as_ref());
    if let Some(fallback) = diagnostic.fallback() {
        group = group.element(snippets::Level::NOTE.message(fallback));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(snippets::Level::HELP.message(help));
    }
    let mut groups = vec![group];
    for (excerpt, text) in &notes {
        let note = Group::with_title(snippets::Level::NOTE.secondary_title(*text));
        groups.push(with_excerpt(note, excerpt.as_ref()));
    }
    let renderer = if colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let text = renderer.render(&groups);
    let excerpts = primary
        .iter()
        .chain(notes.iter().filter_map(|(excerpt, _)| excerpt.as_ref()));
    excerpts.fold(text, |text, excerpt| excerpt.with_true_column(text))
}

fn with_excerpt<'t>(group: Group<'t>, excerpt: Option<&Excerpt<'t>>) -> Group<'t> {
    match excerpt {
        Some(excerpt) => group.element(excerpt.clone().into_snippet()),
        None => group,
    }
}

/// The last line of a run that found something: `2 errors, 1 warning`.
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |level: Level| {
        diagnostics
            .iter()
            .filter(|found| found.level == level)
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
#[derive(Clone)]
struct Excerpt<'t> {
    path: String,
    line: usize,
    column: usize,
    text: Cow<'t, str>,
    marked: Range<usize>,
    /// The file, and where in it the shown text stands.
    shown: (FileId, Range<usize>),
    /// Other places in the same text, with what they have to do with the finding.
    labels: Vec<(Range<usize>, String)>,
}

impl<'t> Excerpt<'t> {
    fn find(tree: &'t Tree<'_>, at: Location, folder: &str) -> Option<Self> {
        let (id, range) = at.bytes(tree)?;
        let file = tree.file(id)?;
        let start = floor(file.text, range.start);
        let end = floor(file.text, range.end.max(start));
        let (line, column) = file.line_column(start);
        let shown = window(file.text, start);
        Some(Self {
            path: visible::message(file.shown(folder)),
            line,
            column,
            text: visible::line(file.text.get(shown.clone())?),
            marked: start - shown.start..end.clamp(start, shown.end) - shown.start,
            shown: (id, shown),
            labels: Vec::new(),
        })
    }

    /// Shows another place within the same text, if it lies there and apart from what is marked.
    fn label(&mut self, tree: &Tree<'_>, at: Location, text: &str) -> bool {
        let Some((file, range)) = at.bytes(tree) else {
            return false;
        };
        let (here, shown) = &self.shown;
        let is_inside = file == *here && shown.start <= range.start && range.end <= shown.end;
        if !is_inside || range.is_empty() {
            return false;
        }
        let range = range.start - shown.start..range.end - shown.start;
        let is_apart = range.end <= self.marked.start || self.marked.end <= range.start;
        if is_apart {
            self.labels.push((range, text.to_owned()));
        }
        is_apart
    }

    fn into_snippet(self) -> Snippet<'t, Annotation<'t>> {
        let labels = self.labels.into_iter();
        let labels = labels.map(|(range, text)| AnnotationKind::Context.span(range).label(text));
        Snippet::source(self.text)
            .path(self.path)
            .line_start(self.line)
            .annotation(AnnotationKind::Primary.span(self.marked))
            .annotations(labels)
    }

    /// The renderer counts columns in what is shown, which can be a part of the line.
    fn with_true_column(&self, text: String) -> String {
        let (_, shown) = line_column(&self.text, self.marked.start);
        let place = |column: usize| format!("{}:{}:{column}", self.path, self.line);
        if shown == self.column {
            return text;
        }
        text.replacen(&place(shown), &place(self.column), 1)
    }
}

/// The part of the line around an offset that is shown: all of it, or some of it.
fn window(text: &str, offset: usize) -> Range<usize> {
    let first = floor(text, offset.saturating_sub(LONGEST_LINE));
    let last = floor(text, offset + LONGEST_LINE);
    let before = text.get(first..offset).unwrap_or_default();
    let after = text.get(offset..last).unwrap_or_default();
    let start = match before.rfind('\n') {
        Some(end) => Some(first + end + 1),
        None if first == 0 => Some(text.len() - text.trim_start_matches('\u{feff}').len()),
        None => None,
    };
    let start = start.map(|start| start.min(offset));
    let length = after.find(['\r', '\n']);
    let end = length.map(|length| offset + length);
    let end = end.or((last == text.len()).then_some(last));
    match (start, end) {
        (Some(start), Some(end)) if end - start <= LONGEST_LINE => start..end,
        _ => {
            let near = floor(text, offset.saturating_sub(LONGEST_LINE / 4));
            let start = start.map_or(near, |start| start.max(near));
            let longest = floor(text, start + LONGEST_LINE);
            start..end.map_or(longest, |end| end.min(longest)).max(offset)
        }
    }
}
