//! How much may be made in all.
//!
//! An `allOf` repeats the members of its parts, and a path item can stand for many paths, each time
//! with all that is said of it: a few lines of a document could fill any memory. So what is made is
//! counted, wherever it comes from.

use std::cell::Cell;

use serde_json::Value;

use super::Lowering;
use crate::analyze::members_of;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Answers, Api, Branch, Member, Operation, Server, Shape, TagValue, TypeId};
use crate::limits;
use crate::source::{Place, Tree};

/// What is left.
pub(super) struct Budget {
    /// In bytes of text: a thing that is made takes as much as some text.
    made: Cell<usize>,
    /// How many members that was in the beginning.
    members: usize,
    parts: Cell<usize>,
}

/// What each thing takes, in bytes of text that would take as much memory: measured.
pub(super) const MEMBER: usize = limits::TEXT_OF_A_MEMBER;
/// An item, beside its members.
pub(super) const ITEM: usize = 400;
/// A value of an enum.
pub(super) const VALUE: usize = 80;
/// A type of a union, a content of a body, an answer.
pub(super) const PART: usize = 170;
/// An operation: a struct, what makes a request of it, and a method.
pub(super) const OPERATION: usize = 1_024;

/// What the place that something comes from, or the path of its type, has in bytes without anybody
/// minding.
const ORDINARY: usize = 256;

impl Budget {
    /// What may be made of files.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let members = limits::members_beside(tree.weight());
        Self {
            made: Cell::new(members * limits::TEXT_OF_A_MEMBER),
            members,
            parts: Cell::new(limits::ALL_PARTS),
        }
    }
}

impl Lowering<'_> {
    /// Accounts for something that is made, by what it takes and by the bytes of its text. False when
    /// there is no more room for it, which is reported once.
    pub(super) fn spend(&self, place: Place, amount: usize) -> bool {
        if amount > limits::TEXT {
            let message = format!("this has more than {} MB of text", limits::TEXT >> 20);
            let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(place);
            self.context.report(diagnostic);
            self.budget.made.set(0);
        }
        let left = take(&self.budget.made, amount);
        if left == Some(false) {
            let (most, text) = (self.budget.members, limits::TEXT_OF_A_MEMBER);
            let message = format!(
                "the items of this schema have more than {most} members and values in all, of \
                 {text} bytes of text each"
            );
            let help = "here it is too much: `allOf` repeats members, and each use of a path item \
                        repeats what is in it";
            let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(place);
            self.context.report(diagnostic.with_help(help));
        }
        left == Some(true)
    }

    /// Accounts for a member, with what is said of it.
    pub(super) fn spend_member(&self, place: Place, it: &Member) -> bool {
        let def = it.ty.named().and_then(|id| self.types.get(id.0));
        let path = def.map_or(0, |def| {
            let modules = def.module.iter().map(String::len);
            modules.sum::<usize>() + def.name.len()
        });
        let around = path + it.origin.pointer.len();
        let around = around.saturating_sub(ORDINARY);
        self.spend(place, MEMBER + text_of_member(it) + around)
    }

    /// Accounts for the members by which unions tell their types apart, and for tags.
    pub(super) fn spend_on_unions(&self, api: &Api) {
        let places = self.places();
        for (number, def) in api.types.iter().enumerate() {
            let Shape::Union(it) = &def.shape else {
                continue;
            };
            let text = it.branches.iter().map(|branch| text_of_branch(api, branch));
            let place = places.get(&TypeId(number)).copied();
            let place = place.unwrap_or(self.document.object.place);
            self.spend(place, text.sum());
            if self.is_exhausted() {
                return;
            }
        }
    }

    /// Accounts for a look at a part of an `allOf`. False when there were too many.
    pub(super) fn spend_part(&self, place: Place) -> bool {
        let left = take(&self.budget.parts, 1);
        if left == Some(false) {
            let most = limits::ALL_PARTS;
            let message = format!("`allOf` leads to more than {most} parts in all");
            let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(place);
            self.context.report(diagnostic);
        }
        left == Some(true)
    }

    /// True when nothing more can be made.
    pub(super) fn is_exhausted(&self) -> bool {
        let left = [&self.budget.made, &self.budget.parts];
        left.into_iter().any(|left| left.get() == 0)
    }
}

/// Takes so much of what is left. None when nothing was left before.
fn take(left: &Cell<usize>, amount: usize) -> Option<bool> {
    let before = left.get();
    left.set(before.saturating_sub(amount));
    (before > 0).then_some(before > amount)
}

/// What the members of another half take.
pub(super) fn amount_of_members<'m>(members: impl Iterator<Item = &'m Member>) -> usize {
    members.map(|it| MEMBER + text_of_member(it)).sum()
}

/// The text of a member.
fn text_of_member(it: &Member) -> usize {
    let texts = [&it.constraints.pattern, &it.constraints.format, &it.since];
    let texts = texts.into_iter().flatten().map(String::len);
    let values = [&it.constraints.default, &it.example];
    let values = values.into_iter().flatten().map(text_of_json);
    it.wire.len() + it.docs.0.len() + texts.chain(values).sum::<usize>()
}

/// The text of what tells a type of a union from the others.
fn text_of_branch(api: &Api, branch: &Branch) -> usize {
    let members = members_of(api, &branch.ty).map_or(&[][..], |it| &it.members);
    let members = members.iter().map(|member| KNOWN + member.wire.len());
    let values = branch.tags.iter().flat_map(|tag| &tag.values);
    let values = values.map(|value| match value {
        TagValue::Text(text) => LIST_ENTRY + text.len(),
        TagValue::Integer(_) => LIST_ENTRY,
    });
    members.chain(values).sum()
}

/// The text of an operation, without its parameters and its answers.
pub(super) fn text_of_operation(it: &Operation) -> usize {
    let docs = it.summary.0.len() + it.docs.0.len();
    let schemes = it.security.iter().flatten().flatten();
    let texts = it
        .tags
        .iter()
        .chain(schemes)
        .map(|text| LIST_ENTRY + text.len());
    let contents = it.body.iter().flat_map(|body| &body.contents);
    let fields = contents.flat_map(|content| &content.fields);
    let fields = fields.map(|field| LIST_ENTRY + field.wire.len());
    let servers = it.servers.iter().map(text_of_server);
    docs + it.path.len() + it.id.len() + texts.chain(fields).chain(servers).sum::<usize>()
}

fn text_of_server(it: &Server) -> usize {
    let variables = it.variables.iter().map(|variable| {
        let values = variable.values.iter().map(|value| LIST_ENTRY + value.len());
        LIST_ENTRY + variable.name.len() + variable.default.len() + values.sum::<usize>()
    });
    LIST_ENTRY + it.url.len() + it.docs.0.len() + variables.sum::<usize>()
}

/// What takes what comes back, with what is said of it and its media types.
pub(super) fn amount_of_answers(it: &Answers) -> usize {
    let of_answer = |docs: &str, media_type: &str| PART + docs.len() + media_type.len();
    let answers = it.answers.iter().map(|answer| {
        let content = answer.content.as_ref();
        of_answer(&answer.docs.0, content.map_or("", |it| &it.media_type))
    });
    answers.sum()
}

/// The text of a value, with what it takes to hold it.
pub(super) fn text_of_json(value: &Value) -> usize {
    LIST_ENTRY
        + match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => 0,
            Value::String(text) => text.len(),
            Value::Array(items) => items.iter().map(text_of_json).sum(),
            Value::Object(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| key.len() + text_of_json(value));
                entries.sum()
            }
        }
}

/// What the name of a member takes in a union, beside its text.
const KNOWN: usize = 16;

/// What an entry of a list takes, beside its text.
const LIST_ENTRY: usize = 32;
