//! Why an optional member is no `Option`.

use std::mem;

use crate::ir::{Api, Presence, Shape, Type, Why};

/// An absent list or map is an empty one.
pub(super) fn explain(api: &mut Api) {
    for position in 0..api.types.len() {
        let Some(def) = api.types.get_mut(position) else {
            return;
        };
        // Taken out while the rest is read: whether a member's type is a list may stand elsewhere.
        let mut shape = mem::replace(&mut def.shape, Shape::Alias(Type::Any));
        if let Shape::Struct(it) = &mut shape {
            for member in &mut it.members {
                if member.presence != Presence::Required && api.is_empty_when_absent(member) {
                    member.why = vec![Why::EmptyWhenAbsent];
                }
            }
        }
        if let Some(def) = api.types.get_mut(position) {
            def.shape = shape;
        }
    }
}
