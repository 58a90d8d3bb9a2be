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
    /// What one part of an `allOf` has of a member, and another one does not take.
    ruled_out: BTreeSet<Feature>,
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

    /// How many features there are.
    pub(crate) fn count(&self) -> usize {
        self.names.len()
    }

    /// Takes out the features since there were so many, but for those that there can be.
    pub(crate) fn rule_out(&mut self, since: usize, but: impl Iterator<Item = Feature>) {
        let but: BTreeSet<Feature> = but.collect();
        let out = (since..self.names.len()).map(Feature);
        self.ruled_out.extend(out.filter(|it| !but.contains(it)));
    }

    /// Notes what was in a value that came back.
    pub(crate) fn hit(&mut self, features: impl IntoIterator<Item = Feature>) {
        self.hit.extend(features);
    }

    /// What was in no value that came back.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().enumerate();
        let is_missed = |it: Feature| !self.hit.contains(&it) && !self.ruled_out.contains(&it);
        let missed = names.filter(move |(number, _)| is_missed(Feature(*number)));
        missed.map(|(_, name)| name.as_str())
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ruled_out = self.ruled_out.difference(&self.hit).count();
        let (hit, all) = (self.hit.len(), self.names.len() - ruled_out);
        let percent = 100.0 * hit as f64 / all.max(1) as f64;
        write!(
            f,
            "{} types, {} values, {hit} of {all} members, branches and listed values ({percent:.2} %)",
            self.types, self.values
        )?;
        match ruled_out {
            0 => Ok(()),
            _ => write!(f, "; another part of an `allOf` rules out {ruled_out}"),
        }
    }
}
