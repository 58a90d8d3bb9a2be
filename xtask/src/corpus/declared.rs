//! What a document declares: operations, and schemas that have a name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::bodies::{self, Direction};
use super::free::{self, Free};
use super::positions::{Form, Kind, METHODS, child};
use super::raw::{Raw, Spot, Target};

/// What a document declares.
#[derive(Debug, Default)]
pub(super) struct Declared<'d> {
    /// The operations below `paths`, by method and path.
    pub(super) operations: BTreeMap<(String, String), Operation<'d>>,
    /// The schemas that have a name.
    pub(super) schemas: Vec<Schema<'d>>,
    /// What the document leaves open, by the names of members and parameters, and by what a body is
    /// called.
    pub(super) free_names: HashMap<String, Free>,
    /// At how many places the document says "anything" or "any object".
    pub(super) free_places: usize,
}

/// An operation, and the path item that it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation<'d> {
    pub(super) spot: Spot<'d>,
    pub(super) item: Spot<'d>,
}

/// A schema that has a name.
#[derive(Debug)]
pub(super) struct Schema<'d> {
    /// What it may be called in Rust, the best name first.
    pub(super) names: Vec<String>,
    /// Where it stands.
    pub(super) place: String,
    pub(super) spot: Spot<'d>,
}

impl<'d> Declared<'d> {
    /// Reads off what a document declares.
    pub(super) fn of(raw: &'d Raw) -> Self {
        let mut walk = Walk {
            raw,
            declared: Self::default(),
            named: HashSet::new(),
            seen: HashSet::new(),
            waiting: Vec::new(),
        };
        for (number, (path, top)) in raw.tops().enumerate() {
            walk.declare_components(path, top);
            walk.note_members(top);
            if number == 0 {
                walk.declare_operations(top);
                walk.waiting.push((Kind::Document, top));
            } else if let Some(components) = top.get("components") {
                walk.waiting.push((Kind::Components, components));
            }
        }
        while let Some((kind, spot)) = walk.waiting.pop() {
            walk.visit(kind, spot);
        }
        walk.declared
    }
}

struct Walk<'d> {
    raw: &'d Raw,
    declared: Declared<'d>,
    /// The schemas that have a name.
    named: HashSet<usize>,
    seen: HashSet<(Kind, usize)>,
    waiting: Vec<(Kind, Spot<'d>)>,
}

impl<'d> Walk<'d> {
    /// Every entry of `components/schemas`.
    fn declare_components(&mut self, path: &str, top: Spot<'d>) {
        let raw = self.raw;
        let components = top.get("components").and_then(|it| raw.follow(it));
        let schemas = components.and_then(|it| it.get("schemas"));
        for (name, spot) in schemas.into_iter().flat_map(|it| raw.entries(it)) {
            if name.starts_with("x-") && !spot.value.is_object() {
                continue;
            }
            self.declared.schemas.push(Schema {
                names: vec![given_name(spot).unwrap_or(name).to_owned()],
                place: format!("{path}#/components/schemas/{name}"),
                spot,
            });
            self.named.insert(spot.identity());
            // A file that is there to hold this schema is not one more.
            let target = self.raw.target(spot).map(|target| target.spot);
            self.named.extend(target.map(Spot::identity));
        }
    }

    /// Every method of every path.
    fn declare_operations(&mut self, top: Spot<'d>) {
        let paths = top.get("paths").into_iter();
        let paths = paths.flat_map(|it| self.raw.entries(it));
        for (path, item) in paths.filter(|(path, _)| !path.starts_with("x-")) {
            let mut chain = HashSet::new();
            let mut item = Some(item);
            while let Some(here) = item.filter(|it| chain.insert(it.identity())) {
                for (method, spot) in operations(here) {
                    let key = (method, path.to_owned());
                    let operations = &mut self.declared.operations;
                    operations
                        .entry(key)
                        .or_insert(Operation { spot, item: here });
                }
                item = self.raw.target(here).map(|target| target.spot);
            }
        }
    }

    fn visit(&mut self, kind: Kind, spot: Spot<'d>) {
        if !self.seen.insert((kind, spot.identity())) {
            return;
        }
        if let Some(target) = self.raw.target(spot) {
            self.arrive(kind, &target);
        }
        match kind {
            Kind::Parameter => self.note_parameter(spot),
            Kind::Operation => self.note_bodies(spot),
            _ => {}
        }
        for (key, value) in spot.entries() {
            let Some((child, form)) = child(kind, key).filter(|_| applies(kind, spot, key)) else {
                continue;
            };
            let below: Vec<Spot<'d>> = match form {
                Form::One => vec![value],
                Form::List => value.items().collect(),
                Form::Map => self.raw.entries(value).map(|(_, it)| it).collect(),
            };
            for it in below {
                if child == Kind::Schema && free::is_free_itself(spot, key, it) {
                    self.declared.free_places += 1;
                }
                self.waiting.push((child, it));
            }
        }
    }

    /// Where a reference leads. A file that is a schema with members, and an entry of one, are
    /// declared by their name, although they are no components.
    fn arrive(&mut self, kind: Kind, target: &Target<'d>) {
        let spot = target.spot;
        let has_members = spot
            .get("properties")
            .is_some_and(|it| it.entries().next().is_some());
        if kind == Kind::Schema
            && has_members
            && let Some(names) = names_of(target)
            && self.named.insert(spot.identity())
        {
            self.declared.schemas.push(Schema {
                names,
                place: format!("{}#/{}", target.path, target.steps.join("/")),
                spot,
            });
        }
        self.waiting.push((kind, spot));
    }

    /// Every member of a value and of what is in it, also where no reference leads.
    fn note_members(&mut self, spot: Spot<'d>) {
        let members = spot.get("properties");
        for (name, member) in members.into_iter().flat_map(Spot::entries) {
            self.note(name.to_owned(), member);
        }
        for name in free::undescribed(self.raw, spot) {
            let free = self.declared.free_names.entry(name.to_owned()).or_default();
            free.add(free::ANY_VALUE);
        }
        for (_, below) in spot.entries() {
            self.note_members(below);
        }
        for below in spot.items() {
            self.note_members(below);
        }
    }

    fn note_parameter(&mut self, parameter: Spot<'d>) {
        let name = parameter.value.get("name").and_then(Value::as_str);
        if let (Some(name), Some(schema)) = (name, parameter.get("schema")) {
            self.note(name.to_owned(), schema);
        }
    }

    fn note_bodies(&mut self, operation: Spot<'d>) {
        let id = operation.value.get("operationId").and_then(Value::as_str);
        for (id, body) in id.into_iter().flat_map(|id| {
            let bodies = bodies::of(self.raw, operation);
            bodies.into_iter().map(move |body| (id, body))
        }) {
            let ends: &[&str] = match body.direction {
                Direction::Request => &["Request", "Body"],
                Direction::Response => &["Response", "Error"],
            };
            for end in ends {
                self.note(format!("{id}{end}"), body.schema);
            }
        }
    }

    fn note(&mut self, name: String, schema: Spot<'d>) {
        let free = free::of(self.raw, schema);
        self.declared.free_names.entry(name).or_default().add(free);
    }
}

/// False for a key that has nothing to say where it stands: the items of what is no list.
fn applies(kind: Kind, owner: Spot<'_>, key: &str) -> bool {
    let ty = owner.get("type").map(|ty| ty.value);
    let is_other = |ty: &Value| ty.as_str().is_some_and(|ty| ty != "array");
    kind != Kind::Schema || key != "items" || !ty.is_some_and(is_other)
}

/// The operations of a path item, by method.
fn operations<'d>(item: Spot<'d>) -> Vec<(String, Spot<'d>)> {
    let own = METHODS.iter().filter_map(|method| {
        let operation = item.get(method)?;
        Some((method.to_uppercase(), operation))
    });
    let more = item.get("additionalOperations");
    let more = more.into_iter().flat_map(Spot::entries);
    // Their case is that of the request.
    let more = more.map(|(method, operation)| (method.to_owned(), operation));
    own.chain(more)
        .filter(|(_, operation)| operation.value.is_object())
        .collect()
}

/// What a schema is called that a reference leads to: by its key, or by its file. In front of that
/// may stand what tells it from others of that name.
fn names_of(target: &Target<'_>) -> Option<Vec<String>> {
    if let Some(given) = given_name(target.spot) {
        return Some(vec![given.to_owned()]);
    }
    let mut parts: Vec<&str> = target.path.split('/').collect();
    let stem = parts.pop()?;
    parts.push(stem.split('.').next().unwrap_or(stem));
    let is_entry = match target.steps.as_slice() {
        [] | [_] => true,
        [.., map, _] => ["$defs", "definitions", "models"].contains(&map.as_str()),
    };
    if !is_entry {
        return None;
    }
    parts.extend(target.steps.last().map(String::as_str));
    let names: BTreeSet<(usize, String)> = (0..parts.len())
        .filter_map(|start| parts.get(start..))
        .map(|parts| (parts.len(), parts.join("/")))
        .collect();
    Some(names.into_iter().map(|(_, name)| name).collect())
}

fn given_name<'d>(spot: Spot<'d>) -> Option<&'d str> {
    spot.value.get("x-rust-name").and_then(Value::as_str)
}
