//! Types: there, gone, renamed; what they are, and what can be done with them.

use super::attributes::{deprecation, derives, description, feature};
use super::fields::Holder;
use super::matching::Pairs;
use super::words::{code, kind, module, name};
use super::{Change, Comparison, Kind, Side};
use crate::ir::Origin;
use crate::surface::{Item, ItemKind};

impl Comparison<'_> {
    pub(super) fn items(&self) -> Vec<Change> {
        let Pairs {
            both,
            removed,
            added,
        } = &self.matching.items;
        let removed = removed.iter().map(|item| self.removed_item(item));
        let added = added.iter().map(|item| added_item(item));
        let both = both.iter().flat_map(|(old, new)| self.item(old, new));
        removed.chain(added).chain(both).collect()
    }

    fn removed_item(&self, item: &Item) -> Change {
        let message = format!("{} is gone", code(&item.path));
        let change = Change::new(Kind::TypeRemoved, &item.path, Side::Old, &item.origin);
        change
            .says(message)
            .advises("remove what uses it")
            .with_rust(Some(declaration(item)), None)
            .breaks_source()
    }

    fn item(&self, old: &Item, new: &Item) -> Vec<Change> {
        let mut changes: Vec<Change> = moved_item(old, new).into_iter().collect();
        changes.extend(feature(
            &new.path,
            &new.origin,
            (old.feature.as_deref(), new.feature.as_deref()),
        ));
        changes.extend(deprecation(
            &new.path,
            &new.origin,
            (old.deprecated, new.deprecated),
        ));
        changes.extend(description(
            &new.path,
            &new.origin,
            (&old.docs.0, &new.docs.0),
        ));
        if old.kind != new.kind {
            changes.push(self.shape(old, new));
            return changes;
        }
        changes.extend(direction(old, new));
        changes.extend(derives(
            (&new.path, &new.origin),
            (&old.derives, &new.derives),
        ));
        changes.extend(match new.kind {
            ItemKind::Struct => self.members(old, new),
            ItemKind::StringEnum | ItemKind::IntegerEnum => self.values(old, new),
            ItemKind::Union | ItemKind::Choice => self.branches(old, new),
            ItemKind::Alias => self.alias(old, new).into_iter().collect(),
        });
        changes
    }

    fn members(&self, old: &Item, new: &Item) -> Vec<Change> {
        let holder = Holder {
            path: &new.path,
            is_sent: old.direction.sent && new.direction.sent,
            is_received: old.direction.received && new.direction.received,
            has_new: old.direction.sent && new.direction.sent,
        };
        let mut changes = self.fields(&holder, &old.members, &new.members);
        let arguments = (old.members.iter(), new.members.iter());
        changes.extend(self.arguments(&holder, &new.origin, arguments));
        changes
    }

    fn shape(&self, old: &Item, new: &Item) -> Change {
        let (sent, received) = directions(old, new);
        let (what, was) = (kind(new.kind), kind(old.kind));
        let message = format!("{} is an {what}, it was an {was}", code(&new.path));
        Change::new(Kind::ShapeChanged, &new.path, Side::New, &new.origin)
            .says(message.replace("an struct", "a struct"))
            .advises("rewrite what builds and reads it")
            .with_rust(Some(declaration(old)), Some(declaration(new)))
            .breaks_source()
            .breaks_wire_if(sent && !self.accepts_item(old, new))
            .breaks_decode_if(received && !self.reads_item(old, new))
    }

    /// The JSON of one item as that of the other. Their own paths say nothing: they are the same.
    fn reads_item(&self, old: &Item, new: &Item) -> bool {
        match (&old.target, &new.target, old.kind) {
            (Some(old), Some(new), _) => self.is_still_read(old, new),
            (Some(old), None, _) => takes_kind(old, new.kind),
            (None, Some(new), ItemKind::StringEnum) => {
                self.is_still_read("String", new) && !new.contains("::")
            }
            (None, Some(new), ItemKind::IntegerEnum) => self.is_still_read("i64", new),
            (None, None, ItemKind::Struct) if new.kind == ItemKind::Union => {
                let mut branches = new.values.iter();
                branches.all(|branch| self.is_still_read(&old.path, &branch.wire))
            }
            _ => false,
        }
    }

    fn accepts_item(&self, old: &Item, new: &Item) -> bool {
        match (&old.target, &new.target) {
            (Some(old), Some(new)) => self.is_still_accepted(old, new),
            (None, Some(new)) => takes_kind(new, old.kind),
            _ => false,
        }
    }

    fn alias(&self, old: &Item, new: &Item) -> Option<Change> {
        let (was, is) = (old.target.as_deref()?, new.target.as_deref()?);
        if self.is_same_type(was, is) {
            return None;
        }
        let (sent, received) = directions(old, new);
        let message = format!("{} is {}, it was {}", code(&new.path), code(is), code(was));
        let change = Change::new(Kind::AliasChanged, &new.path, Side::New, &new.origin)
            .says(message)
            .advises("adapt what uses it to the new type")
            .with_rust(Some(declaration(old)), Some(declaration(new)))
            .breaks_source()
            .breaks_wire_if(sent && !self.is_still_accepted(was, is))
            .breaks_decode_if(received && !self.is_still_read(was, is));
        Some(change)
    }
}

/// Types of any JSON, of any text or of any integer take enums as well.
fn takes_kind(known: &str, kind: ItemKind) -> bool {
    match kind {
        ItemKind::StringEnum => matches!(known, "Value" | "String" | "Secret"),
        ItemKind::IntegerEnum => matches!(known, "Value" | "i64" | "f64" | "DecimalNumber"),
        ItemKind::Struct => matches!(known, "Value" | "Map<String, Value>"),
        ItemKind::Union | ItemKind::Choice | ItemKind::Alias => known == "Value",
    }
}

fn added_item(item: &Item) -> Change {
    let message = format!("{} is new", code(&item.path));
    Change::new(Kind::TypeAdded, &item.path, Side::New, &item.origin)
        .says(message)
        .with_rust(None, Some(declaration(item)))
}

/// Whether callers sent the type and still do, and the same for what they receive.
fn directions(old: &Item, new: &Item) -> (bool, bool) {
    (
        old.direction.sent && new.direction.sent,
        old.direction.received && new.direction.received,
    )
}

/// `pub struct Name`
pub(super) fn declaration(item: &Item) -> String {
    let name = name(&item.path);
    match (item.kind, &item.target) {
        (ItemKind::Struct, _) => format!("pub struct {name} {{ … }}"),
        (ItemKind::Alias, Some(target)) => format!("pub type {name} = {target};"),
        _ => format!("pub enum {name} {{ … }}"),
    }
}

fn moved_item(old: &Item, new: &Item) -> Option<Change> {
    if old.path == new.path {
        return None;
    }
    let kind = match name(&old.path) == name(&new.path) {
        true => Kind::TypeMoved,
        false => Kind::TypeRenamed,
    };
    Some(moved(kind, (&old.path, &new.path), &new.origin))
}

/// What has another path than before.
pub(super) fn moved(kind: Kind, (old, new): (&str, &str), origin: &Origin) -> Change {
    let is_renamed = module(old) == module(new);
    let shown = |path| if is_renamed { name(path) } else { path };
    let message = format!("{} is called {} now", code(shown(old)), code(shown(new)));
    Change::new(kind, new, Side::New, origin)
        .says(message)
        .advises("use the new path")
        .with_rust(Some(format!("use {old};")), Some(format!("use {new};")))
        .breaks_source()
}

/// What callers can no longer do, or can do now, because values go another way than before.
fn direction(old: &Item, new: &Item) -> Vec<Change> {
    let has_new = |item: &Item| item.kind == ItemKind::Struct && item.direction.sent;
    let has_example = |item: &Item| {
        let has_own = !matches!(item.kind, ItemKind::Alias | ItemKind::Choice);
        has_own && item.direction.received
    };
    let shown = code(&new.path);
    let change = |kind: Kind| Change::new(kind, &new.path, Side::New, &new.origin);
    let constructor = match (has_new(old), has_new(new)) {
        (true, false) => Some(
            change(Kind::ConstructorLost)
                .says(format!(
                    "{shown} is no longer sent, and has no `new` and no setters"
                ))
                .advises("take it from an answer, or decode it")
                .breaks_source(),
        ),
        (false, true) => {
            let message = format!("{shown} can be sent, and has `new` and setters");
            Some(change(Kind::ConstructorGained).says(message))
        }
        _ => None,
    };
    let example = match (has_example(old), has_example(new)) {
        (true, false) => Some(
            change(Kind::ExampleLost)
                .says(format!(
                    "{shown} is no longer received, and has no `example()`"
                ))
                .advises("decode one in tests")
                .breaks_source(),
        ),
        (false, true) => {
            let message = format!("{shown} can be received, and has an `example()`");
            Some(change(Kind::ExampleGained).says(message))
        }
        _ => None,
    };
    constructor.into_iter().chain(example).collect()
}
