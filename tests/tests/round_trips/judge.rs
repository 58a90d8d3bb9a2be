//! An independent judge of values: the `jsonschema` crate.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

const ADDRESS: &str = "https://example.com/schemas";

pub(crate) struct Judge<'a> {
    registry: Registry<'a>,
    validators: RefCell<HashMap<usize, Rc<Validator>>>,
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
        }
    }

    /// The validator of a definition.
    pub(crate) fn of(&self, number: usize) -> Rc<Validator> {
        if let Some(validator) = self.validators.borrow().get(&number) {
            return Rc::clone(validator);
        }
        let schema = json!({ "$ref": format!("{ADDRESS}#/$defs/{number}") });
        let validator = jsonschema::draft202012::options()
            .with_registry(&self.registry)
            .build(&schema);
        let validator = validator.unwrap_or_else(|error| panic!("definition {number}: {error}"));
        let validator = Rc::new(validator);
        let mut validators = self.validators.borrow_mut();
        validators.insert(number, Rc::clone(&validator));
        validator
    }

    pub(crate) fn takes(&self, number: usize, value: &Value) -> bool {
        self.of(number).is_valid(value)
    }

    /// Forgets what is not needed again.
    pub(crate) fn forget(&self) {
        self.validators.borrow_mut().clear();
    }
}
