//! Schemas that stand for all those that extend them through `allOf`.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Lowering;
use super::unions::Branches;
use crate::ir::{Docs, Shape, Tag, TagValue, Type};
use crate::openapi::{Object, Schema, reference_of};
use crate::source::{Node, Place};

/// Which schemas extend which.
#[derive(Default)]
pub(super) struct Extensions<'a> {
    /// The components with a reference to a schema in their `allOf`.
    components: HashMap<Place, Vec<&'a Node<'a>>>,
    /// What was found out of schemas that may stand for others.
    known: RefCell<HashMap<Place, Rc<Subtypes<'a>>>>,
}

/// The schemas that another one stands for.
#[derive(Default)]
pub(super) struct Subtypes<'a> {
    nodes: Vec<&'a Node<'a>>,
    places: HashSet<Place>,
}

impl<'a> Lowering<'a> {
    /// Finds out which components extend which schemas, once all components are declared.
    pub(super) fn find_extensions(&mut self) {
        self.extensions = Extensions::default();
        for (_, node) in &self.declared {
            for part in parts(node) {
                let base = reference_of(part).and_then(|_| self.context.follow(part));
                if let Some(base) = base {
                    let components = &mut self.extensions.components;
                    components.entry(base.place).or_default().push(node);
                }
            }
        }
    }

    /// True for a schema that stands for those that extend it.
    pub(super) fn is_base(&self, schema: Schema<'a>) -> bool {
        !self.subtypes_of(schema).nodes.is_empty()
    }

    /// True for a schema that stands for another one, or for some that extend that in turn.
    pub(super) fn stands_for(&self, base: Schema<'a>, other: Schema<'a>) -> bool {
        let subtypes = self.subtypes_of(base);
        let place = other.object.place;
        let is_between = || subtypes.nodes.iter().any(|it| self.extends(it, place));
        subtypes.places.contains(&place) || is_between()
    }

    /// The enum of the schemas that extend a schema, when it stands for them.
    pub(super) fn base_shape(
        &mut self,
        schema: Schema<'a>,
        module: &[String],
        name: &str,
    ) -> Option<Shape> {
        let subtypes = self.subtypes_of(schema);
        if subtypes.nodes.is_empty() {
            return None;
        }
        let place = schema.object.place;
        let member = schema.object.get("discriminator");
        let member = member.and_then(|it| it.get("propertyName")?.as_str());
        let mut mapped: HashMap<Place, Vec<String>> = HashMap::new();
        for (value, target) in self.mapping(schema) {
            mapped
                .entry(target.place)
                .or_default()
                .push(value.to_owned());
        }
        let tags = |values: Vec<String>| {
            let tag = |member: &str| Tag {
                member: member.to_owned(),
                values: values.into_iter().map(TagValue::Text).collect(),
            };
            member.map(tag).into_iter().collect()
        };
        let mut branches = Branches::default();
        if let Some(values) = mapped.remove(&place)
            && let Some(own) = self.own_type(schema, module, name)
        {
            branches.push("Base".into(), own, Docs::default(), tags(values));
        }
        for target in &subtypes.nodes {
            let ty = self.type_at(target, target).ty;
            let values = mapped.remove(&target.place);
            let values = values.unwrap_or_else(|| self.names_below(target));
            let variant = self.branch_name(&ty, name, "");
            branches.push(variant, ty, Docs::default(), tags(values));
        }
        Some(branches.into_union())
    }

    /// The struct of a schema that stands for others, and for itself as well.
    fn own_type(&mut self, schema: Schema<'a>, module: &[String], name: &str) -> Option<Type> {
        let members = self.members_of(schema)?;
        let shape = self.struct_shape(schema, &members, module, name);
        let place = schema.object.get("discriminator")?.place;
        let id = self.add_item(module, &format!("{name}Base"), place, shape);
        Some(Type::Named(id))
    }

    /// The schemas that another one stands for: those that its discriminator leads to or, where
    /// that leads nowhere, all components that extend it, or the parts of its choice. All of them
    /// have its members.
    pub(super) fn subtypes_of(&self, schema: Schema<'a>) -> Rc<Subtypes<'a>> {
        let choice = parts_of(schema.object, "oneOf").chain(parts_of(schema.object, "anyOf"));
        let choice: Vec<&Node<'a>> = choice.collect();
        let has_discriminator = schema.object.get("discriminator").is_some();
        if !has_discriminator && (choice.is_empty() || schema.properties().is_empty()) {
            return Rc::default();
        }
        let place = schema.object.place;
        let known = self.extensions.known.borrow().get(&place).cloned();
        known.unwrap_or_else(|| {
            let mut nodes = self.find_subtypes_of(schema, &choice);
            let mut places = HashSet::new();
            nodes.retain(|target| places.insert(target.place));
            let found = Rc::new(Subtypes { nodes, places });
            let mut known = self.extensions.known.borrow_mut();
            known.insert(place, Rc::clone(&found));
            found
        })
    }

    fn find_subtypes_of(&self, schema: Schema<'a>, choice: &[&'a Node<'a>]) -> Vec<&'a Node<'a>> {
        let place = schema.object.place;
        if choice.is_empty() {
            let mapped = self.mapping(schema).map(|(_, target)| target);
            let mapped: Vec<&Node<'a>> = mapped.filter(|it| self.extends(it, place)).collect();
            return match mapped.is_empty() {
                true => self.extending(place),
                false => mapped,
            };
        }
        let targets = choice.iter().map(|part| self.context.follow(part));
        let targets: Option<Vec<&Node<'a>>> = targets.collect();
        let targets = targets.unwrap_or_default();
        match targets.iter().all(|target| self.extends(target, place)) {
            true => targets,
            false => Vec::new(),
        }
    }

    /// The components that extend a schema, and those that extend these: except below one that has
    /// a discriminator, and so stands for them itself.
    fn extending(&self, base: Place) -> Vec<&'a Node<'a>> {
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        let mut waiting = vec![base];
        while let Some(place) = waiting.pop() {
            for node in self.extensions.components.get(&place).into_iter().flatten() {
                if seen.insert(node.place) {
                    found.push(*node);
                    waiting.extend(node.get("discriminator").is_none().then_some(node.place));
                }
            }
        }
        found.sort_by_cached_key(|node| self.origin(node.place));
        found
    }

    /// True when a schema extends another one, through any number of others.
    fn extends(&self, node: &'a Node<'a>, base: Place) -> bool {
        let mut seen = HashSet::new();
        let mut waiting: Vec<&Node<'a>> = parts(node).iter().collect();
        while let Some(part) = waiting.pop() {
            let Some(target) = self.context.follow(part).filter(|it| seen.insert(it.place)) else {
                continue;
            };
            if target.place == base {
                return true;
            }
            waiting.extend(parts(target));
        }
        false
    }

    /// What the values of a discriminator lead to.
    fn mapping(&self, schema: Schema<'a>) -> impl Iterator<Item = (&'a str, &'a Node<'a>)> {
        let mapping = schema.object.get("discriminator");
        let mapping = mapping.and_then(|it| it.get("mapping")?.as_mapping());
        let entries = mapping.map_or(&[][..], |mapping| mapping.entries());
        let context = self.context;
        entries.iter().filter_map(move |entry| {
            let target = context.mapped(&entry.value)?;
            Some((entry.key.as_ref(), target))
        })
    }

    /// The names that a discriminator calls a schema: its own, and the names of those that it
    /// stands for itself.
    fn names_below(&self, node: &'a Node<'a>) -> Vec<String> {
        let mut names = vec![self.key_of(node)];
        if let Some(object) = Object::untested(self.context, node)
            && object.get("discriminator").is_some()
        {
            let mapped = self
                .mapping(Schema { object })
                .map(|(value, _)| value.to_owned());
            names.extend(mapped);
            let below = self.extending(node.place).into_iter();
            names.extend(below.map(|node| self.key_of(node)));
        }
        names
    }

    /// The key that a schema stands under; the stem of its file where it is all of that.
    fn key_of(&self, node: &Node<'a>) -> String {
        let pointer = self.context.tree.pointer(node.place);
        let key = pointer.rsplit('/').next().unwrap_or_default();
        if !key.is_empty() {
            return key.replace("~1", "/").replace("~0", "~");
        }
        let file = self.context.tree.file(node.place.file);
        let path = file.map_or("", |file| file.path.as_str());
        let stem = path.rsplit('/').next().unwrap_or_default();
        stem.split('.').next().unwrap_or_default().to_owned()
    }
}

/// The parts of a composition.
fn parts_of<'a>(object: Object<'a>, key: &str) -> impl Iterator<Item = &'a Node<'a>> {
    let parts = object.get(key).and_then(Node::as_sequence);
    parts.unwrap_or_default().iter()
}

/// The parts of an `allOf`.
fn parts<'a>(node: &'a Node<'a>) -> &'a [Node<'a>] {
    let parts = node.get("allOf").and_then(Node::as_sequence);
    parts.unwrap_or_default()
}
