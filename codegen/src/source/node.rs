//! The tree that a document is read into: keys stay text, integers keep their digits, every entry
//! is kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A file of the schema, by its position in [`Tree::files`](super::Tree::files).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

impl FileId {
    /// The first number of the files that are read beside the schema's.
    const BESIDE: u32 = 1 << 31;

    /// The file of that position among those that are read beside the schema's: overlays, and
    /// documents as they were before an overlay changed them.
    pub(super) fn beside(position: usize) -> Self {
        Self(Self::BESIDE + position as u32)
    }

    /// The position among the files beside the schema's, if it is one of them.
    pub(super) fn position_beside(self) -> Option<usize> {
        self.0.checked_sub(Self::BESIDE).map(|it| it as usize)
    }
}

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

/// The entries of a mapping in the order of the document, one for each key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping<'a> {
    entries: Vec<Entry<'a>>,
    index: Option<Box<Index<'a>>>,
}

/// What only some mappings need.
#[derive(Clone, Debug, Default, PartialEq)]
struct Index<'a> {
    /// The positions of the entries sorted by key, for mappings that are searched often enough.
    by_key: Vec<u32>,
    /// The positions of the entries sorted by place, when merge keys appended some.
    by_place: Vec<u32>,
    repeated: Vec<Repeated<'a>>,
}

/// An entry whose key stands before it too: it has a place, and counts for nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Repeated<'a> {
    pub(super) entry: Entry<'a>,
    /// Which of the entries of that key it is; the one that counts is 0.
    pub(super) occurrence: usize,
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
            index: None,
        };
        mapping.sort_by_key();
        mapping
    }

    fn sort_by_key(&mut self) {
        let by_key = if self.entries.len() < Self::SORTED_FROM {
            Vec::new()
        } else {
            self.sorted_by(|entry| &entry.key)
        };
        if self.index.is_some() || !by_key.is_empty() {
            self.index.get_or_insert_default().by_key = by_key;
        }
    }

    /// The positions of the entries; those that are equal stay in their order.
    fn sorted_by<'t, K: Ord>(&'t self, key: impl Fn(&'t Entry<'a>) -> K) -> Vec<u32> {
        let mut positions: Vec<u32> = (0..self.entries.len() as u32).collect();
        positions.sort_by_key(|position| self.entry_at(*position).map(&key));
        positions
    }

    fn entry_at(&self, position: u32) -> Option<&Entry<'a>> {
        self.entries.get(position as usize)
    }

    pub(super) fn entries_mut(&mut self) -> &mut Vec<Entry<'a>> {
        &mut self.entries
    }

    pub(crate) fn into_entries(self) -> Vec<Entry<'a>> {
        self.entries
    }

    /// Removes the first entry of a key, and all others of it.
    pub(crate) fn remove(&mut self, key: &str) -> Option<Node<'a>> {
        let position = self.entries.iter().position(|entry| entry.key == key)?;
        let removed = self.entries.remove(position);
        self.entries.retain(|entry| entry.key != key);
        if let Some(index) = &mut self.index {
            index.repeated.retain(|it| it.entry.key != key);
        }
        self.sort_by_key();
        Some(removed.value)
    }

    /// Appends entries whose keys are not there yet, and are all different.
    pub(crate) fn append(&mut self, entries: Vec<Entry<'a>>) {
        self.entries.extend(entries);
        self.sort_by_key();
    }

    /// The value of a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Node<'a>> {
        let place = self.get(key)?.place;
        let mut entries = self.entries.iter_mut();
        let found = entries.find(|entry| entry.value.place == place && entry.key == key);
        found.map(|entry| &mut entry.value)
    }

    /// Forgets the order that the entries had in another document: after this, entries stand in the
    /// order of their places. Answers the entries whose keys stood before.
    pub(super) fn forget_order(&mut self) -> Vec<Repeated<'a>> {
        let Some(index) = &mut self.index else {
            return Vec::new();
        };
        index.by_place.clear();
        std::mem::take(&mut index.repeated)
    }

    /// Appends entries whose keys are not there yet.
    pub(super) fn merge(&mut self, entries: impl IntoIterator<Item = Entry<'a>>) {
        let own = self.entries.len();
        self.entries.extend(entries);
        let mut keys = HashSet::with_capacity(self.entries.len());
        let numbered = self.entries.iter().enumerate();
        let stays: Vec<bool> = numbered
            .map(|(position, entry)| keys.insert(&entry.key) || position < own)
            .collect();
        let mut stays = stays.into_iter();
        self.entries.retain(|_| stays.next().unwrap_or(true));
        self.index.get_or_insert_default().by_place = self.sorted_by(|entry| entry.value.place);
        self.sort_by_key();
    }

    /// Leaves one entry for each key, the first. The others are kept for their places alone.
    pub(super) fn set_repeated_aside(&mut self) {
        if !self.repeats() {
            return;
        }
        let mut counts: HashMap<Cow<'a, str>, usize> = HashMap::new();
        let mut repeated = Vec::new();
        for entry in std::mem::take(&mut self.entries) {
            let count = counts.entry(entry.key.clone()).or_default();
            let occurrence = *count;
            *count += 1;
            if occurrence == 0 {
                self.entries.push(entry);
            } else {
                repeated.push(Repeated { entry, occurrence });
            }
        }
        self.sort_by_key();
        let by_place = self.sorted_by(|entry| entry.value.place);
        let index = self.index.get_or_insert_default();
        index.by_place = by_place;
        index.repeated = repeated;
    }

    pub(super) fn repeated(&self) -> &[Repeated<'a>] {
        self.index.as_ref().map_or(&[], |index| &index.repeated)
    }

    fn repeats(&self) -> bool {
        let by_key = self.index.as_ref().map_or(&[][..], |index| &index.by_key);
        if by_key.is_empty() {
            let numbered = self.entries.iter().enumerate();
            let mut earlier = numbered.map(|(position, entry)| {
                let mut before = self.entries.iter().take(position);
                before.any(|other| other.key == entry.key)
            });
            return earlier.any(|repeats| repeats);
        }
        let key = |position: &u32| self.entry_at(*position).map(|entry| &entry.key);
        !by_key.iter().map(key).is_sorted_by(|one, next| one < next)
    }

    /// The entry that holds the node of that index, at whatever depth, and which of the entries of
    /// its key it is.
    pub(super) fn entry_around(&self, index: u32) -> Option<(&Entry<'a>, usize)> {
        let starts = |entry: &Entry<'a>| entry.value.place.index <= index;
        let last = |after: usize| after.checked_sub(1);
        let Some(side) = &self.index else {
            let after = self.entries.partition_point(starts);
            return Some((self.entries.get(last(after)?)?, 0));
        };
        let own = if side.by_place.is_empty() {
            last(self.entries.partition_point(starts)).and_then(|at| self.entries.get(at))
        } else {
            let starts = |position: &u32| self.entry_at(*position).is_some_and(starts);
            let after = side.by_place.partition_point(starts);
            last(after).and_then(|at| self.entry_at(*side.by_place.get(at)?))
        };
        let after = side.repeated.partition_point(|it| starts(&it.entry));
        let repeated = last(after).and_then(|at| side.repeated.get(at));
        let repeated = repeated.map(|it| (&it.entry, it.occurrence));
        own.map(|entry| (entry, 0))
            .into_iter()
            .chain(repeated)
            .max_by_key(|(entry, _)| entry.value.place)
    }

    /// The entries in the order of the document. Of a key that stands twice, the first.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        let by_key = self.index.as_ref().map_or(&[][..], |index| &index.by_key);
        if by_key.is_empty() {
            return self.entries.iter().find(|e| e.key == key).map(|e| &e.value);
        }
        let key_at = |position: &u32| self.entry_at(*position).map(|entry| entry.key.as_ref());
        let first = by_key.partition_point(|position| key_at(position) < Some(key));
        let entry = self.entry_at(*by_key.get(first)?)?;
        (entry.key == key).then_some(&entry.value)
    }

    /// True when an entry of that key is there.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

impl<'a> Node<'a> {
    /// How many values it is, with all that it holds.
    pub(crate) fn count(&self) -> usize {
        let inner: usize = match &self.value {
            Value::Sequence(items) => items.iter().map(Self::count).sum(),
            Value::Mapping(it) => it.entries().iter().map(|it| it.value.count()).sum(),
            _ => 0,
        };
        1 + inner
    }

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
