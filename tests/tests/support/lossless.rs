//! What "without loss" means: which JSON has to come out when JSON goes in.

use serde_json::{Map, Value, json};

use super::facts::{Facts, Kind};

impl Facts {
    /// Returns the body without the members that its types do not know.
    ///
    /// Free-form values stay as they are.
    pub(crate) fn known(&self, name: &str, body: &Value) -> Value {
        let mut body = body.clone();
        self.visit(name, &mut body, &mut |name, object| {
            let it = self.type_of(name);
            object.retain(|wire, _| it.field(wire).is_some());
        });
        body
    }

    /// Returns the body as it has to come out once it was decoded: without unknown members, and
    /// with one form where several mean the same.
    ///
    /// An optional member that is `null` is left out, and so is an optional list or map that is
    /// empty. A required list or map is always there. Free-form values stay as they are.
    pub(crate) fn canonical(&self, name: &str, body: &Value) -> Value {
        let mut body = self.known(name, body);
        self.visit(name, &mut body, &mut |name, object| {
            object.retain(|_, value| !value.is_null());
            let fields = self.type_of(name).fields.iter();
            for field in fields.filter(|field| field.is_collection()) {
                let empty = match field.kind {
                    Kind::Map => json!({}),
                    _ => json!([]),
                };
                if field.required {
                    object.entry(&field.wire).or_insert(empty);
                } else if object.get(&field.wire) == Some(&empty) {
                    object.remove(&field.wire);
                }
            }
        });
        body
    }

    /// Calls an action for each object in a body that has a type, with the name of that type and the
    /// innermost first.
    pub(crate) fn visit(
        &self,
        name: &str,
        body: &mut Value,
        action: &mut dyn FnMut(&str, &mut Map<String, Value>),
    ) {
        let Value::Object(object) = body else { return };
        for field in &self.type_of(name).fields {
            match (field.kind, object.get_mut(&field.wire)) {
                (Kind::Object, Some(value)) => self.visit(field.reference(), value, action),
                (Kind::Array, Some(Value::Array(items))) => {
                    let Some(name) = field.item_type() else {
                        continue;
                    };
                    for item in items {
                        self.visit(name, item, action);
                    }
                }
                _ => {}
            }
        }
        action(name, object);
    }
}
