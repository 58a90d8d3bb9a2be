//! Names that are out in the world, and stay.

use std::collections::HashMap;

use super::Surface;
use crate::ir::{Origin, ParameterPlace, Way};

/// The names that an earlier surface gave, by where each came from.
#[derive(Debug, Default)]
pub(crate) struct Pins {
    items: HashMap<(String, String), String>,
    sent_items: HashMap<(String, String), String>,
    members: HashMap<(String, String), String>,
    methods: HashMap<(String, String), String>,
    owners: HashMap<String, Origin>,
    parameters: HashMap<(String, String, ParameterPlace, String), String>,
    variants: HashMap<(String, String, String), String>,
}

impl Pins {
    pub(crate) fn of(surface: &Surface) -> Self {
        let mut pins = Self::default();
        for item in &surface.items {
            let name = item.path.rsplit("::").next().unwrap_or_default();
            let items = match item.half {
                Some(Way::Sent) => &mut pins.sent_items,
                Some(Way::Received) | None => &mut pins.items,
            };
            items.insert(key(&item.origin), name.to_owned());
            pins.owners.insert(item.path.clone(), item.origin.clone());
            for member in &item.members {
                pins.members
                    .insert(key(&member.origin), member.name.clone());
            }
            for value in &item.values {
                let Origin { file, pointer } = item.origin.clone();
                pins.variants
                    .insert((file, pointer, value.wire.clone()), value.name.clone());
            }
        }
        for operation in &surface.operations {
            let name = operation.path.rsplit("::").next().unwrap_or_default();
            pins.items.insert(key(&operation.origin), name.to_owned());
            pins.methods
                .insert(key(&operation.origin), operation.method_name.clone());
            pins.owners
                .insert(operation.path.clone(), operation.origin.clone());
            for parameter in &operation.parameters {
                let Origin { file, pointer } = operation.origin.clone();
                let key = (file, pointer, parameter.place, parameter.wire.clone());
                pins.parameters.insert(key, parameter.name.clone());
            }
        }
        pins
    }

    /// The name of the item that came from there. Where one is sent and another one received, the
    /// latter.
    pub(crate) fn item(&self, origin: &Origin) -> Option<&str> {
        let received = self.items.get(&key(origin)).map(String::as_str);
        received.or_else(|| self.sent_item(origin))
    }

    /// The name of the item that came from there and is only sent.
    pub(crate) fn sent_item(&self, origin: &Origin) -> Option<&str> {
        self.sent_items.get(&key(origin)).map(String::as_str)
    }

    /// The name of the member that came from there. A type that stands in a property comes from
    /// the same place as the member.
    pub(crate) fn member(&self, origin: &Origin) -> Option<&str> {
        self.members.get(&key(origin)).map(String::as_str)
    }

    /// The name of the method that calls the operation that came from there.
    pub(crate) fn method(&self, origin: &Origin) -> Option<&str> {
        self.methods.get(&key(origin)).map(String::as_str)
    }

    /// The name of a parameter of the operation that came from there.
    pub(crate) fn parameter(
        &self,
        operation: &Origin,
        place: ParameterPlace,
        wire: &str,
    ) -> Option<&str> {
        let Origin { file, pointer } = operation.clone();
        let key = (file, pointer, place, wire.to_owned());
        self.parameters.get(&key).map(String::as_str)
    }

    /// What has a path such as `types::Pet`.
    pub(crate) fn owner(&self, path: &str) -> Option<&Origin> {
        self.owners.get(path)
    }

    /// The name of a value of the enum that came from there.
    pub(crate) fn variant(&self, origin: &Origin, wire: &str) -> Option<&str> {
        let key = (origin.file.clone(), origin.pointer.clone(), wire.to_owned());
        self.variants.get(&key).map(String::as_str)
    }
}

fn key(origin: &Origin) -> (String, String) {
    (origin.file.clone(), origin.pointer.clone())
}
