//! What went wrong, where, and what to do about it.
//!
//! Every stage pushes what it finds and carries on, so that one run reports everything. Nothing
//! here ends a run: [`crate::generate`] asks at the end whether there was an error.

mod code;
mod json;
mod levels;
mod render;
mod replacement;
mod suggest;
mod visible;

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

pub use code::Code;
pub use json::to_json;
pub(crate) use levels::{Levels, check as check_levels};
pub use render::{render, summary};
pub use replacement::Replacement;
pub use suggest::closest;

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

impl Level {
    /// `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind, stable across versions.
    pub code: Code,
    /// How bad it is, by its kind and by what the settings say of it.
    pub level: Level,
    /// One line: what is wrong.
    pub message: String,
    /// Where; none when there is no file to point into.
    pub location: Option<Location>,
    /// Other places that are involved, each with what it has to do with it.
    pub notes: Vec<(Location, String)>,
    /// The repair, where one is known.
    pub help: Option<String>,
    /// What to write at its place, where that alone is the repair.
    pub replacement: Option<Replacement>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A node's key or value.
    Node(Place, Part),
    /// A byte of a file that could not be parsed.
    Offset(FileId, usize),
    /// Some bytes of a file: where they start, and where they end.
    Bytes(FileId, usize, usize),
}

impl Location {
    /// The file, and the bytes of its text where the place is shown: none of them for an offset.
    pub fn bytes(self, tree: &Tree<'_>) -> Option<(FileId, Range<usize>)> {
        match self {
            Self::Node(place, part) => {
                let span = tree.span_around(place, part)?;
                Some((span.file, span.range))
            }
            Self::Offset(file, offset) => Some((file, offset..offset)),
            Self::Bytes(file, start, end) => Some((file, start..end)),
        }
    }

    /// What findings are sorted by. Nodes are sorted by their numbers, which takes no look at the
    /// text, but among offsets by where they stand.
    fn order(self, tree: &Tree<'_>, with_offsets: &HashSet<FileId>) -> (FileId, usize) {
        match self {
            Self::Offset(file, offset) | Self::Bytes(file, offset, _) => (file, offset),
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
            Self::Offset(..) | Self::Bytes(..) => self,
        }
    }
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level(),
            message: message.into(),
            location: None,
            notes: Vec::new(),
            help: None,
            replacement: None,
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

    pub(crate) fn at_bytes(self, file: FileId, bytes: Range<usize>) -> Self {
        self.at(Location::Bytes(file, bytes.start, bytes.end))
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

    /// The same, with nothing in it that a terminal would obey.
    fn visible(mut self) -> Self {
        self.message = visible::message(self.message);
        self.help = self.help.map(visible::message);
        for (_, text) in &mut self.notes {
            *text = visible::message(std::mem::take(text));
        }
        self
    }

    /// The text that was probably meant instead of the one at the place of the finding.
    pub(crate) fn with_meant(mut self, meant: Option<&str>) -> Self {
        if let Some(meant) = meant {
            self.help = Some(format!("did you mean `{meant}`?"));
            self.replacement = Some(Replacement::Text(meant.to_owned()));
        }
        self
    }

    pub(crate) fn with_replacement(mut self, replacement: Replacement) -> Self {
        self.replacement = Some(replacement);
        self
    }

    /// What was done all the same, where an error is taken as a warning.
    pub fn fallback(&self) -> Option<&'static str> {
        let is_less = self.level > self.code.level();
        self.code.fallback().filter(|_| is_less)
    }
}

/// More findings than this are no help to anybody, and would take more memory than the document.
const MOST: usize = 100_000;

/// Where the stages put what they find. The same finding at the same place is kept once.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    levels: Levels,
    found: RefCell<Vec<Diagnostic>>,
    seen: RefCell<HashSet<(Code, Option<Location>, String)>>,
}

/// What looks for findings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// Reading what a crate is made of.
    Generating,
    /// Reading, and looking for more than that.
    Linting,
    /// Comparing samples with what is read.
    Verifying,
}

impl Diagnostics {
    pub(crate) fn new(levels: Levels) -> Self {
        Self {
            levels,
            ..Self::default()
        }
    }

    /// Keeps a finding. What it quotes of the document is made visible.
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        let diagnostic = diagnostic.visible();
        let Diagnostic {
            code,
            location,
            message,
            ..
        } = &diagnostic;
        let mut found = self.found.borrow_mut();
        if found.len() >= MOST {
            let last = found.last().map(|it| it.code);
            if last != Some(Code::LimitExceeded) {
                let message = format!("more than {MOST} findings: the others are left out");
                found.push(Diagnostic::new(Code::LimitExceeded, message));
            }
            return;
        }
        let key = (*code, *location, message.clone());
        if self.seen.borrow_mut().insert(key) {
            found.push(diagnostic);
        }
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.borrow().len()
    }

    /// True when something of a kind was found.
    pub(crate) fn has_found(&self, code: Code) -> bool {
        self.found.borrow().iter().any(|found| found.code == code)
    }

    /// True when something was found that is taken as an error.
    pub(crate) fn has_errors(&self) -> bool {
        let found = self.found.borrow();
        let mut levels = found.iter().map(|it| self.levels.level_of(it.code));
        levels.any(|level| level == Some(Level::Error))
    }

    /// Forgets what was found, except for some.
    pub(crate) fn retain(&self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.found.borrow_mut().retain(keep);
    }

    /// Hands on what is taken as an error.
    pub(crate) fn errors_to(&self, others: &Self) {
        let is_error = |it: &Diagnostic| self.levels.level_of(it.code) == Some(Level::Error);
        for diagnostic in self.found.take().into_iter().filter(is_error) {
            others.push(diagnostic);
        }
    }

    /// Hands on what was found.
    pub(crate) fn move_to(self, others: &Self) {
        for diagnostic in self.found.into_inner() {
            others.push(diagnostic);
        }
    }

    /// Everything that was found and is not allowed, in the order of the documents.
    pub(crate) fn finish(self, run: Run, tree: &Tree<'_>) -> Vec<Diagnostic> {
        self.report_unused(run);
        let mut found = settled(self.found.into_inner(), tree);
        found.retain_mut(|diagnostic| {
            let level = self.levels.level_of(diagnostic.code);
            diagnostic.level = level.unwrap_or(diagnostic.level);
            level.is_some()
        });
        found
    }

    /// Everything that was found, at its own level: in documents of which nothing can be made, an
    /// error is one, whatever the settings say. What these deny is an error as well.
    pub(crate) fn finish_as_found(self, tree: &Tree<'_>) -> Vec<Diagnostic> {
        let mut found = settled(self.found.into_inner(), tree);
        for diagnostic in &mut found {
            if self.levels.level_of(diagnostic.code) == Some(Level::Error) {
                diagnostic.level = Level::Error;
            }
        }
        found
    }

    /// Reports what is allowed, could have been found, and was not.
    fn report_unused(&self, run: Run) {
        let found: HashSet<Code> = self.found.borrow().iter().map(|it| it.code).collect();
        let is_unused = |code: &Code| !found.contains(code) && *code != Code::UnusedAllow;
        let could_be = |code: &Code| match run {
            Run::Generating => !code.is_lint() && !code.is_of_samples(),
            Run::Linting => !code.is_of_samples(),
            // What is merely odd about the document is not said.
            Run::Verifying => code.is_of_samples(),
        };
        for code in self.levels.allowed().filter(is_unused).filter(could_be) {
            let message = format!("`{code}` is allowed, and nothing of it was found");
            let diagnostic = Diagnostic::new(Code::UnusedAllow, message);
            self.push(diagnostic.with_help("take it out of `allow`"));
        }
    }
}

/// Findings in the order of the documents, each said once: also what an overlay brings to several
/// places.
fn settled(mut found: Vec<Diagnostic>, tree: &Tree<'_>) -> Vec<Diagnostic> {
    let with_offsets = found.iter().filter_map(|it| match it.location? {
        Location::Offset(file, _) | Location::Bytes(file, ..) => Some(file),
        Location::Node(..) => None,
    });
    let with_offsets = with_offsets.collect();
    found.sort_by_cached_key(|it| it.location.map(|it| it.order(tree, &with_offsets)));
    let mut seen = HashSet::new();
    found.retain(|it| {
        let location = it.location.map(|location| location.shown(tree));
        seen.insert((it.code, location, it.message.clone()))
    });
    drop_misspelt(&mut found);
    settle_aliases(&mut found, tree);
    found
}

/// A key that has to be there and is misspelt is reported as the key that it was meant to be.
fn drop_misspelt(found: &mut Vec<Diagnostic>) {
    let missing = found.iter().filter(|it| it.code == Code::MissingKey);
    let missing: HashSet<_> = missing.filter_map(|it| it.location).collect();
    found.retain(|it| {
        let is_said = it.location.is_some_and(|at| missing.contains(&at));
        it.code != Code::MisspeltKeyword || !is_said
    });
}

/// What an anchor holds stands at as many places as there are aliases, and is written once: there,
/// the same is said once. Where only one of the uses is wrong, it is shown.
fn settle_aliases(found: &mut Vec<Diagnostic>, tree: &Tree<'_>) {
    let mut said = HashSet::new();
    found.retain_mut(|diagnostic| {
        let Some(Location::Node(place, part)) = diagnostic.location else {
            return true;
        };
        if !tree.may_be_alias(place) {
            return true;
        }
        if let Some(alias) = tree.alias(place) {
            let at = Location::Bytes(alias.file, alias.range.start, alias.range.end);
            let label = "it is used here, by an alias".to_owned();
            diagnostic.notes.push((at, label));
        }
        let (code, message) = (diagnostic.code, diagnostic.message.clone());
        said.insert((code, message, tree.span(place, part)))
    });
}
