//! Facts that only the whole API can tell: who sends what, where a type would contain
//! itself, what tells the branches of a union apart, and what callers can leave out.

mod direction;
mod dispatch;
mod features;
mod presence;
mod recursion;

pub(crate) use direction::Reached;
pub(crate) use dispatch::members_of;

use crate::ir::Api;

/// Completes an API.
pub(crate) fn analyze(api: &mut Api) {
    dispatch::complete(api);
    recursion::box_cycles(api);
    direction::mark(api);
    presence::explain(api);
    features::assign(api);
}
