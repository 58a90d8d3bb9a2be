//! The schemas of a document in the words of JSON Schema.
//!
//! Each schema that has a type of its own, and each that a reference leads to, is a definition with
//! a number; wherever it stood there is a reference to it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::dialects::{as_branch, as_json_schema, make_lenient, with_exclusive_limits};
use crate::document::{Document, Place};
use crate::extensions::{Extensions, Subtype};
use crate::parts::NAMED;
use crate::raw::Spot;
use crate::tags::{property, tagged, with_tags};

/// Which values of a schema are meant: with all that it says, or only what goes one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    Both,
    Sent,
    Received,
}

/// A definition: where it comes from, and which of its values are meant.
pub(crate) type Key = (Place, Way);

pub(crate) struct Schemas {
    /// The definitions, under `$defs`.
    pub(crate) root: Value,
    /// The same where a value may be of several parts of a `oneOf`, since in most documents the
    /// parts overlap, and where any list or map may be empty.
    pub(crate) lenient: Value,
    /// Their numbers.
    numbers: BTreeMap<Key, usize>,
    /// What each of them is of the document.
    keys: Vec<Key>,
    /// Which of them have a type of their own.
    subjects: BTreeSet<usize>,
}

impl Schemas {
    /// The schemas at some places and all that they refer to.
    pub(crate) fn of(document: &Document, subjects: &BTreeSet<Key>) -> Self {
        let mut translation = Translation {
            document,
            subjects,
            extensions: Extensions::of(document),
            places: subjects.iter().map(|(place, _)| place).collect(),
            numbers: BTreeMap::new(),
            keys: Vec::new(),
        };
        let spot_of = |(place, _): &Key| {
            let place_text = format!("{}#{}", place.file, place.pointer);
            let spot = document.at(place);
            spot.unwrap_or_else(|| panic!("{}: nothing is at {place_text}", document.name))
        };
        let mut waiting: Vec<(Key, Spot<'_>)> = Vec::new();
        for key in subjects {
            translation.number(key.clone(), spot_of(key), &mut waiting);
        }
        let mut defs = Map::new();
        while let Some((key, spot)) = waiting.pop() {
            let number = translation.numbers[&key];
            let schema = translation.schema(spot, &key, Standing::Root, &mut waiting);
            defs.insert(number.to_string(), schema);
        }
        let Translation { numbers, keys, .. } = translation;
        let root = json!({ "$defs": defs });
        let mut lenient = root.clone();
        make_lenient(&mut lenient);
        Self {
            root,
            lenient,
            subjects: subjects.iter().map(|key| numbers[key]).collect(),
            numbers,
            keys,
        }
    }

    pub(crate) fn number(&self, key: &Key) -> usize {
        self.numbers[key]
    }

    pub(crate) fn key(&self, number: usize) -> &Key {
        &self.keys[number]
    }

    /// True for a schema that has a type of its own, which is tried by itself.
    pub(crate) fn is_subject(&self, number: usize) -> bool {
        self.subjects.contains(&number)
    }

    pub(crate) fn definition(&self, number: usize) -> &Value {
        &self.root["$defs"][number.to_string()]
    }

    /// The number of the definition that a schema refers to.
    pub(crate) fn referred(&self, schema: &Value) -> Option<usize> {
        let reference = schema.get("$ref")?.as_str()?;
        reference.rsplit('/').next()?.parse().ok()
    }
}

/// Whether a schema is a definition by itself or stands in another one: as a value in its values, or
/// as a part whose members are among theirs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Root,
    Inside,
    Part,
}

struct Translation<'d> {
    document: &'d Document,
    /// What has a type of its own, and where that stands.
    subjects: &'d BTreeSet<Key>,
    extensions: Extensions<'d>,
    places: BTreeSet<&'d Place>,
    numbers: BTreeMap<Key, usize>,
    keys: Vec<Key>,
}

type Waiting<'d> = Vec<(Key, Spot<'d>)>;

impl<'d> Translation<'d> {
    fn number(&mut self, key: Key, spot: Spot<'d>, waiting: &mut Waiting<'d>) -> usize {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = self.keys.len();
        self.numbers.insert(key.clone(), number);
        self.keys.push(key.clone());
        waiting.push((key, spot));
        number
    }

    /// The key of the type that a schema has: where there is only one, its values are the same
    /// whichever way those go that hold them.
    fn as_typed(&self, (place, way): Key) -> Key {
        let typed = [way, Way::Both].map(|way| (place.clone(), way));
        let found = typed.into_iter().find(|key| self.subjects.contains(key));
        found.unwrap_or((place, way))
    }

    fn refer(
        &mut self,
        key: Key,
        standing: Standing,
        spot: Spot<'d>,
        waiting: &mut Waiting<'d>,
    ) -> Value {
        let key = match standing {
            Standing::Part => key,
            Standing::Root | Standing::Inside => self.as_typed(key),
        };
        let number = self.number(key, spot, waiting);
        json!({ "$ref": format!("#/$defs/{number}") })
    }

    fn schema(
        &mut self,
        spot: Spot<'d>,
        key: &Key,
        standing: Standing,
        waiting: &mut Waiting<'d>,
    ) -> Value {
        if standing != Standing::Root && self.places.contains(&key.0) {
            return self.refer(key.clone(), standing, spot, waiting);
        }
        if let Value::Array(_) = spot.value {
            // Choices beside members: the list of them has a type.
            let word = key.0.pointer.rsplit('/').next().unwrap_or_default();
            return json!({ word: self.parts(spot, key, Standing::Inside, waiting) });
        }
        let subtypes = self.extensions.subtypes(&key.0, spot);
        if !subtypes.is_empty() {
            let choice = subtypes
                .into_iter()
                .map(|it| self.subtype(it, spot, key, waiting));
            return json!({ "anyOf": choice.collect::<Value>() });
        }
        self.words(spot, key, standing, waiting)
    }

    /// What a schema that stands for another one says of it, and the tag that leads there.
    fn subtype(
        &mut self,
        subtype: Subtype<'d>,
        base: Spot<'d>,
        key: &Key,
        waiting: &mut Waiting<'d>,
    ) -> Value {
        let Subtype { place, spot, tag } = subtype;
        let part = match place == key.0 {
            true => self.words(base, key, Standing::Inside, waiting),
            false => self.refer((place, key.1), Standing::Inside, spot, waiting),
        };
        tag.map_or(part.clone(), |tag| tagged(part, &tag))
    }

    /// What a schema says itself, whatever it stands for.
    fn words(
        &mut self,
        spot: Spot<'d>,
        key: &Key,
        standing: Standing,
        waiting: &mut Waiting<'d>,
    ) -> Value {
        let Some(members) = spot.value.as_object() else {
            return spot.value.clone();
        };
        let mut schema = Map::new();
        if members.contains_key("$ref") {
            let (place, target) = self.document.target(spot).unwrap_or_else(|| {
                panic!(
                    "{}: {} leads nowhere",
                    self.document.name, spot.value["$ref"]
                )
            });
            let reference = self.refer((place, key.1), standing, target, waiting);
            if self.document.is_3_0 {
                return reference;
            }
            schema.insert("$ref".into(), reference["$ref"].clone());
        }
        for (word, written) in spot.entries().filter(|(word, _)| *word != "$ref") {
            if let Some(value) = self.keyword(spot, word, written, key, waiting) {
                // Members that do not go that way are no reason to take any others.
                let is_named = word == "properties" && written.entries().next().is_some();
                schema.extend(is_named.then(|| (NAMED.to_owned(), json!(true))));
                schema.insert(word.to_owned(), value);
            }
        }
        with_exclusive_limits(&mut schema);
        if self.document.is_3_0 {
            return as_json_schema(schema);
        }
        Value::Object(schema)
    }

    /// What a word of a schema says; none for one that says nothing of values.
    fn keyword(
        &mut self,
        schema: Spot<'d>,
        word: &str,
        value: Spot<'d>,
        (place, way): &Key,
        waiting: &mut Waiting<'d>,
    ) -> Option<Value> {
        let key = (place.below(word), *way);
        match word {
            "properties" => Some(self.properties(value, &key, waiting)),
            "patternProperties" | "dependentSchemas" => {
                let entries = value.entries().map(|(name, value)| {
                    let key = (key.0.below(name), *way);
                    let value = self.schema(value, &key, Standing::Inside, waiting);
                    (name.to_owned(), value)
                });
                Some(Value::Object(entries.collect()))
            }
            "items"
            | "additionalProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedProperties"
            | "unevaluatedItems" => Some(self.schema(value, &key, Standing::Inside, waiting)),
            "allOf" => Some(self.all_of(schema, value, (place, &key), waiting)),
            "prefixItems" => Some(self.parts(value, &key, Standing::Inside, waiting)),
            "oneOf" | "anyOf" => {
                let parts = self.parts(value, &key, Standing::Inside, waiting);
                Some(with_tags(self.document, schema, value, parts))
            }
            "required" => Some(self.required(schema, value.value, *way)),
            "type" | "enum" | "const" | "format" | "pattern" | "minimum" | "maximum"
            | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "minLength"
            | "maxLength" | "minItems" | "maxItems" | "uniqueItems" | "minProperties"
            | "maxProperties" | "default" | "example" | "examples" | "nullable"
            | "dependentRequired" => Some(value.value.clone()),
            _ => None,
        }
    }

    fn parts(
        &mut self,
        list: Spot<'d>,
        key: &Key,
        standing: Standing,
        waiting: &mut Waiting<'d>,
    ) -> Value {
        let parts = list.items().enumerate().map(|(number, part)| {
            let key = (key.0.below(&number.to_string()), key.1);
            as_branch(self.schema(part, &key, standing, waiting))
        });
        parts.collect()
    }

    /// The parts of an `allOf`. What extends a schema has what that says itself; what only refers to
    /// it stands for the same as it does.
    fn all_of(
        &mut self,
        schema: Spot<'d>,
        list: Spot<'d>,
        (place, key): (&Place, &Key),
        waiting: &mut Waiting<'d>,
    ) -> Value {
        let only_refers = list.items().count() == 1 && schema.get("properties").is_none();
        let parts = list.items().enumerate().map(|(number, part)| {
            if let Some((base, spot)) = self.document.target(part) {
                let subtypes = self.extensions.subtypes(&base, spot);
                let is_one = subtypes.iter().any(|it| it.place == *place);
                if is_one || (!subtypes.is_empty() && !only_refers) {
                    return self.words(spot, &(base, key.1), Standing::Part, waiting);
                }
            }
            let key = (key.0.below(&number.to_string()), key.1);
            self.schema(part, &key, Standing::Part, waiting)
        });
        parts.collect()
    }

    fn properties(&mut self, entries: Spot<'d>, key: &Key, waiting: &mut Waiting<'d>) -> Value {
        // As published documents have it, a whole set of properties may stand elsewhere.
        let elsewhere = entries.value.get("$ref").is_some_and(Value::is_string);
        let (place, entries) = match self.document.target(entries).filter(|_| elsewhere) {
            Some(target) => target,
            None => (key.0.clone(), entries),
        };
        let mut properties = Map::new();
        for (name, property) in entries.entries() {
            if self.goes(property, key.1) {
                let key = (place.below(name), key.1);
                let property = self.schema(property, &key, Standing::Inside, waiting);
                properties.insert(name.to_owned(), property);
            }
        }
        Value::Object(properties)
    }

    /// True for a property that values have which go that way.
    fn goes(&self, property: Spot<'d>, way: Way) -> bool {
        let not_sent = self.says(property, "readOnly");
        let not_received = self.says(property, "writeOnly");
        match way {
            _ if not_sent && not_received => true,
            Way::Both => true,
            Way::Sent => !not_sent,
            Way::Received => !not_received,
        }
    }

    fn says(&self, property: Spot<'d>, flag: &str) -> bool {
        let parts = property.get("allOf");
        let parts = parts.into_iter().flat_map(Spot::items).chain([property]);
        let targets = parts.filter_map(|part| self.document.follow(part));
        let mut said_by = targets.chain([property]);
        said_by.any(|it| it.value.get(flag) == Some(&Value::Bool(true)))
    }

    /// The members that are always there, without those that do not go that way.
    fn required(&self, schema: Spot<'d>, names: &Value, way: Way) -> Value {
        let goes = |name: &&Value| {
            let name = name.as_str().unwrap_or_default();
            let property = property(self.document, schema, name);
            property.is_none_or(|property| self.goes(property, way))
        };
        let names = names.as_array().into_iter().flatten();
        let mut listed: Vec<&Value> = Vec::new();
        for name in names.filter(goes) {
            // As published documents have it, a name may stand twice.
            if !listed.contains(&name) {
                listed.push(name);
            }
        }
        json!(listed)
    }
}
