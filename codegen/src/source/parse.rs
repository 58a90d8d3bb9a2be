//! Text → nodes, through `serde_yaml` and `serde_json`.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::locate::{Format, census, content_start};
use super::node::{Entry, FileId, Mapping, Node, Place, Value};
use super::syntax::{SyntaxError, TOO_MANY_ALIASES, TOO_MANY_ENTRIES};
use crate::limits;

/// Reads a whole file. The tree borrows from the text wherever the text is the value.
pub(crate) fn parse<'a>(
    text: &'a str,
    format: Format,
    file: FileId,
    budget: &Budget,
) -> Result<Node<'a>, SyntaxError> {
    budget.check(text, format)?;
    // The mark would be counted as the first column.
    let start = content_start(text);
    let content = text.get(start..).unwrap_or_default();
    let mut root = match format {
        Format::Yaml => parse_yaml(content, budget),
        Format::Json => parse_json(content, budget),
    }
    .map_err(|error| error.moved_by(start))?;
    Numbering { file, next: 0 }.node(&mut root);
    Ok(root)
}

fn parse_yaml<'a>(text: &'a str, budget: &Budget) -> Result<Node<'a>, SyntaxError> {
    let mut stream = serde_yaml::Deserializer::from_str(text);
    let Some(document) = stream.next() else {
        return Ok(unplaced(Value::Null));
    };
    let read = |document| {
        let root = NodeSeed(budget).deserialize(document);
        root.map_err(|error| SyntaxError::of_yaml(&error, text))
    };
    let root = read(document)?;
    // Only the first document of a stream is the schema. What follows it has to be one as well.
    stream.next().map(read).transpose()?;
    Ok(root)
}

fn parse_json<'a>(text: &'a str, budget: &Budget) -> Result<Node<'a>, SyntaxError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let root = NodeSeed(budget).deserialize(&mut json);
    root.and_then(|root| json.end().map(|()| root))
        .map_err(|error| SyntaxError::of_json(&error, text))
}

/// How many more nodes there may be in all files.
pub(crate) struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(limits::VALUES))
    }
}

impl Budget {
    /// Refuses a text that has too many values, or is too deep, before anything is made of it.
    fn check(&self, text: &str, format: Format) -> Result<(), SyntaxError> {
        let census = census(text, format, self.0.get());
        if let Some(bracket) = census.too_deep {
            return Err(SyntaxError::too_deep(Some(bracket)));
        }
        match census.too_many {
            Some(offset) => Err(SyntaxError::too_many_values(Some(offset))),
            None => Ok(()),
        }
    }

    /// In YAML an alias repeats all that its anchor holds.
    fn spend<E: serde::de::Error>(&self) -> Result<(), E> {
        let left = self.0.get().checked_sub(1);
        self.0.set(left.unwrap_or(0));
        left.map(drop).ok_or_else(|| E::custom(TOO_MANY_ALIASES))
    }
}

/// Refuses to make a mapping or a list longer than it may be.
fn check_length<E: serde::de::Error>(length: usize) -> Result<(), E> {
    match length > limits::ENTRIES {
        true => Err(E::custom(TOO_MANY_ENTRIES)),
        false => Ok(()),
    }
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
    let merges = |node: &Node<'_>| matches!(node.value, Value::Mapping(_) | Value::Sequence(_));
    if !mapping.get("<<").is_some_and(merges) {
        return;
    }
    let bases = match mapping.remove("<<").map(|merged| merged.value) {
        Some(Value::Sequence(items)) => items.into_iter().map(|item| item.value).collect(),
        Some(base) => vec![base],
        None => return,
    };
    let bases = bases.into_iter().filter_map(|base| match base {
        Value::Mapping(base) => Some(base.into_entries()),
        _ => None,
    });
    mapping.merge(bases.flatten());
}

fn unplaced(value: Value<'_>) -> Node<'_> {
    let place = Place {
        file: FileId(0),
        index: 0,
    };
    Node { place, value }
}

struct NodeSeed<'b>(&'b Budget);

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        self.0.spend()?;
        let visitor = NodeVisitor(self.0);
        deserializer.deserialize_any(visitor).map(unplaced)
    }
}

struct NodeVisitor<'b>(&'b Budget);

impl<'de> Visitor<'de> for NodeVisitor<'_> {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, some: D) -> Result<Self::Value, D::Error> {
        some.deserialize_any(self)
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
        while let Some(node) = items.next_element_seed(NodeSeed(self.0))? {
            nodes.push(node);
            check_length(nodes.len())?;
        }
        Ok(Value::Sequence(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0).min(1024));
        while let Some(key) = map.next_key_seed(KeySeed)? {
            let value = map.next_value_seed(NodeSeed(self.0))?;
            entries.push(Entry { key, value });
            check_length(entries.len())?;
        }
        Ok(number(&entries).unwrap_or_else(|| Value::Mapping(Mapping::new(entries))))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, tagged: A) -> Result<Self::Value, A::Error> {
        // A YAML tag such as `!binary`: the value counts, the tag says nothing to OpenAPI.
        use serde::de::VariantAccess;
        let (_tag, content) = tagged.variant_seed(KeySeed)?;
        content
            .newtype_variant_seed(NodeSeed(self.0))
            .map(|node| node.value)
    }
}

/// What `serde_json` gives for a number when another crate turns on its `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// The number that a mapping of that one key stands for.
fn number<'a>(entries: &[Entry<'a>]) -> Option<Value<'a>> {
    let [Entry { key, value }] = entries else {
        return None;
    };
    let digits = value.as_str().filter(|_| key == NUMBER)?;
    match digits.parse() {
        Ok(integer) => Some(Value::Integer(Box::new(integer))),
        Err(_) => digits.parse().ok().map(Value::Float),
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
