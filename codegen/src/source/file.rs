//! One file: its text, its nodes, and what is looked up in them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::draft::Written;
use super::locate::{Format, Lines, Part, Shape, Step};
use super::node::{FileId, Node, Place, Value};
use super::{pointer, tree};

/// A file that was read.
#[derive(Debug)]
pub struct File<'a> {
    /// Its path relative to the schema's root, with `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: &'a str,
    /// How it is written.
    pub format: Format,
    /// What it says; none when it says nothing, or could not be parsed.
    pub root: Option<Node<'a>>,
    /// What a person calls it, if not by its path below the schema's root.
    pub(super) shown: Option<String>,
    /// The document that it was before an overlay changed it.
    pub(super) original_of: Option<FileId>,
    /// Where its nodes are written, when an overlay has changed it.
    pub(super) written: Vec<Written>,
    shape: OnceCell<Shape>,
    lines: OnceCell<Lines>,
    anchors: OnceCell<HashMap<String, Place>>,
}

impl<'a> File<'a> {
    pub(super) fn new(path: String, text: &'a str, format: Format, root: Option<Node<'a>>) -> Self {
        Self {
            path,
            text,
            format,
            root,
            shown: None,
            original_of: None,
            written: Vec::new(),
            shape: OnceCell::new(),
            lines: OnceCell::new(),
            anchors: OnceCell::new(),
        }
    }

    /// The path as a person would write it, who knows the schema's root as `folder` (empty, or ending
    /// in `/`).
    pub fn shown(&self, folder: &str) -> String {
        let below = || format!("{folder}{}", self.path);
        self.shown.clone().unwrap_or_else(below)
    }

    /// True when an overlay has changed it.
    pub(crate) fn is_edited(&self) -> bool {
        !self.written.is_empty()
    }

    /// Line and column of a byte of the text, both counted from 1.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        self.lines
            .get_or_init(|| Lines::new(self.text))
            .at(self.text, offset)
    }

    /// The bytes of what a path leads to.
    pub(super) fn span(&self, path: &[Step<'_>], part: Part) -> Option<Range<usize>> {
        self.shape().find(self.text, path, part)
    }

    /// The bytes of the last alias on the way that a path leads.
    pub(super) fn alias(&self, path: &[Step<'_>]) -> Option<Range<usize>> {
        self.shape().find_alias(self.text, path)
    }

    /// False when no part of the text can stand for another one.
    pub(super) fn may_have_aliases(&self) -> bool {
        self.format == Format::Yaml && self.text.contains('*') && self.text.contains('&')
    }

    fn shape(&self) -> &Shape {
        self.shape
            .get_or_init(|| Shape::new(self.text, self.format))
    }

    /// The node that a JSON Pointer leads to.
    pub fn at(&self, pointer: &str) -> Option<&Node<'a>> {
        below(self.root.as_ref()?, pointer)
    }

    /// The node that a fragment names: a JSON Pointer, an anchor, or nothing for the whole file.
    pub(crate) fn find(&self, fragment: &str) -> Option<&Node<'a>> {
        let root = self.root.as_ref()?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return tree::walk(root, *self.anchors().get(fragment)?, |_| {});
        }
        below(root, fragment)
    }

    /// The schemas that say `$anchor` or `$dynamicAnchor`, by its name. Of one name the first counts.
    pub(super) fn anchors(&self) -> &HashMap<String, Place> {
        self.anchors.get_or_init(|| {
            let mut anchors = HashMap::new();
            if let Some(root) = &self.root {
                collect_anchors(root, &mut anchors);
            }
            anchors
        })
    }
}

/// The node that a JSON Pointer leads to from another one.
pub(super) fn below<'n, 'a>(node: &'n Node<'a>, pointer: &str) -> Option<&'n Node<'a>> {
    pointer::tokens(pointer).try_fold(node, |node, token| child(node, &token))
}

/// The node that one token of a JSON Pointer leads to.
pub(super) fn child<'n, 'a>(node: &'n Node<'a>, token: &str) -> Option<&'n Node<'a>> {
    match &node.value {
        Value::Mapping(mapping) => mapping.get(token),
        Value::Sequence(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The node below another one that has an anchor.
pub(super) fn anchored<'n, 'a>(node: &'n Node<'a>, anchor: &str) -> Option<&'n Node<'a>> {
    let mut anchors = HashMap::new();
    collect_anchors(node, &mut anchors);
    tree::walk(node, *anchors.get(anchor)?, |_| {})
}

fn collect_anchors(node: &Node<'_>, anchors: &mut HashMap<String, Place>) {
    match &node.value {
        Value::Mapping(mapping) => {
            for key in ["$anchor", "$dynamicAnchor"] {
                if let Some(name) = mapping.get(key).and_then(Node::as_str) {
                    anchors.entry(name.to_owned()).or_insert(node.place);
                }
            }
            for entry in mapping.entries() {
                collect_anchors(&entry.value, anchors);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect_anchors(item, anchors)),
        _ => {}
    }
}
