//! Where a change stands in its documents.

use super::Change;
use crate::ir::Origin;
use crate::source::locate::Part;
use crate::source::{File, Node, Tree, Value, pointer};

/// So many lines of a document are shown.
const LINES: usize = 3;

/// Longer lines are cut: a document of one line must not fill the page.
const LONGEST_LINE: usize = 120;

/// A place in a document, as people look for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The file, as the reader knows it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The JSON Pointer within the file.
    pub pointer: String,
    /// The first lines of what stands there, without the indentation that they share.
    pub lines: Vec<String>,
}

/// Finds what a change is about in the documents of its side, whose root is known as `folder` (empty,
/// or ending in `/`). None where it stands in none.
pub fn locate(tree: &Tree<'_>, change: &Change, folder: &str) -> Option<Excerpt> {
    find(tree, &change.origin, change.value.as_deref(), folder)
}

/// Finds where something comes from, or where an enum lists a value.
pub fn find(
    tree: &Tree<'_>,
    origin: &Origin,
    value: Option<&str>,
    folder: &str,
) -> Option<Excerpt> {
    let Origin { file, pointer } = origin;
    if pointer.is_empty() && file.is_empty() {
        return None;
    }
    // The root document may be called otherwise on the other side.
    let file = tree.file_at(file).or_else(|| tree.files().first())?;
    let node = file.at(pointer).or_else(|| required(file, pointer));
    let node = node.or_else(|| merging(file, pointer))?;
    let listed = value.and_then(|value| listed(node, value));
    let node = listed.unwrap_or(node);
    let span = tree.span(node.place, Part::Key)?;
    let file = tree.file(span.file)?;
    let (line, _) = file.line_column(span.range.start);
    Some(Excerpt {
        file: file.shown(folder),
        line,
        pointer: tree.pointer(tree.written(node.place).shown),
        lines: lines(file.text, span.range.start),
    })
}

/// A member that a schema does not describe, where `required` lists it.
fn required<'t, 'a>(file: &'t File<'a>, pointer: &str) -> Option<&'t Node<'a>> {
    let (schema, member) = pointer.rsplit_once("/properties/")?;
    let listed = file.at(schema)?.get("required")?.as_sequence()?;
    listed.iter().find(|item| {
        let mut token = String::new();
        pointer::push(&mut token, item.as_str().unwrap_or_default());
        token.strip_prefix('/') == Some(member)
    })
}

/// The schema whose `allOf` describes a member in several parts: the type of that member stands in
/// none of them alone.
fn merging<'t, 'a>(file: &'t File<'a>, mut pointer: &str) -> Option<&'t Node<'a>> {
    loop {
        let around = pointer.rsplit_once("/properties/").map(|it| it.0);
        pointer = pointer.strip_suffix("/items").or(around)?;
        if let Some(node) = file.at(pointer) {
            return node.get("allOf").is_some().then_some(node);
        }
    }
}

/// The value of an enum, where it is listed.
fn listed<'n, 'a>(node: &'n Node<'a>, value: &str) -> Option<&'n Node<'a>> {
    let Value::Mapping(mapping) = &node.value else {
        return None;
    };
    let is_it = |node: &Node<'_>| match &node.value {
        Value::String(text) => text == value,
        Value::Integer(integer) => integer.to_string() == value,
        _ => false,
    };
    let items = |key: &str| match mapping.get(key).map(|node| &node.value) {
        Some(Value::Sequence(items)) => items.as_slice(),
        _ => &[],
    };
    let constant = |item: &&Node<'a>| match &item.value {
        Value::Mapping(mapping) => mapping.get("const").is_some_and(is_it),
        _ => false,
    };
    let choices = ["oneOf", "anyOf"].into_iter().flat_map(items);
    items("enum")
        .iter()
        .find(|item| is_it(item))
        .or_else(|| choices.clone().find(constant))
}

/// The line of an offset, and those that follow it as long as they are indented more.
fn lines(text: &str, offset: usize) -> Vec<String> {
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let mut rest = text.get(start..).unwrap_or_default().lines();
    let Some(first) = rest.next() else {
        return Vec::new();
    };
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let margin = indentation(first);
    let below = rest.take_while(|line| !line.trim().is_empty() && indentation(line) > margin);
    let shown = [first].into_iter().chain(below).take(LINES);
    shown
        .map(|line| cut(line.get(margin..).unwrap_or(line)))
        .collect()
}

fn cut(line: &str) -> String {
    let mut characters = line.trim_end().chars();
    let shown: String = characters.by_ref().take(LONGEST_LINE).collect();
    match characters.next() {
        Some(_) => shown + "…",
        None => shown,
    }
}
