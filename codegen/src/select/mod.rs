//! A part of a document: which operations become a part of the crate, and what they reach.
//!
//! Nothing is taken out of the tree. What is left out is noted there, and the views and the passes
//! that go through all that a document has pass over it; so whatever refers to something finds it.
//! Findings about what is left out are forgotten.

mod operations;
mod patterns;
mod reach;

use crate::diagnostics::{Diagnostics, Location};
use crate::openapi::{Context, Document};
use crate::settings::Settings;
use crate::source::Tree;

/// Notes in the tree what the settings leave out. A pattern that fits nothing is reported.
pub(crate) fn select(tree: &mut Tree<'_>, settings: &Settings, diagnostics: &Diagnostics) {
    if settings.include.is_empty() && settings.exclude.is_empty() {
        return;
    }
    // What the views find wrong is found again by whoever needs what is wrong.
    let unheard = Diagnostics::default();
    let context = Context {
        tree,
        diagnostics: &unheard,
    };
    let Some(document) = Document::new(context) else {
        return;
    };
    let chosen = operations::choose(document, settings, diagnostics);
    let left_out = reach::left_out(context, &chosen);
    let is_kept = |location: Location| {
        let place = match location {
            Location::Node(place, _) => place,
            // Only a file that cannot be read has such findings: it has no nodes.
            Location::Offset(file, _) | Location::Bytes(file, ..) => {
                return !left_out.files.contains(&file);
            }
        };
        !left_out.has(place)
    };
    diagnostics.retain(|found| found.location.is_none_or(is_kept));
    tree.leave_out(left_out.places);
}
