//! Changes of a text, by the places that they are made at.

use std::ops::Range;

/// What is to be changed, in any order.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the changes start, in order.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut places: Vec<usize> = self.0.iter().map(|(range, _)| range.start).collect();
        places.sort_unstable();
        places
    }

    /// Puts text before what stands there.
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at..at, text);
    }

    /// Puts text in the place of other text.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        self.0.push((range, text.to_owned()));
    }

    /// The text with its changes. Of two that overlap only the first is made: whoever asked for the
    /// other finds it again at the next reading.
    pub(super) fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| range.start);
        self.0.dedup();
        let mut written = String::with_capacity(text.len() + self.0.len() * 8);
        let mut end = 0;
        for (range, replacement) in self.0 {
            if let Some(kept) = text.get(end..range.start) {
                written.push_str(kept);
                written.push_str(&replacement);
                end = range.end;
            }
        }
        written.push_str(text.get(end..).unwrap_or_default());
        written
    }
}
