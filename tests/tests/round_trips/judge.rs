//! An independent judge of values: the `jsonschema` crate.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use crate::dialects::make_lenient;

const ADDRESS: &str = "https://example.com/schemas";

pub(crate) struct Judge<'a> {
    registry: Registry<'a>,
    validators: RefCell<HashMap<usize, Rc<Validator>>>,
    /// Validators of schemas in the definitions, by where these lie.
    inner: RefCell<HashMap<usize, Rc<Validator>>>,
}

impl<'a> Judge<'a> {
    /// A judge of the definitions below `$defs`.
    pub(crate) fn new(root: &'a Value) -> Self {
        let draft = jsonschema::Draft::Draft202012;
        let registry = Registry::new()
            .draft(draft)
            .add(ADDRESS, draft.create_resource_ref(root))
            .and_then(|registry| registry.prepare());
        Self {
            registry: registry.unwrap(),
            validators: RefCell::default(),
            inner: RefCell::default(),
        }
    }

    /// The validator of a definition.
    pub(crate) fn of(&self, number: usize) -> Rc<Validator> {
        if let Some(validator) = self.validators.borrow().get(&number) {
            return Rc::clone(validator);
        }
        let validator = self.validator(&json!({ "$ref": format!("#/$defs/{number}") }));
        let mut validators = self.validators.borrow_mut();
        validators.insert(number, Rc::clone(&validator));
        validator
    }

    pub(crate) fn takes(&self, number: usize, value: &Value) -> bool {
        self.of(number).is_valid(value)
    }

    /// True where a schema takes a value that stands in a definition.
    pub(crate) fn takes_as(&self, schema: &Value, value: &Value) -> bool {
        let key = std::ptr::from_ref(schema).addr();
        let mut inner = self.inner.borrow_mut();
        let validator = inner.entry(key).or_insert_with(|| {
            let mut lenient = schema.clone();
            make_lenient(&mut lenient);
            self.validator(&lenient)
        });
        validator.is_valid(value)
    }

    fn validator(&self, schema: &Value) -> Rc<Validator> {
        let mut schema = schema.clone();
        lead_to_definitions(&mut schema);
        let validator = jsonschema::draft202012::options()
            .with_registry(&self.registry)
            .build(&schema);
        Rc::new(validator.unwrap_or_else(|error| panic!("{schema}: {error}")))
    }

    /// Forgets what is not needed again.
    pub(crate) fn forget(&self) {
        self.validators.borrow_mut().clear();
        self.inner.borrow_mut().clear();
    }
}

/// References with the address of the definitions.
fn lead_to_definitions(schema: &mut Value) {
    match schema {
        Value::Object(words) => {
            for (word, value) in words {
                match value {
                    Value::String(reference) if word == "$ref" => {
                        reference.insert_str(0, ADDRESS);
                    }
                    value => lead_to_definitions(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(lead_to_definitions),
        _ => {}
    }
}
