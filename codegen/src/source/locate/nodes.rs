//! The nodes of a document, as ranges of its text.

use std::collections::HashMap;
use std::ops::Range;

/// The nodes of a document in the order of the text, each followed by its descendants.
///
/// The children of a mapping are its keys and values in turn. Only in a broken document may the
/// last key have no value.
#[derive(Debug)]
pub(super) struct Nodes {
    pub(super) all: Vec<Node>,
    /// The values of the [`Kind::Decoded`] scalars.
    pub(super) decoded: HashMap<usize, String>,
    /// Whether `<<` stands for the entries of other mappings.
    pub(super) merges: bool,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    start: usize,
    /// Equal to `start` where a collection has no brackets: it is then found by its first line.
    end: usize,
    /// The index just after the node and all its descendants.
    next: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Mapping,
    Sequence,
    /// A scalar whose value is its text.
    Plain,
    /// A scalar whose value is the text between its quotes.
    Quoted,
    /// A scalar whose value is in [`Nodes::decoded`].
    Decoded,
    /// Another name for the node of that index.
    Alias(usize),
}

impl Nodes {
    pub(super) fn new(merges: bool) -> Self {
        Self {
            all: Vec::new(),
            decoded: HashMap::new(),
            merges,
        }
    }

    /// Adds a node that has no children yet, and returns its index.
    pub(super) fn push(&mut self, kind: Kind, range: Range<usize>) -> usize {
        let index = self.all.len();
        self.all.push(Node {
            kind,
            start: range.start,
            end: range.end,
            next: index + 1,
        });
        index
    }

    /// Adds a scalar that has to be decoded to be compared.
    pub(super) fn push_decoded(&mut self, value: String, range: Range<usize>) -> usize {
        let index = self.push(Kind::Decoded, range);
        self.decoded.insert(index, value);
        index
    }

    /// Ends a collection after the node that was added last; a given `end` is the end of its text.
    pub(super) fn close(&mut self, index: usize, end: Option<usize>) {
        let next = self.all.len();
        if let Some(node) = self.all.get_mut(index) {
            node.next = next;
            node.end = end.unwrap_or(node.end);
        }
    }

    /// The node itself, or the one that it is an alias of.
    pub(super) fn resolve(&self, index: usize) -> usize {
        match self.all.get(index) {
            Some(&Node {
                kind: Kind::Alias(anchor),
                ..
            }) => anchor,
            _ => index,
        }
    }

    /// What a path calls the entry of this key.
    pub(super) fn name<'t>(&'t self, text: &'t str, key: usize) -> &'t str {
        let key = self.resolve(key);
        let Some(node) = self.all.get(key) else {
            return "";
        };
        let name = match node.kind {
            Kind::Quoted => text.get(node.start + 1..node.end.saturating_sub(1)),
            Kind::Decoded => self.decoded.get(&key).map(String::as_str),
            _ => self.range(text, key).and_then(|range| text.get(range)),
        };
        name.unwrap_or_default()
    }

    /// Where a diagnostic points to for this node.
    pub(super) fn range(&self, text: &str, index: usize) -> Option<Range<usize>> {
        let node = self.all.get(index)?;
        let block = matches!(node.kind, Kind::Mapping | Kind::Sequence) && node.start == node.end;
        let end = if block {
            let line = text.get(node.start..)?.split(['\n', '\r']).next()?;
            node.start + line.trim_end().len()
        } else {
            node.end
        };
        text.get(node.start..end).map(|_| node.start..end)
    }

    /// Where the last collection starts whose bracket is not closed.
    pub(super) fn unclosed(&self, text: &str) -> Option<usize> {
        let is_unclosed = |node: &&Node| {
            let text = text.get(node.start..node.end.max(node.start + 1));
            let text = text.unwrap_or_default();
            match node.kind {
                Kind::Mapping => text.starts_with('{') && !text.ends_with('}'),
                Kind::Sequence => text.starts_with('[') && !text.ends_with(']'),
                _ => false,
            }
        };
        let last = self.all.iter().rev().find(is_unclosed)?;
        Some(last.start)
    }

    /// The nodes of a collection, one level down.
    pub(super) fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.all.get(index).map_or(0, |node| node.next);
        let first = Some(index + 1).filter(|&first| first < end);
        std::iter::successors(first, move |&child| {
            let next = self.all.get(child)?.next;
            (next < end).then_some(next)
        })
    }
}
