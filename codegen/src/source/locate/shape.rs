//! Follows paths through the nodes of a document.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::nodes::{Kind, Nodes};
use super::{Format, Part, Step, json, yaml};

/// Where each node of a text stands: what [`locate`](super::locate) looks into.
///
/// It is made in one pass over the text, and remembers the collections that it was asked about. It
/// does not hold the text, which every question brings along: a cell that did would make the tree
/// of documents invariant.
#[derive(Debug)]
pub(crate) struct Shape {
    nodes: Nodes,
    children: RefCell<HashMap<usize, Rc<Children>>>,
}

/// The children of a collection, in a form that is quick to look into.
#[derive(Debug)]
enum Children {
    Items(Vec<usize>),
    Entries {
        /// By name, those of one name in the order of the text.
        sorted: Vec<Entry>,
        /// What stands under `<<`, in the order in which it is looked through.
        merged: Vec<usize>,
    },
    None,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Option<usize>,
    value: Option<usize>,
}

impl Shape {
    /// Reads the shape of a text.
    pub(crate) fn new(text: &str, format: Format) -> Self {
        let nodes = match format {
            Format::Yaml => yaml::read(text),
            Format::Json => json::read(text),
        };
        Self {
            nodes,
            children: RefCell::default(),
        }
    }

    /// The byte range of one target.
    pub(crate) fn find(&self, text: &str, path: &[Step<'_>], part: Part) -> Option<Range<usize>> {
        let (entry, _) = self.walk(text, path)?;
        let index = match part {
            Part::Key => entry.key.or(entry.value)?,
            Part::Value => entry.value?,
        };
        self.nodes.range(text, index)
    }

    /// The byte range of the last alias on the way to a target.
    pub(crate) fn find_alias(&self, text: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
        let (_, alias) = self.walk(text, path)?;
        self.nodes.range(text, alias?)
    }

    /// The entry that a path leads to, and the last alias on the way.
    fn walk(&self, text: &str, path: &[Step<'_>]) -> Option<(Entry, Option<usize>)> {
        let mut alias = None;
        let mut entry = Entry {
            key: None,
            value: Some(0),
        };
        for step in path {
            let collection = self.nodes.resolve(entry.value?);
            if entry.value != Some(collection) {
                alias = entry.value;
            }
            entry = match *step {
                Step::Key { name, occurrence } => self.entry(text, collection, name, occurrence)?,
                Step::Index(position) => self.item(text, collection, position)?,
            };
        }
        Some((entry, alias))
    }

    fn item(&self, text: &str, sequence: usize, position: usize) -> Option<Entry> {
        match &*self.children(text, sequence) {
            Children::Items(items) => items.get(position).map(|&item| Entry {
                key: None,
                value: Some(item),
            }),
            Children::Entries { .. } | Children::None => None,
        }
    }

    /// The entry in the mapping itself or, if it has none of that name, in those it merges.
    fn entry(&self, text: &str, mapping: usize, name: &str, occurrence: usize) -> Option<Entry> {
        let mut pending = vec![mapping];
        let mut seen = HashSet::new();
        while let Some(mapping) = pending.pop() {
            if !seen.insert(mapping) {
                continue;
            }
            let children = self.children(text, mapping);
            let Children::Entries { sorted, merged } = &*children else {
                continue;
            };
            let first = sorted.partition_point(|entry| self.name(text, *entry) < name);
            let named = |entry: &&Entry| self.name(text, **entry) == name;
            if sorted.get(first).filter(named).is_some() {
                let nth = sorted.get(first.checked_add(occurrence)?);
                return nth.filter(named).copied();
            }
            pending.extend(merged.iter().rev());
        }
        None
    }

    fn children(&self, text: &str, index: usize) -> Rc<Children> {
        if let Some(known) = self.children.borrow().get(&index) {
            return Rc::clone(known);
        }
        let children = match self.nodes.all.get(index).map(|node| node.kind) {
            Some(Kind::Sequence) => Children::Items(self.nodes.children(index).collect()),
            Some(Kind::Mapping) => self.entries(text, index),
            _ => Children::None,
        };
        let children = Rc::new(children);
        let mut known = self.children.borrow_mut();
        known.insert(index, Rc::clone(&children));
        children
    }

    fn entries(&self, text: &str, mapping: usize) -> Children {
        let mut sorted = Vec::new();
        let mut merged = Vec::new();
        let mut nodes = self.nodes.children(mapping);
        while let Some(key) = nodes.next() {
            let entry = Entry {
                key: Some(key),
                value: nodes.next(),
            };
            if self.nodes.merges && self.name(text, entry) == "<<" {
                merged.extend(entry.value.into_iter().flat_map(|value| self.merged(value)));
            }
            sorted.push(entry);
        }
        sorted.sort_by_key(|entry| self.name(text, *entry));
        Children::Entries { sorted, merged }
    }

    /// What stands under `<<` is a mapping or a sequence of mappings.
    fn merged(&self, value: usize) -> Vec<usize> {
        let value = self.nodes.resolve(value);
        match self.nodes.all.get(value).map(|node| node.kind) {
            Some(Kind::Mapping) => vec![value],
            Some(Kind::Sequence) => {
                let items = self.nodes.children(value);
                items.map(|item| self.nodes.resolve(item)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn name<'t>(&'t self, text: &'t str, entry: Entry) -> &'t str {
        entry.key.map_or("", |key| self.nodes.name(text, key))
    }
}
