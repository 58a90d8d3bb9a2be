//! The tree that a document is read into: keys stay text, integers keep their digits, every entry
//! is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A file of the schema, by its position in [`Tree::files`](super::Tree::files).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// Where a node stands: its file, and its position in that file in document order.
///
/// A place is eight bytes and says nothing by itself; [`Tree::pointer`](super::Tree::pointer) turns
/// it into a JSON Pointer, and from there into a line and a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file that the node was read from.
    pub file: FileId,
    /// The number of nodes that start before it in that file.
    pub index: u32,
}

/// A value of a document, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    /// Where the node stands.
    pub place: Place,
    /// What stands there.
    pub value: Value<'a>,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer that fits 128 bits.
    Integer(Box<i128>),
    /// Any other number.
    Float(f64),
    /// Text.
    String(Cow<'a, str>),
    /// A list.
    Sequence(Vec<Node<'a>>),
    /// Keys and values.
    Mapping(Mapping<'a>),
}

/// The entries of a mapping in the order of the document, duplicates included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping<'a> {
    entries: Vec<Entry<'a>>,
    /// The positions of the entries sorted by key, for mappings that are searched often enough.
    sorted: Vec<u32>,
    /// True when merge keys appended entries, whose places are out of order.
    merged: bool,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The key's text, whatever its kind.
    pub key: Cow<'a, str>,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Mapping<'a> {
    /// Mappings with fewer entries are searched from front to back.
    const SORTED_FROM: usize = 16;

    pub(super) fn new(entries: Vec<Entry<'a>>) -> Self {
        let mut mapping = Self {
            entries,
            sorted: Vec::new(),
            merged: false,
        };
        mapping.sort();
        mapping
    }

    fn sort(&mut self) {
        self.sorted.clear();
        if self.entries.len() >= Self::SORTED_FROM {
            let key = |position: &u32| self.entries.get(*position as usize).map(|e| &e.key);
            let mut sorted: Vec<u32> = (0..self.entries.len() as u32).collect();
            // Stable, so that the first of several equal keys is found first.
            sorted.sort_by(|a, b| key(a).cmp(&key(b)));
            self.sorted = sorted;
        }
    }

    pub(super) fn entries_mut(&mut self) -> &mut Vec<Entry<'a>> {
        &mut self.entries
    }

    /// Appends entries whose keys are not there yet.
    pub(super) fn merge(&mut self, entries: Vec<Entry<'a>>) {
        for entry in entries {
            if !self.entries.iter().any(|own| own.key == entry.key) {
                self.entries.push(entry);
            }
        }
        self.merged = true;
        self.sort();
    }

    /// The entry that holds the node of that index, at whatever depth.
    pub(super) fn entry_around(&self, index: u32) -> Option<&Entry<'a>> {
        let before = |entry: &&Entry<'a>| entry.value.place.index <= index;
        if self.merged {
            return self
                .entries
                .iter()
                .filter(before)
                .max_by_key(|e| e.value.place.index);
        }
        let after = self.entries.partition_point(|entry| before(&entry));
        self.entries.get(after.checked_sub(1)?)
    }

    /// The entries in the order of the document, duplicates included.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The value of the first entry of that key.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        if self.sorted.is_empty() {
            return self.entries.iter().find(|e| e.key == key).map(|e| &e.value);
        }
        let key_at = |position: u32| self.entries.get(position as usize).map(|e| e.key.as_ref());
        let first = self.sorted.partition_point(|p| key_at(*p) < Some(key));
        let entry = self.entries.get(*self.sorted.get(first)? as usize)?;
        (entry.key == key).then_some(&entry.value)
    }

    /// True when an entry of that key is there.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

impl<'a> Node<'a> {
    /// The text, when the node is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The entries, when the node is a mapping.
    pub fn as_mapping(&self) -> Option<&Mapping<'a>> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The items, when the node is a sequence.
    pub fn as_sequence(&self) -> Option<&[Node<'a>]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The value of a mapping's key.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.as_mapping()?.get(key)
    }

    /// The node's kind, as a person would say it.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Integer(_) => "an integer",
            Value::Float(_) => "a number",
            Value::String(_) => "a string",
            Value::Sequence(_) => "a sequence",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// The same value as JSON; an integer beyond 64 bits becomes the nearest number.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Integer(value) => integer_to_json(**value),
            Value::Float(value) => Json::from(*value),
            Value::String(text) => Json::String(text.to_string()),
            Value::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Value::Mapping(mapping) => {
                // Sorted here, since the order of a `Map` depends on a feature of `serde_json`.
                let entries = mapping.entries().iter();
                let entries = entries.map(|entry| (entry.key.to_string(), entry.value.to_json()));
                let sorted: BTreeMap<String, Json> = entries.collect();
                sorted.into_iter().collect::<serde_json::Map<_, _>>().into()
            }
        }
    }
}

fn integer_to_json(value: i128) -> serde_json::Value {
    if let Ok(value) = i64::try_from(value) {
        value.into()
    } else if let Ok(value) = u64::try_from(value) {
        value.into()
    } else {
        (value as f64).into()
    }
}
