//! `oneOf` and `anyOf`, and several types in one: one of several.

use std::collections::HashSet;

use super::budget::PART;
use super::compositions::{is_null_branch, sole_part};
use super::{Lowering, docs_of, scalars};
use crate::ir::{Branch, Docs, Enum, Shape, Tag, TagValue, Type, Union, Variant};
use crate::name;
use crate::openapi::{Object, Schema, SchemaType, reference_of};
use crate::source::{Node, Value};

impl<'a> Lowering<'a> {
    /// True for a choice that becomes an item of its own.
    pub(super) fn is_union(&self, schema: Schema<'a>) -> bool {
        self.choices(schema).is_some() || schema.types().len() > 1
    }

    /// The parts of a choice between more than one; none when there is no choice, or when the
    /// schema says more than the choice.
    fn choices(&self, schema: Schema<'a>) -> Option<Vec<&'a Node<'a>>> {
        let has = |key: &str| !schema.object.items(key).is_empty();
        if sole_part(schema).is_some() || has("allOf") || !schema.properties().is_empty() {
            return None;
        }
        let key = match (has("oneOf"), has("anyOf")) {
            (true, false) => "oneOf",
            (false, true) => "anyOf",
            _ => return None,
        };
        let parts = schema
            .object
            .items(key)
            .iter()
            .filter(|part| !is_null_branch(self.context, part));
        Some(parts.collect())
    }

    pub(super) fn union_shape(
        &mut self,
        schema: Schema<'a>,
        module: &[String],
        name: &str,
    ) -> Option<Shape> {
        let Some(parts) = self.choices(schema) else {
            let types = schema.types();
            return (types.len() > 1).then(|| self.types_shape(schema, &types, module, name));
        };
        if let Some(shape) = self.open_choice(&parts) {
            return Some(shape);
        }
        Some(self.branches_of(schema, &parts, module, name).into_shape())
    }

    /// One branch for each part of a choice.
    pub(super) fn branches_of(
        &mut self,
        schema: Schema<'a>,
        parts: &[&'a Node<'a>],
        module: &[String],
        name: &str,
    ) -> Branches {
        let mut branches = Branches::default();
        for part in parts {
            if !self.spend(part.place, PART) {
                break;
            }
            let suffix = part_name(part);
            let used = self.type_of(part, module, &format!("{name}{suffix}"));
            if used.ty == Type::Any {
                // Whatever no other branch takes is kept as it is: that is any value.
                branches.has_any = true;
                continue;
            }
            let docs = Object::untested(self.context, part)
                .map(docs_of)
                .unwrap_or_default();
            let tags = self.discriminator_tags(schema, part);
            let variant = self.branch_name(&used.ty, name, &suffix);
            branches.push(variant, used.ty, docs, tags);
        }
        branches
    }

    /// `type: [string, integer]`.
    fn types_shape(
        &mut self,
        schema: Schema<'a>,
        types: &[SchemaType],
        module: &[String],
        name: &str,
    ) -> Shape {
        self.check_enum(schema);
        let mut branches = Branches::default();
        for ty in types {
            let ty = self.typed(*ty, schema, module, name);
            let variant = self.branch_name(&ty, name, "");
            branches.push(variant, ty, Docs::default(), Vec::new());
        }
        branches.into_shape()
    }

    /// A choice between texts, some of which are listed, is an open enum: it keeps all others.
    fn open_choice(&mut self, parts: &[&'a Node<'a>]) -> Option<Shape> {
        let mut variants: Vec<Variant<String>> = Vec::new();
        let mut names = HashSet::new();
        for part in parts {
            let schema = Schema::new(self.context, self.context.follow(part)?)?;
            let is_content = || {
                let ty = scalars::text(schema);
                matches!(ty, Type::Secret | Type::Base64 | Type::Binary)
            };
            if !is_of_texts(schema) || is_content() {
                return None;
            }
            if let Some(Shape::StringEnum(mut it)) = self.enum_shape(schema) {
                // What a part says of its only value is said of that.
                if let [only] = &mut it.variants[..]
                    && only.docs == Docs::default()
                {
                    only.docs = docs_of(schema.object);
                }
                let is_new = |new: &Variant<String>| variants.iter().all(|it| it.wire != new.wire);
                let new: Vec<_> = it.variants.into_iter().filter(is_new).collect();
                variants.extend(new.into_iter().map(|new| Variant {
                    name: unique(&mut names, &new.name),
                    ..new
                }));
            }
        }
        (!variants.is_empty()).then_some(Shape::StringEnum(Enum { variants }))
    }

    /// The values of the discriminator that name a part: those that the mapping leads from, else
    /// the schema's own name.
    fn discriminator_tags(&self, schema: Schema<'a>, part: &'a Node<'a>) -> Vec<Tag> {
        let discriminator = schema.object.get("discriminator");
        let member = discriminator.and_then(|it| it.get("propertyName")?.as_str());
        let (Some(member), Some(reference)) = (member, reference_of(part)) else {
            return Vec::new();
        };
        let Some(target) = self.context.resolve(reference) else {
            return Vec::new();
        };
        let own_name = reference.as_str().and_then(|text| text.rsplit('/').next());
        let own_name = own_name.unwrap_or_default();
        let mapping = discriminator.and_then(|it| it.get("mapping")?.as_mapping());
        let entries = mapping.map_or(&[][..], |mapping| mapping.entries());
        let leads_here = |node: &Node<'a>| {
            let text = node.as_str().unwrap_or_default();
            let resolved = self.context.tree.resolve(text, node.place.file).ok();
            text == own_name || resolved.is_some_and(|node| node.place == target.place)
        };
        let mapped = entries.iter().filter(|entry| leads_here(&entry.value));
        let mut values: Vec<String> = mapped.map(|entry| entry.key.to_string()).collect();
        if values.is_empty() {
            values.push(own_name.to_owned());
        }
        vec![Tag {
            member: member.to_owned(),
            values: values.into_iter().map(TagValue::Text).collect(),
        }]
    }

    /// The name of a variant: that of its type without the union's, else its kind.
    pub(super) fn branch_name(&self, ty: &Type, union: &str, suffix: &str) -> String {
        let short = match ty {
            Type::Named(id) | Type::Boxed(id) => {
                let name = self
                    .types
                    .get(id.0)
                    .map_or("Value", |def| def.name.as_str());
                let rest = name
                    .strip_prefix(union)
                    .filter(|rest| rest.starts_with(|first: char| first.is_uppercase()));
                rest.unwrap_or(name).to_owned()
            }
            _ if !suffix.is_empty() => suffix.to_owned(),
            Type::Bool => "Boolean".into(),
            Type::I32 | Type::I64 | Type::U32 | Type::U64 => "Integer".into(),
            Type::F32 | Type::F64 | Type::DecimalNumber => "Number".into(),
            Type::String => "String".into(),
            Type::Secret => "Secret".into(),
            Type::DateTime => "DateTime".into(),
            Type::Date => "Date".into(),
            Type::Uuid => "Uuid".into(),
            Type::Uri => "Uri".into(),
            Type::Decimal => "Decimal".into(),
            Type::Base64 => "Base64".into(),
            Type::Binary => "Binary".into(),
            Type::Null => "Null".into(),
            Type::Any => "Any".into(),
            Type::Object => "Object".into(),
            Type::List(item) => format!("{}List", self.branch_name(item, union, "")),
            Type::Map(value) => format!("{}Map", self.branch_name(value, union, "")),
            Type::Nullable(inner) => self.branch_name(inner, union, ""),
            Type::External(path) => name::item_name(path.rsplit("::").next().unwrap_or(path)),
        };
        if short == "Unknown" {
            "ValueUnknown".into()
        } else {
            short
        }
    }
}

/// What a part that stands in the union itself is called: its title, or the value of a member
/// that has only one, else what it is. Nothing for a part that needs no item.
fn part_name(part: &Node<'_>) -> String {
    if reference_of(part).is_some() {
        return String::new();
    }
    let title = part.get("title").and_then(Node::as_str);
    if let Some(name) = title.or_else(|| only_value(part)) {
        return name::item_name(&name::variant_name(name));
    }
    let kinds = [
        ("properties", "Object"),
        ("allOf", "Object"),
        ("enum", "Value"),
        ("const", "Value"),
        ("oneOf", "Choice"),
        ("anyOf", "Choice"),
    ];
    let kind = kinds.into_iter().find(|(key, _)| part.get(key).is_some());
    kind.map_or("", |(_, name)| name).into()
}

/// True for texts: by `type`, or because only texts are listed.
fn is_of_texts(schema: Schema<'_>) -> bool {
    let values = schema.enum_values();
    let lists_texts = !values.is_empty() && values.iter().all(|it| it.as_str().is_some());
    match schema.types()[..] {
        [] => lists_texts,
        [only] => only == SchemaType::String,
        _ => false,
    }
}

/// The value of the first property that has only one.
fn only_value<'n>(part: &'n Node<'_>) -> Option<&'n str> {
    let properties = part.get("properties")?.as_mapping()?;
    properties.entries().iter().find_map(|entry| {
        if let Some(only) = entry.value.get("const") {
            return only.as_str();
        }
        match entry.value.get("enum").and_then(Node::as_sequence) {
            Some([only]) => only.as_str(),
            _ => None,
        }
    })
}

/// The branches so far. A type that is there already says nothing new, and texts of two formats,
/// and numbers of two widths, which nothing tells apart, are one branch.
#[derive(Default)]
pub(super) struct Branches {
    branches: Vec<Branch>,
    names: HashSet<String>,
    /// True when one of the parts is any value: what no branch takes is one, too.
    has_any: bool,
}

impl Branches {
    pub(super) fn push(&mut self, name: String, ty: Type, docs: Docs, tags: Vec<Tag>) {
        if let Some(same) = self.branches.iter_mut().find(|branch| branch.ty == ty) {
            for (tag, new) in same.tags.iter_mut().zip(tags) {
                tag.values.extend(new.values);
            }
            return;
        }
        let mut numbers = self.branches.iter_mut();
        let wider = numbers.find_map(|it| Some((wider(&it.ty, &ty)?, it)));
        if let Some((wider, number)) = wider {
            number.ty = wider;
            return;
        }
        let mut texts = self
            .branches
            .iter_mut()
            .filter(|branch| branch.ty.is_text());
        if let Some(text) = texts.next().filter(|_| ty.is_text()) {
            let hides = text.ty == Type::Secret || ty == Type::Secret;
            let (name, ty) = match hides {
                true => ("Secret", Type::Secret),
                false => ("String", Type::String),
            };
            self.names.remove(&text.name);
            text.name = unique(&mut self.names, name);
            text.ty = ty;
            return;
        }
        self.branches.push(Branch {
            name: unique(&mut self.names, &name),
            ty,
            docs,
            kinds: Vec::new(),
            tags,
            signs: Vec::new(),
            required: Vec::new(),
            known: Vec::new(),
        });
    }

    /// A union, however few branches it has: what is none of them is kept.
    pub(super) fn into_union(self) -> Shape {
        Shape::Union(Union {
            branches: self.branches,
            takes_any: self.has_any,
        })
    }

    fn into_shape(self) -> Shape {
        match self.branches.as_slice() {
            [] => Shape::Alias(Type::Any),
            [only] if !self.has_any => Shape::Alias(only.ty.clone()),
            _ => Shape::Union(Union {
                branches: self.branches,
                takes_any: self.has_any,
            }),
        }
    }
}

/// The type of all values of two types of numbers, where one of them would hide the other.
fn wider(one: &Type, other: &Type) -> Option<Type> {
    match (one, other) {
        (Type::I32, Type::I64) | (Type::I64, Type::I32) => Some(Type::I64),
        (Type::U32, Type::I32 | Type::I64) | (Type::I32 | Type::I64, Type::U32) => Some(Type::I64),
        (Type::U32, Type::U64) | (Type::U64, Type::U32) => Some(Type::U64),
        (Type::F32, Type::F64) | (Type::F64, Type::F32) => Some(Type::F64),
        _ => None,
    }
}

/// The name, with a number behind it if it is taken.
fn unique(names: &mut HashSet<String>, name: &str) -> String {
    let mut unique = name.to_owned();
    let mut number = 2;
    while !names.insert(unique.clone()) {
        unique = format!("{name}{number}");
        number += 1;
    }
    unique
}

/// True for a part that only limits what other parts say, such as `{required: [a]}`.
pub(super) fn only_limits(part: &Node<'_>) -> bool {
    let keys = part
        .as_mapping()
        .map_or(&[][..], |mapping| mapping.entries());
    part.value != Value::Null
        && keys
            .iter()
            .all(|entry| LIMITS.contains(&entry.key.as_ref()))
}

/// Keys that add no member.
pub(super) const LIMITS: [&str; 4] = ["required", "not", "title", "description"];
