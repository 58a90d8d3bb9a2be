//! How bad each kind of finding is taken to be.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic, Level};
use crate::settings::Settings;

/// What the settings say of the levels of findings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    /// Chosen levels; none for what is allowed.
    chosen: BTreeMap<Code, Option<Level>>,
    keep_going: bool,
}

impl Levels {
    pub(crate) fn of(settings: &Settings) -> Self {
        let lists = lists(settings).into_iter();
        let chosen = lists.flat_map(|(_, level, codes)| codes.iter().map(move |it| (*it, level)));
        Self {
            chosen: chosen.collect(),
            keep_going: settings.keep_going,
        }
    }

    /// The level that a finding is taken at; none for one that is allowed.
    pub(super) fn level_of(&self, code: Code) -> Option<Level> {
        match self.chosen.get(&code) {
            Some(chosen) if code.can_be_less() => *chosen,
            None if self.keep_going && code.fallback().is_some() => Some(Level::Warning),
            _ => Some(code.level()),
        }
    }

    /// The codes that are allowed, without those that cannot be.
    pub(super) fn allowed(&self) -> impl Iterator<Item = Code> {
        let codes = self.chosen.keys().copied();
        codes.filter(|code| self.level_of(*code).is_none())
    }
}

/// What is wrong with the lists of codes in the settings.
pub(crate) fn check(settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut named: BTreeMap<Code, &str> = BTreeMap::new();
    for (name, level, codes) in lists(settings) {
        for code in codes.iter().collect::<BTreeSet<_>>() {
            if let Some(other) = named.insert(*code, name) {
                let message = format!("`{code}` is in `{other}` and in `{name}`");
                let diagnostic = Diagnostic::new(Code::Settings, message);
                found.push(diagnostic.with_help("keep it in one of the two"));
            }
            if level != Some(Level::Error) && !code.can_be_less() {
                let message = format!("`{code}` is always an error: nothing can be made of it");
                let diagnostic = Diagnostic::new(Code::Settings, message);
                found.push(diagnostic.with_help(format!("take it out of `{name}`")));
            }
        }
    }
    found
}

fn lists(settings: &Settings) -> [(&'static str, Option<Level>, &[Code]); 3] {
    [
        ("deny", Some(Level::Error), &settings.deny),
        ("warn", Some(Level::Warning), &settings.warn),
        ("allow", None, &settings.allow),
    ]
}
