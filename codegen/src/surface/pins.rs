//! Names that are out in the world, and stay.

use std::collections::HashMap;

use super::Surface;
use crate::ir::Origin;

/// The names that an earlier surface gave, by where each came from.
#[derive(Debug, Default)]
pub(crate) struct Pins {
    names: HashMap<(String, String), String>,
    variants: HashMap<(String, String, String), String>,
}

impl Pins {
    pub(crate) fn of(surface: &Surface) -> Self {
        let mut pins = Self::default();
        for item in &surface.items {
            let name = item.path.rsplit("::").next().unwrap_or_default();
            pins.insert(&item.origin, name);
            for member in &item.members {
                pins.insert(&member.origin, &member.name);
            }
            for value in &item.values {
                let Origin { file, pointer } = item.origin.clone();
                pins.variants
                    .insert((file, pointer, value.wire.clone()), value.name.clone());
            }
        }
        for operation in &surface.operations {
            let name = operation.path.rsplit("::").next().unwrap_or_default();
            pins.insert(&operation.origin, name);
        }
        pins
    }

    fn insert(&mut self, origin: &Origin, name: &str) {
        let key = (origin.file.clone(), origin.pointer.clone());
        self.names.insert(key, name.to_owned());
    }

    /// The name of what came from there.
    pub(crate) fn get(&self, origin: &Origin) -> Option<&str> {
        let key = (origin.file.clone(), origin.pointer.clone());
        self.names.get(&key).map(String::as_str)
    }

    /// The name of a value of the enum that came from there.
    pub(crate) fn variant(&self, origin: &Origin, wire: &str) -> Option<&str> {
        let key = (origin.file.clone(), origin.pointer.clone(), wire.to_owned());
        self.variants.get(&key).map(String::as_str)
    }
}
