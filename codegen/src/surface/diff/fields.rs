//! Members of structs, and what an operation has of the same kind: its parameters and its body.

use super::attributes::{deprecation, description};
use super::json::fails_when_absent;
use super::matching::Pairs;
use super::words::{code, field};
use super::{Change, Comparison, Kind, Side, limits};
use crate::ir::Presence;
use crate::surface::SurfaceMember;
use crate::surface::types::{Form, unwrapped};

/// What fields stand in.
pub(super) struct Holder<'a> {
    /// Its path.
    pub(super) path: &'a str,
    /// Callers sent it and still do.
    pub(super) is_sent: bool,
    /// Callers received it and still do.
    pub(super) is_received: bool,
    /// Callers built it and still can.
    pub(super) has_new: bool,
}

impl Holder<'_> {
    /// The path of one of its fields.
    pub(super) fn item(&self, field: &SurfaceMember) -> String {
        format!("{}::{}", self.path, field.name)
    }

    /// What it is called in sentences.
    pub(super) fn shown(&self) -> String {
        code(self.path)
    }

    /// What one of its fields is called in sentences.
    pub(super) fn subject(&self, field: &SurfaceMember) -> String {
        code(&self.item(field))
    }

    fn change(&self, kind: Kind, field: &SurfaceMember) -> Change {
        Change::new(kind, self.item(field), Side::New, &field.origin)
    }
}

impl Comparison<'_> {
    /// Everything that differs between two lists of fields but the order.
    pub(super) fn fields(
        &self,
        holder: &Holder<'_>,
        old: &[SurfaceMember],
        new: &[SurfaceMember],
    ) -> Vec<Change> {
        let pairs = Pairs::by(old, new, |field| field.wire.as_str());
        let pairs = pairs.or_by(|field| field.name.as_str());
        let removed = pairs.removed.iter().map(|it| self.removed(holder, it));
        let added = pairs.added.iter().map(|it| self.added(holder, it));
        let both = pairs.both.iter();
        let both = both.flat_map(|(old, new)| self.field(holder, old, new));
        removed.chain(added).chain(both).collect()
    }

    fn added(&self, holder: &Holder<'_>, it: &SurfaceMember) -> Change {
        let is_required = is_argument(it);
        let has_to_be_there = fails_when_absent(&self.new_types, it);
        let (shown, value) = (holder.shown(), code(&it.name));
        let change = holder
            .change(Kind::MemberAdded, it)
            .with_rust(None, Some(field(it)))
            .breaks_wire_if(is_required && holder.is_sent)
            .breaks_source_if(is_required && holder.has_new)
            .breaks_decode_if(has_to_be_there && holder.is_received);
        let change = change.says(match (is_required, holder.is_sent) {
            _ if it.wire.is_empty() => {
                format!("{shown} keeps members that the schema does not name")
            }
            (true, true) => format!("{shown} has to carry {value}"),
            (false, true) => format!("{shown} can carry {value}"),
            (_, false) => format!("{shown} has {value}"),
        });
        let change = match is_required && holder.has_new {
            true => change.advises(format!("give {value} to `new`")),
            false => change,
        };
        match has_to_be_there && holder.is_received {
            true => change.advises(format!(
                "answers of older servers lack {value}: leave it out of `required`, and say \
                 `x-since`"
            )),
            false => change,
        }
    }

    fn removed(&self, holder: &Holder<'_>, it: &SurfaceMember) -> Change {
        let (shown, value) = (holder.shown(), code(&it.name));
        let has_to_be_there = fails_when_absent(&self.old_types, it);
        let change = Change::new(Kind::MemberRemoved, holder.item(it), Side::Old, &it.origin)
            .says(format!("{shown} has no {value} any more"))
            .with_rust(Some(field(it)), None)
            .advises("remove what reads or sets it")
            .breaks_source()
            .breaks_wire_if(holder.is_sent)
            .breaks_decode_if(has_to_be_there && holder.is_received);
        match has_to_be_there && holder.is_received {
            true => change.advises("older binaries cannot do without it"),
            false => change,
        }
    }

    /// Everything that differs between two versions of a field.
    pub(super) fn field(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Vec<Change> {
        let path = holder.item(new);
        let mut changes: Vec<Change> = renamed(holder, old, new).into_iter().collect();
        changes.extend(self.rewired(holder, old, new));
        changes.extend(self.presence(holder, old, new));
        changes.extend(self.retyped(holder, old, new));
        changes.extend(limits::compare(holder, old, new));
        changes.extend(sensitivity(holder, old, new));
        let deprecated = (old.deprecated, new.deprecated);
        changes.extend(deprecation(&path, &new.origin, deprecated));
        let docs = |it: &SurfaceMember| format!("{}\n{:?}", it.docs.0, it.since);
        let docs = (docs(old), docs(new));
        changes.extend(description(&path, &new.origin, (&docs.0, &docs.1)));
        changes
    }

    /// True when the compiler sees a field of another type.
    pub(super) fn has_other_type(&self, old: &SurfaceMember, new: &SurfaceMember) -> bool {
        !self.is_same_type(&old.ty, &new.ty)
    }

    fn rewired(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Option<Change> {
        if old.wire == new.wire {
            return None;
        }
        let (value, was, is) = (holder.subject(new), code(&old.wire), code(&new.wire));
        let change = holder
            .change(Kind::WireNameChanged, new)
            .says(format!("{value} is {is} on the wire, it was {was}"))
            .advises("older binaries know the old name only")
            .breaks_wire_if(holder.is_sent)
            .breaks_decode_if(holder.is_received && fails_when_absent(&self.old_types, old));
        Some(change)
    }

    /// The type without what says whether it is there.
    fn retyped(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Option<Change> {
        let (was, is) = (inner(old), inner(new));
        let is_wrapped_otherwise = old.presence == new.presence && self.has_other_type(old, new);
        if self.is_same_type(was, is) && !is_wrapped_otherwise {
            return None;
        }
        let (kind, advice) = match (Form::of(was), Form::of(is)) {
            (_, Form::Boxed(inside)) if self.is_same_type(was, inside) => {
                (Kind::Boxed, "dereference it where it is read")
            }
            (Form::Boxed(inside), _) if self.is_same_type(inside, is) => {
                (Kind::Unboxed, "take the `Box` away where it is read")
            }
            _ => (Kind::MemberTypeChanged, "adapt what reads or sets it"),
        };
        let change = holder
            .change(kind, new)
            .says(retyping(kind, &holder.subject(new), old, new))
            .advises(advice)
            .with_rust(Some(field(old)), Some(field(new)))
            .breaks_source_if(self.has_other_type(old, new))
            .breaks_wire_if(holder.is_sent && !self.is_still_accepted(was, is))
            .breaks_decode_if(holder.is_received && !self.is_read_both_ways(was, is));
        Some(change)
    }
}

fn retyping(kind: Kind, value: &str, old: &SurfaceMember, new: &SurfaceMember) -> String {
    match kind {
        Kind::Boxed => format!("{value} is in a `Box`, because its type would contain itself"),
        Kind::Unboxed => format!("{value} is in no `Box` any more"),
        _ => format!("{value} is {}, it was {}", code(&new.ty), code(&old.ty)),
    }
}

fn renamed(holder: &Holder<'_>, old: &SurfaceMember, new: &SurfaceMember) -> Option<Change> {
    if old.name == new.name {
        return None;
    }
    let (was, is) = (code(&holder.item(old)), code(&new.name));
    let change = holder
        .change(Kind::MemberRenamed, new)
        .says(format!("{was} is called {is} now"))
        .advises("use the new name")
        .with_rust(Some(field(old)), Some(field(new)))
        .breaks_source();
    Some(change)
}

fn sensitivity(holder: &Holder<'_>, old: &SurfaceMember, new: &SurfaceMember) -> Option<Change> {
    let verb = match (old.sensitive, new.sensitive) {
        (false, true) => "hides",
        (true, false) => "shows",
        _ => return None,
    };
    let message = format!("`Debug` {verb} {}", holder.subject(new));
    let change = holder.change(Kind::SensitivityChanged, new);
    Some(change.says(message))
}

/// True for what `new` asks for.
pub(super) fn is_argument(it: &SurfaceMember) -> bool {
    it.presence.is_asked_for()
}

/// The type of the value, without the `Option` that says whether it is there.
pub(super) fn inner(it: &SurfaceMember) -> &str {
    match it.presence {
        Presence::Required => &it.ty,
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => {
            unwrapped(&it.ty)
        }
    }
}
