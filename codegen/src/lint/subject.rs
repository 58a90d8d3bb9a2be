//! What the checks look at: every object of the documents, and which of them the API needs.

use crate::openapi::{Context, Found, Kind, Object, Patterns, Schema, Walk, reference_of};
use crate::source::{Entry, FileId, Node};

/// The documents, as the checks see them.
pub(super) struct Subject<'a> {
    pub(super) context: Context<'a>,
    /// The root of the root document.
    pub(super) root: &'a Node<'a>,
    /// All objects, in document order.
    pub(super) objects: Vec<Found<'a>>,
    /// What `components` of all files hold.
    pub(super) components: Vec<Component<'a>>,
    /// The patterns of texts.
    pub(super) patterns: Patterns,
}

/// An entry of `components`.
pub(super) struct Component<'a> {
    /// The key that holds it, such as `schemas`.
    pub(super) section: &'a str,
    pub(super) entry: &'a Entry<'a>,
    /// True when an operation or a webhook leads to it.
    pub(super) is_used: bool,
}

impl<'a> Subject<'a> {
    /// None when there is no root document.
    pub(super) fn of(context: Context<'a>) -> Option<Self> {
        let root = context.tree.root()?;
        let mut walk = Walk::new(context);
        let mut components = components(context);
        let mut objects = walk_operations(root, &mut walk, &components);
        for component in &mut components {
            component.is_used = walk.has_been_at(component.entry.value.place);
        }
        objects.extend(walk.from(Kind::Document, root));
        for file in context.tree.files() {
            let components = file.root.as_ref().and_then(|root| root.get("components"));
            if let Some(components) = components {
                objects.extend(walk.from(Kind::Components, components));
            }
        }
        objects.sort_by_key(|found| found.node.place);
        Some(Self {
            context,
            root,
            objects,
            components,
            patterns: Patterns::default(),
        })
    }

    /// The objects of a kind, without mere references.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (Object<'a>, Found<'a>)> {
        let context = self.context;
        let of_kind = self.objects.iter().filter(move |found| found.kind == kind);
        let own = of_kind.filter(|found| reference_of(found.node).is_none());
        own.filter_map(move |found| Some((Object::untested(context, found.node)?, *found)))
    }

    /// All schemas, without mere references.
    pub(super) fn schemas(&self) -> impl Iterator<Item = (Schema<'a>, Found<'a>)> {
        let schemas = self.of_kind(Kind::Schema);
        schemas.map(|(object, found)| (Schema { object }, found))
    }

    /// The name of a schema: the last step on the way to it.
    pub(super) fn name_of(&self, node: &Node<'a>) -> String {
        let pointer = self.context.tree.pointer(node.place);
        let name = pointer.rsplit('/').next().unwrap_or_default();
        name.replace("~1", "/").replace("~0", "~")
    }
}

fn components<'a>(context: Context<'a>) -> Vec<Component<'a>> {
    let files = (0..context.tree.files().len()).map(|number| FileId(number as u32));
    let roots = files.filter_map(|id| context.tree.file(id)?.root.as_ref());
    let sections = roots.flat_map(|root| context.entries(root.get("components")));
    let component = |section: &'a Entry<'a>| {
        let entries = context.entries(Some(&section.value)).iter();
        let wanted = entries.filter(move |it| !context.tree.is_left_out(it.value.place));
        wanted.map(move |entry| Component {
            section: &section.key,
            entry,
            is_used: false,
        })
    };
    sections.flat_map(component).collect()
}

/// Goes through all that operations and webhooks lead to.
fn walk_operations<'a>(
    root: &'a Node<'a>,
    walk: &mut Walk<'a>,
    components: &[Component<'a>],
) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for key in ["paths", "webhooks"] {
        for entry in walk.context().entries(root.get(key)) {
            let is_wanted = !walk.context().tree.is_left_out(entry.value.place);
            if is_wanted && !entry.key.starts_with("x-") {
                found.extend(walk.from(Kind::PathItem, &entry.value));
            }
        }
    }
    loop {
        let mut more = walk_subtypes(&found, walk, components);
        if more.is_empty() {
            return found;
        }
        found.append(&mut more);
    }
}

/// Goes on to the schemas that a discriminator leads to, and to those that extend a schema that has
/// one: whoever uses that schema uses them.
fn walk_subtypes<'a>(
    found: &[Found<'a>],
    walk: &mut Walk<'a>,
    components: &[Component<'a>],
) -> Vec<Found<'a>> {
    let context = walk.context();
    let mut more = Vec::new();
    let discriminators = found.iter().filter(|it| it.kind == Kind::Discriminator);
    for discriminator in discriminators {
        let mapping = discriminator.node.get("mapping").and_then(Node::as_mapping);
        for entry in mapping.into_iter().flat_map(|it| it.entries()) {
            if let Some(target) = context.mapped(&entry.value) {
                more.extend(walk.from(Kind::Schema, target));
            }
        }
    }
    for component in components {
        let node = &component.entry.value;
        let parts = node.get("allOf").and_then(Node::as_sequence);
        let mut bases = parts.unwrap_or_default().iter().filter_map(|part| {
            let reference = reference_of(part)?;
            context
                .tree
                .resolve(reference.as_str()?, reference.place.file)
                .ok()
        });
        let extends = bases.any(|base| {
            let stands_for_others = base.get("discriminator").is_some();
            stands_for_others && walk.has_been_at(base.place)
        });
        if extends && !walk.has_been_at(node.place) {
            more.extend(walk.from(Kind::Schema, node));
        }
    }
    more
}
