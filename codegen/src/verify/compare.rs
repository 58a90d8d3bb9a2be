//! A value and its schema → where they disagree.

use super::findings::{Finding, Kind};
use super::parts::{self, Parts};
use crate::ir::Way;
use crate::openapi::{Context, Schema};
use crate::source::{Entry, Node, Value};

/// As deep as a document may be nested, and more.
const DEEPEST: usize = 200;

/// Compares a body with its schema.
pub(super) fn compare<'a>(
    context: Context<'a>,
    value: &'a Node<'a>,
    schema: &'a Node<'a>,
    way: Way,
) -> Vec<Finding<'a>> {
    let mut comparison = Comparison {
        context,
        way,
        findings: Vec::new(),
    };
    comparison.value(value, schema, 0);
    comparison.findings
}

struct Comparison<'a> {
    context: Context<'a>,
    way: Way,
    findings: Vec<Finding<'a>>,
}

impl<'a> Comparison<'a> {
    fn value(&mut self, value: &'a Node<'a>, site: &'a Node<'a>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if value.value == Value::Null {
            if !parts::admits_null(self.context, site, 0) {
                self.find(Kind::Null { site }, value);
            }
            return;
        }
        let parts = parts::of(self.context, site, value);
        let is_other = |part: &&Schema<'a>| !parts::is_of_kind(**part, value);
        let other = parts.all.iter().find(is_other);
        if other.is_some() || parts.unfit {
            let kind = other.copied();
            self.find(Kind::Unfit { site, part: kind }, value);
            return;
        }
        for part in &parts.all {
            let listed = part.enum_values();
            if !listed.is_empty() && !listed.iter().any(|it| it.value == value.value) {
                self.find(Kind::Unlisted { part: *part }, value);
            }
            if is_too_large(*part, value) {
                self.find(Kind::TooLarge { part: *part }, value);
            }
        }
        for (part, name) in &parts.untagged {
            // What is listed is said by the list.
            let tag = value
                .get(name)
                .filter(|_| !parts.list_values_of(self.context, name));
            if let Some(tag) = tag {
                self.find(Kind::Untagged { part: *part }, tag);
            }
        }
        match &value.value {
            Value::Mapping(_) => self.members(value, &parts, depth),
            Value::Sequence(items) => self.items(items, &parts, depth),
            _ => {}
        }
    }

    fn find(&mut self, kind: Kind<'a>, value: &'a Node<'a>) {
        self.findings.push(Finding { kind, value });
    }

    fn items(&mut self, items: &'a [Node<'a>], parts: &Parts<'a>, depth: usize) {
        for part in &parts.all {
            let first = part.object.items("prefixItems");
            for (item, schema) in items.iter().zip(first) {
                self.value(item, schema, depth + 1);
            }
            let others = part
                .object
                .get("items")
                .filter(|it| it.as_mapping().is_some());
            if let Some(schema) = others {
                for item in items.iter().skip(first.len()) {
                    self.value(item, schema, depth + 1);
                }
            }
        }
    }

    fn members(&mut self, value: &'a Node<'a>, parts: &Parts<'a>, depth: usize) {
        let entries = value.as_mapping().map_or(&[][..], |it| it.entries());
        let named = |name: &str| {
            let properties = parts.all.iter().flat_map(|part| part.properties());
            let properties = properties.filter(|it| it.key == name);
            properties.collect::<Vec<&'a Entry<'a>>>()
        };
        for Entry { key, value } in entries {
            let properties = named(key);
            // Null and absent are the same where a member may be absent.
            if value.value == Value::Null && !properties.is_empty() && !is_required(parts, key) {
                continue;
            }
            for property in &properties {
                self.value(value, &property.value, depth + 1);
            }
            if properties.is_empty() {
                self.other_member(key, value, parts, depth);
            }
        }
        for part in &parts.all {
            for (name, node) in part.required() {
                let goes = named(name).iter().all(|it| self.goes(&it.value));
                if value.get(name).is_none() && goes {
                    self.find(Kind::Missing { name, entry: node }, value);
                }
            }
        }
    }

    /// Whether a member goes the way of the body.
    fn goes(&self, property: &'a Node<'a>) -> bool {
        let Some(schema) = parts::schema(self.context, property) else {
            return true;
        };
        let says = |key: &str| {
            let beside = property
                .get(key)
                .is_some_and(|it| it.value == Value::Bool(true));
            beside || schema.object.optional_flag(key) == Some(true)
        };
        match self.way {
            Way::Sent => !says("readOnly"),
            Way::Received => !says("writeOnly"),
        }
    }

    /// A member that no schema names.
    fn other_member(
        &mut self,
        name: &'a str,
        value: &'a Node<'a>,
        parts: &Parts<'a>,
        depth: usize,
    ) {
        let mut lets_in = false;
        for part in &parts.all {
            for key in ["additionalProperties", "unevaluatedProperties"] {
                match part.object.get(key) {
                    Some(schema) if schema.as_mapping().is_some() => {
                        lets_in = true;
                        self.value(value, schema, depth + 1);
                    }
                    Some(other) => lets_in |= other.value == Value::Bool(true),
                    None => {}
                }
            }
            lets_in |= part.object.get("patternProperties").is_some();
        }
        let naming = parts
            .all
            .iter()
            .rev()
            .find(|it| !it.properties().is_empty());
        if let Some(part) = naming.filter(|_| !lets_in) {
            self.find(Kind::Undescribed { name, part: *part }, value);
        }
    }
}

fn is_required(parts: &Parts<'_>, name: &str) -> bool {
    let required = parts.all.iter().flat_map(|part| part.required());
    required.into_iter().any(|(it, _)| it == name)
}

/// True for an integer that the type of its format does not hold.
fn is_too_large(part: Schema<'_>, value: &Node<'_>) -> bool {
    let Value::Integer(number) = &value.value else {
        return false;
    };
    match part.object.get("format").and_then(Node::as_str) {
        Some("int32") => i32::try_from(**number).is_err(),
        Some("uint32") => u32::try_from(**number).is_err(),
        Some("int64") => i64::try_from(**number).is_err(),
        Some("uint64") => u64::try_from(**number).is_err(),
        _ => false,
    }
}
