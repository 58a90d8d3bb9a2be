//! How many members there may be in all, and how much text.
//!
//! An `allOf` repeats the members of its parts, and a path item can stand for many paths, each time
//! with all that is said of it: a few lines of a document could fill any memory.

use std::cell::Cell;

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic};
use crate::limits;
use crate::source::Place;

/// What is left.
pub(super) struct Budget {
    members: Cell<usize>,
    text: Cell<usize>,
    parts: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            members: Cell::new(limits::ALL_MEMBERS),
            text: Cell::new(limits::ALL_TEXT),
            parts: Cell::new(limits::ALL_PARTS),
        }
    }
}

impl Lowering<'_> {
    /// Accounts for something that becomes a part of an item: a member, a value, a parameter, an
    /// operation. False when there is no more room for it, which is reported once.
    pub(super) fn spend(&self, place: Place, text: &[&str]) -> bool {
        let bytes: usize = text.iter().map(|text| text.len()).sum();
        let has_members = take(&self.budget.members, 1);
        let has_text = take(&self.budget.text, bytes);
        let exceeded = match (has_members, has_text) {
            (Some(true), Some(true)) => return true,
            (Some(false), _) => format!("{} members and values in all", limits::ALL_MEMBERS),
            (_, Some(false)) => format!("{} MB of text in all", limits::ALL_TEXT >> 20),
            (None, _) | (_, None) => return false,
        };
        let message = format!("the items of this schema have more than {exceeded}");
        let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(place);
        let help =
            "here it is too much: `allOf` repeats members, and so does each use of a path item";
        self.context.report(diagnostic.with_help(help));
        self.budget.members.set(0);
        self.budget.text.set(0);
        false
    }

    /// Accounts for a look at a part of an `allOf`. False when there were too many.
    pub(super) fn spend_part(&self, place: Place) -> bool {
        let left = take(&self.budget.parts, 1);
        if left == Some(false) {
            let most = limits::ALL_PARTS;
            let message = format!("`allOf` leads to more than {most} parts in all");
            let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(place);
            self.context.report(diagnostic);
        }
        left == Some(true)
    }

    /// True when nothing more can be made.
    pub(super) fn is_exhausted(&self) -> bool {
        let left = [&self.budget.members, &self.budget.text, &self.budget.parts];
        left.into_iter().any(|left| left.get() == 0)
    }
}

/// Takes so much of what is left. None when nothing was left before.
fn take(left: &Cell<usize>, amount: usize) -> Option<bool> {
    let before = left.get();
    left.set(before.saturating_sub(amount));
    (before > 0).then_some(before > amount)
}
