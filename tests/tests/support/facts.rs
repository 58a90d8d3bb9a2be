//! What the API is, from `tests/data`: independent of the schema and of the generator.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::data;

/// The versions of the API that facts, requests and responses were recorded of, oldest first.
pub(crate) const VERSIONS: [&str; 2] = ["v15.7.0", "v18.1.0"];

/// Endpoints, types and enums of the API.
///
/// A type is named by its module and itself, such as `otp.sms.SendParams`.
#[derive(Debug, Deserialize)]
pub(crate) struct Facts {
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) types: BTreeMap<String, Type>,
    pub(crate) enums: BTreeMap<String, Enum>,
}

/// An endpoint, with the names of what it takes and answers.
#[derive(Debug, Deserialize)]
pub(crate) struct Endpoint {
    pub(crate) http_method: String,
    pub(crate) path: String,
    pub(crate) request_type: String,
    pub(crate) response_type: String,
}

/// An object with members.
#[derive(Debug, Deserialize)]
pub(crate) struct Type {
    used_in: String,
    pub(crate) fields: Vec<Field>,
}

/// A member of an object.
#[derive(Debug, Deserialize)]
pub(crate) struct Field {
    pub(crate) wire: String,
    #[serde(rename = "type")]
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    #[serde(rename = "ref")]
    reference: Option<String>,
    element: Option<Element>,
}

/// What a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    String,
    Boolean,
    Int32,
    Timestamp,
    Object,
    Enum,
    Array,
    Map,
}

/// What a list or map holds.
#[derive(Debug, Deserialize)]
struct Element {
    wire_type: String,
    #[serde(rename = "ref")]
    reference: Option<String>,
}

/// A set of strings.
#[derive(Debug, Deserialize)]
pub(crate) struct Enum {
    pub(crate) values: Vec<String>,
}

/// Which members a sample has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Members {
    All,
    Required,
}

impl Type {
    /// Returns true when a response holds the type.
    pub(crate) fn is_received(&self) -> bool {
        matches!(self.used_in.as_str(), "response" | "both")
    }

    /// Returns the member with the given name.
    pub(crate) fn field(&self, wire: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.wire == wire)
    }
}

impl Field {
    /// Returns true when the member is a list or map, for which `null`, absent and empty are one.
    pub(crate) fn is_collection(&self) -> bool {
        matches!(self.kind, Kind::Array | Kind::Map)
    }

    /// Returns true when a body without the member, or with `null` in it, is as good.
    pub(crate) fn may_be_absent(&self) -> bool {
        !self.required || self.is_collection()
    }

    /// Returns the name of the type or enum that the member, or each of its items, has.
    pub(crate) fn reference(&self) -> &str {
        self.reference
            .as_ref()
            .or(self.item_type())
            .unwrap_or_else(|| panic!("the facts have no type for the items of {}", self.wire))
    }

    /// Returns the name of the type that each item of a list has, unless the items are texts.
    pub(crate) fn item_type(&self) -> Option<&String> {
        self.element.as_ref().and_then(|it| it.reference.as_ref())
    }
}

impl Facts {
    /// The API itself.
    ///
    /// As the newest version has it, but that a member is required only if it was in every version:
    /// a body of an older one has to be as good.
    pub(crate) fn of_the_api() -> Self {
        let [older @ .., newest] = &VERSIONS;
        let mut facts = Self::of_version(newest);
        for version in older {
            facts.require_only_what_is_in(&Self::of_version(version));
        }
        facts
    }

    /// The API, as one of its versions has it.
    pub(crate) fn of_version(version: &str) -> Self {
        Self::read(&format!("facts-{version}.json"))
    }

    fn require_only_what_is_in(&mut self, older: &Self) {
        for (name, it) in &mut self.types {
            let Some(before) = older.types.get(name) else {
                continue;
            };
            for field in &mut it.fields {
                field.required &= before.field(&field.wire).is_some();
            }
        }
    }

    /// The API, and what it answers when a call fails.
    pub(crate) fn with_errors() -> Self {
        let mut facts = Self::of_the_api();
        let errors = Self::read("facts-errors.json");
        facts.types.extend(errors.types);
        facts.enums.extend(errors.enums);
        facts
    }

    fn read(path: &str) -> Self {
        let facts: Self = serde_json::from_str(&data::text(path))
            .unwrap_or_else(|error| panic!("tests/data/{path}: {error}"));
        for field in facts.types.values().flat_map(|it| &it.fields) {
            let element = field.element.as_ref().map(|it| it.wire_type.as_str());
            let is_known = match field.kind {
                Kind::Array => matches!(element, Some("object" | "string")),
                Kind::Map => matches!(element, None | Some("any")),
                _ => element.is_none(),
            };
            assert!(is_known, "{path}: {} holds {element:?}", field.wire);
        }
        facts
    }

    /// Returns a type by its name.
    pub(crate) fn type_of(&self, name: &str) -> &Type {
        self.types
            .get(name)
            .unwrap_or_else(|| panic!("the facts have no type {name}"))
    }

    /// Returns every member beside the name of its type.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.types
            .iter()
            .flat_map(|(name, it)| it.fields.iter().map(move |field| (name.as_str(), field)))
    }

    /// Returns a made-up body of a type, with all members or with those that it must have.
    pub(crate) fn sample(&self, name: &str, members: Members) -> Map<String, Value> {
        self.type_of(name)
            .fields
            .iter()
            .filter(|field| field.required || members == Members::All)
            .map(|field| (field.wire.clone(), self.sample_of(field, members)))
            .collect()
    }

    fn sample_of(&self, field: &Field, members: Members) -> Value {
        match field.kind {
            Kind::String => json!(format!("some {}", field.wire)),
            Kind::Boolean => json!(true),
            Kind::Int32 => json!(2026),
            Kind::Timestamp => json!("2026-01-31T23:59:59Z"),
            Kind::Map => json!({ "plan": "pro", "gone": null, "deep": { "list": [1, null] } }),
            Kind::Enum => json!(self.enums[field.reference()].values[0]),
            Kind::Object => Value::Object(self.sample(field.reference(), members)),
            Kind::Array => match field.item_type() {
                Some(name) => json!([self.sample(name, members)]),
                None => json!([format!("some of {}", field.wire)]),
            },
        }
    }
}
