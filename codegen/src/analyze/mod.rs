//! Facts that only the whole API can tell: who sends what, and where a type would contain itself.

mod direction;
mod presence;
mod recursion;

use crate::ir::Api;

/// Completes an API.
pub(crate) fn analyze(api: &mut Api) {
    recursion::box_cycles(api);
    direction::mark(api);
    presence::explain(api);
}
