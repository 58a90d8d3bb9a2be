//! What the chosen operations reach, and so what is left out.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::operations::Chosen;
use crate::openapi::{Context, reference_of};
use crate::source::{FileId, Node, Place, Reference, Value, pointer};

/// What is left out of a document.
pub(super) struct LeftOut {
    /// The topmost nodes that are left out.
    pub(super) places: HashSet<Place>,
    /// The files of which nothing is reached.
    pub(super) files: HashSet<FileId>,
    /// The nodes in what is left out, from the first to the last of each topmost one.
    ranges: Vec<(Place, u32)>,
}

impl LeftOut {
    /// True for a node in what is left out.
    pub(super) fn has(&self, place: Place) -> bool {
        let after = self.ranges.partition_point(|(first, _)| *first <= place);
        let before = after.checked_sub(1).and_then(|it| self.ranges.get(it));
        before.is_some_and(|(first, last)| first.file == place.file && place.index <= *last)
    }
}

/// Keys at the top of a file that hold schemas by name.
const GROUPS: &[&str] = &["$defs", "definitions", "schemas"];

/// Follows all references from what is chosen. What they do not lead to is left out: components,
/// and in files other than the root document whatever stands at the top.
pub(super) fn left_out<'a>(context: Context<'a>, chosen: &Chosen) -> LeftOut {
    let mut reach = Reach {
        context,
        chosen,
        extensions: extensions(context),
        reached: BTreeSet::new(),
        waiting: Vec::new(),
    };
    reach.start();
    while let Some(node) = reach.waiting.pop() {
        reach.walk(node);
    }
    reach.keep_names();
    let mut left_out = LeftOut {
        places: &chosen.operations | &chosen.paths,
        files: HashSet::new(),
        ranges: Vec::new(),
    };
    for (position, file) in context.tree.files().iter().enumerate() {
        let id = FileId(position as u32);
        match &file.root {
            None if position > 0 && !reach.is_file_reached(id) => {
                left_out.files.insert(id);
            }
            None => {}
            Some(root) => {
                let units = units(root, position == 0);
                let unreached = units.filter(|unit| !reach.is_reached(unit));
                left_out.places.extend(unreached.map(|unit| unit.place));
            }
        }
    }
    let nodes = left_out.places.iter();
    let nodes = nodes.filter_map(|place| context.tree.node(*place));
    left_out.ranges = nodes.map(|node| (node.place, last(node))).collect();
    left_out.ranges.sort_unstable();
    left_out
}

/// The parts of a file that are reached or left out as a whole.
fn units<'a>(
    root: &'a Node<'a>,
    is_root_document: bool,
) -> Box<dyn Iterator<Item = &'a Node<'a>> + 'a> {
    let entries = |node: &'a Node<'a>| {
        let mapping = node.as_mapping().map_or(&[][..], |it| it.entries());
        mapping.iter()
    };
    Box::new(
        entries(root).flat_map(move |entry| -> Box<dyn Iterator<Item = &'a Node<'a>>> {
            match entry.key.as_ref() {
                "components" => {
                    let sections = entries(&entry.value);
                    // How callers prove who they are is said of all operations alike.
                    let sections = sections.filter(|it| it.key != "securitySchemes");
                    Box::new(
                        sections
                            .flat_map(move |it| entries(&it.value))
                            .map(|it| &it.value),
                    )
                }
                key if GROUPS.contains(&key) => Box::new(entries(&entry.value).map(|it| &it.value)),
                "info" => Box::new(std::iter::empty()),
                _ if is_root_document => Box::new(std::iter::empty()),
                _ => Box::new(std::iter::once(&entry.value)),
            }
        }),
    )
}

/// The number of the last node in a node.
fn last(node: &Node<'_>) -> u32 {
    let inner = match &node.value {
        Value::Mapping(mapping) => mapping.entries().iter().map(|it| last(&it.value)).max(),
        Value::Sequence(items) => items.iter().map(last).max(),
        _ => None,
    };
    inner.unwrap_or(node.place.index).max(node.place.index)
}

/// The components that extend each schema through `allOf`.
fn extensions<'a>(context: Context<'a>) -> HashMap<Place, Vec<&'a Node<'a>>> {
    let mut extensions: HashMap<Place, Vec<&Node<'_>>> = HashMap::new();
    let roots = context
        .tree
        .files()
        .iter()
        .filter_map(|file| file.root.as_ref());
    for root in roots {
        let schemas = root
            .get("components")
            .and_then(|it| it.get("schemas")?.as_mapping());
        for entry in schemas.map_or(&[][..], |it| it.entries()) {
            let parts = entry.value.get("allOf").and_then(Node::as_sequence);
            for base in parts
                .unwrap_or_default()
                .iter()
                .filter_map(|it| target(context, it))
            {
                extensions.entry(base.place).or_default().push(&entry.value);
            }
        }
    }
    extensions
}

/// What a reference leads to. One that leads nowhere is reported by whoever needs it.
fn target<'a>(context: Context<'a>, node: &'a Node<'a>) -> Option<&'a Node<'a>> {
    let reference = reference_of(node)?;
    named(context, reference.as_str()?, reference.place)
}

fn named<'a>(context: Context<'a>, text: &str, from: Place) -> Option<&'a Node<'a>> {
    context.tree.lead(text, from).ok()
}

/// Following references.
struct Reach<'a, 'c> {
    context: Context<'a>,
    chosen: &'c Chosen,
    extensions: HashMap<Place, Vec<&'a Node<'a>>>,
    reached: BTreeSet<Place>,
    waiting: Vec<&'a Node<'a>>,
}

impl<'a> Reach<'a, '_> {
    /// All of the root document but its components, and what is somebody else's.
    fn start(&mut self) {
        let root = self.context.tree.root().and_then(Node::as_mapping);
        for entry in root.map_or(&[][..], |root| root.entries()) {
            if entry.key != "components" && !entry.key.starts_with("x-") {
                self.waiting.push(&entry.value);
            }
        }
    }

    fn walk(&mut self, node: &'a Node<'a>) {
        if self.chosen.operations.contains(&node.place) || self.chosen.paths.contains(&node.place) {
            return;
        }
        match &node.value {
            Value::Sequence(items) => items.iter().for_each(|item| self.walk(item)),
            Value::Mapping(mapping) => {
                match target(self.context, node) {
                    Some(target) => self.reach(target),
                    None => self.reach_file(node),
                }
                if let Some(discriminator) = mapping.get("discriminator") {
                    self.walk_discriminator(node, discriminator);
                }
                let entries = mapping.entries().iter();
                entries.for_each(|entry| self.walk(&entry.value));
            }
            _ => {}
        }
    }

    /// Notes the file that a reference names and that could not be read.
    fn reach_file(&mut self, node: &Node<'_>) {
        let tree = self.context.tree;
        let file = reference_of(node).and_then(|reference| {
            let from = &tree.file(reference.place.file)?.path;
            let reference = Reference::parse(reference.as_str()?, from).ok()?;
            tree.id_at(&reference.file?)
        });
        self.reached
            .extend(file.map(|file| Place { file, index: 0 }));
    }

    /// The schemas that a discriminator tells apart: those of its mapping, and those that extend the
    /// one that has it.
    fn walk_discriminator(&mut self, schema: &'a Node<'a>, discriminator: &'a Node<'a>) {
        let mapping = discriminator.get("mapping").and_then(Node::as_mapping);
        for entry in mapping.map_or(&[][..], |it| it.entries()) {
            let Some(text) = entry.value.as_str() else {
                continue;
            };
            let by_name = format!("#/components/schemas/{text}");
            let place = entry.value.place;
            let found = named(self.context, &by_name, place);
            if let Some(found) = found.or_else(|| named(self.context, text, place)) {
                self.reach(found);
            }
        }
        let mut bases = vec![schema.place];
        let mut seen = HashSet::new();
        while let Some(base) = bases.pop() {
            let extensions = self.extensions.get(&base).cloned().unwrap_or_default();
            for extension in extensions.into_iter().filter(|it| seen.insert(it.place)) {
                self.reach(extension);
                bases.push(extension.place);
            }
        }
    }

    /// Notes what a reference leads to, and looks into it: all of the component that it is in.
    fn reach(&mut self, target: &'a Node<'a>) {
        let unit = self.unit_around(target);
        if self.reached.insert(unit.place) {
            self.waiting.push(unit);
        }
    }

    /// The component that a node is in, or the node itself.
    fn unit_around(&self, node: &'a Node<'a>) -> &'a Node<'a> {
        let tree = self.context.tree;
        let text = tree.pointer(node.place);
        let keys: Vec<_> = pointer::tokens(&text).collect();
        let length = match keys.first().map(AsRef::as_ref) {
            Some("components") => 3,
            Some(key) if GROUPS.contains(&key) => 2,
            _ => return node,
        };
        let root = tree
            .file(node.place.file)
            .and_then(|file| file.root.as_ref());
        let found = root.and_then(|root| {
            let mut keys = keys.iter().take(length);
            keys.try_fold(root, |node, key| node.get(key))
        });
        found.unwrap_or(node)
    }

    /// A component that gives a name to something that is reached stays as well.
    fn keep_names(&mut self) {
        let roots = self
            .context
            .tree
            .files()
            .iter()
            .filter_map(|file| file.root.as_ref());
        for root in roots {
            let schemas = root
                .get("components")
                .and_then(|it| it.get("schemas")?.as_mapping());
            for entry in schemas.map_or(&[][..], |it| it.entries()) {
                let named = target(self.context, &entry.value);
                if named.is_some_and(|it| self.reached.contains(&it.place)) {
                    self.reached.insert(entry.value.place);
                }
            }
        }
    }

    /// True for a node in which something is reached, or that is in a file that is reached as a
    /// whole.
    fn is_reached(&self, unit: &Node<'_>) -> bool {
        let Place { file, index } = unit.place;
        let end = Place {
            file,
            index: last(unit),
        };
        let whole = Place { file, index: 0 };
        let mut inside = self.reached.range(Place { file, index }..=end);
        inside.next().is_some() || self.reached.contains(&whole)
    }

    fn is_file_reached(&self, file: FileId) -> bool {
        let first = Place { file, index: 0 };
        let last = Place {
            file,
            index: u32::MAX,
        };
        self.reached.range(first..=last).next().is_some()
    }
}
