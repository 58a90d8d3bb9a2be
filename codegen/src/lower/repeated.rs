//! Properties that several parts of an `allOf` describe.

use std::collections::HashSet;
use std::mem;

use super::Lowering;
use super::objects::Property;
use crate::diagnostics::{Code, Diagnostic};
use crate::limits;
use crate::openapi::reference_of;
use crate::source::{Entry, Node};

/// Keys that say what type a value has.
pub(super) const TYPES: [&str; 10] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "items",
    "oneOf",
    "properties",
    "type",
];

impl<'a> Lowering<'a> {
    /// Puts what is said again of a property to what is said before. What is said last holds, as far
    /// as it says anything; of an object that it adds members to, both do.
    pub(super) fn repeat(&self, there: &mut Property<'a>, new: Property<'a>) {
        let (first, second) = (&there.entry.value, &new.entry.value);
        let holds_second = says_type(second) && !self.restates(first, second);
        let mut before = there.earlier.iter().map(|(node, _)| *node).chain([first]);
        let loses = holds_second && before.any(|first| self.lacks_members(first, second));
        let is_other = self.says_another_type(first, second);
        let merges = loses && !is_other && self.can_be_merged(first, second);
        if is_other || (loses && !merges) {
            self.report_conflict(&there.entry.key, first, second);
        }
        let described_by = match describes(second) {
            true => second,
            false => there.described_by,
        };
        let only = new.only.or(there.only);
        let mut earlier = mem::take(&mut there.earlier);
        if merges {
            earlier.push((first, there.owner));
        } else if holds_second {
            earlier.clear();
        }
        let (entry, owner) = match holds_second {
            true => (new.entry, new.owner),
            false => (there.entry, there.owner),
        };
        *there = Property {
            entry,
            described_by,
            owner,
            only,
            earlier,
        };
    }

    pub(super) fn report_conflict(&self, what: &str, first: &Node<'a>, second: &Node<'a>) {
        let message = format!("`{what}` has another type in `allOf`");
        let diagnostic = Diagnostic::new(Code::ConflictingMembers, message)
            .at_key(second.place)
            .with_note_at_key(first.place, "it stands here first")
            .with_help("the later one is used; describe it once, or alike");
        self.context.report(diagnostic);
    }

    /// True when a schema says no more than the plain type of what another one says, of it and of
    /// what it holds.
    fn restates(&self, first: &'a Node<'a>, second: &'a Node<'a>) -> bool {
        let first = self.context.follow(first).unwrap_or(first);
        let keys = second
            .as_mapping()
            .map_or(&[][..], |mapping| mapping.entries());
        let restates = |first: Option<&'a Node<'a>>, second: &'a Node<'a>| {
            first.is_some_and(|first| self.restates(first, second))
        };
        let plain = keys.iter().all(|entry| match entry.key.as_ref() {
            "type" => true,
            "items" => restates(first.get("items"), &entry.value),
            "properties" => properties_of(second)
                .iter()
                .all(|it| restates(property_of(first, &it.key), &it.value)),
            "format" => first.get("format").and_then(Node::as_str) == entry.value.as_str(),
            key => !TYPES.contains(&key),
        });
        plain && !self.says_another_type(first, second)
    }

    /// True when a schema names some members of an object, and not all that another one names: of
    /// it, or of what it holds. Schemas that lead back to themselves are compared once.
    fn lacks_members(&self, first: &'a Node<'a>, second: &'a Node<'a>) -> bool {
        let mut compared = HashSet::new();
        let mut waiting = vec![(first, second)];
        while let Some((first, second)) = waiting.pop() {
            let [first, second] = [first, second].map(|it| self.context.follow(it).unwrap_or(it));
            let is_new = compared.insert((first.place, second.place));
            if !is_new || first.place == second.place || compared.len() > limits::CHAIN {
                continue;
            }
            if !properties_of(second).is_empty() {
                for it in properties_of(first) {
                    match property_of(second, &it.key) {
                        Some(there) => waiting.push((&it.value, there)),
                        None => return true,
                    }
                }
            }
            waiting.extend(first.get("items").zip(second.get("items")));
        }
        false
    }

    /// True when two schemas of one property name different types.
    pub(super) fn says_another_type(&self, first: &'a Node<'a>, second: &'a Node<'a>) -> bool {
        let type_of = |node: &'a Node<'a>| {
            let target = self.context.follow(node)?;
            Some(target.get("type")?.to_json())
        };
        let referred = |node| reference_of(node).and_then(|it| self.context.resolve(it));
        match (referred(first), referred(second)) {
            (Some(first), Some(second)) => first.place != second.place,
            _ => match (type_of(first), type_of(second)) {
                (Some(first), Some(second)) => first != second,
                _ => false,
            },
        }
    }
}

/// The properties that a schema names itself.
fn properties_of<'a>(node: &'a Node<'a>) -> &'a [Entry<'a>] {
    let properties = node.get("properties").and_then(Node::as_mapping);
    properties.map_or(&[], |properties| properties.entries())
}

/// The property of that name, if the schema names it itself.
fn property_of<'a>(node: &'a Node<'a>, name: &str) -> Option<&'a Node<'a>> {
    node.get("properties")?.get(name)
}

/// True when a schema says more than how a property is to be described or limited.
fn says_type(node: &Node<'_>) -> bool {
    TYPES.iter().any(|key| node.get(key).is_some())
}

fn describes(node: &Node<'_>) -> bool {
    node.get("description").is_some() || node.get("title").is_some()
}
