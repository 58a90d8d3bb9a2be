//! Values → a schema that allows them, and not much more.

use serde_yaml::{Mapping, Value as Yaml};

use super::correct::Dialect;
use crate::source::{Node, Value};

/// The schema of some values, which can be of different kinds.
pub(super) fn schema(values: &[&Node<'_>], dialect: Dialect) -> Yaml {
    let mut schemas: Vec<Yaml> = Vec::new();
    let of = |wanted: fn(&Value<'_>) -> bool| {
        let fitting = values.iter().filter(|it| wanted(&it.value));
        fitting.copied().collect::<Vec<_>>()
    };
    if !of(|it| matches!(it, Value::String(_))).is_empty() {
        schemas.push(typed("string", []));
    }
    if !of(|it| matches!(it, Value::Float(_))).is_empty() {
        schemas.push(typed("number", []));
    } else if !of(|it| matches!(it, Value::Integer(_))).is_empty() {
        schemas.push(typed("integer", []));
    }
    if !of(|it| matches!(it, Value::Bool(_))).is_empty() {
        schemas.push(typed("boolean", []));
    }
    let sequences = of(|it| matches!(it, Value::Sequence(_)));
    if !sequences.is_empty() {
        let items = sequences
            .iter()
            .flat_map(|it| it.as_sequence().unwrap_or_default());
        let items = schema(&items.collect::<Vec<_>>(), dialect);
        schemas.push(typed("array", [("items", items)]));
    }
    let mappings = of(|it| matches!(it, Value::Mapping(_)));
    if !mappings.is_empty() {
        let properties = properties(&mappings, dialect);
        schemas.push(typed("object", [("properties", properties)]));
    }
    let with_null = values.iter().any(|it| it.value == Value::Null);
    combine(schemas, with_null, dialect)
}

/// One schema for values of several kinds. Of nothing but null nothing is known.
fn combine(mut schemas: Vec<Yaml>, with_null: bool, dialect: Dialect) -> Yaml {
    if schemas.is_empty() {
        return Yaml::Mapping(Mapping::new());
    }
    if let (true, Dialect::V3_1) = (with_null, dialect) {
        schemas.push(typed("null", []));
    }
    let mut combined = match schemas.len() {
        1 => match schemas.swap_remove(0) {
            Yaml::Mapping(only) => only,
            _ => Mapping::new(),
        },
        _ => Mapping::from_iter([("anyOf".into(), Yaml::Sequence(schemas))]),
    };
    if let (true, Dialect::V3_0) = (with_null, dialect) {
        combined.insert("nullable".into(), true.into());
    }
    Yaml::Mapping(combined)
}

fn properties(mappings: &[&Node<'_>], dialect: Dialect) -> Yaml {
    let mut names: Vec<&str> = Vec::new();
    for mapping in mappings {
        let entries = mapping.as_mapping().map_or(&[][..], |it| it.entries());
        for entry in entries {
            if !names.contains(&entry.key.as_ref()) {
                names.push(&entry.key);
            }
        }
    }
    let property = |name: &str| {
        let values: Vec<_> = mappings.iter().filter_map(|it| it.get(name)).collect();
        (Yaml::from(name), schema(&values, dialect))
    };
    Yaml::Mapping(names.into_iter().map(property).collect())
}

/// A schema of one type.
fn typed<const N: usize>(name: &str, more: [(&str, Yaml); N]) -> Yaml {
    let more = more.into_iter().map(|(key, value)| (key.into(), value));
    Yaml::Mapping(
        [("type".into(), name.into())]
            .into_iter()
            .chain(more)
            .collect(),
    )
}

/// A node as it would be written.
pub(super) fn written(node: &Node<'_>) -> Yaml {
    match &node.value {
        Value::Null => Yaml::Null,
        Value::Bool(value) => (*value).into(),
        Value::Integer(value) => match (i64::try_from(**value), u64::try_from(**value)) {
            (Ok(value), _) => value.into(),
            (_, Ok(value)) => value.into(),
            _ => (**value as f64).into(),
        },
        Value::Float(value) => (*value).into(),
        Value::String(text) => text.as_ref().into(),
        Value::Sequence(items) => Yaml::Sequence(items.iter().map(written).collect()),
        Value::Mapping(mapping) => {
            let entries = mapping.entries().iter();
            let entries = entries.map(|it| (it.key.as_ref().into(), written(&it.value)));
            Yaml::Mapping(entries.collect())
        }
    }
}
