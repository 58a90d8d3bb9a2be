//! Choices of which each part only says which members there have to be.

use serde_json::Value;

use crate::coverage::Feature;
use crate::parts::{Part, list, parts_of, says_something};
use crate::sample::{Kind, Sample};

/// The parts of the choice that a part of a schema is, and the way to them, where they only limit.
pub(crate) fn limiting<'a>(part: &Part<'a>) -> Option<(String, &'a [Value])> {
    match part {
        Part::Choice(branches) if branches.iter().all(only_limits) => {
            Some((String::new(), branches))
        }
        Part::Whole(whole) => match parts_of(whole).as_slice() {
            [(step, only)] => limiting(only).map(|(below, it)| (format!("{step}{below}"), it)),
            _ => None,
        },
        _ => None,
    }
}

/// True for a part of a choice that describes no value.
fn only_limits(part: &Value) -> bool {
    let words = part.as_object();
    words.is_some_and(|words| words.contains_key("required") && !says_something(words))
}

/// For each part the fullest of some values without what only other parts ask for, of which the
/// least one says that it is absent. None for a part that asks for what the value does not have.
pub(crate) fn limited(samples: &[Sample], parts: &[(&Value, Option<Feature>)]) -> Vec<Sample> {
    let of_kind = |kind: Kind| samples.iter().find(|it| it.kind == kind);
    let (Some(full), Some(least)) = (of_kind(Kind::Full), of_kind(Kind::Least)) else {
        return Vec::new();
    };
    let names = |part: &Value| -> Vec<String> {
        let names = list(part, "required").iter().filter_map(Value::as_str);
        names.map(ToOwned::to_owned).collect()
    };
    let all: Vec<String> = parts.iter().flat_map(|(part, _)| names(part)).collect();
    let samples = parts.iter().filter_map(|(part, feature)| {
        let own = names(part);
        let has_all = own.iter().all(|name| full.value.get(name).is_some());
        let mut sample = full.clone().showing(*feature);
        sample.kind = Kind::Special;
        for name in all.iter().filter(|name| !own.contains(name)) {
            sample = sample.without(name);
            let absent = least
                .shows
                .iter()
                .filter(|(_, by)| by.as_ref() == Some(name));
            let absent = absent.filter(|_| least.value.get(name).is_none());
            sample
                .shows
                .extend(absent.map(|(it, by)| (*it, by.clone())));
        }
        has_all.then_some(sample)
    });
    samples.collect()
}
