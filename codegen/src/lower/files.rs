//! Schemas in files of their own: named for the file, and for its folder where two are alike.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Lowering;
use super::declare::Naming;
use crate::ir::Origin;
use crate::name;
use crate::openapi::reference_of;
use crate::source::{Node, Place, Value, pointer};

/// Declares the schemas that are a whole file, or stand at the top of one, and that no component
/// gives a name: pinned names first, then by file.
pub(super) fn declare(lowering: &mut Lowering<'_>) {
    let mut schemas = schemas(lowering);
    qualify(lowering, &mut schemas);
    schemas.sort_by(|a, b| (a.is_new, &a.origin).cmp(&(b.is_new, &b.origin)));
    for FileSchema {
        node, module, name, ..
    } in schemas
    {
        lowering.declare(node, module, &name, Naming::Declared);
    }
}

/// A schema in a file of its own.
struct FileSchema<'a> {
    is_new: bool,
    origin: Origin,
    node: &'a Node<'a>,
    /// What it is called after, the nearest first: the key, the file, its folder, the one above.
    parts: Vec<String>,
    module: Vec<String>,
    name: String,
}

fn schemas<'a>(lowering: &Lowering<'a>) -> Vec<FileSchema<'a>> {
    let tree = lowering.context.tree;
    if tree.files().len() < 2 {
        return Vec::new();
    }
    let mut found = Found {
        lowering,
        schemas: BTreeMap::new(),
    };
    for root in tree.files().iter().filter_map(|file| file.root.as_ref()) {
        found.walk(root);
    }
    let is_unnamed =
        |place: &Place| !lowering.ids.contains_key(place) && lowering.replacement(*place).is_none();
    let schemas = found.schemas.into_iter();
    let schemas = schemas.filter(|(place, _)| is_unnamed(place));
    let schemas = schemas.filter_map(|(place, node)| {
        let origin = lowering.origin(place);
        let parts = parts(&origin.file, &origin.pointer)?;
        let needs_item = lowering.needs_item(node);
        let (module, name) = lowering.home_of_schema(place, parts.first()?);
        needs_item.then(|| FileSchema {
            is_new: lowering.pins.item(&origin).is_none(),
            origin,
            node,
            parts,
            module,
            name,
        })
    });
    schemas.collect()
}

/// `users/models.yaml#/Item` → `Item`, `models`, `users`. None for what stands deeper in its file.
fn parts(file: &str, pointer: &str) -> Option<Vec<String>> {
    let mut path = file.rsplit('/');
    let stem = path.next()?.split('.').next()?;
    let mut tokens: Vec<_> = pointer::tokens(pointer).collect();
    let key = tokens.pop();
    let is_at_the_top = match tokens.as_slice() {
        [] => true,
        [group] => GROUPS.contains(&group.as_ref()),
        _ => false,
    };
    let key = key.map(|key| key.into_owned());
    let around = [stem].into_iter().chain(path).map(str::to_owned);
    is_at_the_top.then(|| key.into_iter().chain(around).collect())
}

/// Keys at the top of a file that hold schemas by name.
const GROUPS: &[&str] = &["$defs", "definitions", "schemas"];

/// Puts the file or the folder before names that are taken or that several want, until each is by
/// itself or nothing is left to put there. A name that is pinned stays.
fn qualify(lowering: &Lowering<'_>, schemas: &mut [FileSchema<'_>]) {
    let deepest = schemas.iter().map(|it| it.parts.len()).max().unwrap_or(0);
    for depth in 1..deepest {
        let mut wanted: HashMap<(&[String], &str), usize> = HashMap::new();
        for it in schemas.iter() {
            *wanted.entry((&it.module, &it.name)).or_default() += 1;
        }
        let is_taken = |it: &FileSchema<'_>| {
            let several = wanted
                .get(&(&it.module, &it.name))
                .is_some_and(|count| *count > 1);
            several || lowering.is_taken(&it.module, &it.name, it.node.place)
        };
        let taken = schemas.iter().filter(|it| it.is_new && is_taken(it));
        let taken: HashSet<Place> = taken.map(|it| it.node.place).collect();
        for it in schemas
            .iter_mut()
            .filter(|it| taken.contains(&it.node.place))
        {
            if let Some(part) = it.parts.get(depth) {
                it.name = format!("{}{}", name::item_name(part), it.name);
            }
        }
    }
}

/// The schemas that something refers to.
struct Found<'l, 'a> {
    lowering: &'l Lowering<'a>,
    schemas: BTreeMap<Place, &'a Node<'a>>,
}

impl<'a> Found<'_, 'a> {
    fn walk(&mut self, node: &'a Node<'a>) {
        if self.lowering.context.tree.is_left_out(node.place) {
            return;
        }
        match &node.value {
            Value::Sequence(items) => items.iter().for_each(|item| self.walk(item)),
            Value::Mapping(mapping) => {
                for entry in mapping.entries() {
                    self.walk_entry(&entry.key, &entry.value);
                }
            }
            _ => {}
        }
    }

    fn walk_entry(&mut self, key: &str, value: &'a Node<'a>) {
        match key {
            "default" | "enum" | "const" | "example" | "examples" => {}
            _ if key.starts_with("x-") => {}
            "additionalProperties" | "items" | "schema" => self.schema(value),
            "allOf" | "anyOf" | "oneOf" => {
                let parts = value.as_sequence().unwrap_or_default();
                parts.iter().for_each(|part| self.schema(part));
            }
            "$defs" | "definitions" | "properties" | "schemas" => {
                let entries = value.as_mapping().map_or(&[][..], |it| it.entries());
                entries.iter().for_each(|it| self.schema(&it.value));
            }
            _ => self.walk(value),
        }
    }

    /// Notes what a schema refers to, and looks into it. What leads nowhere is reported by whoever
    /// needs it.
    fn schema(&mut self, node: &'a Node<'a>) {
        let mut current = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = reference_of(current) else {
                break;
            };
            let text = reference.as_str().unwrap_or_default();
            let tree = self.lowering.context.tree;
            match tree.resolve(text, reference.place.file) {
                Ok(target) => current = target,
                Err(_) => return,
            }
        }
        if reference_of(node).is_none() {
            self.walk(node);
        } else if reference_of(current).is_none() {
            self.schemas.insert(current.place, current);
        }
    }
}

/// So many references may lead to one another.
const LONGEST_CHAIN: usize = 100;
