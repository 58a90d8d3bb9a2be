//! Schemas that name themselves by `$id`, and references to these names.

use std::collections::HashMap;

use super::locate::Step;
use super::node::{Node, Place, Value};
use super::pointer::percent_decode;
use super::tree::Tree;
use super::{ReferenceError, file, reference};

impl<'a> Tree<'a> {
    /// What a reference leads to, by its path, or else by an `$id`. `#` is the schema around it that
    /// has an `$id`, since a whole document is none.
    pub(crate) fn lead(&self, reference: &str, from: Place) -> Result<&Node<'a>, ReferenceError> {
        if reference == "#"
            && let (_, Some(around)) = self.identified_around(from)
        {
            return Ok(around);
        }
        let found = self.resolve(reference, from.file);
        found.or_else(|error| self.resolve_by_id(reference, from).ok_or(error))
    }

    /// What a reference leads to that is no path: the schema of that `$id`, or a place in it. One
    /// that starts with `#` stays in the schema around it that has an `$id`.
    fn resolve_by_id(&self, reference: &str, from: Place) -> Option<&Node<'a>> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let (base, around) = self.identified_around(from);
        let target = match uri {
            "" => around?,
            uri => self.identified().get(&join(&base, uri)).and_then(|place| {
                let root = self.file(place.file)?.root.as_ref()?;
                super::tree::walk(root, *place, |_| {})
            })?,
        };
        let fragment = percent_decode(fragment);
        match fragment.is_empty() || fragment.starts_with('/') {
            true => file::below(target, &fragment),
            false => file::anchored(target, &fragment),
        }
    }

    /// All schemas with an `$id`, by what it is when it is whole.
    fn identified(&self) -> &HashMap<String, Place> {
        self.identified.get_or_init(|| {
            let mut identified = HashMap::new();
            for root in self.files().iter().filter_map(|file| file.root.as_ref()) {
                collect(root, &base_of(root), &mut identified);
            }
            identified
        })
    }

    /// The last schema with an `$id` on the way to a place, and that `$id`.
    fn identified_around(&self, place: Place) -> (String, Option<&Node<'a>>) {
        let root = self.file(place.file).and_then(|file| file.root.as_ref());
        let mut node = root;
        let mut base = root.map(base_of).unwrap_or_default();
        let mut around = None;
        for step in self.steps(place) {
            if let Some(id) = node.and_then(id_of) {
                base = join(&base, id);
                around = node;
            }
            node = node.and_then(|node| match (step, &node.value) {
                (Step::Key { name, .. }, Value::Mapping(mapping)) => mapping.get(name),
                (Step::Index(index), Value::Sequence(items)) => items.get(index),
                _ => None,
            });
        }
        (base, around)
    }
}

/// What a document says that it is called.
fn base_of(root: &Node<'_>) -> String {
    let own = root.get("$self").and_then(Node::as_str);
    own.unwrap_or_default().to_owned()
}

/// The `$id` of a node, without a fragment.
fn id_of<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    let id = node.get("$id")?.as_str()?;
    let (uri, _) = id.split_once('#').unwrap_or((id, ""));
    (!uri.is_empty()).then_some(uri)
}

fn collect(node: &Node<'_>, base: &str, identified: &mut HashMap<String, Place>) {
    let own = id_of(node).map(|id| join(base, id));
    if let Some(own) = &own {
        identified.entry(own.clone()).or_insert(node.place);
    }
    let base = own.as_deref().unwrap_or(base);
    match &node.value {
        Value::Mapping(mapping) => {
            let values = mapping.entries().iter().map(|entry| &entry.value);
            values.for_each(|value| collect(value, base, identified));
        }
        Value::Sequence(items) => items
            .iter()
            .for_each(|item| collect(item, base, identified)),
        _ => {}
    }
}

/// A URI reference relative to a URI (RFC 3986, without queries).
fn join(base: &str, uri: &str) -> String {
    if reference::has_scheme(uri) {
        return uri.to_owned();
    }
    let after_scheme = base.find("://").map_or(0, |at| at + 3);
    let host_end = base.get(after_scheme..).and_then(|rest| rest.find('/'));
    let host_end = host_end.map_or(base.len(), |at| after_scheme + at);
    let (host, path) = match after_scheme {
        0 => ("", base),
        _ => base.split_at(host_end),
    };
    if uri.starts_with('/') {
        return format!("{host}{uri}");
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in uri.split('/') {
        match part {
            "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    match host.is_empty() {
        true => path.trim_start_matches('/').to_owned(),
        false => format!("{host}/{}", path.trim_start_matches('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn names_are_relative_to_names() {
        let base = "https://pets.example/schemas/pet.json";
        assert_eq!(
            join(base, "owner.json"),
            "https://pets.example/schemas/owner.json"
        );
        assert_eq!(join(base, "../owner"), "https://pets.example/owner");
        assert_eq!(join(base, "/owner"), "https://pets.example/owner");
        assert_eq!(join(base, "urn:owner"), "urn:owner");
        assert_eq!(
            join("https://pets.example", "owner"),
            "https://pets.example/owner"
        );
        assert_eq!(join("", "owner"), "owner");
        assert_eq!(join("schemas/pet", "./owner"), "schemas/owner");
    }
}
