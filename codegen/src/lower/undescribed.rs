//! Members that an object asks for and does not describe.

use super::Lowering;
use super::budget::MEMBER;
use super::objects::Members;
use crate::ir::{Asked, Docs, Member, Origin, Presence, Type, Why};
use crate::limits;
use crate::name::{self, Scope};
use crate::openapi::{Schema, unknown_required};
use crate::source::{Node, Place, pointer};

/// Names that `required` lists, each with the node that lists it.
pub(super) type Undescribed<'a> = Vec<(&'a str, &'a Node<'a>)>;

impl<'a> Lowering<'a> {
    /// What `required` lists and nothing describes, in the order of the document.
    pub(super) fn undescribed(&self, schema: Schema<'a>, members: &Members<'a>) -> Undescribed<'a> {
        // Parts of a choice may ask for what is described beside it.
        if members.open || self.partial.contains(&schema.object.place) {
            return Vec::new();
        }
        let parts = || members.choices.iter().flat_map(|choice| choice.parts);
        let undescribed = members.required().filter(|(name, _)| {
            !members.describes(name) && !parts().any(|part| self.is_described_in(part, name, 0))
        });
        let mut undescribed: Vec<_> = undescribed.collect();
        undescribed.sort_by_key(|(_, node)| node.place);
        undescribed
    }

    /// Reports what the parts of a choice beside members ask for, where nothing describes it. No type
    /// says which members there have to be, so none is made of it.
    pub(super) fn check_choices(&self, schema: Schema<'a>, members: &Members<'a>) {
        let is_plain = |part: &&Node<'a>| {
            let mut others = ["$ref", "allOf", "anyOf", "oneOf"].into_iter();
            others.all(|key| part.get(key).is_none())
        };
        for parts in ["oneOf", "anyOf"].map(|key| schema.object.items(key)) {
            let lists = parts.iter().filter(is_plain);
            let lists = lists.filter_map(|part| part.get("required")?.as_sequence());
            let named = lists
                .flatten()
                .filter_map(|node| Some((node.as_str()?, node)));
            let is_described = |name: &str| {
                let mut parts = parts.iter();
                members.describes(name) || parts.any(|part| self.is_described_in(part, name, 0))
            };
            for (name, node) in named.filter(|(name, _)| !is_described(name)) {
                let names = members.properties.iter().map(|it| it.entry.key.as_ref());
                self.context.report(unknown_required(name, node, names));
            }
        }
    }

    /// True when a part of a choice describes a member, and when that would take too long to tell.
    fn is_described_in(&self, part: &'a Node<'a>, name: &str, depth: usize) -> bool {
        if depth > limits::CHAIN || !self.spend_part(part.place) {
            return true;
        }
        let Some(part) = self.context.follow(part) else {
            return true;
        };
        let is_own = part
            .get("properties")
            .is_some_and(|it| it.get(name).is_some());
        let parts = part.get("allOf").and_then(Node::as_sequence).into_iter();
        is_own
            || parts
                .flatten()
                .any(|part| self.is_described_in(part, name, depth + 1))
    }

    /// Reports what is asked for and not described, and makes members of it, unless the object has
    /// no others than those that it describes.
    ///
    /// They are optional: in published documents most of these names are left over from before, and
    /// no value has them.
    pub(super) fn undescribed_members(
        &self,
        undescribed: Undescribed<'a>,
        members: &Members<'a>,
        scope: &mut Scope<Place>,
    ) -> Vec<Member> {
        let mut lowered = Vec::new();
        for (wire, node) in undescribed {
            // One that is required as well cannot be meant.
            let names = members.properties.iter().map(|it| it.entry.key.as_ref());
            let names = names.filter(|name| !members.is_required(name));
            self.context.report(unknown_required(wire, node, names));
            if members.closed || !self.spend(node.place, MEMBER + wire.len()) {
                continue;
            }
            let origin = self.described_at(wire, node);
            let pinned = self.pins.member(&origin).map(str::to_owned);
            let name = pinned.unwrap_or_else(|| name::member_name(wire));
            // That there are two of a name is no further fault.
            let name = scope.claim(&name, node.place).name;
            lowered.push(Member {
                wire: wire.to_owned(),
                name,
                presence: self.distinguished(Presence::OptionalNullable),
                keeps_empty: false,
                docs: Docs::default(),
                constraints: Asked::default(),
                deprecated: false,
                sensitive: false,
                only: None,
                since: None,
                example: None,
                ty: Type::Any,
                origin,
                why: vec![Why::OptionalNotDescribed],
            });
        }
        lowered
    }

    /// Where the schema that lists a member would describe it, so that it is the same member once
    /// that does.
    pub(super) fn described_at(&self, wire: &str, listed: &Node<'a>) -> Origin {
        let Origin { file, pointer } = self.origin(listed.place);
        let schema = pointer.rsplitn(3, '/').nth(2).unwrap_or_default();
        let mut pointer = format!("{schema}/properties");
        pointer::push(&mut pointer, wire);
        Origin { file, pointer }
    }
}
