//! Text → nodes, through `serde_yaml` and `serde_json`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::locate::Format;
use super::node::{Entry, FileId, Mapping, Node, Place, Value};

/// Why a text could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// What is wrong.
    pub(crate) message: String,
    /// The byte offset at which the parser stopped, where it said so.
    pub(crate) offset: Option<usize>,
}

/// Reads a whole file. The tree borrows from the text wherever the text is the value.
pub(crate) fn parse(text: &str, format: Format, file: FileId) -> Result<Node<'_>, SyntaxError> {
    let mut root = match format {
        Format::Yaml => parse_yaml(text)?,
        Format::Json => parse_json(text)?,
    };
    Numbering { file, next: 0 }.node(&mut root);
    Ok(root)
}

fn parse_yaml(text: &str) -> Result<Node<'_>, SyntaxError> {
    // Only the first document of a stream is the schema.
    let Some(document) = serde_yaml::Deserializer::from_str(text).next() else {
        return Ok(unplaced(Value::Null));
    };
    NodeSeed.deserialize(document).map_err(|error| SyntaxError {
        message: without_position(&error.to_string()),
        offset: error.location().map(|location| location.index()),
    })
}

fn parse_json(text: &str) -> Result<Node<'_>, SyntaxError> {
    let text_without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut json = serde_json::Deserializer::from_str(text_without_mark);
    let root = NodeSeed.deserialize(&mut json);
    root.and_then(|root| json.end().map(|()| root))
        .map_err(|error| SyntaxError {
            message: without_position(&error.to_string()),
            offset: json_offset(text, error.line(), error.column()),
        })
}

/// The parsers end their messages with `at line 3 column 7`; a diagnostic shows the place itself.
fn without_position(message: &str) -> String {
    match message.find(" at line ") {
        Some(end) if !message.contains(", while ") => message.get(..end).unwrap_or(message).into(),
        _ => message.into(),
    }
}

/// `serde_json` counts lines from one, and columns in bytes from one; line zero means "unknown".
fn json_offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    Some((start + column.saturating_sub(1)).min(text.len()))
}

/// Gives every node its place, and applies merge keys.
struct Numbering {
    file: FileId,
    next: u32,
}

impl Numbering {
    fn node(&mut self, node: &mut Node<'_>) {
        node.place = Place {
            file: self.file,
            index: self.next,
        };
        self.next += 1;
        match &mut node.value {
            Value::Sequence(items) => items.iter_mut().for_each(|item| self.node(item)),
            Value::Mapping(mapping) => {
                mapping
                    .entries_mut()
                    .iter_mut()
                    .for_each(|entry| self.node(&mut entry.value));
                apply_merge_keys(mapping);
            }
            _ => {}
        }
    }
}

/// `<<: *base` adds the entries of `base` that the mapping does not have itself. They keep their
/// places, so that a diagnostic about one points to where it is written.
fn apply_merge_keys(mapping: &mut Mapping<'_>) {
    let Some(merged) = mapping.get("<<") else {
        return;
    };
    let bases: Vec<&Node<'_>> = match &merged.value {
        Value::Mapping(_) => vec![merged],
        Value::Sequence(items) => items.iter().collect(),
        _ => return,
    };
    let entries = bases
        .into_iter()
        .filter_map(Node::as_mapping)
        .flat_map(|base| base.entries().iter().cloned())
        .collect();
    mapping.entries_mut().retain(|entry| entry.key != "<<");
    mapping.merge(entries);
}

fn unplaced(value: Value<'_>) -> Node<'_> {
    let place = Place {
        file: FileId(0),
        index: 0,
    };
    Node { place, value }
}

struct NodeSeed;

impl<'de> DeserializeSeed<'de> for NodeSeed {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(NodeVisitor).map(unplaced)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Integer(Box::new(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Value::Integer(Box::new(value.into())))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Self::Value, E> {
        Ok(Value::Integer(Box::new(value)))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Self::Value, E> {
        Ok(match i128::try_from(value) {
            Ok(value) => Value::Integer(Box::new(value)),
            Err(_) => Value::Float(value as f64),
        })
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut nodes = Vec::with_capacity(items.size_hint().unwrap_or(0).min(1024));
        while let Some(node) = items.next_element_seed(NodeSeed)? {
            nodes.push(node);
        }
        Ok(Value::Sequence(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0).min(1024));
        while let Some(key) = map.next_key_seed(KeySeed)? {
            let value = map.next_value_seed(NodeSeed)?;
            entries.push(Entry { key, value });
        }
        Ok(Value::Mapping(Mapping::new(entries)))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, tagged: A) -> Result<Self::Value, A::Error> {
        // A YAML tag such as `!binary`: the value counts, the tag says nothing to OpenAPI.
        use serde::de::VariantAccess;
        let (_tag, content) = tagged.variant_seed(KeySeed)?;
        content
            .newtype_variant_seed(NodeSeed)
            .map(|node| node.value)
    }
}

/// Keys are text whatever they look like: `200`, `true` and `null` are names.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}
