//! Types of what has the members that several schemas name.

use super::budget::ITEM;
use super::objects::{Members, Property};
use super::repeated::TYPES;
use super::types::Used;
use super::{Lowering, docs_of};
use crate::ir::{Docs, Origin, Shape, Type, TypeId};
use crate::name;
use crate::openapi::{Object, Schema};
use crate::source::{Node, Place, Value, pointer};

/// What is merged.
struct Merging<'a> {
    parts: Vec<&'a Node<'a>>,
    /// Where the type would stand, were it described in one place.
    origin: Origin,
    docs: Docs,
}

impl<'a> Lowering<'a> {
    /// The type of a property: that of the part that describes it, or one of its own with the members
    /// that several parts name. That one is named for the object that has the property.
    pub(super) fn type_of_property(
        &mut self,
        property: &Property<'a>,
        object: Schema<'a>,
        members: &Members<'a>,
        module: &[String],
        name: &str,
    ) -> Used {
        let (wire, value) = (&property.entry.key, &property.entry.value);
        let item = name::item_name(&name::variant_name(wire));
        if property.earlier.is_empty() {
            // What stands in a part of another type is named for where it is written.
            let (module, owner) = self.named_after(property.owner, module, name);
            return self.type_of(value, &module, &format!("{owner}{item}"));
        }
        self.declare_first(property, module, &item);
        let origin = members.merged_at.clone();
        let mut origin = origin.unwrap_or_else(|| self.origin(object.object.place));
        origin.pointer.push_str("/properties");
        pointer::push(&mut origin.pointer, wire);
        let earlier = property.earlier.iter().map(|(node, _)| *node);
        let described = Object::untested(self.context, property.described_by);
        let merging = Merging {
            parts: earlier.chain([value]).collect(),
            origin,
            docs: described.map(docs_of).unwrap_or_default(),
        };
        self.merged(merging, module, &format!("{name}{item}"))
    }

    /// Gives what is described first its item, where another type has it as it is: types that stand
    /// in it are named for it.
    fn declare_first(&mut self, property: &Property<'a>, module: &[String], item: &str) {
        let owners = property.earlier.iter().map(|(_, owner)| *owner);
        let mut owners = owners.chain([property.owner]).take(2);
        if let (Some((first, Some(owner))), true) =
            (property.earlier.first(), owners.next() != owners.next())
        {
            let (module, owner) = self.named_after(Some(*owner), module, "");
            self.type_of(first, &module, &format!("{owner}{item}"));
        }
    }

    fn merged(&mut self, merging: Merging<'a>, module: &[String], name: &str) -> Used {
        let targets = merging.parts.iter().copied();
        let targets: Vec<&Node<'a>> = targets.filter_map(|it| self.context.follow(it)).collect();
        let schemas = targets.iter().copied();
        let schemas: Vec<Schema<'a>> = schemas
            .filter_map(|node| Schema::new(self.context, node))
            .collect();
        let nullable = schemas.iter().all(|part| self.admits_null(*part));
        let items: Vec<&Node<'a>> = targets.iter().filter_map(|it| it.get("items")).collect();
        let ty = match items.is_empty() {
            true => self.merged_object(&schemas, merging, module, name),
            false => {
                let mut origin = merging.origin;
                origin.pointer.push_str("/items");
                let merging = Merging {
                    parts: items,
                    origin,
                    docs: Docs::default(),
                };
                let item = self.merged(merging, module, &format!("{name}Item"));
                Type::List(Box::new(match item.nullable {
                    true => Type::Nullable(Box::new(item.ty)),
                    false => item.ty,
                }))
            }
        };
        Used { ty, nullable }
    }

    fn merged_object(
        &mut self,
        schemas: &[Schema<'a>],
        merging: Merging<'a>,
        module: &[String],
        name: &str,
    ) -> Type {
        let places: Vec<Place> = schemas.iter().map(|part| part.object.place).collect();
        // What leads to itself is there already.
        if let Some(id) = self.merging.get(&places) {
            return Type::Named(*id);
        }
        let Some(last) = schemas.last() else {
            return Type::Any;
        };
        let mut members = Members::default();
        members.merged_at = Some(merging.origin.clone());
        let id = self.add_merged(merging, last.object.place, module, name);
        self.merging.insert(places.clone(), id);
        for part in schemas {
            let owner = self.ids.get(&part.object.place).copied();
            self.gather(*part, owner, &mut members, 0);
        }
        let shape = self.struct_shape(*last, &members, module, name);
        self.merging.remove(&places);
        if let Some(def) = self.types.get_mut(id.0) {
            def.shape = shape;
        }
        Type::Named(id)
    }

    fn add_merged(
        &mut self,
        merging: Merging<'a>,
        place: Place,
        module: &[String],
        name: &str,
    ) -> TypeId {
        self.spend(place, ITEM + merging.docs.0.len());
        let shape = Shape::Alias(Type::Any);
        let id = self.add_item_at(merging.origin, module, name, place, shape);
        if let Some(def) = self.types.get_mut(id.0) {
            def.docs = merging.docs;
        }
        id
    }

    /// True for two objects that name their members and say nothing else of their type, and for two
    /// lists of such.
    pub(super) fn can_be_merged(&self, first: &'a Node<'a>, second: &'a Node<'a>) -> bool {
        let both = [first, second].map(|it| self.context.follow(it).unwrap_or(it));
        if both.iter().all(|it| names_only_members(it)) {
            return true;
        }
        let items = both.map(|it| it.get("items").filter(|_| says_only(it, "items")));
        match items {
            [Some(first), Some(second)] => self.can_be_merged(first, second),
            _ => false,
        }
    }
}

fn names_only_members(node: &Node<'_>) -> bool {
    let others = node.get("additionalProperties");
    let is_plain = others.is_none_or(|it| matches!(it.value, Value::Bool(_)));
    let is_base = node.get("discriminator").is_some();
    is_plain && !is_base && node.get("properties").is_some() && says_only(node, "properties")
}

/// True when nothing but one key says what a value is, beside `type`.
fn says_only(node: &Node<'_>, key: &str) -> bool {
    let but = [key, "type", "additionalProperties"];
    let mut others = TYPES.iter().filter(|it| !but.contains(it));
    others.all(|it| node.get(it).is_none())
}
