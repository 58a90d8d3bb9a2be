//! Bare URLs, which rustdoc wants to be links.

use std::ops::Range;

use super::edits::Edits;

/// Text without a break, as it stands and as it is shown.
#[derive(Default)]
pub(super) struct Run {
    shown: String,
    /// Where parts of it stand, each with its start in what is shown.
    parts: Vec<(usize, Range<usize>)>,
}

impl Run {
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub(super) fn push(&mut self, shown: &str, range: Range<usize>) {
        self.parts.push((self.shown.len(), range));
        self.shown.push_str(shown);
    }

    /// Where its URLs stand, and how they are shown.
    pub(super) fn urls(&self) -> Vec<(Range<usize>, &str)> {
        let mut urls = Vec::new();
        let mut from = 0;
        while let Some(start) = next_scheme(&self.shown, from) {
            let rest = self.shown.get(start..).unwrap_or_default();
            from = start + 1;
            if is_taken_for_url(rest) {
                let url = rest.get(..url_length(rest)).unwrap_or_default();
                from = start + url.len();
                urls.push((self.place(start).start..self.place(from - 1).end, url));
            }
        }
        urls
    }

    /// Where a byte that is shown stands.
    fn place(&self, at: usize) -> Range<usize> {
        let next = self.parts.partition_point(|(start, _)| *start <= at);
        let next_start = self.parts.get(next).map_or(self.shown.len(), |(it, _)| *it);
        let Some((start, range)) = next.checked_sub(1).and_then(|it| self.parts.get(it)) else {
            return 0..0;
        };
        match next_start - start == range.len() {
            true => range.start + at - start..range.start + at - start + 1,
            // A reference to a character stands for it as a whole.
            false => range.clone(),
        }
    }
}

/// Writes the URLs of a text as links.
pub(super) fn link(run: &Run, edits: &mut Edits) {
    for (range, url) in run.urls() {
        edits.replace(range, &format!("<{url}>"));
    }
}

fn next_scheme(text: &str, from: usize) -> Option<usize> {
    let mut colons = text.get(from..)?.match_indices("://");
    colons.find_map(|(at, _)| {
        let before = text.get(from..from + at)?;
        let scheme = ["https", "http"]
            .into_iter()
            .find(|it| before.ends_with(it))?;
        Some(from + at - scheme.len())
    })
}

/// How far a URL goes: not to the punctuation behind it, nor to a bracket that it does not open.
fn url_length(text: &str) -> usize {
    let is_end = |it: char| it.is_whitespace() || it.is_control() || "<>\"`|".contains(it);
    let end = text.find(is_end).unwrap_or(text.len());
    let url = text.get(..end).unwrap_or_default();
    let mut surplus = [('(', ')'), ('[', ']'), ('{', '}')].map(|(opening, closing)| {
        let closed = url.matches(closing).count();
        (closing, closed.saturating_sub(url.matches(opening).count()))
    });
    let is_behind = |character: char| {
        let bracket = surplus.iter_mut().find(|(it, _)| *it == character);
        match bracket {
            Some((_, surplus)) => {
                let is_surplus = *surplus > 0;
                *surplus = surplus.saturating_sub(1);
                is_surplus
            }
            None => ".,;:!?'*_~".contains(character),
        }
    };
    url.trim_end_matches(is_behind).len()
}

/// As rustdoc sees it: a scheme, and a host with a dot before two letters.
fn is_taken_for_url(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else {
        return false;
    };
    let is_host = |it: char| it.is_ascii_alphanumeric() || "-@:%._+~#=".contains(it);
    let end = rest.find(|it| !is_host(it)).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    host.match_indices('.').any(|(at, _)| {
        let name = host.get(at + 1..at + 3).unwrap_or_default();
        at >= 2 && name.len() == 2 && name.bytes().all(|it| it.is_ascii_alphabetic())
    })
}
