//! What went wrong, where, and what to do about it.
//!
//! Every stage pushes what it finds and carries on, so that one run reports everything. Nothing
//! here ends a run: [`crate::generate`] asks at the end whether there was an error.

mod code;
mod render;
mod suggest;

use std::cell::RefCell;
use std::collections::HashSet;

pub use code::Code;
pub use render::{render, summary};
pub(crate) use suggest::closest;

use crate::source::locate::Part;
use crate::source::{FileId, Place, Tree};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is written.
    Error,
    /// The nearest honest thing is written.
    Warning,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind, stable across versions.
    pub code: Code,
    /// One line: what is wrong.
    pub message: String,
    /// Where; none when there is no file to point into.
    pub location: Option<Location>,
    /// Other places that are involved, each with what it has to do with it.
    pub notes: Vec<(Location, String)>,
    /// The repair, where one is known.
    pub help: Option<String>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A node's key or value.
    Node(Place, Part),
    /// A byte of a file that could not be parsed.
    Offset(FileId, usize),
}

impl Location {
    /// What findings are sorted by. Nodes are sorted by their numbers, which takes no look at the
    /// text, but among offsets by where they stand.
    fn order(self, tree: &Tree<'_>, with_offsets: &HashSet<FileId>) -> (FileId, usize) {
        match self {
            Self::Offset(file, offset) => (file, offset),
            Self::Node(place, part) => {
                let (file, index) = tree.order(place);
                let span = with_offsets.contains(&file).then(|| tree.span(place, part));
                let start = span.flatten().map(|span| span.range.start);
                (file, start.unwrap_or(index as usize))
            }
        }
    }

    /// The same, in the text where it is shown.
    fn shown(self, tree: &Tree<'_>) -> Self {
        match self {
            Self::Node(place, part) => Self::Node(tree.written(place).shown, part),
            Self::Offset(..) => self,
        }
    }
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            location: None,
            notes: Vec::new(),
            help: None,
        }
    }

    pub(crate) fn at_key(self, place: Place) -> Self {
        self.at(Location::Node(place, Part::Key))
    }

    pub(crate) fn at_value(self, place: Place) -> Self {
        self.at(Location::Node(place, Part::Value))
    }

    pub(crate) fn at_offset(self, file: FileId, offset: usize) -> Self {
        self.at(Location::Offset(file, offset))
    }

    fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    pub(crate) fn with_note_at_key(mut self, place: Place, text: impl Into<String>) -> Self {
        self.notes
            .push((Location::Node(place, Part::Key), text.into()));
        self
    }

    pub(crate) fn with_note_at_value(mut self, place: Place, text: impl Into<String>) -> Self {
        self.notes
            .push((Location::Node(place, Part::Value), text.into()));
        self
    }

    pub(crate) fn with_note_at_offset(
        mut self,
        file: FileId,
        offset: usize,
        text: impl Into<String>,
    ) -> Self {
        self.notes
            .push((Location::Offset(file, offset), text.into()));
        self
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A help line when there is one to give.
    pub(crate) fn with_help_if(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// How bad it is.
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

/// Where the stages put what they find. The same finding at the same place is kept once.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: RefCell<Vec<Diagnostic>>,
    seen: RefCell<HashSet<(Code, Option<Location>, String)>>,
}

impl Diagnostics {
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        let Diagnostic {
            code,
            location,
            message,
            ..
        } = &diagnostic;
        let key = (*code, *location, message.clone());
        if self.seen.borrow_mut().insert(key) {
            self.found.borrow_mut().push(diagnostic);
        }
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.borrow().len()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.found
            .borrow()
            .iter()
            .any(|found| found.level() == Level::Error)
    }

    /// Forgets what was found, except for some.
    pub(crate) fn retain(&self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.found.borrow_mut().retain(keep);
    }

    /// Hands on the errors.
    pub(crate) fn errors_to(&self, others: &Self) {
        let found = self.found.take();
        for diagnostic in found.into_iter().filter(|it| it.level() == Level::Error) {
            others.push(diagnostic);
        }
    }

    /// Hands on what was found.
    pub(crate) fn move_to(self, others: &Self) {
        for diagnostic in self.found.into_inner() {
            others.push(diagnostic);
        }
    }

    /// Everything that was found, in the order of the documents. What an overlay brings to several
    /// places and is wrong is said once.
    pub(crate) fn into_sorted(self, tree: &Tree<'_>) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        let with_offsets = found.iter().filter_map(|it| match it.location? {
            Location::Offset(file, _) => Some(file),
            Location::Node(..) => None,
        });
        let with_offsets = with_offsets.collect();
        found.sort_by_cached_key(|it| it.location.map(|it| it.order(tree, &with_offsets)));
        let mut seen = HashSet::new();
        found.retain(|it| {
            let location = it.location.map(|location| location.shown(tree));
            seen.insert((it.code, location, it.message.clone()))
        });
        found
    }
}
