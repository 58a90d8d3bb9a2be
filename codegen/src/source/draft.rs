//! A document that is being edited: which nodes it has, and where each of them is written.

use super::node::{FileId, Node, Place, Repeated, Value};

/// Changes documents after they are read, before anything is made of them.
pub(crate) trait Edit<'a> {
    /// True when the document of that path is changed.
    fn changes(&self, path: &str) -> bool;

    /// Changes the document of that path.
    fn edit(&self, path: &str, draft: &mut Draft<'a>);
}

/// Where a node of an edited document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where its text stands.
    pub(crate) text: Place,
    /// Where it is shown: for a copy, where that says to copy.
    pub(crate) shown: Place,
}

impl Written {
    pub(super) fn at(place: Place) -> Self {
        Self {
            text: place,
            shown: place,
        }
    }
}

/// A document that is being edited. Its nodes have the places where they are written, those of the
/// document before in a file of its own.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    /// The nodes.
    pub(crate) root: Node<'a>,
    copies: Vec<Written>,
}

/// The file that the nodes of copies are said to be in, by their position among all that were copied.
const COPIES: FileId = FileId(u32::MAX);

impl<'a> Draft<'a> {
    pub(super) fn new(root: Node<'a>) -> Self {
        Self {
            root,
            copies: Vec::new(),
        }
    }

    /// A copy of a node of the document, which from now on is shown at `shown`.
    pub(crate) fn copied(&mut self, mut copy: Node<'a>, shown: Place) -> Node<'a> {
        self.note_copy(&mut copy, shown);
        copy
    }

    fn note_copy(&mut self, node: &mut Node<'a>, shown: Place) {
        let text = self.written(node.place).text;
        node.place = Place {
            file: COPIES,
            index: self.copies.len() as u32,
        };
        self.copies.push(Written { text, shown });
        match &mut node.value {
            Value::Sequence(items) => items.iter_mut().for_each(|it| self.note_copy(it, shown)),
            Value::Mapping(mapping) => {
                for entry in mapping.entries_mut() {
                    self.note_copy(&mut entry.value, shown);
                }
            }
            _ => {}
        }
    }

    /// Where a node of the draft is written.
    pub(crate) fn written(&self, place: Place) -> Written {
        written(&self.copies, place)
    }

    /// The document with places of its own, where each node is written, and the entries whose keys
    /// stand twice.
    pub(super) fn finish(self, file: FileId) -> Finished<'a> {
        let Self { mut root, copies } = self;
        let mut numbering = Numbering {
            file,
            copies,
            written: Vec::new(),
            repeated: Vec::new(),
        };
        numbering.node(&mut root);
        Finished {
            root,
            written: numbering.written,
            repeated: numbering.repeated,
        }
    }
}

fn written(copies: &[Written], place: Place) -> Written {
    let copy = copies.get(place.index as usize);
    let copy = copy.filter(|_| place.file == COPIES);
    copy.copied().unwrap_or(Written::at(place))
}

/// An edited document.
pub(super) struct Finished<'a> {
    pub(super) root: Node<'a>,
    /// Where each node is written, by its index.
    pub(super) written: Vec<Written>,
    /// The entries whose keys stand before them too, with the places of the first ones.
    pub(super) repeated: Vec<(Repeated<'a>, Option<Place>)>,
}

/// Gives every node of an edited document its place.
struct Numbering<'a> {
    file: FileId,
    copies: Vec<Written>,
    written: Vec<Written>,
    repeated: Vec<(Repeated<'a>, Option<Place>)>,
}

impl<'a> Numbering<'a> {
    fn node(&mut self, node: &mut Node<'a>) {
        let index = self.written.len() as u32;
        self.written.push(written(&self.copies, node.place));
        node.place = Place {
            file: self.file,
            index,
        };
        match &mut node.value {
            Value::Sequence(items) => items.iter_mut().for_each(|item| self.node(item)),
            Value::Mapping(mapping) => {
                for entry in mapping.entries_mut() {
                    self.node(&mut entry.value);
                }
                for again in mapping.forget_order() {
                    let first = mapping.get(&again.entry.key).map(|node| node.place);
                    self.repeated.push((again, first));
                }
            }
            _ => {}
        }
    }
}
