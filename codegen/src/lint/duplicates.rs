//! Values, ids and paths that stand twice. Keys, and the ids of operations, are found where the
//! documents are read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use super::subject::Subject;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Kind, duplicate_value};
use crate::source::{FileId, Node, Place};

pub(super) fn check(subject: &Subject<'_>) {
    check_lists(subject);
    check_tags(subject);
    check_ids(subject);
    check_paths(subject);
}

/// Lists of schemas and operations whose values differ.
fn check_lists(subject: &Subject<'_>) {
    let schemas = subject.schemas().map(|(schema, _)| schema.object);
    let in_schemas = schemas.flat_map(|object| {
        ["enum", "required", "type"]
            .into_iter()
            .filter_map(move |key| object.get(key)?.as_sequence())
    });
    let operations = subject.of_kind(Kind::Operation);
    let tags = operations.filter_map(|(object, _)| object.get("tags")?.as_sequence());
    for items in in_schemas.chain(tags) {
        let mut seen = First::default();
        for item in items {
            let text = match item.as_str() {
                Some(text) => text.to_owned(),
                None => item.to_json().to_string(),
            };
            // The text `1` and the number are two values.
            let key = (text, item.as_str().is_some());
            if let Err(first) = seen.insert(key.clone(), item.place) {
                let diagnostic = duplicate_value(&key.0, item.place, first);
                subject.context.report(diagnostic);
            }
        }
    }
}

fn check_tags(subject: &Subject<'_>) {
    let mut seen = First::default();
    for (tag, _) in subject.of_kind(Kind::Tag) {
        let name = tag
            .get("name")
            .and_then(|node| Some((node, node.as_str()?)));
        if let Some((node, name)) = name
            && let Err(first) = seen.insert(name, node.place)
        {
            let diagnostic = duplicate_value(name, node.place, first);
            subject.context.report(diagnostic);
        }
    }
}

/// What references name: an `$id` anywhere, an anchor in one file.
fn check_ids(subject: &Subject<'_>) {
    let mut seen: First<(&str, Option<FileId>, &str)> = First::default();
    for (schema, _) in subject.schemas() {
        for key in ["$anchor", "$dynamicAnchor", "$id"] {
            let node: Option<&Node<'_>> = schema.object.get(key);
            let Some((node, text)) = node.and_then(|node| Some((node, node.as_str()?))) else {
                continue;
            };
            // A relative id is one of the schema around it, and an anchor belongs to the file.
            let is_whole = key == "$id" && text.contains(':');
            let file = (!is_whole).then_some(node.place.file);
            if let Err(first) = seen.insert((key, file, text), node.place) {
                let message = format!("two schemas have the {key} `{text}`");
                let diagnostic = Diagnostic::new(Code::DuplicateId, message)
                    .at_value(node.place)
                    .with_note_at_value(first, "it stands here first")
                    .with_help("give each of them another one");
                subject.context.report(diagnostic);
            }
        }
    }
}

/// A request to one of two such paths is one to the other.
fn check_paths(subject: &Subject<'_>) {
    let mut seen = First::default();
    for entry in subject.context.entries(subject.root.get("paths")) {
        if let Err(first) = seen.insert(without_names(&entry.key), entry.value.place) {
            let message = format!("`{}` differs in nothing but names", entry.key);
            let diagnostic = Diagnostic::new(Code::DuplicatePath, message)
                .at_key(entry.value.place)
                .with_note_at_key(first, "from this path")
                .with_help("describe the operations of both under one of them");
            subject.context.report(diagnostic);
        }
    }
}

/// A path whose parameters have no names.
fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let after = part.split_once('}').map_or("", |(_, after)| after);
        bare.push_str("{}");
        bare.push_str(after);
    }
    bare
}

/// Where each thing stood first.
struct First<K>(HashMap<K, Place>);

impl<K> Default for First<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Hash + Eq> First<K> {
    /// The place where it stood before, if it did.
    fn insert(&mut self, key: K, place: Place) -> Result<(), Place> {
        match self.0.entry(key) {
            Entry::Occupied(first) => Err(*first.get()),
            Entry::Vacant(free) => {
                free.insert(place);
                Ok(())
            }
        }
    }
}
