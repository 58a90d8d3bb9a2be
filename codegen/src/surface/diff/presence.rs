//! Whether a field can be absent, and whether it can be null.

use super::fields::{Holder, is_argument};
use super::json::{fails_on_null, fails_when_absent};
use super::words::field;
use super::{Change, Comparison, Kind, Side};
use crate::ir::Presence;
use crate::surface::SurfaceMember;

impl Comparison<'_> {
    pub(super) fn presence(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Vec<Change> {
        let absence = match (is_argument(old), is_argument(new)) {
            (true, false) => Some(self.became_optional(holder, old, new)),
            (false, true) => Some(self.became_required(holder, old, new)),
            _ => None,
        };
        let null = match (old.presence.may_be_null(), new.presence.may_be_null()) {
            (false, true) => Some(self.became_nullable(holder, old, new)),
            (true, false) => Some(self.no_longer_nullable(holder, old, new)),
            _ => None,
        };
        absence.into_iter().chain(null).collect()
    }

    fn became_optional(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Change {
        let fails = holder.is_received && fails_when_absent(&self.old_types, old);
        let change = self
            .transition(Kind::BecameOptional, holder, old, new)
            .says(format!("{} may be absent", holder.subject(new)))
            .breaks_source_if(holder.has_new)
            .breaks_decode_if(fails);
        let change = match self.has_other_type(old, new) {
            true => change.advises("handle `None`"),
            false => change,
        };
        let change = match holder.has_new {
            true => change.advises("set it by its setter, not in `new`"),
            false => change,
        };
        match fails {
            true => change.advises("older binaries fail on an answer without it"),
            false => change,
        }
    }

    fn became_required(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Change {
        let fails = holder.is_received && fails_when_absent(&self.new_types, new);
        let change = self
            .transition(Kind::BecameRequired, holder, old, new)
            .says(format!("{} is always there", holder.subject(new)))
            .breaks_source_if(holder.has_new)
            .breaks_wire_if(holder.is_sent)
            .breaks_decode_if(fails);
        let change = match holder.has_new {
            true => change.advises("give it to `new`"),
            false => change,
        };
        match fails {
            true => change.advises(
                "answers of older servers may lack it: leave it out of `required` to read them, too",
            ),
            false => change,
        }
    }

    fn became_nullable(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Change {
        let takes_no_null =
            old.presence == Presence::Required && fails_on_null(&self.old_types, old);
        let change = self
            .transition(Kind::BecameNullable, holder, old, new)
            .says(format!("{} may be null", holder.subject(new)))
            .breaks_decode_if(holder.is_received && takes_no_null);
        match self.has_other_type(old, new) {
            true => change.advises("handle null"),
            false => change,
        }
    }

    fn no_longer_nullable(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Change {
        let takes_no_null =
            new.presence == Presence::Required && fails_on_null(&self.new_types, new);
        let change = self
            .transition(Kind::NoLongerNullable, holder, old, new)
            .says(format!("{} is never null", holder.subject(new)))
            .breaks_wire_if(holder.is_sent)
            .breaks_decode_if(holder.is_received && takes_no_null);
        match holder.is_sent {
            true => change.advises("do not send null"),
            false => change,
        }
    }

    fn transition(
        &self,
        kind: Kind,
        holder: &Holder<'_>,
        old: &SurfaceMember,
        new: &SurfaceMember,
    ) -> Change {
        Change::new(kind, holder.item(new), Side::New, &new.origin)
            .with_rust(Some(field(old)), Some(field(new)))
            .breaks_source_if(self.has_other_type(old, new))
    }
}
