//! The order of the arguments of `new`.

use super::fields::{Holder, is_argument};
use super::words::{code, list};
use super::{Change, Comparison, Kind, Side};
use crate::ir::Origin;
use crate::surface::SurfaceMember;

impl Comparison<'_> {
    /// A change of the order of what was and still is an argument. What became one, or no longer is
    /// one, is said where it stands.
    pub(super) fn arguments<'m>(
        &self,
        holder: &Holder<'_>,
        origin: &Origin,
        (old, new): (
            impl Iterator<Item = &'m SurfaceMember>,
            impl Iterator<Item = &'m SurfaceMember>,
        ),
    ) -> Option<Change> {
        let old: Vec<_> = old.filter(|it| is_argument(it)).collect();
        let new: Vec<_> = new.filter(|it| is_argument(it)).collect();
        let has =
            |all: &[&SurfaceMember], it: &SurfaceMember| all.iter().any(|other| is_same(other, it));
        let kept: Vec<_> = old.iter().filter(|it| has(&new, it)).collect();
        let still: Vec<_> = new.iter().filter(|it| has(&old, it)).collect();
        let mut pairs = kept.iter().zip(&still);
        if !holder.has_new || pairs.all(|(old, new)| is_same(old, new)) {
            return None;
        }
        let call = |arguments: &[&SurfaceMember]| {
            let names: Vec<_> = arguments.iter().map(|it| it.name.as_str()).collect();
            Some(format!("pub fn new({})", names.join(", ")))
        };
        let names: Vec<String> = new.iter().map(|it| code(&it.name)).collect();
        let change = Change::new(Kind::ArgumentsReordered, holder.path, Side::New, origin)
            .says(format!(
                "`new` of {} takes {}, in this order",
                holder.shown(),
                list(&names)
            ))
            .advises("exchange the arguments, also where it compiles as it is")
            .with_rust(call(&old), call(&new))
            .breaks_source();
        Some(change)
    }
}

fn is_same(old: &SurfaceMember, new: &SurfaceMember) -> bool {
    old.wire == new.wire || old.name == new.name
}
