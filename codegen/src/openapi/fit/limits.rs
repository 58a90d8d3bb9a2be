//! Whether a value keeps the limits of its schema.

use std::collections::HashSet;

use super::{Fault, Fit, Patterns, as_number, texts};
use crate::openapi::Schema;
use crate::source::{Node, Value};

impl<'a> Fit<'a, '_> {
    /// Limits of numbers, lengths and sizes.
    pub(super) fn limits(&mut self, value: &'a Node<'a>, schema: Schema<'a>) {
        let (number, length) = match &value.value {
            Value::Integer(number) => (Some(**number as f64), None),
            Value::Float(number) => (Some(*number), None),
            Value::String(text) => {
                let length = text.chars().count();
                (None, Some((length, "minLength", "maxLength", "characters")))
            }
            Value::Sequence(items) => {
                self.uniqueness(items, schema);
                (None, Some((items.len(), "minItems", "maxItems", "items")))
            }
            Value::Mapping(mapping) => {
                let size = mapping.entries().len();
                (
                    None,
                    Some((size, "minProperties", "maxProperties", "members")),
                )
            }
            Value::Null | Value::Bool(_) => (None, None),
        };
        if let Some(number) = number {
            self.number(value, number, schema);
        }
        if let Some((length, least, most, unit)) = length {
            let length = length as f64;
            self.bound(value, schema, least, "at least", unit, |it| length >= it);
            self.bound(value, schema, most, "at most", unit, |it| length <= it);
        }
    }

    fn number(&mut self, value: &'a Node<'a>, number: f64, schema: Schema<'a>) {
        // In OpenAPI 3.0 the exclusive limits are flags.
        let excludes = |key: &str| {
            let flag = schema.object.get(key).map(|node| &node.value);
            flag == Some(&Value::Bool(true))
        };
        let (above, below) = (excludes("exclusiveMinimum"), excludes("exclusiveMaximum"));
        let least = |it| number > it || (number == it && !above);
        let most = |it| number < it || (number == it && !below);
        let words = |excludes, strict, other| if excludes { strict } else { other };
        let at_least = words(above, "more than", "at least");
        let at_most = words(below, "less than", "at most");
        self.bound(value, schema, "minimum", at_least, "", least);
        self.bound(value, schema, "maximum", at_most, "", most);
        self.bound(value, schema, "exclusiveMinimum", "more than", "", |it| {
            number > it
        });
        self.bound(value, schema, "exclusiveMaximum", "less than", "", |it| {
            number < it
        });
        let is_multiple = |it: f64| it <= 0.0 || is_whole(number / it);
        self.bound(
            value,
            schema,
            "multipleOf",
            "a multiple of",
            "",
            is_multiple,
        );
    }

    /// Compares a value with the number of a key.
    fn bound(
        &mut self,
        value: &'a Node<'a>,
        schema: Schema<'a>,
        key: &str,
        words: &str,
        unit: &str,
        keeps: impl Fn(f64) -> bool,
    ) {
        let Some(node) = schema.object.get(key) else {
            return;
        };
        let Some(limit) = as_number(node) else {
            return;
        };
        if !keeps(limit) {
            let wanted = format!("{words} {limit} {unit}").trim_end().to_owned();
            self.push(value, Fault::Other(wanted), Some(node.place));
        }
    }

    fn uniqueness(&mut self, items: &'a [Node<'a>], schema: Schema<'a>) {
        if !schema.object.flag("uniqueItems") {
            return;
        }
        let said_at = schema.object.get("uniqueItems").map(|node| node.place);
        let mut seen = HashSet::new();
        for item in items {
            if !seen.insert(item.to_json().to_string()) {
                self.push(item, Fault::Other("no item twice".into()), said_at);
            }
        }
    }

    /// What `pattern` and `format` say of a text.
    pub(super) fn text(&mut self, value: &'a Node<'a>, schema: Schema<'a>, patterns: &Patterns) {
        let Some(text) = value.as_str() else {
            return;
        };
        let said = |key: &str| Some((schema.object.get(key)?, schema.object.text(key)?));
        if let Some((node, pattern)) = said("pattern")
            && !patterns.may_fit(pattern, text)
        {
            let wanted = "one that its `pattern` fits".to_owned();
            self.push(value, Fault::Other(wanted), Some(node.place));
        }
        if let Some((node, format)) = said("format")
            && !texts::may_be_of(text, format)
        {
            let wanted = format!("one of the format `{format}`");
            self.push(value, Fault::Other(wanted), Some(node.place));
        }
    }
}

/// True for a number without a fraction, but for what a division of floats brings about. Where
/// floats are too far apart to tell, it counts as one.
fn is_whole(number: f64) -> bool {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let distance = (number - number.round()).abs();
    number.abs() >= EXACT || distance <= number.abs().max(1.0) * 1e-12
}
