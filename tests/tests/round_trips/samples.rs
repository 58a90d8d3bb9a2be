//! Values of a schema: every member there, absent and null, every branch and every listed value.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use serde_json::{Value, json};

use crate::combine::{combined, objects_of};
use crate::coverage::{Coverage, Feature};
use crate::judge::Judge;
use crate::limits::{limited, limiting};
use crate::parts::{
    OF_OBJECTS, Part, described_in, is_null, list, names_in, parts_of, required_in, says_something,
};
use crate::sample::{Kind, Sample, anything};
use crate::schemas::{Schemas, Way};
use crate::{repair, scalars};

/// So many levels of other schemas have all their members in a value.
const LEVELS: u8 = 2;

/// So many values of another schema are taken where it is a member, and where it is a branch.
const AS_MEMBER: usize = 3;
const AS_BRANCH: usize = 40;

pub(crate) struct Sampler<'a> {
    pub(crate) schemas: &'a Schemas,
    pub(crate) judge: &'a Judge<'a>,
    pub(crate) coverage: &'a mut Coverage,
    few: HashMap<(usize, u8), Rc<Vec<Value>>>,
    many: HashMap<usize, Rc<Vec<Value>>>,
    /// The definitions that lead to here, for an end of recursion.
    open: Vec<usize>,
    /// Those of which only the least is wanted.
    least: Vec<usize>,
    pub(crate) others: OtherParts<'a>,
}

/// What the other parts of a schema say of the members of one.
#[derive(Clone, Debug, Default)]
pub(crate) struct OtherParts<'a> {
    /// Members that a later part has a say in.
    pub(crate) overruled: BTreeSet<String>,
    /// Members that have to be there.
    pub(crate) required: BTreeSet<String>,
    /// What is said of members in any case: the values of one are those that all of it takes.
    pub(crate) described: BTreeMap<String, Vec<&'a Value>>,
    /// The definitions that are parts of it.
    inlined: Vec<usize>,
    /// Whether there are others, which may describe what this one asks for.
    pub(crate) are_there: bool,
}

impl<'a> Sampler<'a> {
    pub(crate) fn new(
        schemas: &'a Schemas,
        judge: &'a Judge<'a>,
        coverage: &'a mut Coverage,
    ) -> Self {
        Self {
            schemas,
            judge,
            coverage,
            few: HashMap::new(),
            many: HashMap::new(),
            open: Vec::new(),
            least: Vec::new(),
            others: OtherParts::default(),
        }
    }

    /// The values of a definition that the judge takes: together they show as much as can be.
    pub(crate) fn of(&mut self, number: usize) -> Vec<Sample> {
        let at = self.name(number);
        let others = std::mem::take(&mut self.others);
        self.open.push(number);
        let candidates = self.values(self.schemas.definition(number), Some(&at), LEVELS);
        self.open.pop();
        self.others = others;
        let mut samples = repair::select(candidates, &self.judge.of(number));
        let whole = self.note(Some(&at), "a value");
        for sample in &mut samples {
            sample.shows.extend(whole.map(|feature| (feature, None)));
        }
        samples
    }

    fn name(&self, number: usize) -> String {
        let (place, way) = self.schemas.key(number);
        let way = match way {
            Way::Both => "",
            Way::Sent => " as it is sent",
            Way::Received => " as it is received",
        };
        format!("{}#{}{way}", place.file, place.pointer)
    }

    /// Few values of a definition, and null if it takes that.
    fn few(&mut self, number: usize, levels: u8) -> Rc<Vec<Value>> {
        if let Some(values) = self.few.get(&(number, levels)) {
            return Rc::clone(values);
        }
        if levels == 0 && self.least.contains(&number) {
            return Rc::default();
        }
        let before = self.least.len();
        self.least.extend((levels == 0).then_some(number));
        let others = std::mem::take(&mut self.others);
        self.open.push(number);
        let candidates = self.values(self.schemas.definition(number), None, levels);
        self.open.pop();
        self.others = others;
        let takes_null = candidates.iter().any(|it| it.value.is_null());
        let samples = repair::select(candidates, &self.judge.of(number));
        let mut values: Vec<Value> = samples.into_iter().map(|it| it.value).collect();
        values.truncate(AS_MEMBER);
        values.extend(takes_null.then_some(Value::Null));
        let values = Rc::new(values);
        self.least.truncate(before);
        let is_cut = values.is_empty() && !self.least.is_empty();
        if !is_cut {
            self.few.insert((number, levels), Rc::clone(&values));
        }
        values
    }

    /// Many values of a definition, to be told from those of others.
    fn many(&mut self, number: usize, levels: u8) -> Rc<Vec<Value>> {
        if self.open.contains(&number) {
            return self.few(number, levels);
        }
        if let Some(values) = self.many.get(&number) {
            return Rc::clone(values);
        }
        let mut samples = self.of(number);
        samples.truncate(AS_BRANCH);
        let values = Rc::new(samples.into_iter().map(|it| it.value).collect());
        self.many.insert(number, Rc::clone(&values));
        values
    }

    /// Candidates: values that a schema may take. What they show is noted below a place, if there
    /// is one; without one they are few.
    pub(crate) fn values(
        &mut self,
        schema: &'a Value,
        at: Option<&str>,
        levels: u8,
    ) -> Vec<Sample> {
        let Some(words) = schema.as_object().filter(|words| says_something(words)) else {
            return match schema {
                Value::Bool(false) => Vec::new(),
                _ => vec![Sample::new(anything(), Kind::Full)],
            };
        };
        if let Some(only) = words.get("const") {
            return vec![Sample::other(only.clone())];
        }
        if let Some(listed) = words.get("enum").and_then(Value::as_array) {
            return self.listed(listed, at);
        }
        let parts = parts_of(schema);
        match parts.as_slice() {
            [] => self.typed_values(schema, at, levels),
            // What has to be there beside a part has a say in its members.
            [(step, part)] if list(schema, "required").is_empty() => {
                self.part(schema, part, step, at, levels)
            }
            _ => self.merged(schema, &parts, at, levels),
        }
    }

    /// What one part of a schema takes: what it refers to, a choice, or all of it.
    fn part(
        &mut self,
        schema: &'a Value,
        part: &Part<'a>,
        step: &str,
        at: Option<&str>,
        levels: u8,
    ) -> Vec<Sample> {
        let below = at.map(|at| format!("{at}{step}"));
        match part {
            Part::Reference(number) => self.referred(*number, at, levels),
            Part::Own => self.typed_values(schema, at, levels),
            Part::Whole(part) => self.values(part, below.as_deref(), levels),
            Part::Choice(branches) => self.branches(branches, below.as_deref(), levels),
        }
    }

    fn referred(&mut self, number: usize, at: Option<&str>, levels: u8) -> Vec<Sample> {
        let is_tried_there = self.schemas.is_subject(number) || self.open.contains(&number);
        if at.is_some() && !is_tried_there {
            self.open.push(number);
            let values = self.values(self.schemas.definition(number), at, levels);
            self.open.pop();
            return values;
        }
        let values = self.few(number, levels.saturating_sub(1));
        values.iter().cloned().map(Sample::other).collect()
    }

    fn listed(&mut self, listed: &[Value], at: Option<&str>) -> Vec<Sample> {
        let listed = listed.iter().map(|value| {
            let feature = (!value.is_null()).then(|| self.note(at, &format!("= {value}")));
            Sample::other(value.clone()).showing(feature.flatten())
        });
        let samples: Vec<Sample> = listed.collect();
        match at {
            Some(_) => samples,
            None => {
                let (null, mut others): (Vec<_>, Vec<_>) =
                    samples.into_iter().partition(|it| it.value.is_null());
                others.truncate(1);
                others.into_iter().chain(null).collect()
            }
        }
    }

    fn branches(&mut self, branches: &'a [Value], at: Option<&str>, levels: u8) -> Vec<Sample> {
        let mut samples = Vec::new();
        for (number, branch) in branches.iter().enumerate() {
            if is_null(branch) {
                samples.push(Sample::other(Value::Null));
                continue;
            }
            let at = at.map(|at| format!("{at}/{number}"));
            let feature = self.note(at.as_deref(), "is the branch");
            let found = match self.schemas.referred(branch) {
                Some(number) if at.is_some() && self.schemas.is_subject(number) => {
                    let values = self.many(number, levels);
                    values
                        .iter()
                        .cloned()
                        .map(|it| Sample::new(it, Kind::Special))
                        .collect()
                }
                _ => self.values(branch, at.as_deref(), levels),
            };
            let found = found.into_iter().filter(|it| !it.value.is_null());
            let most = if at.is_some() { usize::MAX } else { 2 };
            samples.extend(found.take(most).map(|it| it.showing(feature)));
            let is_enough = levels == 0 && at.is_none() && !samples.is_empty();
            if is_enough {
                break;
            }
        }
        samples
    }

    /// Values of all parts at once.
    pub(crate) fn merged(
        &mut self,
        schema: &'a Value,
        parts: &[(String, Part<'a>)],
        at: Option<&str>,
        levels: u8,
    ) -> Vec<Sample> {
        let before = self.others.clone();
        self.others.are_there = true;
        let own = list(schema, "required").iter().filter_map(Value::as_str);
        self.others.required.extend(own.map(ToOwned::to_owned));
        for (_, part) in parts {
            let required = required_in(self.schemas, schema, part, 0);
            self.others.required.extend(required);
            for (name, property) in described_in(self.schemas, schema, part, 0) {
                let described = self.others.described.entry(name.to_owned());
                described.or_default().push(property);
            }
        }
        let mut all: Vec<Vec<Sample>> = Vec::new();
        let mut limits = Vec::new();
        for (position, (step, part)) in parts.iter().enumerate().rev() {
            let below = at.map(|at| format!("{at}{step}"));
            if let Some((step, branches)) = limiting(part) {
                limits.push((below.map(|at| format!("{at}{step}")), branches));
                continue;
            }
            let samples = match part {
                // The type has what the other schema says of its members, so it is tried here.
                Part::Reference(number) => self.inlined(*number, below.as_deref(), levels),
                part => self.part(schema, part, step, at, levels),
            };
            all.insert(0, samples);
            let named = names_in(self.schemas, schema, &parts[position].1, 0);
            self.others.overruled.extend(named);
        }
        let parts = std::mem::replace(&mut self.others, before);
        let undescribed = parts.required.difference(&parts.overruled);
        let undescribed: Vec<&String> = undescribed.collect();
        if !undescribed.is_empty() && !self.others.are_there {
            let members = self.undescribed(schema, undescribed, at, levels);
            all.push(objects_of(&members));
        }
        // A part that says nothing of members, such as which are required, adds none.
        let nothing = [anything(), json!({})];
        let says_nothing =
            |samples: &Vec<Sample>| samples.iter().all(|it| nothing.contains(&it.value));
        if all.iter().all(says_nothing) {
            let nothing = || vec![Sample::new(anything(), Kind::Full)];
            return all.into_iter().next().unwrap_or_else(nothing);
        }
        all.retain(|samples| samples.is_empty() || !says_nothing(samples));
        let mut samples = combined(&all);
        for (at, branches) in limits {
            let noted = branches.iter().enumerate().map(|(number, branch)| {
                let at = at.as_deref().map(|at| format!("{at}/{number}"));
                (branch, self.note(at.as_deref(), "is the branch"))
            });
            let noted: Vec<_> = noted.collect();
            samples.extend(limited(&samples, &noted));
        }
        samples
    }

    fn inlined(&mut self, number: usize, at: Option<&str>, levels: u8) -> Vec<Sample> {
        if self.others.inlined.contains(&number) {
            return Vec::new();
        }
        self.others.inlined.push(number);
        let values = self.values(self.schemas.definition(number), at, levels);
        self.others.inlined.pop();
        values
    }

    fn typed_values(&mut self, schema: &'a Value, at: Option<&str>, levels: u8) -> Vec<Sample> {
        let types: Vec<&str> = match schema.get("type") {
            Some(Value::String(only)) => vec![only],
            Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
            _ if schema.get("items").is_some() => vec!["array"],
            _ if OF_OBJECTS.iter().any(|word| schema.get(word).is_some()) => vec!["object"],
            _ => return vec![Sample::new(anything(), Kind::Full)],
        };
        let several = types.iter().filter(|ty| **ty != "null").count() > 1;
        let mut samples = Vec::new();
        for ty in types {
            let feature = match several && ty != "null" {
                true => self.note(at, &format!("is of type {ty}")),
                false => None,
            };
            let values = self.typed(ty, schema, at, levels);
            samples.extend(values.into_iter().map(|it| it.showing(feature)));
        }
        samples
    }

    fn typed(&mut self, ty: &str, schema: &'a Value, at: Option<&str>, levels: u8) -> Vec<Sample> {
        let scalars = match ty {
            "null" => vec![Value::Null],
            "boolean" => vec![json!(true), json!(false)],
            "integer" => scalars::integers(schema),
            "number" => scalars::numbers(schema),
            "string" => scalars::texts(schema).into_iter().take(1).collect(),
            "array" => return self.lists(schema, at, levels),
            _ => return self.objects(schema, at, levels),
        };
        let most = if at.is_some() { 3 } else { 1 };
        let scalars = scalars.into_iter().take(most);
        let special = |value| Sample::new(value, Kind::Special);
        scalars.map(special).collect()
    }

    /// The schema that references lead to.
    pub(crate) fn target(&self, mut schema: &'a Value) -> &'a Value {
        for _ in 0..8 {
            match self.schemas.referred(schema) {
                Some(number) => schema = self.schemas.definition(number),
                None => break,
            }
        }
        schema
    }

    /// Notes what a schema says that there can be.
    pub(crate) fn note(&mut self, at: Option<&str>, what: &str) -> Option<Feature> {
        at.map(|at| self.coverage.feature(format!("{at} {what}")))
    }
}
