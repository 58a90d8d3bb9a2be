//! All files of a schema as nodes, and the way from a reference to a node and from a node to its
//! place.

use std::collections::HashMap;
use std::ops::Range;

use super::locate::{self, Format, Part, Step};
use super::node::{FileId, Node, Place, Value};
use super::reader::ReadError;
use super::{Reference, ReferenceError, pointer};

/// The files of a schema, the root document first.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    files: Vec<File<'a>>,
    by_path: HashMap<String, FileId>,
    unreadable: HashMap<String, ReadError>,
}

/// A file that was read.
#[derive(Debug)]
pub struct File<'a> {
    /// Its path relative to the schema's root, with `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: &'a str,
    /// How it is written.
    pub format: Format,
    /// What it says; none when it could not be parsed.
    pub root: Option<Node<'a>>,
}

impl<'a> Tree<'a> {
    pub(super) fn push(&mut self, file: File<'a>) {
        let id = FileId(self.files.len() as u32);
        self.by_path.insert(file.path.clone(), id);
        self.files.push(file);
    }

    pub(super) fn push_unreadable(&mut self, path: String, error: ReadError) {
        self.unreadable.insert(path, error);
    }

    pub(super) fn knows(&self, path: &str) -> bool {
        self.by_path.contains_key(path) || self.unreadable.contains_key(path)
    }

    /// The files, the root document first, then in the order in which they are referred to.
    pub fn files(&self) -> &[File<'a>] {
        &self.files
    }

    /// One file, by its number.
    pub fn file(&self, id: FileId) -> Option<&File<'a>> {
        self.files.get(id.0 as usize)
    }

    /// The root document.
    pub fn root(&self) -> Option<&Node<'a>> {
        self.files.first()?.root.as_ref()
    }

    /// Why a file that is referred to could not be read.
    pub(crate) fn read_error(&self, path: &str) -> Option<&ReadError> {
        self.unreadable.get(path)
    }

    /// The node that a reference standing in `from` leads to.
    pub(crate) fn resolve(
        &self,
        reference: &str,
        from: FileId,
    ) -> Result<&Node<'a>, ReferenceError> {
        let from_path = self.file(from).map_or("", |file| file.path.as_str());
        let Reference { file, fragment } = Reference::parse(reference, from_path)?;
        let path = file.unwrap_or_else(|| from_path.to_owned());
        let root = self
            .by_path
            .get(&path)
            .and_then(|id| self.file(*id)?.root.as_ref())
            .ok_or_else(|| ReferenceError::File(path.clone()))?;
        find(root, &fragment).ok_or(ReferenceError::Nowhere { file: path })
    }

    /// The JSON Pointer of a place.
    pub fn pointer(&self, place: Place) -> String {
        let mut text = String::new();
        for step in self.steps(place) {
            match step {
                Step::Key { name, .. } => pointer::push(&mut text, name),
                Step::Index(index) => pointer::push(&mut text, &index.to_string()),
            }
        }
        text
    }

    /// The steps from a file's root to a place.
    fn steps(&self, place: Place) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        let mut node = self.file(place.file).and_then(|file| file.root.as_ref());
        while let Some(parent) = node.filter(|node| node.place.index < place.index) {
            node = match &parent.value {
                Value::Mapping(mapping) => mapping.entry_around(place.index).map(|entry| {
                    let same = mapping
                        .entries()
                        .iter()
                        .filter(|other| other.key == entry.key);
                    let occurrence = same
                        .take_while(|other| !std::ptr::eq(*other, entry))
                        .count();
                    let name = entry.key.as_ref();
                    steps.push(Step::Key { name, occurrence });
                    &entry.value
                }),
                Value::Sequence(items) => {
                    let after = items.partition_point(|item| item.place.index <= place.index);
                    let index = after.saturating_sub(1);
                    steps.push(Step::Index(index));
                    items.get(index)
                }
                _ => None,
            };
        }
        steps
    }

    /// The bytes of a place in its file's text.
    pub fn span(&self, place: Place, part: Part) -> Option<Range<usize>> {
        let file = self.file(place.file)?;
        let steps = self.steps(place);
        let found = locate::locate(file.text, file.format, &[(&steps, part)]);
        found.into_iter().next().flatten()
    }

    /// The text of a scalar as it is written: the digits of a number that no type can hold.
    pub(crate) fn text_of(&self, place: Place) -> Option<&'a str> {
        let range = self.span(place, Part::Value)?;
        self.file(place.file)?.text.get(range)
    }
}

fn find<'t, 'a>(root: &'t Node<'a>, fragment: &str) -> Option<&'t Node<'a>> {
    if fragment.is_empty() {
        return Some(root);
    }
    if !fragment.starts_with('/') {
        return find_anchor(root, fragment);
    }
    pointer::tokens(fragment).try_fold(root, |node, token| match &node.value {
        Value::Mapping(mapping) => mapping.get(&token),
        Value::Sequence(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The schema that says `$anchor: name`, in document order.
fn find_anchor<'t, 'a>(node: &'t Node<'a>, name: &str) -> Option<&'t Node<'a>> {
    if node.get("$anchor").and_then(Node::as_str) == Some(name) {
        return Some(node);
    }
    match &node.value {
        Value::Mapping(mapping) => mapping
            .entries()
            .iter()
            .find_map(|entry| find_anchor(&entry.value, name)),
        Value::Sequence(items) => items.iter().find_map(|item| find_anchor(item, name)),
        _ => None,
    }
}
