//! Values of objects and of lists, made of those of their members and items.

use serde_json::{Value, json};

use crate::combine::{Member, lists_of, objects_of, prefix};
use crate::coverage::Feature;
use crate::lossless::UNNAMED;
use crate::parts::{
    NAMED, is_distinct, is_required, least_items, list, part_of, says_only_kind, says_something,
};
use crate::sample::{Kind, Sample, anything};
use crate::samples::Sampler;
use crate::{patterns, scalars};

impl<'a> Sampler<'a> {
    pub(crate) fn lists(&mut self, schema: &'a Value, at: Option<&str>, levels: u8) -> Vec<Sample> {
        let mut items = match schema.get("items") {
            _ if levels == 0 && at.is_none() && least_items(schema) == 0 => Vec::new(),
            Some(items) => {
                let below = at.map(|at| format!("{at}/items"));
                self.values(items, below.as_deref(), levels)
            }
            None => vec![
                Sample::other(json!("text")),
                Sample::other(json!([null, { "a": null }])),
            ],
        };
        if items.len() < least_items(schema) && is_distinct(schema) {
            let texts = schema
                .get("items")
                .map(|it| scalars::texts(self.target(it)));
            items.extend(texts.into_iter().flatten().map(Sample::other));
        }
        let null = self.note_null(at, &items, "/items");
        for item in &mut items {
            item.shows
                .extend(null.filter(|_| item.value.is_null()).map(|it| (it, None)));
        }
        let first = prefix(schema);
        let mut samples = Vec::new();
        if !items.is_empty() || !first.is_empty() {
            samples = lists_of(&items, &first, schema);
        }
        if least_items(schema) == 0 {
            samples.push(Sample::new(json!([]), Kind::Special));
        }
        samples
    }

    pub(crate) fn objects(
        &mut self,
        schema: &'a Value,
        at: Option<&str>,
        levels: u8,
    ) -> Vec<Sample> {
        let mut members = Vec::new();
        let is_least = levels == 0 && at.is_none();
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let is_required = is_required(schema, name) || self.others.required.contains(name);
            // Whoever overrules it says what there can be.
            if (is_least && !is_required) || self.others.overruled.contains(name) {
                continue;
            }
            let below = at.map(|at| format!("{at}/properties/{name}"));
            let values = self.of_member(name, property, below.as_deref(), levels);
            let is_only_null = !values.is_empty() && values.iter().all(|it| it.value.is_null());
            let below = below.as_deref();
            members.push(Member {
                name: name.clone(),
                is_there: (!is_only_null)
                    .then(|| self.note(below, "is there"))
                    .flatten(),
                is_null: self.note_null(below, &values, ""),
                is_absent: (!is_required)
                    .then(|| self.note(below, "is absent"))
                    .flatten(),
                is_required,
                values,
            });
        }
        if !self.others.are_there {
            let properties = schema.get("properties").unwrap_or(&Value::Null);
            let required = list(schema, "required").iter().filter_map(Value::as_str);
            let undescribed = required.filter(|name| properties.get(*name).is_none());
            members.extend(self.undescribed(schema, undescribed, at, levels));
        }
        if !is_least {
            members.extend(self.unnamed(schema, at, levels));
        }
        let mut samples = objects_of(&members);
        let takes_others = ["additionalProperties", "patternProperties"].map(|it| schema.get(it));
        let takes_others = takes_others == [None, None] && schema.get("properties").is_some();
        if let Some(least) = samples.get(1).filter(|_| takes_others && at.is_some()) {
            let unnamed = Sample::other(json!([1, { "a": "text" }]));
            let mut special = least.clone().with(UNNAMED, &unnamed, None);
            special.kind = Kind::Special;
            samples.push(special);
        }
        samples
    }

    /// Values of a member that all parts take which describe it.
    fn of_member(
        &mut self,
        name: &str,
        property: &'a Value,
        at: Option<&str>,
        levels: u8,
    ) -> Vec<Sample> {
        let others = std::mem::take(&mut self.others);
        let described = others.described.get(name).into_iter().flatten();
        let mut beside: Vec<&Value> = described.copied().filter(|it| *it != property).collect();
        beside.dedup();
        let values = match beside.is_empty() {
            true => self.values(property, at, levels),
            false => self.of_all(property, &beside, at, levels),
        };
        self.others = others;
        values
    }

    /// Values that several schemas take.
    fn of_all(
        &mut self,
        last: &'a Value,
        beside: &[&'a Value],
        at: Option<&str>,
        levels: u8,
    ) -> Vec<Sample> {
        let noted = self.coverage.count();
        let all: Vec<&Value> = beside.iter().copied().chain([last]).collect();
        let by_kind = all.iter().partition(|it| says_only_kind(it));
        let (kinds, telling): (Vec<&Value>, Vec<&Value>) = by_kind;
        let names_members = |it: &&'a Value| self.target(it).get("properties").is_some();
        let mut candidates = vec![Sample::other(Value::Null)];
        if !telling.is_empty() && telling.iter().all(names_members) {
            let parts = telling.iter().map(|it| (String::new(), part_of(it)));
            let parts: Vec<_> = parts.collect();
            candidates.extend(self.merged(last, &parts, at, levels));
        } else {
            for schema in telling {
                candidates.extend(self.values(schema, at, levels));
            }
        }
        let mut samples = self.taken(candidates, &all);
        if samples.iter().all(|it| it.value.is_null()) {
            for schema in kinds {
                let values = self.values(schema, at, levels);
                samples.extend(self.taken(values, &all));
            }
        }
        let shown = samples.iter().flat_map(|it| it.shows.keys().copied());
        self.coverage.rule_out(noted, shown);
        samples
    }

    /// Members that the schema asks for and nothing describes.
    pub(crate) fn undescribed(
        &mut self,
        schema: &'a Value,
        names: impl IntoIterator<Item = impl AsRef<str>>,
        at: Option<&str>,
        levels: u8,
    ) -> Vec<Member> {
        let mut members = Vec::new();
        for name in names {
            let values = match schema.get("additionalProperties") {
                Some(others @ Value::Object(words)) if says_something(words) => {
                    self.values(others, None, levels)
                }
                _ => vec![Sample::other(anything()), Sample::other(Value::Null)],
            };
            let name = name.as_ref().to_owned();
            let below = at.map(|at| format!("{at}/required/{name}"));
            members.push(Member {
                is_there: self.note(below.as_deref(), "is there"),
                is_null: self.note_null(below.as_deref(), &values, ""),
                is_absent: None,
                is_required: true,
                values,
                name,
            });
        }
        members
    }

    /// The candidates that all of some schemas take, each once.
    fn taken(&self, candidates: Vec<Sample>, schemas: &[&Value]) -> Vec<Sample> {
        let mut samples: Vec<Sample> = Vec::new();
        for sample in candidates {
            let is_new = |it: &Sample| it.value != sample.value || !it.shows_all_of(&sample);
            let takes = |it: &&Value| self.judge.takes_as(it, &sample.value);
            if samples.iter().all(is_new) && schemas.iter().all(takes) {
                samples.push(sample);
            }
        }
        samples
    }

    /// Members that the schema does not name.
    fn unnamed(&mut self, schema: &'a Value, at: Option<&str>, levels: u8) -> Vec<Member> {
        let mut members = Vec::new();
        let mut add = |this: &mut Self, name: String, step: &str, schema: &'a Value| {
            let below = at.map(|at| format!("{at}/{step}"));
            let values = this.values(schema, below.as_deref(), levels);
            members.push(Member {
                name,
                is_there: this.note(below.as_deref(), "is there"),
                is_null: this.note_null(below.as_deref(), &values, ""),
                is_absent: None,
                is_required: false,
                values,
            });
        };
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in patterns.into_iter().flatten() {
            let name = patterns::texts(pattern).pop().unwrap_or_default();
            add(self, name, &format!("patternProperties/{pattern}"), schema);
        }
        let has_properties = schema.get(NAMED).is_some();
        let name = schema.get("propertyNames").map(|it| self.target(it));
        let listed = name.and_then(|it| list(it, "enum").first().cloned());
        let name = listed.or_else(|| scalars::texts(name?).into_iter().next());
        let name = name.and_then(|name| Some(name.as_str()?.to_owned()));
        match schema.get("additionalProperties") {
            Some(others @ Value::Object(words)) if says_something(words) => {
                let name = name.unwrap_or_else(|| "another-key".into());
                add(self, name, "additionalProperties", others);
            }
            Some(Value::Bool(false)) => {}
            None if has_properties => {}
            _ => {
                let Value::Object(free) = anything() else {
                    return members;
                };
                let (free, value) = free.into_iter().next().unwrap_or_default();
                members.push(Member::free(name.unwrap_or(free), value));
            }
        }
        members
    }

    /// Notes that null is there, if it is one of the values.
    fn note_null(&mut self, at: Option<&str>, values: &[Sample], step: &str) -> Option<Feature> {
        let takes_null = values.iter().any(|it| it.value.is_null());
        let at = at.map(|at| format!("{at}{step}"));
        takes_null
            .then(|| self.note(at.as_deref(), "is null"))
            .flatten()
    }
}
