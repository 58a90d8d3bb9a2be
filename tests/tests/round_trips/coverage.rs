//! What the schemas say that there can be, and what of it was in a value that came back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Something that a schema says that there can be: a member that is there, absent or null, a part of
/// a choice, a listed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Feature(usize);

#[derive(Debug, Default)]
pub(crate) struct Coverage {
    pub(crate) types: usize,
    pub(crate) values: usize,
    numbers: BTreeMap<String, Feature>,
    names: Vec<String>,
    hit: BTreeSet<Feature>,
}

impl Coverage {
    /// The feature of that name.
    pub(crate) fn feature(&mut self, name: String) -> Feature {
        let next = Feature(self.names.len());
        let feature = *self.numbers.entry(name.clone()).or_insert(next);
        if feature == next {
            self.names.push(name);
        }
        feature
    }

    /// Notes what was in a value that came back.
    pub(crate) fn hit(&mut self, features: impl IntoIterator<Item = Feature>) {
        self.hit.extend(features);
    }

    /// What was in no value that came back.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().enumerate();
        let missed = names.filter(|(number, _)| !self.hit.contains(&Feature(*number)));
        missed.map(|(_, name)| name.as_str())
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hit, all) = (self.hit.len(), self.names.len());
        let percent = 100.0 * hit as f64 / all.max(1) as f64;
        write!(
            f,
            "{} types, {} values, {hit} of {all} members, branches and listed values ({percent:.2} %)",
            self.types, self.values
        )
    }
}
