//! The values of enums and the types of unions.

use std::collections::HashSet;

use super::attributes::description;
use super::json::fails_when_absent;
use super::matching::Pairs;
use super::union_levels::LEVELS;
use super::words::code;
use super::{Change, Comparison, Kind, Side};
use crate::ir::{Presence, Tag};
use crate::surface::types::Form;
use crate::surface::{Item, ItemKind, SurfaceValue};

impl Comparison<'_> {
    pub(super) fn values(&self, old: &Item, new: &Item) -> Vec<Change> {
        let pairs = Pairs::by(&old.values, &new.values, |it| it.wire.as_str());
        let pairs = pairs.or_by(|it| it.name.as_str());
        let is_sent = old.direction.sent && new.direction.sent;
        let removed = pairs
            .removed
            .iter()
            .map(|it| removed_value(old, it, is_sent));
        let added = pairs.added.iter().map(|it| added_value(new, it));
        let both = pairs.both.iter();
        let both = both.flat_map(|(old, it)| value(new, old, it, is_sent));
        let reordered = reordered(old, new);
        removed.chain(added).chain(both).chain(reordered).collect()
    }

    pub(super) fn branches(&self, old: &Item, new: &Item) -> Vec<Change> {
        let pairs = Pairs::by(&old.values, &new.values, |it| it.name.as_str());
        let pairs = pairs.or_by_some(|it| {
            // Contents without a type are alike, and say nothing of each other.
            let ty = self.matching.old_path(&it.wire).unwrap_or(&it.wire);
            (ty != "()").then_some(ty)
        });
        let is_sent = old.direction.sent && new.direction.sent;
        let removed = pairs.removed.iter().map(|it| {
            removed_variant(Kind::BranchRemoved, old, it)
                .breaks_wire_if(is_sent)
                .with_rust(Some(variant(it)), None)
        });
        let added = pairs.added.iter().map(|it| self.added_branch(old, new, it));
        let both = pairs.both.iter();
        let both = both.flat_map(|(was, it)| {
            let changed = self.branch((old, new), was, it);
            changed.or_else(|| self.mistaken_branch((old, new), was, it))
        });
        removed.chain(added).chain(both).collect()
    }

    fn added_branch(&self, old: &Item, new: &Item, it: &SurfaceValue) -> Change {
        let is_received = old.direction.received && new.direction.received;
        let is_union = new.kind == ItemKind::Union;
        let mistaken = is_received && is_union && self.is_mistaken(old, it, |_| true);
        let message = format!("{} can be {}", code(&new.path), code(&it.name));
        let change = Change::new(
            Kind::BranchAdded,
            value_path(new, it),
            Side::New,
            &new.origin,
        )
        .says(message)
        .with_rust(None, Some(variant(it)))
        .breaks_decode_if(mistaken);
        match mistaken {
            true => change.advises(
                "older binaries take it for a type that they know, and fail: give it a member that \
                 tells it apart",
            ),
            false => change,
        }
    }

    fn branch(
        &self,
        (old, new): (&Item, &Item),
        was: &SurfaceValue,
        is: &SurfaceValue,
    ) -> Option<Change> {
        let change = |kind: Kind| {
            Change::new(kind, value_path(new, is), Side::New, &new.origin)
                .with_rust(Some(variant(was)), Some(variant(is)))
                .breaks_source()
        };
        if was.name != is.name {
            let (was, is) = (code(&value_path(new, was)), code(&is.name));
            let change = change(Kind::BranchRenamed)
                .says(format!("{was} is called {is} now"))
                .advises("use the new name");
            return Some(change);
        }
        if self.is_same_type(&was.wire, &is.wire) {
            return None;
        }
        let sent = old.direction.sent && new.direction.sent;
        let received = old.direction.received && new.direction.received;
        let shown = code(&value_path(new, is));
        let change = change(Kind::BranchTypeChanged)
            .says(format!(
                "{shown} holds {}, it held {}",
                code(&is.wire),
                code(&was.wire)
            ))
            .advises("adapt what builds and matches it")
            .breaks_wire_if(sent && !self.is_still_accepted(&was.wire, &is.wire))
            .breaks_decode_if(received && !self.is_still_read(&was.wire, &is.wire));
        Some(change)
    }

    /// A branch whose values older binaries may take for another one since it has more members.
    fn mistaken_branch(
        &self,
        (old, new): (&Item, &Item),
        was: &SurfaceValue,
        is: &SurfaceValue,
    ) -> Option<Change> {
        let is_received = old.direction.received && new.direction.received;
        if !is_received || new.kind != ItemKind::Union {
            return None;
        }
        let before = self.old_types.members(&was.wire);
        let now = self.new_types.members(&is.wire);
        let is_new = |wire: &str| before.iter().all(|it| it.wire != wire);
        let added: HashSet<&str> = now.iter().map(|it| it.wire.as_str()).collect();
        let shares = |other: &SurfaceValue| {
            let known = self.old_types.members(&other.wire).iter();
            let mut shared = known.filter(|it| added.contains(it.wire.as_str()));
            shared.any(|it| is_new(&it.wire))
        };
        let mistaken = self.is_mistaken(old, is, |other| other.name != was.name && shares(other));
        let (union, branch) = (code(&new.path), code(&is.name));
        mistaken.then(|| {
            Change::new(
                Kind::BranchMistaken,
                value_path(new, is),
                Side::New,
                &new.origin,
            )
            .says(format!(
                "{branch} of {union} has members of another type of it"
            ))
            .advises("older binaries take it for that type, and fail: give it other names")
            .breaks_decode_if(true)
        })
    }

    /// True when an older binary may take a branch for another one of those that it knows, and fail.
    /// It is asked of unions in unions as deep as binaries look.
    fn is_mistaken(
        &self,
        old: &Item,
        branch: &SurfaceValue,
        may_be: impl Fn(&SurfaceValue) -> bool,
    ) -> bool {
        self.is_mistaken_within(old, branch, &may_be, LEVELS)
    }

    /// The same for so many levels of unions in unions.
    fn is_mistaken_within(
        &self,
        old: &Item,
        branch: &SurfaceValue,
        may_be: &dyn Fn(&SurfaceValue) -> bool,
        levels: u8,
    ) -> bool {
        let mut known = old.values.iter().filter(|it| may_be(it));
        known.any(|it| {
            if self.is_told_as(it, branch) && !self.is_still_read(&it.wire, &branch.wire) {
                return true;
            }
            let wire = self.old_types.expanded(&it.wire);
            let (Form::Name(path) | Form::Boxed(path)) = Form::of(&wire) else {
                return false;
            };
            let inner = self.old_types.item(path).filter(|_| levels > 0);
            inner.is_some_and(|inner| {
                let is_union = inner.kind == ItemKind::Union;
                is_union && self.is_mistaken_within(inner, branch, &|_| true, levels - 1)
            })
        })
    }

    /// True when a tag says that a value of a new branch is of an old one, or neither tags nor
    /// members speak against it.
    fn is_told_as(&self, old: &SurfaceValue, new: &SurfaceValue) -> bool {
        let told = |tag: &Tag| {
            let told = new.tags.iter().find(|it| it.member == tag.member)?;
            Some(told.values.iter().any(|it| tag.values.contains(it)))
        };
        let may_have_its_tag = old.tags.iter().all(|tag| {
            let members = self.new_types.members(&new.wire);
            let member = members.iter().find(|it| it.wire == tag.member);
            told(tag).unwrap_or_else(|| member.is_none_or(|it| it.presence != Presence::Required))
        });
        let is_named = old.tags.iter().any(|tag| told(tag) == Some(true));
        may_have_its_tag && (is_named || self.looks_like(&old.wire, &new.wire))
    }

    /// True when nothing speaks against a value of a new branch being of an old one.
    fn looks_like(&self, old: &str, new: &str) -> bool {
        let (old, new) = (self.old_types.expanded(old), self.new_types.expanded(new));
        let item = |ty, types: &crate::surface::types::Types<'_>| match Form::of(ty) {
            Form::Name(path) | Form::Boxed(path) => {
                types.item(path).map(|it| (it.kind, path.to_owned()))
            }
            _ => None,
        };
        let (old_item, new_item) = (item(&old, &self.old_types), item(&new, &self.new_types));
        match (&old_item, &new_item) {
            (Some((ItemKind::Struct, old)), Some((ItemKind::Struct, new))) => {
                self.has_all_of(old, new)
            }
            _ => {
                let kind = |ty: &str, item: &Option<(ItemKind, String)>| {
                    json_kind(ty, item.as_ref().map(|(kind, _)| *kind))
                };
                let (old, new) = (kind(&old, &old_item), kind(&new, &new_item));
                old == "any" || new == "any" || old == new || (old, new) == ("number", "integer")
            }
        }
    }

    /// True when a new struct has the members without which an old one is none.
    fn has_all_of(&self, old: &str, new: &str) -> bool {
        let (Some(old), Some(new)) = (self.old_types.item(old), self.new_types.item(new)) else {
            return true;
        };
        let mut required = old.members.iter();
        let keeps_others = new.members.iter().any(|it| it.wire.is_empty());
        let has = |wire: &str| new.members.iter().any(|it| it.wire == wire);
        keeps_others || required.all(|it| !fails_when_absent(&self.old_types, it) || has(&it.wire))
    }
}

/// The kind of JSON value that a type is.
fn json_kind(ty: &str, item: Option<ItemKind>) -> &'static str {
    match (Form::of(ty), item) {
        (_, Some(ItemKind::Struct)) | (Form::Map(_) | Form::Object, _) => "object",
        (_, Some(ItemKind::StringEnum)) => "string",
        (_, Some(ItemKind::IntegerEnum)) => "integer",
        (_, Some(ItemKind::Union | ItemKind::Choice | ItemKind::Alias)) => "any",
        (Form::List(_), _) => "array",
        (Form::Name("bool"), _) => "boolean",
        (Form::Name("i32" | "i64" | "u32" | "u64"), _) => "integer",
        (Form::Name("f32" | "f64" | "DecimalNumber"), _) => "number",
        (Form::Name("Value" | "()"), _) | (Form::Option(_) | Form::Nullable(_), _) => "any",
        (Form::Name(name) | Form::Boxed(name), _) if name.contains("::") => "any",
        _ => "string",
    }
}

fn value_path(item: &Item, it: &SurfaceValue) -> String {
    format!("{}::{}", item.path, it.name)
}

/// `Name(Type),`
fn variant(it: &SurfaceValue) -> String {
    match it.wire.as_str() {
        "()" => format!("{},", it.name),
        ty => format!("{}({ty}),", it.name),
    }
}

fn known(it: &SurfaceValue) -> String {
    format!("{}, // {:?}", it.name, it.wire)
}

fn added_value(item: &Item, it: &SurfaceValue) -> Change {
    let message = format!("{} knows {}", code(&item.path), code(&it.wire));
    let change = Change::new(
        Kind::ValueAdded,
        value_path(item, it),
        Side::New,
        &item.origin,
    )
    .says(message)
    .of_value(&it.wire)
    .with_rust(None, Some(known(it)));
    match item.direction.received {
        true => change.advises(format!(
            "code that took it from `Unknown` now meets {}",
            code(&it.name)
        )),
        false => change,
    }
}

fn removed_variant(kind: Kind, item: &Item, it: &SurfaceValue) -> Change {
    let message = format!("{} has no {} any more", code(&item.path), code(&it.name));
    Change::new(kind, value_path(item, it), Side::Old, &item.origin)
        .says(message)
        .advises("remove what names it")
        .breaks_source()
}

fn removed_value(item: &Item, it: &SurfaceValue, is_sent: bool) -> Change {
    removed_variant(Kind::ValueRemoved, item, it)
        .of_value(&it.wire)
        .with_rust(Some(known(it)), None)
        .breaks_wire_if(is_sent)
}

fn value(item: &Item, old: &SurfaceValue, new: &SurfaceValue, is_sent: bool) -> Vec<Change> {
    let docs = (old.docs.0.as_str(), new.docs.0.as_str());
    let described = description(&value_path(item, new), &item.origin, docs);
    let described = described.map(|change| change.of_value(&new.wire));
    known_value(item, old, new, is_sent)
        .into_iter()
        .chain(described)
        .collect()
}

fn known_value(
    item: &Item,
    old: &SurfaceValue,
    new: &SurfaceValue,
    is_sent: bool,
) -> Option<Change> {
    let change = |kind: Kind| {
        Change::new(kind, value_path(item, new), Side::New, &item.origin)
            .of_value(&new.wire)
            .with_rust(Some(known(old)), Some(known(new)))
    };
    if old.wire != new.wire {
        let (shown, was, is) = (
            code(&value_path(item, new)),
            code(&old.wire),
            code(&new.wire),
        );
        let change = change(Kind::ValueTextChanged)
            .says(format!("{shown} is {is} on the wire, it was {was}"))
            .advises("older binaries send the old text, and read the new one as `Unknown`")
            .breaks_wire_if(is_sent);
        return Some(change);
    }
    (old.name != new.name).then(|| {
        let (was, is) = (code(&value_path(item, old)), code(&new.name));
        change(Kind::ValueRenamed)
            .says(format!("{was} is called {is} now"))
            .advises("use the new name")
            .breaks_source()
    })
}

/// Values that were there, in another order.
fn reordered(old: &Item, new: &Item) -> Option<Change> {
    let was: HashSet<&str> = old.values.iter().map(|it| it.wire.as_str()).collect();
    let is: HashSet<&str> = new.values.iter().map(|it| it.wire.as_str()).collect();
    let kept_before = old.values.iter().filter(|it| is.contains(it.wire.as_str()));
    let kept_now = new
        .values
        .iter()
        .filter(|it| was.contains(it.wire.as_str()));
    let is_same = kept_before
        .map(|it| &it.wire)
        .eq(kept_now.map(|it| &it.wire));
    (!is_same).then(|| {
        let message = format!("the values of {} have another order", code(&new.path));
        Change::new(Kind::ValuesReordered, &new.path, Side::New, &new.origin)
            .says(message)
            .advises("look at code that compares them by `<`")
    })
}
