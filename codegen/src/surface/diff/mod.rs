//! Surface × surface → changes: what a new version does to the callers of an old one.
//!
//! The rules are the [`Kind`]s. Each change has three verdicts: on requests, on answers and on code
//! that has to compile. What is sent and what is received are judged differently: a server refuses
//! a request without a member that it has come to require, and nobody misses a value that is no
//! longer sent.

mod answers;
mod arguments;
mod attributes;
mod change;
mod fields;
mod items;
mod json;
mod kept;
mod kind;
mod limits;
mod matching;
mod names;
mod operations;
mod place;
mod presence;
mod surroundings;
/// The same file that binaries are compiled of.
#[path = "../../../runtime/union_levels.rs"]
mod union_levels;
mod values;
mod words;

pub use change::{Cause, Change, Effect, Level, Lines, Side};
pub use kept::{Pinned, kept};
pub use kind::Kind;
pub use place::{Excerpt, find, locate};
pub use surroundings::features;

use super::Surface;
use super::types::Types;
use json::{Reader, Reading};
use matching::Matching;
use names::Names;

/// What stands between the version of a crate that was and the one that is.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a> {
    /// The crate as it was, by its record.
    pub old: &'a Surface,
    /// The same documents and settings as the generator of today takes them.
    pub regenerated: &'a Surface,
    /// The same documents with the settings of today.
    pub with_settings: &'a Surface,
    /// The documents of today.
    pub new: &'a Surface,
}

impl Steps<'_> {
    /// All changes, those of the schema first, breaking ones before others.
    pub fn changes(&self) -> Vec<Change> {
        let steps = [
            (Cause::Schema, self.with_settings, self.new),
            (Cause::Generator, self.old, self.regenerated),
            (Cause::Settings, self.regenerated, self.with_settings),
        ];
        let mut changes = Vec::new();
        for (cause, old, new) in steps {
            let found = compare(old, new).into_iter();
            changes.extend(found.map(|change| change.by(cause)));
        }
        changes.sort_by_key(|change| (!change.is_breaking(), change.cause));
        changes
    }
}

/// Everything that differs between two surfaces, sorted by item. The cause is taken to be the
/// schema.
pub fn compare(old: &Surface, new: &Surface) -> Vec<Change> {
    let (old_types, new_types) = (Types::of(old), Types::of(new));
    let comparison = Comparison {
        old,
        new,
        matching: Matching::of(old, new),
        old_types,
        new_types,
    };
    let mut changes = comparison.items();
    changes.extend(comparison.operations());
    changes.sort_by(|a, b| a.item.cmp(&b.item));
    changes.extend(comparison.surroundings());
    let names = Names::of(old, new);
    let changes = changes.into_iter().map(|change| names.shorten(change));
    changes.collect()
}

/// Two surfaces, and what of the one is what of the other.
struct Comparison<'a> {
    old: &'a Surface,
    new: &'a Surface,
    matching: Matching<'a>,
    old_types: Types<'a>,
    new_types: Types<'a>,
}

impl Comparison<'_> {
    /// True when a binary of the old crate decodes JSON of a new type as it does the old type.
    fn is_still_read(&self, old: &str, new: &str) -> bool {
        let reading = Reading {
            reader: Reader::Binary,
            known: &self.old_types,
            given: &self.new_types,
            renamed: &|path| self.matching.old_path(path),
        };
        reading.takes(old, new)
    }

    /// The same, and the new crate decodes JSON of the old type.
    fn is_read_both_ways(&self, old: &str, new: &str) -> bool {
        let reading = Reading {
            reader: Reader::Binary,
            known: &self.new_types,
            given: &self.old_types,
            renamed: &|path| self.matching.new_path(path),
        };
        self.is_still_read(old, new) && reading.takes(new, old)
    }

    /// True when a server of the new schema accepts JSON of the old type as that of the new one.
    fn is_still_accepted(&self, old: &str, new: &str) -> bool {
        let reading = Reading {
            reader: Reader::Server,
            known: &self.new_types,
            given: &self.old_types,
            renamed: &|path| self.matching.new_path(path),
        };
        reading.takes(new, old)
    }

    /// True when the compiler takes one for the other, but for names that changed.
    fn is_same_type(&self, old: &str, new: &str) -> bool {
        if old == new {
            return true;
        }
        let (old, new) = (self.old_types.expanded(old), self.new_types.expanded(new));
        old == new || self.matching.renamed(&old) == new
    }
}
