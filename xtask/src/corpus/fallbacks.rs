//! Whether the document asks for each `Value` of its crate.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;

use super::account::{Matches, reduced};
use super::bodies::{self, Direction};
use super::declared::{self, Declared};
use super::emitted::{Emitted, Named};
use super::free::{self, Free};
use super::mentions::{Mention, Says};
use super::modules::Operation;
use super::raw::{Raw, Spot};

/// The places of a crate that say `Value`: members, variants, aliases, requests and responses.
#[derive(Debug, Default, Serialize)]
pub(super) struct Values {
    /// Those where the document says what the type is.
    pub(super) fallbacks: Vec<String>,
    /// Those where it says "anything".
    pub(super) asked: usize,
    /// Those that are `Map<String, Value>` where it says "any object".
    pub(super) free_form: usize,
    /// At how many places the document says "anything" or "any object".
    pub(super) declared: usize,
}

/// Judges each place that says `Value`.
///
/// What a schema says is looked up where its item is known, with the members of its parts; so is
/// that of the choice beside its members. A member of any other item is asked for if some member or
/// parameter of that name is; an item without members, if its name ends like such a member.
pub(super) fn judge(
    raw: &Raw,
    declared: &Declared<'_>,
    emitted: &Emitted,
    matches: &Matches,
) -> Values {
    let judge = Judge { raw, declared };
    let mut values = Values {
        declared: declared.free_places,
        ..Values::default()
    };
    let schemas = matches.schema_of_item.iter().filter_map(|(item, schema)| {
        let item = emitted.items.get(*item)?;
        Some((item.path.concat(), declared.schemas.get(*schema)?))
    });
    let schema_of_path: HashMap<String, &declared::Schema<'_>> = schemas.collect();
    for (number, item) in emitted.items.iter().enumerate() {
        let schema = matches.schema_of_item.get(&number);
        let schema = schema.and_then(|schema| declared.schemas.get(*schema));
        let around = schema_of_path.get(&*owner_of_choice(&item.path));
        for mention in &item.mentions {
            let free = match (schema, around) {
                (Some(schema), _) => judge.of_schema(schema.spot, mention),
                (None, Some(around)) => judge.of_choice(around.spot, &mut HashSet::new()),
                (None, None) => judge.by_name(item, mention),
            };
            let owner = item.path.join("::");
            values.add(free, mention, &owner);
        }
    }
    for operation in &emitted.operations {
        for mention in &operation.mentions {
            let free = judge.of_operation(operation, mention);
            let owner = format!("{} {}", operation.method, operation.path);
            values.add(free, mention, &owner);
        }
    }
    values.fallbacks.sort();
    values
}

impl Values {
    fn add(&mut self, free: Free, mention: &Mention, owner: &str) {
        match mention.says {
            Says::Object if free.object || free.value => self.free_form += 1,
            Says::Value if free.value => self.asked += 1,
            Says::Object | Says::Value => {
                let member = mention.member.iter();
                let member: String = member.map(|name| format!(", `{name}`")).collect();
                self.fallbacks.push(format!("{owner}{member}"));
            }
        }
    }
}

/// The path of the struct that a choice stands in: `OrderVariant` is the choice beside the members of
/// `Order`.
fn owner_of_choice(path: &[String]) -> String {
    let path = path.concat();
    path.strip_suffix("Variant").unwrap_or_default().to_owned()
}

struct Judge<'d> {
    raw: &'d Raw,
    declared: &'d Declared<'d>,
}

impl<'d> Judge<'d> {
    fn of_schema(&self, schema: Spot<'d>, mention: &Mention) -> Free {
        let Some(member) = &mention.member else {
            return free::of(self.raw, schema);
        };
        let mut found = Members::default();
        self.find_members(schema, member, &mut found);
        if found.members.is_empty() {
            // The member that holds all others.
            return found.rest;
        }
        let mut all = Free::default();
        for member in found.members {
            all.add(free::of(self.raw, member));
        }
        all
    }

    /// What the parts of a choice leave open that stands beside members, or in a part of its `allOf`.
    fn of_choice(&self, schema: Spot<'d>, seen: &mut HashSet<usize>) -> Free {
        let mut free = Free::default();
        let Some(schema) = self.raw.follow(schema) else {
            return free;
        };
        if !seen.insert(schema.identity()) {
            return free;
        }
        for key in ["anyOf", "oneOf"] {
            for part in schema.get(key).into_iter().flat_map(Spot::items) {
                free.add(free::of(self.raw, part));
            }
        }
        for part in schema.get("allOf").into_iter().flat_map(Spot::items) {
            free.add(self.of_choice(part, seen));
        }
        free
    }

    /// Finds the members of a name in a schema, and in the schemas that it is composed of.
    fn find_members(&self, schema: Spot<'d>, name: &str, found: &mut Members<'d>) {
        let Some(schema) = self.raw.follow(schema) else {
            return;
        };
        if !found.seen.insert(schema.identity()) {
            return;
        }
        if free::has_open_rest(schema) {
            found.rest.add(free::ANYTHING);
        } else if let Some(rest) = schema.get("additionalProperties") {
            found.rest.add(free::of(self.raw, rest));
        }
        let member = schema.get("properties").and_then(|it| it.get(name));
        found.members.extend(member);
        for key in ["allOf", "anyOf", "oneOf"] {
            for part in schema.get(key).into_iter().flat_map(Spot::items) {
                self.find_members(part, name, found);
            }
        }
    }

    fn by_name(&self, item: &Named, mention: &Mention) -> Free {
        let names = &self.declared.free_names;
        if mention.is_rest {
            // It is there only where the schema says something of members that it does not name.
            return Free {
                value: false,
                object: true,
            };
        }
        if let Some(member) = &mention.member {
            return names.get(member).copied().unwrap_or_default();
        }
        let name = reduced(&item.path.concat());
        let ends_like = |member: &str| {
            let member = reduced(member);
            let mut ends = ["", "item", "value"].iter();
            ends.any(|end| name.ends_with(&format!("{member}{end}")))
        };
        let mut free = Free::default();
        for (_, like) in names.iter().filter(|(member, _)| ends_like(member)) {
            free.add(*like);
        }
        free
    }

    /// What an operation leaves open of what a member or an associated type stands for: a parameter
    /// of that name, else what the operation takes or answers.
    fn of_operation(&self, operation: &Operation, mention: &Mention) -> Free {
        let key = (operation.method.clone(), operation.path.clone());
        let (Some(declared), Some(member)) = (self.declared.operations.get(&key), &mention.member)
        else {
            return Free::default();
        };
        let parameters = self.parameters(declared, member);
        let direction = match member.as_str() {
            "Response" | "Error" => Direction::Response,
            _ => Direction::Request,
        };
        let bodies = bodies::of(self.raw, declared.spot).into_iter();
        let bodies = bodies.filter(|body| body.direction == direction);
        let mut free = Free::default();
        for schema in parameters.into_iter().chain(bodies.map(|it| it.schema)) {
            free.add(free::of(self.raw, schema));
        }
        free
    }

    /// The schemas of the parameters that have a name.
    fn parameters(&self, operation: &declared::Operation<'d>, name: &str) -> Vec<Spot<'d>> {
        let lists = [operation.spot, operation.item];
        let lists = lists.iter().filter_map(|it| it.get("parameters"));
        let parameters = lists.flat_map(Spot::items);
        let parameters = parameters.filter_map(|it| self.raw.follow(it));
        let named = parameters.filter(|it| {
            let own = it.value.get("name").and_then(Value::as_str);
            own.is_some_and(|own| reduced(own) == reduced(name))
        });
        named.filter_map(|it| it.get("schema")).collect()
    }
}

#[derive(Default)]
struct Members<'d> {
    members: Vec<Spot<'d>>,
    /// What all other members may be.
    rest: Free,
    seen: HashSet<usize>,
}
