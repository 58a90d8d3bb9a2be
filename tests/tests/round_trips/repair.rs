//! Which candidates are values of a schema, and what makes one of those that are not.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::Value;

use crate::sample::{Kind, Sample};

/// The candidates that a validator takes, as they are or repaired, as far as they show something new.
pub(crate) fn select(candidates: Vec<Sample>, validator: &Validator) -> Vec<Sample> {
    let mut chosen: Vec<Sample> = Vec::new();
    let mut shown = BTreeSet::new();
    let mut bases: Vec<Sample> = Vec::new();
    for candidate in candidates {
        let is_new = candidate.shows.keys().any(|it| !shown.contains(it));
        if candidate.value.is_null()
            || (candidate.kind == Kind::Other && !is_new && !chosen.is_empty())
        {
            continue;
        }
        let kind = candidate.kind;
        let Some(value) = repaired(candidate, &bases, validator) else {
            continue;
        };
        if chosen.iter().any(|it| it.value == value.value)
            && value.shows.keys().all(|it| shown.contains(it))
        {
            continue;
        }
        if matches!(kind, Kind::Full | Kind::Least) && bases.len() < 4 {
            bases.push(value.clone());
        }
        shown.extend(value.shows.keys().copied());
        chosen.push(value);
    }
    chosen
}

/// The candidate if the validator takes it, else with members added or left out.
fn repaired(candidate: Sample, bases: &[Sample], validator: &Validator) -> Option<Sample> {
    if validator.is_valid(&candidate.value) {
        return Some(candidate);
    }
    if !candidate.value.is_object() {
        return None;
    }
    if candidate.kind == Kind::Least
        && let Some(least) = bases.first().and_then(|full| smallest(full, validator))
    {
        return Some(least);
    }
    let added = bases.iter().map(|base| beside(base, &candidate));
    let mut added = added.filter(|it| validator.is_valid(&it.value));
    if let Some(whole) = added.next() {
        return Some(whole);
    }
    // A value of a branch would be one of another branch without some of its members.
    (candidate.kind != Kind::Special).then(|| without_faults(candidate, validator))?
}

/// The members of a candidate, and those of another value that it does not have.
fn beside(base: &Sample, candidate: &Sample) -> Sample {
    let mut sample = candidate.clone();
    if let (Value::Object(members), Value::Object(others)) = (&mut sample.value, &base.value) {
        for (name, value) in others {
            if !members.contains_key(name) {
                members.insert(name.clone(), value.clone());
                sample.shows.retain(|_, by| by.as_ref() != Some(name));
                let shown = base
                    .shows
                    .iter()
                    .filter(|(_, by)| by.as_ref() == Some(name));
                sample.shows.extend(shown.map(|(it, by)| (*it, by.clone())));
            }
        }
    }
    sample
}

/// The value without the members that it can do without.
fn smallest(full: &Sample, validator: &Validator) -> Option<Sample> {
    let mut least = full.clone();
    least.kind = Kind::Least;
    for name in full.value.as_object()?.keys() {
        let without = least.clone().without(name);
        if validator.is_valid(&without.value) {
            least = without;
        }
    }
    Some(least)
}

/// The candidate without the members that the validator finds fault with.
fn without_faults(candidate: Sample, validator: &Validator) -> Option<Sample> {
    let mut sample = candidate;
    for _ in 0..4 {
        let faults: BTreeSet<String> = validator
            .iter_errors(&sample.value)
            .filter_map(|error| {
                let path = error.instance_path().as_str().to_owned();
                let step = path.split('/').nth(1)?;
                Some(step.replace("~1", "/").replace("~0", "~"))
            })
            .collect();
        if faults.is_empty() {
            break;
        }
        for name in faults {
            sample = sample.without(&name);
        }
        if validator.is_valid(&sample.value) {
            return Some(sample);
        }
    }
    // What is at fault cannot be told: members go one by one, from the end.
    let names: Vec<String> = sample.value.as_object()?.keys().cloned().collect();
    for name in names.iter().rev() {
        sample = sample.without(name);
        if validator.is_valid(&sample.value) {
            return Some(sample);
        }
    }
    None
}
