//! A value, and what it shows.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::coverage::Feature;
use crate::lossless::FREE_FORM;

/// A value, and what it is to show.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) value: Value,
    /// What the value shows, and the member that shows it, if it is one.
    pub(crate) shows: BTreeMap<Feature, Option<String>>,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// All that there can be.
    Full,
    /// Only what has to be there.
    Least,
    /// It is tried whatever it shows.
    Special,
    /// It shows something.
    Other,
}

impl Sample {
    pub(crate) fn new(value: Value, kind: Kind) -> Self {
        Self {
            value,
            shows: BTreeMap::new(),
            kind,
        }
    }

    pub(crate) fn other(value: Value) -> Self {
        Self::new(value, Kind::Other)
    }

    pub(crate) fn showing(mut self, feature: Option<Feature>) -> Self {
        self.shows.extend(feature.map(|feature| (feature, None)));
        self
    }

    /// Adds a member and what its value shows.
    pub(crate) fn with(mut self, name: &str, member: &Sample, feature: Option<Feature>) -> Self {
        if let Value::Object(members) = &mut self.value {
            members.insert(name.to_owned(), member.value.clone());
        }
        let shown_before = |by: &mut Option<String>| by.as_deref() != Some(name);
        self.shows.retain(|_, by| shown_before(by));
        let shown = member.shows.keys().copied().chain(feature);
        let shown = shown.map(|feature| (feature, Some(name.to_owned())));
        self.shows.extend(shown);
        self
    }

    /// True where another one shows nothing more.
    pub(crate) fn shows_all_of(&self, other: &Self) -> bool {
        other.shows.keys().all(|it| self.shows.contains_key(it))
    }

    /// Leaves out a member and what it shows.
    pub(crate) fn without(mut self, name: &str) -> Self {
        if let Value::Object(members) = &mut self.value {
            members.remove(name);
        }
        self.shows.retain(|_, by| by.as_deref() != Some(name));
        self
    }

    /// Both in one; where they differ, what the second one says holds.
    pub(crate) fn merged(&self, second: &Self) -> Self {
        let mut shows = self.shows.clone();
        if let (Value::Object(a), Value::Object(b)) = (&self.value, &second.value) {
            let differs =
                |name: &String| b.get(name).is_some_and(|value| a.get(name) != Some(value));
            shows.retain(|_, by| !by.as_ref().is_some_and(differs));
        }
        shows.extend(second.shows.clone());
        Self {
            value: merge(&self.value, &second.value),
            shows,
            kind: self.kind,
        }
    }
}

pub(crate) fn merge(first: &Value, second: &Value) -> Value {
    match (first, second) {
        (Value::Object(first), Value::Object(second)) => {
            let mut all = first.clone();
            for (name, value) in second {
                let merged = all
                    .get(name)
                    .map_or_else(|| value.clone(), |it| merge(it, value));
                all.insert(name.clone(), merged);
            }
            Value::Object(all)
        }
        (_, second) => second.clone(),
    }
}

/// A value that a schema takes that says nothing. Its members are not to be lost, null or empty.
pub(crate) fn anything() -> Value {
    json!({ FREE_FORM: [1, "text", null, { "deep": null, "empty": [] }, [], 0.5] })
}
