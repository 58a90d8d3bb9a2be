//! Operations that were moved to another path.

use std::collections::{HashMap, HashSet};

use super::Surface;
use crate::ir::Origin;

impl Surface {
    /// The record as it would be if the operations had always stood where they do now, by their ids.
    /// None where all are where they were.
    ///
    /// An operation that is served at another path is the same to callers, so it keeps its names.
    pub(crate) fn with_operations_at(&self, now: &HashMap<String, Origin>) -> Option<Self> {
        let taken: HashSet<_> = now.values().map(place).collect();
        let moved = self.operations.iter().filter_map(|operation| {
            let to = now.get(&operation.id)?;
            let is_left = !taken.contains(&place(&operation.origin));
            is_left.then(|| (operation.origin.clone(), to.clone()))
        });
        let moved: Vec<(Origin, Origin)> = moved.collect();
        if moved.is_empty() {
            return None;
        }
        let mut surface = self.clone();
        for origin in surface.origins() {
            if let Some(there) = moved.iter().find_map(|(from, to)| beside(origin, from, to)) {
                *origin = there;
            }
        }
        Some(surface)
    }
}

/// The same place below another operation.
fn beside(origin: &Origin, from: &Origin, to: &Origin) -> Option<Origin> {
    let below = origin.pointer.strip_prefix(&from.pointer)?;
    let is_inside = origin.file == from.file && (below.is_empty() || below.starts_with('/'));
    is_inside.then(|| Origin {
        file: to.file.clone(),
        pointer: format!("{}{below}", to.pointer),
    })
}

fn place(origin: &Origin) -> (&str, &str) {
    (&origin.file, &origin.pointer)
}
