//! Findings → the actions that correct the schema.
//!
//! What adds to a schema comes first. What rewrites one, since a value can also be null or of another
//! kind, waits until nothing is left to add: it moves what the other actions would select.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_yaml::{Mapping, Value as Yaml};

use super::bodies::Missing;
use super::findings::{Finding, Kind};
use super::{infer, names};
use crate::openapi::{Context, Schema, SchemaType};
use crate::source::{FileId, Node, Place, Value, json_path_step, quoted_name};

/// How a document says what can be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// By `nullable`.
    V3_0,
    /// By a type of that name.
    V3_1,
}

impl Dialect {
    pub(super) fn of(context: Context<'_>) -> Self {
        let version = context
            .tree
            .root()
            .and_then(|root| root.get("openapi")?.as_str());
        match version {
            Some(version) if version.starts_with("3.0") => Self::V3_0,
            _ => Self::V3_1,
        }
    }
}

/// An action of an overlay.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Action {
    target: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    update: Option<Yaml>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    remove: bool,
}

/// The actions that a round of findings asks for, with the files that they change.
pub(super) fn actions(context: Context<'_>, findings: &[Finding<'_>]) -> Vec<(FileId, Action)> {
    let mut round = Round {
        context,
        dialect: Dialect::of(context),
        actions: Vec::new(),
    };
    round.describe_members(findings);
    round.list_values(findings);
    round.relax_required(findings);
    round.widen_numbers(findings);
    round.describe_bodies(findings);
    if round.actions.is_empty() {
        round.rewrite(findings);
    }
    round.actions
}

struct Round<'a> {
    context: Context<'a>,
    dialect: Dialect,
    actions: Vec<(FileId, Action)>,
}

impl<'a> Round<'a> {
    fn update(&mut self, place: Place, update: Mapping, why: &str) {
        let target = self.context.tree.json_path(place);
        self.update_at(place.file, target, Yaml::Mapping(update), why);
    }

    fn update_at(&mut self, file: FileId, target: String, update: Yaml, why: &str) {
        let action = Action {
            target,
            description: why.to_owned(),
            update: Some(update),
            remove: false,
        };
        self.actions.push((file, action));
    }

    fn remove(&mut self, file: FileId, target: String, why: &str) {
        let action = Action {
            target,
            description: why.to_owned(),
            update: None,
            remove: true,
        };
        self.actions.push((file, action));
    }

    fn describe_members(&mut self, findings: &[Finding<'_>]) {
        let mut members: BTreeMap<Place, Vec<(&str, Vec<&Node<'_>>)>> = BTreeMap::new();
        for finding in findings {
            let Kind::Undescribed { name, part } = finding.kind else {
                continue;
            };
            let named = members.entry(part.object.place).or_default();
            match named.iter_mut().find(|(other, _)| *other == name) {
                Some((_, values)) => values.push(finding.value),
                None => named.push((name, vec![finding.value])),
            }
        }
        for (place, named) in members {
            let property = |(name, values): (&str, Vec<&Node<'_>>)| {
                (Yaml::from(name), infer::schema(&values, self.dialect))
            };
            let properties: Mapping = named.into_iter().map(property).collect();
            let update = mapping([("properties", Yaml::Mapping(properties))]);
            self.update(
                place,
                update,
                "Samples have members that were not described.",
            );
        }
    }

    fn list_values(&mut self, findings: &[Finding<'_>]) {
        let mut values: BTreeMap<Place, (Schema<'_>, Vec<Yaml>)> = BTreeMap::new();
        for finding in findings {
            let Kind::Unlisted { part } = finding.kind else {
                continue;
            };
            let value = infer::written(finding.value);
            let (_, listed) = values
                .entry(part.object.place)
                .or_insert((part, Vec::new()));
            if !listed.contains(&value) {
                listed.push(value);
            }
        }
        let why = "Samples have values that were not listed.";
        for (place, (part, mut new)) in values {
            if let (Some(only), None) = (part.object.get("const"), part.object.get("enum")) {
                self.remove(place.file, self.below(place, "const"), why);
                new.insert(0, infer::written(only));
            }
            self.update(place, mapping([("enum", Yaml::Sequence(new))]), why);
        }
    }

    fn relax_required(&mut self, findings: &[Finding<'_>]) {
        let mut done = Vec::new();
        for finding in findings {
            let Kind::Missing { name, entry } = finding.kind else {
                continue;
            };
            let path = self.context.tree.json_path(entry.place);
            let Some((required, _)) = path.rsplit_once('[') else {
                continue;
            };
            if !done.contains(&entry.place) {
                done.push(entry.place);
                let target = format!("{required}[?@ == {}]", quoted_name(name));
                self.remove(entry.place.file, target, "Samples do not always have it.");
            }
        }
    }

    fn widen_numbers(&mut self, findings: &[Finding<'_>]) {
        let mut parts: BTreeMap<Place, Schema<'_>> = BTreeMap::new();
        for finding in findings {
            if let Some(part) = widened(finding) {
                parts.insert(part.object.place, part);
            }
        }
        for (place, part) in parts {
            let format = part.object.get("format").and_then(Node::as_str);
            let why = "Samples have numbers that it did not hold.";
            let wider = match format {
                Some("int32") => Some("int64"),
                Some("uint32") => Some("uint64"),
                _ => None,
            };
            let has_fractions = findings.iter().any(|it| {
                let is_here = widened(it).is_some_and(|it| it.object.place == place);
                is_here && matches!(it.value.value, Value::Float(_))
            });
            match wider.filter(|_| !has_fractions) {
                Some(wider) => self.update(place, mapping([("format", wider.into())]), why),
                None => {
                    if format.is_some() {
                        self.remove(place.file, self.below(place, "format"), why);
                    }
                    if part.types() == [SchemaType::Integer] {
                        self.update(place, mapping([("type", "number".into())]), why);
                    }
                }
            }
        }
    }

    fn describe_bodies(&mut self, findings: &[Finding<'_>]) {
        let mut bodies: BTreeMap<(Missing, u16), (names::Kind, Vec<&Node<'_>>)> = BTreeMap::new();
        for finding in findings {
            if let Kind::NoBody { missing, body } = finding.kind {
                let status = match body {
                    names::Kind::Request => 0,
                    names::Kind::Response(status) => status,
                };
                let (_, values) = bodies
                    .entry((missing, status))
                    .or_insert((body, Vec::new()));
                values.push(finding.value);
            }
        }
        for ((missing, _), (body, values)) in bodies {
            let schema = mapping([("schema", infer::schema(&values, self.dialect))]);
            let json = mapping([("application/json", Yaml::Mapping(schema))]);
            let content = mapping([("content", Yaml::Mapping(json))]);
            let described = |status: u16| {
                let text = "Not described by the document.".into();
                let mut response = mapping([("description", text)]);
                response.extend(content.clone());
                mapping([(status.to_string().as_str(), Yaml::Mapping(response))])
            };
            let update = match (missing, body) {
                (Missing::Json(_), _) => content,
                (_, names::Kind::Request) => mapping([("requestBody", Yaml::Mapping(content))]),
                (Missing::Status(_), names::Kind::Response(status)) => described(status),
                (_, names::Kind::Response(status)) => {
                    mapping([("responses", Yaml::Mapping(described(status)))])
                }
            };
            self.update(missing.place(), update, "There are samples of it.");
        }
    }

    /// Lets null or another kind in where a value is described. What is inside another one that is
    /// rewritten waits for the next round.
    fn rewrite(&mut self, findings: &[Finding<'a>]) {
        let mut sites: BTreeMap<Place, (&Node<'_>, Vec<&Node<'_>>)> = BTreeMap::new();
        for finding in findings {
            if let Kind::Null { site } | Kind::Unfit { site, .. } = finding.kind {
                let (_, values) = sites.entry(site.place).or_insert((site, Vec::new()));
                values.push(finding.value);
            }
        }
        let mut done: Vec<String> = Vec::new();
        for (place, (site, values)) in sites {
            let path = self.context.tree.json_path(place);
            if !done.iter().any(|it| path.starts_with(it.as_str())) {
                self.let_in(site, &values);
                done.push(path);
            }
        }
    }

    fn let_in(&mut self, site: &Node<'_>, values: &[&Node<'_>]) {
        let is_null = |it: &&&Node<'_>| it.value == Value::Null;
        let others: Vec<&Node<'_>> = values.iter().filter(|it| !is_null(it)).copied().collect();
        let mut more = Vec::new();
        if !others.is_empty() {
            more.push(infer::schema(&others, self.dialect));
        }
        let with_null = others.len() < values.len();
        let why = match (with_null, more.is_empty()) {
            (true, true) => "Samples have null here.",
            _ => "Samples have values of another kind here.",
        };
        let ty = site.get("type");
        match (self.dialect, ty.map(|it| &it.value)) {
            (Dialect::V3_0, _) if more.is_empty() && !super::findings::is_reference(site) => {
                self.update(site.place, mapping([("nullable", true.into())]), why);
            }
            (Dialect::V3_1, Some(Value::String(_) | Value::Sequence(_))) if more.is_empty() => {
                let types = types_with_null(ty);
                self.remove(site.place.file, self.below(site.place, "type"), why);
                let mut update = mapping([("type", Yaml::Sequence(types))]);
                if site.get("enum").is_some() {
                    update.insert("enum".into(), Yaml::Sequence(vec![Yaml::Null]));
                }
                self.update(site.place, update, why);
            }
            _ => {
                if with_null && self.dialect == Dialect::V3_1 {
                    more.push(Yaml::Mapping(mapping([("type", "null".into())])));
                }
                let nullable = with_null && self.dialect == Dialect::V3_0;
                self.make_choice(site, more, nullable, why);
            }
        }
    }

    /// Makes a schema a choice between what it says and more.
    fn make_choice(&mut self, site: &Node<'_>, more: Vec<Yaml>, nullable: bool, why: &str) {
        let entries = site.as_mapping().map_or(&[][..], |it| it.entries());
        let says = entries.iter().filter(|it| !stays(&it.key));
        let says: Vec<_> = says.collect();
        let mut update = Mapping::new();
        if let [only] = says.as_slice()
            && only.key == "anyOf"
        {
            update.insert("anyOf".into(), Yaml::Sequence(more));
        } else {
            for entry in &says {
                self.remove(site.place.file, self.below(site.place, &entry.key), why);
            }
            let own = says
                .iter()
                .map(|it| (it.key.as_ref().into(), infer::written(&it.value)));
            let mut branches = vec![Yaml::Mapping(own.collect())];
            branches.extend(more);
            update.insert("anyOf".into(), Yaml::Sequence(branches));
        }
        if nullable {
            update.insert("nullable".into(), true.into());
        }
        self.update(site.place, update, why);
    }

    fn below(&self, place: Place, key: &str) -> String {
        self.context.tree.json_path(place) + &json_path_step(key)
    }
}

/// The schema of a number that a sample shows to be too narrow.
fn widened<'a>(finding: &Finding<'a>) -> Option<Schema<'a>> {
    match finding.kind {
        Kind::TooLarge { part } => Some(part),
        Kind::Unfit {
            part: Some(part), ..
        } => {
            let is_integer = part.types() == [SchemaType::Integer];
            let is_number = matches!(finding.value.value, Value::Float(_));
            (is_integer && is_number).then_some(part)
        }
        _ => None,
    }
}

fn types_with_null(ty: Option<&Node<'_>>) -> Vec<Yaml> {
    let types = match ty {
        Some(Node {
            value: Value::Sequence(types),
            ..
        }) => types.iter().map(infer::written).collect(),
        Some(one) => vec![infer::written(one)],
        None => Vec::new(),
    };
    types.into_iter().chain(["null".into()]).collect()
}

/// Keys that describe a choice as well as what it was before.
fn stays(key: &str) -> bool {
    let annotations = [
        "default",
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "readOnly",
        "title",
        "writeOnly",
    ];
    key.starts_with("x-") || annotations.contains(&key)
}

fn mapping<const N: usize>(entries: [(&str, Yaml); N]) -> Mapping {
    let entries = entries.into_iter();
    entries.map(|(key, value)| (key.into(), value)).collect()
}
