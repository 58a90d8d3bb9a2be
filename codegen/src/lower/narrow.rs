//! An `allOf` of values that hold no members: which of its parts says the most of the type.

use std::cell::Cell;

use super::compositions::sole_part_within;
use crate::openapi::{Context, Object, Schema, SchemaType};
use crate::source::Node;

/// So many parts are looked at to find the one. Parts may lead to one another on many ways, and back.
pub(super) const LOOKS: usize = 32;

/// What a part says of a value.
#[derive(Clone, Copy, PartialEq)]
struct Said<'a> {
    ty: SchemaType,
    /// The key that says more than the type, and the value of it.
    more: Option<(&'static str, &'a Node<'a>)>,
}

/// Of parts that say the same type, one of text, numbers, flags or lists, the one that narrows it:
/// by its values, its format or its items; the first where none does. None where they do not agree, or
/// where to tell takes more looks than are left.
pub(super) fn narrowest<'a>(
    context: Context<'a>,
    parts: impl Iterator<Item = &'a Node<'a>>,
    left: &Cell<usize>,
) -> Option<&'a Node<'a>> {
    let mut narrowest: Option<(&'a Node<'a>, Said<'a>)> = None;
    for part in parts {
        let said = said_by(context, part, left)?;
        narrowest = Some(match narrowest {
            None => (part, said),
            Some((first, before)) => match narrower(before, said)? {
                true => (part, said),
                false => (first, before),
            },
        });
    }
    narrowest.map(|(part, _)| part)
}

/// Whether the second narrows the first; none where no value, or no type, is of both.
fn narrower(first: Said<'_>, second: Said<'_>) -> Option<bool> {
    let is_narrower = match (first.ty, second.ty) {
        (SchemaType::Number, SchemaType::Integer) => true,
        (SchemaType::Integer, SchemaType::Number) => false,
        (first, second) if first != second => return None,
        _ => second.more.is_some(),
    };
    match (first.more, second.more) {
        (Some((_, one)), Some((_, other))) if one.to_json() == other.to_json() => Some(false),
        (Some(("format", _)), Some(("enum", _))) => Some(true),
        (Some(("enum", _)), Some(("format", _))) => Some(false),
        (Some(_), Some(_)) => None,
        _ => Some(is_narrower && first.more.is_none()),
    }
}

fn said_by<'a>(context: Context<'a>, part: &'a Node<'a>, left: &Cell<usize>) -> Option<Said<'a>> {
    left.set(left.get().checked_sub(1)?);
    let target = context.follow(part)?;
    let schema = Schema {
        object: Object::untested(context, target)?,
    };
    let get = |key| target.get(key);
    let ty = match schema.types().as_slice() {
        [] => {
            let sole = sole_part_within(schema, left)?;
            return said_by(context, sole.part, left);
        }
        [SchemaType::Object | SchemaType::Null] => return None,
        [only] => *only,
        _ => return None,
    };
    let composed = ["allOf", "anyOf", "oneOf"].into_iter().find_map(get);
    let keys = [("enum", "enum"), ("enum", "const"), ("format", "format")];
    let keys = keys.into_iter().chain([("items", "items")]);
    let mut more = keys.filter_map(|(kind, key)| Some((kind, get(key)?)));
    match composed {
        Some(_) => None,
        None => Some(Said {
            ty,
            more: more.next(),
        }),
    }
}
