//! Whether a value is one that its schema lets in.

mod limits;
mod texts;

pub(crate) use texts::Patterns;

use super::{Context, Object, Schema, SchemaType};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Mapping, Node, Place, Value};

/// What a schema wants that lists values.
const LISTED: &str = "one of the values of its `enum`";

/// Values are looked into to this depth.
const DEEPEST: usize = 20;

/// How closely a value is looked at.
#[derive(Clone, Copy)]
pub(crate) enum Strictness<'p> {
    /// Types and listed values, as far as a type in Rust says them.
    Types,
    /// All that a schema says. Patterns are compiled once.
    Everything(&'p Patterns),
}

/// A part of a value that its schema does not let in.
pub(crate) struct Misfit<'a> {
    /// The part.
    pub(crate) node: &'a Node<'a>,
    /// What is wrong with it.
    pub(crate) fault: Fault,
    /// Where the schema says so.
    pub(crate) said_at: Option<Place>,
}

/// Why a schema does not let a value in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is none of the listed values.
    Unlisted,
    /// The schema wants something else: the end of a sentence.
    Other(String),
    /// It is written as a number, and no number is that large: YAML takes it for a text.
    TooLarge,
    /// It has not a member that has to be there.
    Lacks(String),
    /// It has a member that must not be there.
    Has(String),
}

impl Misfit<'_> {
    /// True for a value that is only not listed: an open enum takes it.
    pub(crate) fn is_unlisted(&self) -> bool {
        self.fault == Fault::Unlisted
    }

    /// What is wrong, as a sentence. `what` is the value: an example, a default.
    fn sentence(&self, what: &str) -> String {
        let found = match &self.node.value {
            Value::Integer(value) => value.to_string(),
            Value::String(text) if self.is_unlisted() => quoted(text),
            _ => self.node.kind().to_owned(),
        };
        match &self.fault {
            Fault::Unlisted => {
                format!("this {what} is {found}, but the schema wants {LISTED}")
            }
            Fault::Other(wanted) => {
                format!("this {what} is {found}, but the schema wants {wanted}")
            }
            Fault::TooLarge => format!("this {what} is too large for a number"),
            Fault::Lacks(name) => {
                format!("this {what} lacks the member `{name}`, which the schema requires")
            }
            Fault::Has(name) => {
                format!("this {what} has the member `{name}`, which the schema does not let in")
            }
        }
    }
}

/// A text as a message quotes it: the beginning of it, where it is long.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

/// The finding of a misfit. `what` is the value: an example, a default.
pub(crate) fn unfit_value(misfit: &Misfit<'_>, what: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnfitValue, misfit.sentence(what));
    let diagnostic = match misfit.fault {
        Fault::Has(_) => diagnostic.at_key(misfit.node.place),
        _ => diagnostic.at_value(misfit.node.place),
    };
    match misfit.said_at {
        Some(place) => diagnostic.with_note_at_key(place, "the schema says so here"),
        None => diagnostic,
    }
}

/// The parts of a value that its schema does not let in.
pub(crate) fn misfits<'a>(
    context: Context<'a>,
    value: &'a Node<'a>,
    schema: &'a Node<'a>,
    strictness: Strictness<'_>,
) -> Vec<Misfit<'a>> {
    let mut fit = Fit {
        context,
        strictness,
        misfits: Vec::new(),
    };
    fit.value(value, schema, 0);
    fit.misfits
}

struct Fit<'a, 'p> {
    context: Context<'a>,
    strictness: Strictness<'p>,
    misfits: Vec<Misfit<'a>>,
}

impl<'a> Fit<'a, '_> {
    fn is_strict(&self) -> bool {
        matches!(self.strictness, Strictness::Everything(_))
    }

    fn push(&mut self, node: &'a Node<'a>, fault: Fault, said_at: Option<Place>) {
        self.misfits.push(Misfit {
            node,
            fault,
            said_at,
        });
    }

    fn value(&mut self, value: &'a Node<'a>, schema: &'a Node<'a>, depth: usize) {
        let target = self.context.follow(schema);
        let Some(object) = target.and_then(|node| Object::untested(self.context, node)) else {
            return;
        };
        let get = |key: &str| object.get(key);
        let is_composed = ["allOf", "anyOf", "oneOf"]
            .iter()
            .any(|key| get(key).is_some());
        if depth > DEEPEST || (is_composed && !self.is_strict()) {
            return;
        }
        let schema = Schema { object };
        let types = schema.types();
        let is_null = value.value == Value::Null;
        let fits = match is_null {
            true => schema.is_nullable() || types.is_empty(),
            false => types.is_empty() || types.iter().any(|ty| is_of(value, *ty, schema)),
        };
        if !fits {
            let said_at = get("type").map(|node| node.place);
            let fault = match self.is_too_large(value) {
                true => Fault::TooLarge,
                false => Fault::Other(wanted(value, schema)),
            };
            self.push(value, fault, said_at);
        } else if !is_null && !is_listed(value, schema) {
            let said_at = get("enum").or_else(|| get("const")).map(|node| node.place);
            self.push(value, Fault::Unlisted, said_at);
        } else {
            if let Strictness::Everything(patterns) = self.strictness
                && !is_null
            {
                self.limits(value, schema);
                self.text(value, schema, patterns);
                self.compositions(value, schema, depth + 1);
            }
            self.inside(value, schema, depth + 1);
        }
    }

    /// True for digits without quotes that stand for more than any number.
    fn is_too_large(&self, value: &Node<'a>) -> bool {
        let is_written = |text: &str| self.context.tree.text_of(value.place) == Some(text);
        let text = value
            .as_str()
            .filter(|text| text.starts_with(|it: char| it == '-' || it.is_ascii_digit()));
        text.is_some_and(|text| text.parse().is_ok_and(f64::is_infinite) && is_written(text))
    }

    fn inside(&mut self, value: &'a Node<'a>, schema: Schema<'a>, depth: usize) {
        match &value.value {
            Value::Sequence(items) => {
                if let Some(schema) = schema.object.get("items") {
                    for item in items {
                        self.value(item, schema, depth);
                    }
                }
            }
            Value::Mapping(mapping) => {
                let properties = schema.object.get("properties");
                let others = schema.object.get("additionalProperties");
                for entry in mapping.entries() {
                    let property = properties.and_then(|it| it.get(&entry.key));
                    if let Some(schema) = property.or(others) {
                        self.value(&entry.value, schema, depth);
                    }
                }
                if self.is_strict() {
                    self.members(value, mapping, schema);
                }
            }
            _ => {}
        }
    }

    /// What has to be there, and what must not be.
    fn members(&mut self, value: &'a Node<'a>, mapping: &'a Mapping<'a>, schema: Schema<'a>) {
        let properties = schema.properties();
        let property = |name: &str| properties.iter().find(|it| it.key == name);
        let goes_one_way = |name: &str| {
            let target = property(name).and_then(|it| self.context.follow(&it.value));
            let objects = [property(name).map(|it| &it.value), target];
            let mut objects = objects.into_iter().flatten();
            objects.any(|it| it.get("readOnly").or_else(|| it.get("writeOnly")).is_some())
        };
        let missing: Vec<_> = schema
            .required()
            .into_iter()
            .filter(|(name, _)| !mapping.contains(name) && !goes_one_way(name))
            // What is required and described nowhere is a fault of the schema.
            .filter(|(name, _)| properties.is_empty() || property(name).is_some())
            .collect();
        for (name, said) in missing {
            self.push(value, Fault::Lacks(name.to_owned()), Some(said.place));
        }
        let others = schema.object.get("additionalProperties");
        let Some(closed) = others.filter(|node| node.value == Value::Bool(false)) else {
            return;
        };
        let is_alone = ["allOf", "$ref", "patternProperties"]
            .iter()
            .all(|key| schema.object.get(key).is_none());
        for entry in mapping.entries() {
            if is_alone && property(&entry.key).is_none() {
                let fault = Fault::Has(entry.key.to_string());
                self.push(&entry.value, fault, Some(closed.place));
            }
        }
    }

    /// Parts of a composition: all of them, or any.
    fn compositions(&mut self, value: &'a Node<'a>, schema: Schema<'a>, depth: usize) {
        for part in schema.object.items("allOf") {
            self.value(value, part, depth);
        }
        for key in ["anyOf", "oneOf"] {
            let parts = schema.object.items(key);
            let mut best: Option<Vec<Misfit<'a>>> = None;
            for part in parts {
                let before = std::mem::take(&mut self.misfits);
                self.value(value, part, depth);
                let found = std::mem::replace(&mut self.misfits, before);
                if best.as_ref().is_none_or(|it| found.len() < it.len()) {
                    best = Some(found);
                }
            }
            match best {
                Some(misfits) if misfits.is_empty() => {}
                Some(mut misfits) if parts.len() == 1 => self.misfits.append(&mut misfits),
                Some(_) => {
                    let said_at = schema.object.get(key).map(|node| node.place);
                    let wanted = format!("what one of the schemas of its `{key}` lets in");
                    self.push(value, Fault::Other(wanted), said_at);
                }
                None => {}
            }
        }
    }
}

/// The number that a node is.
pub(crate) fn as_number(node: &Node<'_>) -> Option<f64> {
    match &node.value {
        Value::Integer(number) => Some(**number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// True for a value of a type, and of its format where that is one of numbers.
pub(crate) fn is_of(value: &Node<'_>, ty: SchemaType, schema: Schema<'_>) -> bool {
    match (&value.value, ty) {
        (Value::Bool(_), SchemaType::Boolean)
        | (Value::String(_), SchemaType::String)
        | (Value::Float(_), SchemaType::Number)
        | (Value::Sequence(_), SchemaType::Array)
        | (Value::Mapping(_), SchemaType::Object) => true,
        (Value::Integer(value), SchemaType::Integer | SchemaType::Number) => {
            match schema.object.text("format") {
                Some("int32") => i32::try_from(**value).is_ok(),
                Some("uint32") => u32::try_from(**value).is_ok(),
                Some("uint64" | "uint") => u64::try_from(**value).is_ok(),
                _ => ty == SchemaType::Number || i64::try_from(**value).is_ok(),
            }
        }
        _ => false,
    }
}

/// False for a value that `enum` does not list.
fn is_listed(value: &Node<'_>, schema: Schema<'_>) -> bool {
    let is_same = |listed: &Node<'_>| match &value.value {
        Value::Sequence(_) | Value::Mapping(_) => listed.to_json() == value.to_json(),
        scalar => listed.value == *scalar,
    };
    let values = schema.enum_values();
    values.is_empty() || values.iter().any(is_same)
}

fn is_integer(value: &Node<'_>) -> bool {
    matches!(value.value, Value::Integer(_))
}

/// What a schema wants instead of a value.
pub(crate) fn wanted(value: &Node<'_>, schema: Schema<'_>) -> String {
    let format = schema.object.text("format");
    let names = schema.types().into_iter().map(|ty| match ty {
        SchemaType::Null => "null",
        SchemaType::Boolean => "`true` or `false`",
        SchemaType::Integer if is_integer(value) && format.is_none() => "an integer of 64 bits",
        SchemaType::Integer => "an integer",
        SchemaType::Number => "a number",
        SchemaType::String => "a string",
        SchemaType::Array => "a sequence",
        SchemaType::Object => "a mapping",
    });
    let names = names.collect::<Vec<_>>().join(" or ");
    match format {
        Some(format) => format!("{names} of the format `{format}`"),
        None => names,
    }
}
