//! All files of a schema as nodes, and the way from a reference to a node and from a node to its
//! place.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::draft::Written;
use super::file::File;
use super::locate::{Part, Step};
use super::node::{FileId, Node, Place, Value};
use super::reader::ReadError;
use super::{Reference, ReferenceError, file, pointer};
use crate::limits;

/// The files of a schema, the root document first.
#[derive(Debug, Default)]
pub struct Tree<'a> {
    files: Vec<File<'a>>,
    /// Overlays, and documents as they were before.
    beside: Vec<File<'a>>,
    by_path: HashMap<String, FileId>,
    unreadable: HashMap<String, Unreadable>,
    pub(super) identified: OnceCell<HashMap<String, Place>>,
    /// The topmost nodes that are no part of what is wanted of the document.
    left_out: HashSet<Place>,
}

/// A file that is referred to and could not be read.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) error: ReadError,
    /// The file beside it that was probably meant.
    pub(crate) nearest: Option<String>,
}

/// Bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The bytes of its text.
    pub range: Range<usize>,
}

impl<'a> Tree<'a> {
    /// The number of the next file that is read beside the schema's.
    pub(super) fn next_beside(&self) -> FileId {
        FileId::beside(self.beside.len())
    }

    pub(super) fn push_beside(&mut self, file: File<'a>) {
        self.beside.push(file);
    }

    pub(super) fn push(&mut self, file: File<'a>) {
        let id = FileId(self.files.len() as u32);
        self.by_path.insert(file.path.clone(), id);
        self.files.push(file);
    }

    pub(super) fn push_unreadable(&mut self, path: String, unreadable: Unreadable) {
        self.unreadable.insert(path, unreadable);
    }

    /// How many files were asked for.
    pub(super) fn count(&self) -> usize {
        self.files.len() + self.unreadable.len()
    }

    /// True for the path of a file that the schema has, or refers to.
    pub(crate) fn knows(&self, path: &str) -> bool {
        self.by_path.contains_key(path) || self.unreadable.contains_key(path)
    }

    /// What all files take in memory, about: their text, and what was made of it.
    pub(crate) fn weight(&self) -> usize {
        let files = self.files.iter().chain(&self.beside);
        let values = |file: &File<'_>| file.root.as_ref().map_or(0, Node::count);
        let weights = files.map(|file| file.text.len() + values(file) * limits::READ_VALUE);
        weights.sum()
    }

    /// The files, the root document first, then in the order in which they are referred to.
    pub fn files(&self) -> &[File<'a>] {
        &self.files
    }

    /// One file, by its number.
    pub fn file(&self, id: FileId) -> Option<&File<'a>> {
        match id.position_beside() {
            Some(position) => self.beside.get(position),
            None => self.files.get(id.0 as usize),
        }
    }

    /// The node of a place.
    pub(crate) fn node(&self, place: Place) -> Option<&Node<'a>> {
        walk(self.file(place.file)?.root.as_ref()?, place, |_| {})
    }

    /// Where a node is written: in an overlay, if one has brought it.
    pub(crate) fn written(&self, place: Place) -> Written {
        let file = self.file(place.file);
        let written = file.and_then(|file| file.written.get(place.index as usize));
        written.copied().unwrap_or(Written::at(place))
    }

    /// True for a node that an overlay has brought into the document.
    pub(crate) fn is_overlaid(&self, place: Place) -> bool {
        let written = self.written(place).text;
        let file = self.file(written.file);
        written.file != place.file && file.is_some_and(|file| file.original_of.is_none())
    }

    /// Notes what is no part of what is wanted of the document.
    pub(crate) fn leave_out(&mut self, places: HashSet<Place>) {
        self.left_out = places;
    }

    /// True for the topmost node of something that is left out.
    pub(crate) fn is_left_out(&self, place: Place) -> bool {
        self.left_out.contains(&place)
    }

    /// True when only a part of the document is wanted.
    pub(crate) fn leaves_out(&self) -> bool {
        !self.left_out.is_empty()
    }

    /// What findings are sorted by: documents first, then overlays, each from front to back.
    pub(crate) fn order(&self, place: Place) -> (FileId, u32) {
        let place = self.written(place).shown;
        let original_of = self.file(place.file).and_then(|file| file.original_of);
        (original_of.unwrap_or(place.file), place.index)
    }

    /// The number of a file, by its path.
    pub(crate) fn id_at(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// One file, by its path.
    pub fn file_at(&self, path: &str) -> Option<&File<'a>> {
        self.file(*self.by_path.get(path)?)
    }

    /// The root document.
    pub fn root(&self) -> Option<&Node<'a>> {
        self.files.first()?.root.as_ref()
    }

    /// Why a file that is referred to could not be read.
    pub(crate) fn unreadable(&self, path: &str) -> Option<&Unreadable> {
        self.unreadable.get(path)
    }

    /// The node that a reference standing in `from` leads to, also by way of other references.
    pub(crate) fn resolve(
        &self,
        reference: &str,
        from: FileId,
    ) -> Result<&Node<'a>, ReferenceError> {
        let mut left = limits::CHAIN;
        self.resolve_through(reference, from, &mut left)
    }

    /// The same, with so many more references on the way.
    fn resolve_through(
        &self,
        reference: &str,
        from: FileId,
        left: &mut usize,
    ) -> Result<&Node<'a>, ReferenceError> {
        let here = self.file(from);
        let here_path = here.map_or("", |file| file.path.as_str());
        let Reference { file, fragment } = Reference::parse(reference, here_path)?;
        let path = file.as_deref().unwrap_or(here_path);
        let target = match &file {
            Some(path) => self.file_at(path),
            None => here,
        };
        let (file, root) = target
            .and_then(|file| Some((file, file.root.as_ref()?)))
            .ok_or_else(|| ReferenceError::File(path.to_owned()))?;
        let through = || {
            let mut tokens = pointer::tokens(&fragment);
            tokens.try_fold(root, |node, token| self.child(node, &token, left))
        };
        let found = file.find(&fragment);
        let found = found.or_else(|| fragment.starts_with('/').then(through)?);
        found.ok_or_else(|| ReferenceError::Nowhere {
            file: path.to_owned(),
        })
    }

    /// What stands under a key or an index of a node, or of what a `$ref` in its place leads to.
    fn child<'n>(
        &'n self,
        node: &'n Node<'a>,
        token: &str,
        left: &mut usize,
    ) -> Option<&'n Node<'a>> {
        if let Some(child) = file::child(node, token) {
            return Some(child);
        }
        *left = left.checked_sub(1)?;
        let reference = node.get("$ref")?.as_str()?;
        let target = self
            .resolve_through(reference, node.place.file, left)
            .ok()?;
        self.child(target, token, left)
    }

    /// True when there is something at a JSON Pointer of a file.
    pub(crate) fn has(&self, file: &str, pointer: &str) -> bool {
        let file = self.file_at(file);
        file.is_some_and(|file| file.find(pointer).is_some())
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

    /// The JSONPath of a place.
    pub(crate) fn json_path(&self, place: Place) -> String {
        let mut text = "$".to_owned();
        for step in self.steps(place) {
            text += &match step {
                Step::Key { name, .. } => json_path_step(name),
                Step::Index(index) => format!("[{index}]"),
            };
        }
        text
    }

    /// The steps from a file's root to a place.
    pub(super) fn steps(&self, place: Place) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        if let Some(root) = self.file(place.file).and_then(|file| file.root.as_ref()) {
            walk(root, place, |step| steps.push(step));
        }
        steps
    }

    /// The bytes that say what stands at a place: those of an overlay, if one has brought it.
    ///
    /// Of a place that cannot be found, since the text is no YAML in all readings, they are those of
    /// what is around it.
    pub fn span(&self, place: Place, part: Part) -> Option<Span> {
        let place = self.written(place).shown;
        self.span_as_written(place, part).or_else(|| {
            let (file, steps) = (self.file(place.file)?, self.steps(place));
            let around = (0..steps.len())
                .rev()
                .filter_map(|count| steps.get(..count));
            let mut found = around.filter_map(|steps| file.span(steps, Part::Key));
            let (file, range) = (place.file, found.next()?);
            Some(Span { file, range })
        })
    }

    /// The bytes of the alias through which a place is reached, when what stands there is written
    /// elsewhere.
    pub(crate) fn alias(&self, place: Place) -> Option<Span> {
        let place = self.written(place).shown;
        let file = self.file(place.file)?;
        if !file.may_have_aliases() {
            return None;
        }
        let range = file.alias(&self.steps(place))?;
        Some(Span {
            file: place.file,
            range,
        })
    }

    /// False when no part of the text that a place is shown in can stand for another one.
    pub(crate) fn may_be_alias(&self, place: Place) -> bool {
        let file = self.file(self.written(place).shown.file);
        file.is_some_and(File::may_have_aliases)
    }

    /// The same, and where the text of a place cannot be told apart, that of what it stands in. The
    /// two parsers of YAML do not agree on every text.
    pub(crate) fn span_around(&self, place: Place, part: Part) -> Option<Span> {
        self.span(place, part).or_else(|| {
            let place = self.written(place).shown;
            let file = self.file(place.file)?;
            let mut steps = self.steps(place);
            let mut range = None;
            while range.is_none() && steps.pop().is_some() {
                range = file.span(&steps, Part::Key);
            }
            Some(Span {
                file: place.file,
                range: range.unwrap_or(0..0),
            })
        })
    }

    /// The text of a scalar as it is written: the digits of a number that no type can hold.
    pub(crate) fn text_of(&self, place: Place) -> Option<&'a str> {
        let Span { file, range } = self.span_as_written(self.written(place).text, Part::Value)?;
        self.file(file)?.text.get(range)
    }

    fn span_as_written(&self, place: Place, part: Part) -> Option<Span> {
        let range = self.file(place.file)?.span(&self.steps(place), part)?;
        let file = place.file;
        Some(Span { file, range })
    }
}

/// One step of a JSONPath, to a member.
pub(crate) fn json_path_step(name: &str) -> String {
    match is_shorthand(name) {
        true => format!(".{name}"),
        false => format!("[{}]", quoted_name(name)),
    }
}

/// True for a name that stands in a JSONPath without quotes.
fn is_shorthand(name: &str) -> bool {
    let is_first = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.starts_with(is_first) && name.chars().all(|c| is_first(c) || c.is_ascii_digit())
}

/// A name or a text as JSONPath writes it (RFC 9535), in quotes.
pub(crate) fn quoted_name(name: &str) -> String {
    let mut text = "'".to_owned();
    for character in name.chars() {
        match character {
            '\'' | '\\' => text.extend(['\\', character]),
            control if u32::from(control) < 0x20 => {
                text += &format!("\\u{:04x}", u32::from(control));
            }
            other => text.push(other),
        }
    }
    text + "'"
}

/// Goes down to the node of that place.
pub(super) fn walk<'t, 'a>(
    root: &'t Node<'a>,
    place: Place,
    mut step: impl FnMut(Step<'t>),
) -> Option<&'t Node<'a>> {
    let mut node = root;
    while node.place.index < place.index {
        node = match &node.value {
            Value::Mapping(mapping) => {
                let (entry, occurrence) = mapping.entry_around(place.index)?;
                let name = entry.key.as_ref();
                step(Step::Key { name, occurrence });
                &entry.value
            }
            Value::Sequence(items) => {
                let after = items.partition_point(|item| item.place.index <= place.index);
                let index = after.checked_sub(1)?;
                step(Step::Index(index));
                items.get(index)?
            }
            _ => return None,
        };
    }
    Some(node)
}
