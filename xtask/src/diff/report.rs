//! What is reported: changes with their places, and what they come to.

use codegen::source::Tree;
use codegen::surface::diff::{Change, Excerpt, Level, Side, locate};

use super::sides;
use crate::workspace::GeneratedCrate;

/// What changed in one crate.
#[derive(Debug)]
pub(crate) struct Report {
    /// The name of the crate, or the title of the API.
    pub(crate) title: String,
    /// The versions of the crate, where there is one.
    pub(crate) versions: Option<Versions>,
    /// The changes, breaking ones first.
    pub(crate) entries: Vec<Entry>,
    /// What the reader has to know beside them.
    pub(crate) note: Option<String>,
    level: Level,
}

/// The versions of a crate in its manifests.
#[derive(Clone, Debug)]
pub(crate) struct Versions {
    /// Before.
    pub(crate) old: String,
    /// Now.
    pub(crate) new: String,
}

/// A change and where it stands.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What changed.
    pub(crate) change: Change,
    /// Where: none for what stands in no document.
    pub(crate) excerpt: Option<Excerpt>,
}

/// The documents of both sides, each with what its root is called: empty, or ending in `/`.
pub(super) struct Trees<'t> {
    pub(super) old: Option<(&'t Tree<'t>, &'t str)>,
    pub(super) new: (&'t Tree<'t>, &'t str),
}

impl Report {
    pub(super) fn new(
        title: String,
        versions: Option<Versions>,
        mut changes: Vec<Change>,
        trees: &Trees<'_>,
    ) -> Self {
        changes.sort_by_key(|change| !change.is_breaking());
        let level = Level::of(&changes);
        let entries = changes.into_iter().map(|change| Entry {
            excerpt: find(&change, trees),
            change,
        });
        Self {
            title,
            versions,
            entries: entries.collect(),
            note: None,
            level,
        }
    }

    /// A crate that was not there: all of it is new, and nobody calls it yet.
    pub(super) fn of_new_crate(it: &GeneratedCrate, new: &sides::Side<'_>) -> Self {
        let (items, operations) = (new.surface.items.len(), new.surface.operations.len());
        Self {
            title: it.name.clone(),
            versions: None,
            entries: Vec::new(),
            note: Some(format!(
                "the crate was not there before: {items} types and {operations} operations are new"
            )),
            level: Level::Minor,
        }
    }

    /// What all changes come to.
    pub(crate) fn level(&self) -> Level {
        self.level
    }

    /// Those that break nothing and are that much.
    pub(crate) fn of_level(&self, level: Level) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.iter();
        entries.filter(move |it| it.change.level() == level)
    }
}

impl Entry {
    /// The file, as the reader of the report knows it.
    pub(crate) fn file(&self) -> &str {
        self.excerpt.as_ref().map_or("", |it| it.file.as_str())
    }

    /// The line, counted from 1; 0 where there is none.
    pub(crate) fn line(&self) -> usize {
        self.excerpt.as_ref().map_or(0, |it| it.line)
    }

    /// The JSON Pointer.
    pub(crate) fn pointer(&self) -> &str {
        self.excerpt.as_ref().map_or("", |it| it.pointer.as_str())
    }

    /// `schema/otp.yaml:42`; none where it stands in no document.
    pub(crate) fn place(&self) -> Option<String> {
        let it = self.excerpt.as_ref()?;
        Some(format!("{}:{}", it.file, it.line))
    }
}

fn find(change: &Change, trees: &Trees<'_>) -> Option<Excerpt> {
    let (tree, folder) = match change.side {
        Side::Old => trees.old?,
        Side::New => trees.new,
    };
    locate(tree, change, folder)
}

/// What all reports come to.
pub(super) fn level(reports: &[Report]) -> Level {
    let levels = reports.iter().map(Report::level);
    levels.max().unwrap_or(Level::Patch)
}

/// What a level asks of the version, before and after 1.0.
pub(super) fn step(level: Level) -> &'static str {
    match level {
        Level::Major => "1.x needs the next major version, 0.x the next minor one",
        Level::Minor => "1.x needs the next minor version, 0.x the next patch",
        Level::Patch => "1.x and 0.x need no more than a patch",
    }
}

/// `2 changes break callers, 5 add something, 1 is documentation`
pub(super) fn counts(report: &Report) -> String {
    let some = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    };
    let count = |level| report.of_level(level).count();
    let parts = [
        some(
            count(Level::Major),
            "change breaks callers",
            "changes break callers",
        ),
        some(count(Level::Minor), "adds something", "add something"),
        some(count(Level::Patch), "changes no code", "change no code"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.as_slice() {
        [] => report
            .note
            .clone()
            .unwrap_or_else(|| "nothing changed".to_owned()),
        parts => parts.join(", "),
    }
}
