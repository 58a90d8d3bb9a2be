//! Where a document itself says "anything".

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use super::raw::{Raw, Spot};

/// Parts of parts are followed to this depth.
const DEEPEST: usize = 8;

/// What a schema leaves open, itself or in what its lists, maps and unions hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Free {
    /// Any value: `{}`, `true`, or keys that say nothing of a type.
    pub(super) value: bool,
    /// Any object: `type: object` that names neither members nor what its values are.
    pub(super) object: bool,
}

impl Free {
    pub(super) fn add(&mut self, other: Self) {
        self.value |= other.value;
        self.object |= other.object;
    }

    fn and(self, other: Self) -> Self {
        Self {
            value: self.value && other.value,
            object: (self.object || self.value) && (other.object || other.value),
        }
    }
}

pub(super) const ANY_VALUE: Free = Free {
    value: true,
    object: false,
};
/// What a member may be that nothing is said of.
pub(super) const ANYTHING: Free = Free {
    value: true,
    object: true,
};
const ANY_OBJECT: Free = Free {
    value: false,
    object: true,
};

/// The keys that say something of a value's type.
const TYPED: [&str; 15] = [
    "$dynamicRef",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "format",
    "items",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "type",
];

/// What a schema leaves open.
pub(super) fn of<'d>(raw: &'d Raw, schema: Spot<'d>) -> Free {
    let mut seen = HashSet::new();
    below(raw, schema, &mut seen)
}

/// True where a schema, which stands under a key of another object, says by its own keys that it is
/// anything, or any object. A part that only adds to the others says nothing of the kind.
pub(super) fn is_free_itself(owner: Spot<'_>, key: &str, schema: Spot<'_>) -> bool {
    let adds = match key {
        "allOf" | "dependentSchemas" | "if" | "then" | "else" | "not" => true,
        "anyOf" | "oneOf" => only_adds(owner, schema),
        _ => false,
    };
    is_open_object(schema.value) || !adds && says_nothing(schema.value)
}

fn is_typed(schema: Spot<'_>) -> bool {
    let mut keys = ["type", "properties", "enum"].iter();
    keys.any(|key| schema.get(key).is_some())
}

/// True when other members than those that an object names may hold anything.
pub(super) fn has_open_rest(schema: Spot<'_>) -> bool {
    schema
        .value
        .get("additionalProperties")
        .is_none_or(says_nothing)
}

/// The members that an object asks for and neither it nor a part of it describes.
pub(super) fn undescribed<'d>(
    raw: &'d Raw,
    schema: Spot<'d>,
) -> impl Iterator<Item = &'d str> + use<'d> {
    let has_own = ["properties", "allOf"]
        .iter()
        .any(|key| schema.get(key).is_some());
    let listed = schema
        .get("required")
        .filter(|_| has_own && has_open_rest(schema));
    let listed = listed.into_iter().flat_map(Spot::items);
    let listed = listed.filter_map(|name| name.value.as_str());
    listed.filter(move |name| !describes(raw, schema, name, 0))
}

/// True when a schema or a part of it describes a member, down to some depth.
fn describes<'d>(raw: &'d Raw, schema: Spot<'d>, name: &str, depth: usize) -> bool {
    let Some(schema) = raw.follow(schema).filter(|_| depth < DEEPEST) else {
        return true;
    };
    let own = schema.get("properties").and_then(|it| it.get(name));
    let mut parts = items_of(schema, "allOf");
    own.is_some() || parts.any(|part| describes(raw, part, name, depth + 1))
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Object(entries) => !TYPED.iter().any(|key| entries.contains_key(*key)),
        _ => false,
    }
}

/// True for a part of a choice that is no choice by itself: what all parts are is said beside them,
/// or it is how 3.0 adds null.
fn only_adds(choice: Spot<'_>, part: Spot<'_>) -> bool {
    says_nothing(part.value) && (is_typed(choice) || part.get("nullable").is_some())
}

fn is_open_object(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    let members = value.get("properties").and_then(Value::as_object);
    let has_members = members.is_some_and(|members| !members.is_empty());
    let composed = [
        "allOf",
        "anyOf",
        "oneOf",
        "patternProperties",
        "$ref",
        "enum",
    ];
    let implied = !has("type") && (has("additionalProperties") || has("properties"));
    let rest = value.get("additionalProperties");
    (has_type(value, "object") || implied)
        && !has_members
        && !composed.iter().any(|key| has(key))
        && rest.is_none_or(|rest| says_nothing(rest) || *rest == Value::Bool(false))
}

fn has_type(value: &Value, name: &str) -> bool {
    match value.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(types)) => types.iter().any(|it| it.as_str() == Some(name)),
        _ => false,
    }
}

fn below<'d>(raw: &'d Raw, schema: Spot<'d>, seen: &mut HashSet<usize>) -> Free {
    if !seen.insert(schema.identity()) {
        return Free::default();
    }
    if says_nothing(schema.value) {
        return ANY_VALUE;
    }
    if let Some(target) = raw.target(schema) {
        return below(raw, target.spot, seen);
    }
    let mut free = Free::default();
    if is_open_object(schema.value) {
        free.add(ANY_OBJECT);
    }
    if has_type(schema.value, "array") && schema.get("items").is_none() {
        free.add(ANY_VALUE);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(held) = schema.get(key).filter(|it| it.value.is_object()) {
            free.add(below(raw, held, seen));
        }
    }
    for held in items_of(schema, "prefixItems") {
        free.add(below(raw, held, seen));
    }
    free.add(composed(raw, schema, seen));
    free
}

/// What the parts of a composition leave open. All parts of an `allOf` hold, so all of them have to
/// leave it open; beside a type, a part that names none leaves nothing open.
fn composed<'d>(raw: &'d Raw, schema: Spot<'d>, seen: &mut HashSet<usize>) -> Free {
    let mut free = Free::default();
    let parts = items_of(schema, "allOf").map(|part| below(raw, part, seen));
    if let Some(all) = parts.reduce(Free::and).filter(|_| !is_typed(schema)) {
        free.add(all);
    }
    for key in ["anyOf", "oneOf"] {
        for part in items_of(schema, key) {
            if !only_adds(schema, part) {
                free.add(below(raw, part, seen));
            }
        }
    }
    free
}

fn items_of<'d>(schema: Spot<'d>, key: &str) -> impl Iterator<Item = Spot<'d>> + use<'d> {
    schema.get(key).into_iter().flat_map(Spot::items)
}
