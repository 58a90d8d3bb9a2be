//! List items and quotes: their lines start where they have to.

use std::ops::Range;

use super::edits::Edits;
use super::text::slice;

/// Containers in containers are followed this far.
const DEEPEST: usize = 32;

/// What blocks stand in.
#[derive(Clone, Copy)]
enum Container {
    Quote,
    /// Where the item starts, and how far in its contents stand, once they are seen.
    Item(usize, Option<usize>),
    /// Its lines may start anywhere.
    Footnote,
}

/// The containers that are open at a place.
#[derive(Default)]
pub(super) struct Containers {
    open: Vec<Container>,
    /// Where the words of the open paragraph stand.
    words: Option<Range<usize>>,
}

impl Containers {
    pub(super) fn are_too_deep(&self) -> bool {
        self.open.len() > DEEPEST
    }

    pub(super) fn are_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn start_quote(&mut self) {
        self.open.push(Container::Quote);
    }

    pub(super) fn start_item(&mut self, start: usize) {
        self.open.push(Container::Item(start, None));
    }

    pub(super) fn start_footnote(&mut self) {
        self.open.push(Container::Footnote);
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Notes where the contents of a list item start; code may stand further in.
    pub(super) fn see(&mut self, at: usize, is_code: bool, text: &str, edits: &mut Edits) {
        let Some(Container::Item(start, indent @ None)) = self.open.last_mut() else {
            return;
        };
        let before = slice(text, *start..at);
        let marker = before.trim_end();
        // An escape is no part of what follows it.
        let contents = before.trim_end_matches('\\').len();
        *indent = Some(if is_code { marker.len() + 1 } else { contents });
        if !is_code && before.contains('\n') && !marker.contains('\n') {
            // Contents that start below their marker: clippy counts them from there.
            edits.replace(*start + marker.len()..at, " ");
        }
    }

    /// Notes words of a paragraph.
    pub(super) fn words(&mut self, range: &Range<usize>) {
        match &mut self.words {
            Some(words) => words.end = words.end.max(range.end),
            none => *none = Some(range.clone()),
        }
    }

    /// Ends a paragraph: its lines start below the first one, neither before nor behind that.
    pub(super) fn end_words(&mut self, text: &str, edits: &mut Edits) {
        let Some(words) = self.words.take() else {
            return;
        };
        let is_footnote = |it: &Container| matches!(it, Container::Footnote);
        if self.open.is_empty() || self.open.iter().any(is_footnote) {
            return;
        }
        let expected = self.prefix();
        let quotes = expected.matches('>').count();
        let ends = slice(text, words.clone()).match_indices('\n');
        for (end, _) in ends {
            let start = words.start + end + 1;
            let line = slice(text, start..words.end);
            let prefix = prefix_of(line, quotes, expected.len() + 1);
            let rest = slice(line, prefix.len()..line.len());
            let rest = rest.split('\n').next().unwrap_or_default();
            let is_fine = match quotes {
                0 => prefix.len() == expected.len(),
                _ => prefix.matches('>').count() >= quotes,
            };
            let is_broken = slice(text, 0..start - 1).ends_with(['\\', ' ']);
            if is_fine {
            } else if quotes == 0 && rest.starts_with('<') && !is_broken {
                // Further to the left it could start a block of HTML.
                edits.replace(start - 1..start + prefix.len(), " ");
            } else {
                let escape = if is_rule(rest) { "\\" } else { "" };
                let is_lazy = quotes > 0 && !prefix.contains('>');
                let end = if is_lazy { start } else { start + prefix.len() };
                edits.replace(start..end, &format!("{expected}{escape}"));
            }
        }
    }

    /// What a line in all of them starts with.
    fn prefix(&self) -> String {
        let prefix = |it: &Container| match it {
            Container::Quote => "> ".to_owned(),
            Container::Item(_, indent) => " ".repeat(indent.unwrap_or_default()),
            Container::Footnote => String::new(),
        };
        self.open.iter().map(prefix).collect()
    }
}

/// What stands before the words of a line that lies in so many quotes at most. Further in than
/// that, `>` is no marker.
fn prefix_of(line: &str, quotes: usize, furthest: usize) -> &str {
    let mut rest = line.trim_start_matches(' ');
    for _ in 0..quotes {
        let is_marker = line.len() - rest.len() <= furthest;
        match rest.strip_prefix('>').filter(|_| is_marker) {
            Some(content) => rest = content.trim_start_matches(' '),
            None => break,
        }
    }
    slice(line, 0..line.len() - rest.len())
}

/// `---`, `===` and `|---|`, which are words only where they do not stand below others.
fn is_rule(line: &str) -> bool {
    line.chars().all(|it| "-=*_|: ".contains(it))
}
