//! What objects say of the members that they do not name.

use super::Lowering;
use super::objects::{Choosing, Members};
use crate::ir::TypeId;
use crate::openapi::Schema;
use crate::source::{Mapping, Node, Place, Value};

/// What is said of the members that have no description of their own.
#[derive(Clone, Copy)]
pub(super) struct Others<'a> {
    /// Where it is said.
    pub(super) place: Place,
    /// The schema of their values; none where they may be anything.
    pub(super) values: Option<&'a Node<'a>>,
    /// The named type that it comes from, when it is not the object's own.
    pub(super) owner: Option<TypeId>,
}

/// What a schema says of the members that have no description of their own.
pub(super) enum Said<'a> {
    /// Nothing: there may be some, which are ignored.
    Nothing,
    /// That there are none.
    None,
    /// What their values are.
    Some(Others<'a>),
}

/// What a schema says of the members that it does not name. `unevaluatedProperties` also looks
/// into `allOf`, which the merged members of a struct do as well.
pub(super) fn others_of(schema: Schema<'_>) -> Said<'_> {
    let get = |key: &str| schema.object.get(key);
    let additional = get("additionalProperties").or_else(|| get("unevaluatedProperties"));
    let is_closed = additional.is_some_and(|node| node.value == Value::Bool(false));
    let some = |node: &Node<'_>, values| {
        Said::Some(Others {
            place: node.place,
            values,
            owner: None,
        })
    };
    if let Some(patterns) = get("patternProperties") {
        schema.unsupported("patternProperties", "any key is accepted instead");
        // One pattern is the only one that members without a description can have matched.
        return match schema.object.entries("patternProperties") {
            [only] if is_closed => some(&only.value, Some(&only.value)),
            _ => some(patterns, None),
        };
    }
    match additional {
        None => Said::Nothing,
        Some(_) if is_closed => Said::None,
        Some(node) => some(node, Some(node).filter(|node| !lets_all_in(node))),
    }
}

/// What the parts of a choice say of the members that are in none of them: the first one that lets
/// some in.
pub(super) fn others_in<'a>(choice: &Choosing<'a>) -> Option<Others<'a>> {
    choice.parts.iter().find_map(|part| {
        let node = part.get("additionalProperties")?;
        let others = Others {
            place: node.place,
            values: None,
            owner: choice.owner,
        };
        (node.value == Value::Bool(true)).then_some(others)
    })
}

/// True for a schema that lets every value in.
fn lets_all_in(node: &Node<'_>) -> bool {
    let is_empty = |mapping: &Mapping<'_>| mapping.entries().is_empty();
    node.value == Value::Bool(true) || node.as_mapping().is_some_and(is_empty)
}

impl<'a> Lowering<'a> {
    /// What is said last of the members without a description holds, as far as it says anything.
    pub(super) fn add_others(&self, new: Others<'a>, into: &mut Members<'a>) {
        into.open = true;
        let first = into.others.and_then(|there| there.values);
        if let (Some(first), Some(second)) = (first, new.values)
            && self.says_another_type(first, second)
        {
            self.report_conflict("additionalProperties", first, second);
        }
        if first.is_none() || new.values.is_some() {
            into.others = Some(new);
        }
    }
}
