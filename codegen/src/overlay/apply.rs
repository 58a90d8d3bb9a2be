//! Actions on a document.

use serde_json::Value as Json;

use super::merge::{self, Conflict};
use super::query::{Location, Query, Step};
use super::{Action, Change, refuse};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Draft, Node, Place, Value};

/// So many nodes may be added to a document in all: copies of copies double with each action.
const MOST_NODES: usize = 1_000_000;
/// As deep as a document may be nested.
const DEEPEST: usize = 128;

/// Carries out actions on a document, in order. What cannot be done is reported at the action.
pub(super) fn apply<'o, 'a: 'o>(
    actions: impl Iterator<Item = &'o Action<'a>>,
    draft: &mut Draft<'a>,
    diagnostics: &Diagnostics,
) {
    let mut editing = Editing {
        json: draft.root.to_json(),
        draft,
        added: 0,
        diagnostics,
    };
    for action in actions {
        editing.apply(action);
    }
}

/// A document while actions are carried out.
struct Editing<'e, 'a> {
    draft: &'e mut Draft<'a>,
    /// The same as JSON, which JSONPaths are asked of.
    json: Json,
    /// How many nodes were added.
    added: usize,
    diagnostics: &'e Diagnostics,
}

impl<'a> Editing<'_, 'a> {
    fn apply(&mut self, action: &Action<'a>) {
        let locations = action.target.locate(&self.json);
        if locations.is_empty() {
            return self.report_unmatched(&action.target, "nothing in the document");
        }
        match &action.change {
            Change::Update(update) => self.merge_into(&action.target, &locations, update),
            Change::Copy(source) => {
                if let Some(copy) = self.copy(source) {
                    self.merge_into(&action.target, &locations, &copy);
                }
            }
            Change::Remove => self.remove(&action.target, locations),
        }
    }

    fn report_unmatched(&self, query: &Query, nothing: &str) {
        let message = format!("this selects {nothing}");
        let diagnostic = Diagnostic::new(Code::UnmatchedTarget, message).at_value(query.place);
        self.diagnostics
            .push(diagnostic.with_help_if(query.nearest(&self.json)));
    }

    /// A copy of the one value that a JSONPath selects.
    fn copy(&mut self, source: &Query) -> Option<Node<'a>> {
        let mut locations = source.locate(&self.json);
        let (Some(location), None) = (locations.pop(), locations.pop()) else {
            match source.locate(&self.json).len() {
                0 => self.report_unmatched(source, "nothing to copy"),
                several => {
                    let message = format!("this selects {several} values, and one can be copied");
                    refuse(
                        self.diagnostics,
                        Code::InvalidOverlay,
                        source.place,
                        &message,
                        None,
                    );
                }
            }
            return None;
        };
        // Before anything is copied: a document may grow by so much, and no more.
        let size = size(node_at(&mut self.draft.root, &location)?);
        if !self.may_add(source.place, 1, location.len(), size) {
            return None;
        }
        let copy = node_at(&mut self.draft.root, &location)?.clone();
        Some(self.draft.copied(copy, source.place))
    }

    fn merge_into(&mut self, target: &Query, locations: &[Location], update: &Node<'a>) {
        if !self.are_alike(target, locations) {
            return;
        }
        let deepest = locations.iter().map(Vec::len).max().unwrap_or(0);
        if !self.may_add(target.place, locations.len(), deepest, size(update)) {
            return;
        }
        for location in locations {
            let Some(node) = node_at(&mut self.draft.root, location) else {
                continue;
            };
            if let Err(conflict) = merge::merge(node, update.clone()) {
                return self.report_conflict(&conflict);
            }
            if let Some(json) = json_at(&mut self.json, location) {
                *json = node.to_json();
            }
        }
    }

    /// Several values are changed alike only if they are of one kind.
    fn are_alike(&mut self, target: &Query, locations: &[Location]) -> bool {
        let root = &mut self.draft.root;
        let nodes = locations.iter();
        let mut kinds: Vec<_> = nodes
            .filter_map(|location| node_at(root, location).map(|node| kind(node)))
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() > 1 {
            let message = format!("this selects {}", kinds.join(" and "));
            let help = "select values of one kind: what is merged with one does not fit the other";
            refuse(
                self.diagnostics,
                Code::UnfitUpdate,
                target.place,
                &message,
                Some(help),
            );
        }
        kinds.len() == 1
    }

    /// Whether a document may grow, at that depth, by so many copies of a value of that size.
    fn may_add(
        &mut self,
        place: Place,
        times: usize,
        at: usize,
        (count, depth): (usize, usize),
    ) -> bool {
        self.added = self.added.saturating_add(count.saturating_mul(times));
        let message = if self.added > MOST_NODES {
            "the overlays add too much to the document"
        } else if at + depth > DEEPEST {
            "this would be nested deeper than 128 levels"
        } else {
            return true;
        };
        refuse(self.diagnostics, Code::InvalidOverlay, place, message, None);
        false
    }

    fn report_conflict(&self, conflict: &Conflict) {
        let Conflict { found, there, .. } = conflict;
        let update = self.draft.written(conflict.update).shown;
        let target = self.draft.written(conflict.target).shown;
        let message = format!("{found} cannot be merged with {there}");
        let diagnostic = Diagnostic::new(Code::UnfitUpdate, message)
            .at_key(update)
            .with_note_at_key(target, "it would be merged with this")
            .with_help("remove what is there by an action before this one");
        self.diagnostics.push(diagnostic);
    }

    /// From back to front, so that the places before stay where they are.
    fn remove(&mut self, target: &Query, locations: Vec<Location>) {
        for location in locations.into_iter().rev() {
            let Some((last, around)) = location.split_last() else {
                let message = "the whole document cannot be removed";
                return refuse(
                    self.diagnostics,
                    Code::InvalidOverlay,
                    target.place,
                    message,
                    None,
                );
            };
            if let Some(node) = node_at(&mut self.draft.root, around) {
                remove_node(node, last);
            }
            if let Some(json) = json_at(&mut self.json, around) {
                remove_json(json, last);
            }
        }
    }
}

fn kind(node: &Node<'_>) -> &'static str {
    match node.value {
        Value::Mapping(_) => "mappings",
        Value::Sequence(_) => "sequences",
        _ => "single values",
    }
}

/// How many nodes there are, and how deep they are nested.
fn size(node: &Node<'_>) -> (usize, usize) {
    let inner: Box<dyn Iterator<Item = (usize, usize)>> = match &node.value {
        Value::Mapping(mapping) => Box::new(mapping.entries().iter().map(|it| size(&it.value))),
        Value::Sequence(items) => Box::new(items.iter().map(size)),
        _ => return (1, 0),
    };
    let (count, depth) = inner.fold((0, 0), |(count, deepest), (more, depth)| {
        (count + more, deepest.max(depth))
    });
    (count + 1, depth + 1)
}

fn node_at<'n, 'a>(root: &'n mut Node<'a>, location: &[Step]) -> Option<&'n mut Node<'a>> {
    location
        .iter()
        .try_fold(root, |node, step| match (&mut node.value, step) {
            (Value::Mapping(mapping), Step::Key(key)) => mapping.get_mut(key),
            (Value::Sequence(items), Step::Index(index)) => items.get_mut(*index),
            _ => None,
        })
}

fn json_at<'j>(root: &'j mut Json, location: &[Step]) -> Option<&'j mut Json> {
    location.iter().try_fold(root, |json, step| match step {
        Step::Key(key) => json.get_mut(key),
        Step::Index(index) => json.get_mut(index),
    })
}

fn remove_node(node: &mut Node<'_>, step: &Step) {
    match (&mut node.value, step) {
        (Value::Mapping(mapping), Step::Key(key)) => {
            mapping.remove(key);
        }
        (Value::Sequence(items), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => {}
    }
}

fn remove_json(json: &mut Json, step: &Step) {
    match (json, step) {
        (Json::Object(object), Step::Key(key)) => {
            object.remove(key);
        }
        (Json::Array(items), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => {}
    }
}
