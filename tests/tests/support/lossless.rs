//! What "without loss" means: which JSON has to come out when JSON goes in.

use serde_json::{Map, Value, json};

use super::facts::{Facts, Field, Kind};

impl Facts {
    /// Returns the body without the members that its type does not know, at every level.
    ///
    /// Free-form values stay as they are.
    pub(crate) fn known(&self, name: &str, body: &Value) -> Value {
        self.rewrite(name, body, &|_, value| value.cloned())
    }

    /// Returns the body as it has to come out once it was decoded: without unknown members, and
    /// with one form where several mean the same.
    ///
    /// An optional member that is `null` is left out, and so is an optional list or map that is
    /// empty. A required list or map is always there. Free-form values stay as they are.
    pub(crate) fn canonical(&self, name: &str, body: &Value) -> Value {
        self.rewrite(name, body, &|field, value| {
            let value = value.filter(|value| !value.is_null());
            match value {
                None if field.required && field.kind == Kind::Array => Some(json!([])),
                None if field.required && field.kind == Kind::Map => Some(json!({})),
                Some(value) if !field.required && is_empty_collection(field, value) => None,
                value => value.cloned(),
            }
        })
    }

    /// Returns the body with an action applied to each member, at every level.
    ///
    /// The action sees the member's value if there is one, and returns the one to have instead.
    pub(crate) fn rewrite(
        &self,
        name: &str,
        body: &Value,
        action: &dyn Fn(&Field, Option<&Value>) -> Option<Value>,
    ) -> Value {
        let Value::Object(body) = body else {
            panic!("a body of {name} is an object, not {body}");
        };
        let mut rewritten = Map::new();
        for field in &self.type_of(name).fields {
            let Some(value) = action(field, body.get(&field.wire)) else {
                continue;
            };
            let value = match (field.kind, value) {
                (Kind::Object, value @ Value::Object(_)) => {
                    self.rewrite(field.reference(), &value, action)
                }
                (Kind::Array, Value::Array(items)) => items
                    .iter()
                    .map(|item| self.rewrite(field.reference(), item, action))
                    .collect(),
                (_, value) => value,
            };
            rewritten.insert(field.wire.clone(), value);
        }
        Value::Object(rewritten)
    }
}

fn is_empty_collection(field: &Field, value: &Value) -> bool {
    match value {
        Value::Array(items) => field.is_collection() && items.is_empty(),
        Value::Object(members) => field.is_collection() && members.is_empty(),
        _ => false,
    }
}
