//! Values made of those of members, items and parts.

use serde_json::{Value, json};

use crate::coverage::Feature;
use crate::parts::{is_distinct, least_items, list};
use crate::sample::{Kind, Sample};
use crate::scalars;

/// What a struct has, and the values that it can have.
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) is_there: Option<Feature>,
    pub(crate) is_absent: Option<Feature>,
    pub(crate) is_null: Option<Feature>,
    pub(crate) is_required: bool,
    pub(crate) values: Vec<Sample>,
}

impl Member {
    pub(crate) fn free(name: String, value: Value) -> Self {
        Self {
            name,
            is_there: None,
            is_absent: None,
            is_null: None,
            is_required: false,
            values: vec![Sample::other(value)],
        }
    }

    /// The value that stands for all others.
    pub(crate) fn usual(&self) -> Option<&Sample> {
        let there = self.values.iter().find(|it| !it.value.is_null());
        there.or(self.values.first())
    }

    pub(crate) fn shown_by(&self, sample: &Sample) -> Option<Feature> {
        if sample.value.is_null() {
            self.is_null
        } else {
            self.is_there
        }
    }

    pub(crate) fn put(&self, sample: &Sample, into: Sample) -> Sample {
        into.with(&self.name, sample, self.shown_by(sample))
    }
}

/// Objects with all members, with those that are required, and with each value of each member.
pub(crate) fn objects_of(members: &[Member]) -> Vec<Sample> {
    let mut full = Sample::new(json!({}), Kind::Full);
    let mut least = Sample::new(json!({}), Kind::Least);
    for member in members {
        match member.usual() {
            None if member.is_required => return Vec::new(),
            None => {}
            Some(usual) => {
                full = member.put(usual, full);
                if member.is_required {
                    least = member.put(usual, least);
                }
            }
        }
        let absent = member.is_absent.map(|it| (it, Some(member.name.clone())));
        least.shows.extend(absent);
    }
    let varied = members.iter().flat_map(|member| {
        let mut least = least.clone();
        least.kind = Kind::Other;
        let put = move |sample| member.put(sample, least.clone());
        member.values.iter().map(put)
    });
    let varied: Vec<Sample> = varied.collect();
    [full, least].into_iter().chain(varied).collect()
}

/// What a list begins with, as its schema has it.
pub(crate) fn prefix(schema: &Value) -> Vec<Value> {
    let prefix = list(schema, "prefixItems").iter();
    prefix
        .map(|it| scalars::numbers(it).into_iter().next().unwrap_or_default())
        .collect()
}

/// Lists with all items at once, in both orders, and with each item alone.
pub(crate) fn lists_of(items: &[Sample], first: &[Value], schema: &Value) -> Vec<Sample> {
    let most = schema.get("maxItems").and_then(Value::as_u64).unwrap_or(20) as usize;
    let distinct = is_distinct(schema);
    let list = |chosen: Vec<&Sample>, kind: Kind| {
        let mut values = first.to_vec();
        for item in &chosen {
            if !(distinct && values.contains(&item.value)) {
                values.push(item.value.clone());
            }
        }
        let missing = least_items(schema).saturating_sub(values.len());
        let others = items
            .iter()
            .map(|item| &item.value)
            .cycle()
            .take(8 * items.len());
        let others: Vec<Value> = others
            .filter(|it| !distinct || !values.contains(it))
            .take(missing)
            .cloned()
            .collect();
        values.extend(others);
        let mut sample = Sample::new(Value::Array(values), kind);
        for item in chosen {
            sample
                .shows
                .extend(item.shows.keys().map(|feature| (*feature, None)));
        }
        sample
    };
    let mut samples = Vec::new();
    let usual = items.iter().find(|it| !it.value.is_null());
    samples.push(list(usual.into_iter().collect(), Kind::Full));
    for chunk in items.chunks(most.clamp(1, 20)) {
        samples.push(list(chunk.iter().collect(), Kind::Special));
        samples.push(list(chunk.iter().rev().collect(), Kind::Special));
    }
    samples.extend(items.iter().map(|item| list(vec![item], Kind::Other)));
    samples
}

/// Values of which each part has its own: all that there can be, the least, and each other value
/// of each part beside the least of the others.
pub(crate) fn combined(parts: &[Vec<Sample>]) -> Vec<Sample> {
    if parts.iter().any(Vec::is_empty) || parts.is_empty() {
        return Vec::new();
    }
    let of_kind = |samples: &'_ [Sample], kind: Kind| {
        let found = samples.iter().position(|it| it.kind == kind);
        found.unwrap_or(0)
    };
    let merged = |chosen: &[usize], kind: Kind| {
        let mut chosen = parts.iter().zip(chosen).map(|(part, at)| &part[*at]);
        let first = chosen.next().cloned();
        let merged = first.map(|first| chosen.fold(first, |all, it| all.merged(it)));
        merged.map(|merged| Sample { kind, ..merged })
    };
    let fulls: Vec<usize> = parts.iter().map(|it| of_kind(it, Kind::Full)).collect();
    let leasts: Vec<usize> = parts.iter().map(|it| of_kind(it, Kind::Least)).collect();
    let mut samples: Vec<Sample> = merged(&fulls, Kind::Full).into_iter().collect();
    samples.extend(merged(&leasts, Kind::Least));
    for (number, part) in parts.iter().enumerate() {
        for (at, sample) in part.iter().enumerate() {
            for others in [&leasts, &fulls] {
                let mut chosen = others.clone();
                chosen[number] = at;
                let kind = match sample.kind {
                    Kind::Special => Kind::Special,
                    _ => Kind::Other,
                };
                samples.extend(merged(&chosen, kind));
            }
        }
    }
    samples
}
