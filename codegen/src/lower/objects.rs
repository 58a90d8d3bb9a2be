//! What an object says of its members: its own properties, and those it has through `allOf`.

use std::collections::{HashMap, HashSet};

use super::Lowering;
use super::compositions::is_null_branch;
use super::others::{Others, Said, others_in, others_of};
use super::unions::{LIMITS, only_limits};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Origin, TypeId, Way};
use crate::limits;
use crate::openapi::{Object, Schema, SchemaType};
use crate::source::{Entry, Node, Place, Value};

/// The members of an object, merged.
#[derive(Default)]
pub(super) struct Members<'a> {
    pub(super) properties: Vec<Property<'a>>,
    /// The position of each property, by its name on the wire.
    positions: HashMap<&'a str, usize>,
    required: HashMap<&'a str, &'a Node<'a>>,
    /// What the values of all other members are; none where nothing is said of them.
    pub(super) others: Option<Others<'a>>,
    /// The choices between several sets of further members.
    pub(super) choices: Vec<Choosing<'a>>,
    /// True when members without a description are kept with all others.
    pub(super) open: bool,
    /// True when there are no members without a description.
    pub(super) closed: bool,
    /// Where the object would stand, if it is merged of several.
    pub(super) merged_at: Option<Origin>,
    visited: HashSet<Place>,
}

/// A choice beside members.
#[derive(Clone, Copy)]
pub(super) struct Choosing<'a> {
    /// The schema that has it.
    pub(super) schema: Schema<'a>,
    /// Its parts.
    pub(super) parts: &'a [Node<'a>],
    /// Where they stand.
    pub(super) place: Place,
    /// The named type that it comes from, when it is not the object's own.
    pub(super) owner: Option<TypeId>,
}

/// The name under which serde reads the members of a choice beside others.
const ALL_MEMBERS: &str = "*";

/// A property, and where its parts come from.
pub(super) struct Property<'a> {
    /// What says its type.
    pub(super) entry: &'a Entry<'a>,
    /// What describes it: the entry itself, or one that repeats it.
    pub(super) described_by: &'a Node<'a>,
    /// The named type that it comes from, when it is not the object's own.
    pub(super) owner: Option<TypeId>,
    /// The only way that it goes, where it is not both.
    pub(super) only: Option<Way>,
    /// What other parts say of the same object, whose members are merged with those of this one.
    pub(super) earlier: Vec<(&'a Node<'a>, Option<TypeId>)>,
}

impl<'a> Property<'a> {
    /// All that is said of it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &'a Node<'a>> {
        let earlier = self.earlier.iter().map(|(node, _)| *node);
        earlier.chain([&self.entry.value, self.described_by])
    }
}

impl<'a> Members<'a> {
    pub(super) fn is_required(&self, name: &str) -> bool {
        self.required.contains_key(name)
    }

    /// What `required` lists, each with the node that lists it.
    pub(super) fn required(&self) -> impl Iterator<Item = (&'a str, &'a Node<'a>)> {
        self.required.iter().map(|(name, node)| (*name, *node))
    }

    /// True when a property of that name is described.
    pub(super) fn describes(&self, name: &str) -> bool {
        self.positions.contains_key(name)
    }

    /// True for a part of a choice that only limits members that the object has anyway.
    fn has_all_of(&self, part: &Node<'_>) -> bool {
        let keys = part
            .as_mapping()
            .map_or(&[][..], |mapping| mapping.entries());
        let limits = |entry: &Entry<'_>| match entry.key.as_ref() {
            "properties" => {
                let properties = entry.value.as_mapping();
                let mut names = properties.into_iter().flat_map(|it| it.entries());
                names.all(|it| self.positions.contains_key(it.key.as_ref()))
            }
            "additionalProperties" => matches!(entry.value.value, Value::Bool(_)),
            "type" => entry.value.as_str() == Some("object"),
            key => LIMITS.contains(&key),
        };
        part.as_mapping().is_some() && keys.iter().all(limits)
    }
}

impl<'a> Lowering<'a> {
    /// The members of a schema that is an object with named members; none for any other schema.
    pub(super) fn members_of(&self, schema: Schema<'a>) -> Option<Members<'a>> {
        let mut members = Members::default();
        let all_objects = self.gather(schema, None, &mut members, 0);
        let limits = |choice: &Choosing<'a>| {
            let mut parts = choice.parts.iter();
            parts.all(|part| members.has_all_of(part))
        };
        let choices = members.choices.iter().copied();
        let (limiting, choices): (Vec<_>, Vec<_>) = choices.partition(limits);
        members.choices = choices;
        // Such a choice adds no member, but may say that there are others.
        if members.others.is_none() {
            members.others = limiting.iter().find_map(others_in);
            members.open |= members.others.is_some();
        }
        let is_struct = all_objects && !members.properties.is_empty();
        let has_place = members.choices.is_empty() || !members.positions.contains_key(ALL_MEMBERS);
        (is_struct && has_place && members.choices.len() < 2).then_some(members)
    }

    /// Adds what a schema says of members. False when the schema is more than an object.
    pub(super) fn gather(
        &self,
        schema: Schema<'a>,
        owner: Option<TypeId>,
        into: &mut Members<'a>,
        depth: usize,
    ) -> bool {
        if !into.visited.insert(schema.object.place) {
            return true;
        }
        if depth > limits::CHAIN || into.properties.len() > limits::MEMBERS {
            self.report_too_much(schema.object.place);
            return false;
        }
        let is_listed = ["enum", "const"]
            .into_iter()
            .any(|key| schema.object.get(key).is_some());
        if !may_be_object(schema) || is_listed {
            return false;
        }
        for part in schema.object.items("allOf") {
            if part.value == Value::Bool(true) {
                continue;
            }
            if !self.spend_part(part.place) {
                return false;
            }
            let followed = self.context.follow(part);
            let Some(part) = followed.and_then(|node| Schema::new(self.context, node)) else {
                return false;
            };
            let owner = self.ids.get(&part.object.place).copied().or(owner);
            if !self.gather(part, owner, into, depth + 1) {
                return false;
            }
        }
        for entry in schema.properties() {
            self.add_property(entry, owner, into);
        }
        if !self.is_base(schema) {
            for choice in choices_of(schema, owner) {
                if !self.gather_choice(choice, into, depth) {
                    return false;
                }
            }
        }
        into.required.extend(schema.required());
        match others_of(schema) {
            Said::Nothing => {}
            Said::None => {
                into.others = None;
                into.closed = true;
            }
            Said::Some(others) => self.add_others(Others { owner, ..others }, into),
        }
        true
    }

    /// Reports an `allOf` that leads to another one, and so on, or has no end of members.
    fn report_too_much(&self, place: Place) {
        let (times, most) = (limits::CHAIN, limits::MEMBERS);
        let message = format!(
            "what leads here by `allOf` does so more than {times} times, or has more than {most} \
             members"
        );
        let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(place);
        self.context.report(diagnostic);
    }

    /// Adds a choice beside members. One between an object and nothing is none.
    fn gather_choice(&self, choice: Choosing<'a>, into: &mut Members<'a>, depth: usize) -> bool {
        let says = |part: &&'a Node<'a>| !is_null_branch(self.context, part);
        let mut saying = choice.parts.iter().filter(says);
        let is_beside = !choice.schema.properties().is_empty();
        match (saying.next(), saying.next()) {
            (Some(only), None) if is_beside => {
                let part = self.context.follow(only);
                let part = part.and_then(|node| Schema::new(self.context, node));
                part.is_some_and(|part| self.gather(part, choice.owner, into, depth + 1))
            }
            _ => {
                into.choices.push(choice);
                true
            }
        }
    }

    /// A property that is there already keeps its place in the order. What is said last holds, as
    /// far as it says anything.
    fn add_property(&self, entry: &'a Entry<'a>, owner: Option<TypeId>, into: &mut Members<'a>) {
        let new = Property {
            entry,
            described_by: &entry.value,
            owner,
            only: self.only_way(&entry.value),
            earlier: Vec::new(),
        };
        let position = into.positions.get(entry.key.as_ref()).copied();
        let Some(there) = position.and_then(|position| into.properties.get_mut(position)) else {
            into.positions.insert(&entry.key, into.properties.len());
            into.properties.push(new);
            return;
        };
        if there.entry.value.place != entry.value.place {
            self.repeat(there, new);
        }
    }

    /// The only way that a property goes, by what it says itself, or the schema that it refers to.
    pub(super) fn only_way(&self, property: &'a Node<'a>) -> Option<Way> {
        let object = |node: &'a Node<'a>| Object::untested(self.context, node);
        let own = object(property)?;
        let parts = own.items("allOf").iter().chain([property]);
        let targets = parts.filter_map(|part| self.context.follow(part));
        let said_by: Vec<Object<'a>> = [own]
            .into_iter()
            .chain(targets.filter_map(object))
            .collect();
        let says = |key: &str| said_by.iter().find(|it| it.flag(key));
        match (says("readOnly"), says("writeOnly")) {
            (Some(_), None) => Some(Way::Received),
            (None, Some(_)) => Some(Way::Sent),
            (None, None) => None,
            (Some(_), Some(there)) => {
                let message =
                    "what is `readOnly` and `writeOnly` goes neither way; both are ignored";
                let diagnostic = Diagnostic::new(Code::UnfitValue, message);
                let place = there
                    .get("writeOnly")
                    .map_or(there.place, |node| node.place);
                self.context.report(diagnostic.at_key(place));
                None
            }
        }
    }
}

fn may_be_object(schema: Schema<'_>) -> bool {
    let types = schema.types();
    types.is_empty() || types == [SchemaType::Object]
}

/// The choices of a schema that say more than which members there have to be.
fn choices_of(schema: Schema<'_>, owner: Option<TypeId>) -> impl Iterator<Item = Choosing<'_>> {
    ["anyOf", "oneOf"].into_iter().filter_map(move |key| {
        let node = schema.object.get(key)?;
        let parts = schema.object.items(key);
        let choosing = Choosing {
            schema,
            parts,
            place: node.place,
            owner,
        };
        (!parts.iter().all(only_limits)).then_some(choosing)
    })
}
