//! Schemas: what a value may be.

use super::context::Context;
use super::keywords;
use super::object::Object;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::source::{Entry, Node, Value};

/// A schema that is a mapping and not merely a reference.
#[derive(Clone, Copy)]
pub(crate) struct Schema<'a> {
    pub(crate) object: Object<'a>,
}

/// A `type` of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemaType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl SchemaType {
    const ALL: [(&'static str, Self); 7] = [
        ("null", Self::Null),
        ("boolean", Self::Boolean),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("string", Self::String),
        ("array", Self::Array),
        ("object", Self::Object),
    ];

    /// The type of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, ty)| *ty)
    }
}

/// The type that other languages call so.
fn other_name_of(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "bool" => Some("boolean"),
        "int" | "int32" | "int64" | "long" => Some("integer"),
        "decimal" | "double" | "float" => Some("number"),
        "str" | "text" => Some("string"),
        "list" => Some("array"),
        "dict" | "map" => Some("object"),
        "nil" | "none" => Some("null"),
        _ => None,
    }
}

/// What to write for a type that is none, where it takes more than another name.
fn help_for_type(text: &str) -> Option<String> {
    let format = match text.to_ascii_lowercase().as_str() {
        "any" => return Some("leave `type` out: without it a schema is any value".to_owned()),
        "date" => "date",
        "date-time" | "datetime" | "timestamp" => "date-time",
        "binary" | "file" => "binary",
        "uri" | "url" => "uri",
        "uuid" => "uuid",
        _ => return None,
    };
    Some(format!("write `type: string` and `format: {format}`"))
}

impl<'a> Schema<'a> {
    pub(crate) fn new(context: Context<'a>, node: &'a Node<'a>) -> Option<Self> {
        Object::new(context, node, keywords::SCHEMA).map(|object| Self { object })
    }

    /// The types that are named, without `null`. An unknown one is reported and left out.
    pub(crate) fn types(self) -> Vec<SchemaType> {
        let types = self.all_types().into_iter();
        types.filter(|found| *found != SchemaType::Null).collect()
    }

    /// True when the schema itself lets null in: `nullable`, `type: [T, "null"]`, or an `enum`
    /// that lists it.
    pub(crate) fn is_nullable(self) -> bool {
        self.object.optional_flag("nullable") == Some(true)
            || self.all_types().contains(&SchemaType::Null)
            || self
                .enum_values()
                .iter()
                .any(|value| value.value == Value::Null)
    }

    fn all_types(self) -> Vec<SchemaType> {
        match self.object.get("type") {
            None => Vec::new(),
            Some(node) => match &node.value {
                Value::Sequence(items) => items
                    .iter()
                    .filter_map(|item| self.parse_type(item))
                    .collect(),
                _ => self.parse_type(node).into_iter().collect(),
            },
        }
    }

    fn parse_type(self, node: &'a Node<'a>) -> Option<SchemaType> {
        let context = self.object.context;
        let Some(text) = node.as_str() else {
            // `type: null` without quotes means the type of that name.
            if node.value == Value::Null {
                return Some(SchemaType::Null);
            }
            context.wrong_kind(node, "the name of a type");
            return None;
        };
        let found = SchemaType::named(text);
        if found.is_none() {
            let names = SchemaType::ALL.map(|(name, _)| name);
            let listed = names.map(|name| format!("`{name}`")).join(", ");
            let diagnostic = Diagnostic::new(Code::UnknownType, format!("unknown type `{text}`"))
                .at_value(node.place)
                .with_help(format!("the types are {listed}"))
                .with_help_if(help_for_type(text))
                .with_meant(closest(text, names).or_else(|| other_name_of(text)));
            context.report(diagnostic);
        }
        found
    }

    /// The values of `enum`; `const` is an enum of one value.
    pub(crate) fn enum_values(self) -> &'a [Node<'a>] {
        match self.object.get("const") {
            Some(only) if self.object.get("enum").is_none() => std::slice::from_ref(only),
            _ => self.object.items("enum"),
        }
    }

    pub(crate) fn properties(self) -> &'a [Entry<'a>] {
        self.object.entries("properties")
    }

    /// The names in `required`, each with its place.
    pub(crate) fn required(self) -> Vec<(&'a str, &'a Node<'a>)> {
        // Draft 4 put `required: true` on the property; it says nothing about this schema.
        match self.object.get("required").map(|node| &node.value) {
            Some(Value::Bool(_)) => Vec::new(),
            _ => self.object.texts("required").collect(),
        }
    }

    /// The digits of a number as they are written, whatever their size.
    pub(crate) fn number(self, key: &str) -> Option<String> {
        let node = self.object.get(key)?;
        match &node.value {
            Value::Integer(value) => Some(value.to_string()),
            Value::Float(_) => self
                .object
                .context
                .tree
                .text_of(node.place)
                .map(str::to_owned),
            _ => {
                self.object.context.wrong_kind(node, "a number");
                None
            }
        }
    }

    /// Reports that something has no type of its own in Rust, and what is used for it.
    pub(crate) fn unsupported(self, key: &str, instead: &str) {
        let Some(node) = self.object.get(key) else {
            return;
        };
        let message = format!("`{key}` has no type of its own in Rust; {instead}");
        let diagnostic = Diagnostic::new(Code::Unsupported, message).at_key(node.place);
        self.object.context.report(diagnostic);
    }
}
