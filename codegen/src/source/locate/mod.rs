//! From a path into a document to the bytes of its text.
//!
//! Reading a document keeps no positions: a place is a file and a path, and only a diagnostic that
//! is printed needs to know where in the text that is. The text is then read once more, for its
//! shape alone, into a `Tree`: every node with its range, in the order of the text. [`locate`]
//! walks any number of paths down that tree.
//!
//! Nothing here fails on a document that is broken: what stands before the break is found.

mod json;
mod relax;
mod yaml;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// One step from a node to one of its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// To the value of a mapping's entry.
    Key {
        /// The key: its value where it is a string, else its text as written.
        name: &'a str,
        /// Which of the entries of that name: 0 is the first.
        occurrence: usize,
    },
    /// To an item of a sequence, counted from 0.
    Index(usize),
}

/// What of an entry to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The key; the value where there is no key, as for an item of a sequence and for the root.
    Key,
    /// The value.
    Value,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML.
    Yaml,
    /// JSON.
    Json,
}

/// Finds the byte range of each target: a path from the root, and a part of what it leads to.
///
/// The range of a scalar is its text with its quotes; that of a YAML block scalar goes from its
/// indicator to the end of its last line that is not blank. The range of a collection in brackets
/// goes from bracket to bracket, that of a block collection to the end of its first line. An empty
/// YAML node has an empty range, just after its `:` or `-`. An alias is found as it is written; a
/// path that goes on through it continues at the anchor.
///
/// A path that leads nowhere has no range.
///
/// ```
/// use codegen::source::locate::{Format, Part, Step, locate};
///
/// let text = "info:\n  title: 'Pets'\n";
/// let title = [
///     Step::Key { name: "info", occurrence: 0 },
///     Step::Key { name: "title", occurrence: 0 },
/// ];
/// let found = locate(text, Format::Yaml, &[(&title, Part::Key), (&title, Part::Value)]);
/// assert_eq!(found, [Some(8..13), Some(15..21)]);
/// ```
pub fn locate(
    text: &str,
    format: Format,
    targets: &[(&[Step<'_>], Part)],
) -> Vec<Option<Range<usize>>> {
    if targets.is_empty() {
        return Vec::new();
    }
    let tree = match format {
        Format::Yaml => yaml::read(text),
        Format::Json => json::read(text),
    };
    let mut finder = Finder {
        tree: &tree,
        children: HashMap::new(),
    };
    targets
        .iter()
        .map(|&(path, part)| finder.find(path, part))
        .collect()
}

/// Line and column of a byte offset, both counted from 1, the column in characters.
///
/// A line ends with `\n` or `\r\n`. A byte order mark is not counted. An offset within a character
/// is taken as the character's start, one beyond the text as its end.
///
/// ```
/// use codegen::source::locate::line_column;
///
/// assert_eq!(line_column("é: 1\nü: 2", 9), (2, 3));
/// ```
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = (0..=offset.min(text.len()))
        .rev()
        .find_map(|end| text.get(..end));
    let before = before.unwrap_or_default();
    let before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before);
    let (lines, last) = before
        .rsplit_once('\n')
        .map_or((0, before), |(lines, last)| {
            (
                1 + lines.bytes().filter(|&byte| byte == b'\n').count(),
                last,
            )
        });
    (lines + 1, last.chars().count() + 1)
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Where the content of a text starts: after its byte order mark.
fn content_start(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    }
}

/// The shape of a document: its nodes in the order of the text, each followed by its descendants.
///
/// The children of a mapping are its keys and values in turn. Only in a broken document may the
/// last key have no value.
struct Tree<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// The values of the [`Kind::Decoded`] scalars.
    decoded: HashMap<usize, String>,
    /// Whether `<<` stands for the entries of other mappings.
    merges: bool,
}

struct Node {
    kind: Kind,
    start: usize,
    /// Equal to `start` where a collection has no brackets: it is then found by its first line.
    end: usize,
    /// The index just after the node and all its descendants.
    next: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mapping,
    Sequence,
    /// A scalar whose value is its text.
    Plain,
    /// A scalar whose value is the text between its quotes.
    Quoted,
    /// A scalar whose value is in [`Tree::decoded`].
    Decoded,
    /// Another name for the node of that index.
    Alias(usize),
}

impl<'a> Tree<'a> {
    fn new(text: &'a str, merges: bool) -> Self {
        Self {
            text,
            nodes: Vec::new(),
            decoded: HashMap::new(),
            merges,
        }
    }

    /// Adds a node that has no children yet, and returns its index.
    fn push(&mut self, kind: Kind, range: Range<usize>) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node {
            kind,
            start: range.start,
            end: range.end,
            next: index + 1,
        });
        index
    }

    /// Adds a scalar that has to be decoded to be compared.
    fn push_decoded(&mut self, value: String, range: Range<usize>) -> usize {
        let index = self.push(Kind::Decoded, range);
        self.decoded.insert(index, value);
        index
    }

    /// Ends a collection after the node that was added last; a given `end` is the end of its text.
    fn close(&mut self, index: usize, end: Option<usize>) {
        let next = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(index) {
            node.next = next;
            node.end = end.unwrap_or(node.end);
        }
    }

    /// The node itself, or the one that it is an alias of.
    fn resolve(&self, index: usize) -> usize {
        match self.nodes.get(index) {
            Some(&Node {
                kind: Kind::Alias(anchor),
                ..
            }) => anchor,
            _ => index,
        }
    }

    /// What a path calls the entry of this key.
    fn name(&self, key: usize) -> &str {
        let key = self.resolve(key);
        let Some(node) = self.nodes.get(key) else {
            return "";
        };
        let name = match node.kind {
            Kind::Quoted => self.text.get(node.start + 1..node.end.saturating_sub(1)),
            Kind::Decoded => self.decoded.get(&key).map(String::as_str),
            _ => self.range(key).and_then(|range| self.text.get(range)),
        };
        name.unwrap_or_default()
    }

    /// Where a diagnostic points to for this node.
    fn range(&self, index: usize) -> Option<Range<usize>> {
        let node = self.nodes.get(index)?;
        let block = matches!(node.kind, Kind::Mapping | Kind::Sequence) && node.start == node.end;
        let end = if block {
            let line = self.text.get(node.start..)?.split(['\n', '\r']).next()?;
            node.start + line.trim_end().len()
        } else {
            node.end
        };
        self.text.get(node.start..end).map(|_| node.start..end)
    }

    /// The nodes of a collection, one level down.
    fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes.get(index).map_or(0, |node| node.next);
        let first = Some(index + 1).filter(|&first| first < end);
        std::iter::successors(first, move |&child| {
            let next = self.nodes.get(child)?.next;
            (next < end).then_some(next)
        })
    }
}

/// The children of a collection, in a form that is quick to look into.
enum Children<'t> {
    Items(Vec<usize>),
    Entries {
        /// By name, those of one name in the order of the text.
        sorted: Vec<Named<'t>>,
        /// What stands under `<<`, in the order in which it is looked through.
        merged: Vec<usize>,
    },
    None,
}

struct Named<'t> {
    name: &'t str,
    entry: Entry,
}

#[derive(Clone, Copy)]
struct Entry {
    key: Option<usize>,
    value: Option<usize>,
}

/// Follows paths, and remembers the collections that it came through.
struct Finder<'t> {
    tree: &'t Tree<'t>,
    children: HashMap<usize, Children<'t>>,
}

impl<'t> Finder<'t> {
    fn find(&mut self, path: &[Step<'_>], part: Part) -> Option<Range<usize>> {
        let mut entry = Entry {
            key: None,
            value: Some(0),
        };
        for step in path {
            let collection = self.tree.resolve(entry.value?);
            entry = match *step {
                Step::Key { name, occurrence } => self.entry(collection, name, occurrence)?,
                Step::Index(position) => self.item(collection, position)?,
            };
        }
        let index = match part {
            Part::Key => entry.key.or(entry.value)?,
            Part::Value => entry.value?,
        };
        self.tree.range(index)
    }

    fn item(&mut self, sequence: usize, position: usize) -> Option<Entry> {
        match self.children(sequence) {
            Children::Items(items) => items.get(position).map(|&item| Entry {
                key: None,
                value: Some(item),
            }),
            Children::Entries { .. } | Children::None => None,
        }
    }

    /// The entry in the mapping itself or, if it has none of that name, in those it merges.
    fn entry(&mut self, mapping: usize, name: &str, occurrence: usize) -> Option<Entry> {
        let mut pending = vec![mapping];
        let mut seen = HashSet::new();
        while let Some(mapping) = pending.pop() {
            if !seen.insert(mapping) {
                continue;
            }
            let Children::Entries { sorted, merged } = self.children(mapping) else {
                continue;
            };
            let first = sorted.partition_point(|named| named.name < name);
            if sorted.get(first).is_some_and(|named| named.name == name) {
                let named = sorted.get(first.checked_add(occurrence)?)?;
                return (named.name == name).then_some(named.entry);
            }
            pending.extend(merged.iter().rev());
        }
        None
    }

    fn children(&mut self, index: usize) -> &Children<'t> {
        let tree = self.tree;
        self.children
            .entry(index)
            .or_insert_with(|| match tree.nodes.get(index).map(|n| n.kind) {
                Some(Kind::Sequence) => Children::Items(tree.children(index).collect()),
                Some(Kind::Mapping) => entries(tree, index),
                _ => Children::None,
            })
    }
}

fn entries<'t>(tree: &'t Tree<'t>, mapping: usize) -> Children<'t> {
    let mut sorted = Vec::new();
    let mut merged = Vec::new();
    let mut nodes = tree.children(mapping);
    while let Some(key) = nodes.next() {
        let (name, value) = (tree.name(key), nodes.next());
        if let Some(value) = value.filter(|_| tree.merges && name == "<<") {
            extend_merged(&mut merged, tree, value);
        }
        sorted.push(Named {
            name,
            entry: Entry {
                key: Some(key),
                value,
            },
        });
    }
    sorted.sort_by_key(|named| named.name);
    Children::Entries { sorted, merged }
}

/// What stands under `<<` is a mapping or a sequence of mappings.
fn extend_merged(merged: &mut Vec<usize>, tree: &Tree<'_>, value: usize) {
    let value = tree.resolve(value);
    match tree.nodes.get(value).map(|node| node.kind) {
        Some(Kind::Mapping) => merged.push(value),
        Some(Kind::Sequence) => merged.extend(tree.children(value).map(|item| tree.resolve(item))),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::line_column;

    #[test]
    fn lines_and_columns() {
        let text = "\u{feff}a: é\r\nb: 1\n";
        let cases = [
            (0, (1, 1)),
            (2, (1, 1)),
            (3, (1, 1)),
            (6, (1, 4)),
            (7, (1, 4)),
            (8, (1, 5)),
            (10, (2, 1)),
            (13, (2, 4)),
            (15, (3, 1)),
            (99, (3, 1)),
        ];
        for (offset, expected) in cases {
            assert_eq!(line_column(text, offset), expected, "at {offset}");
        }
    }
}
