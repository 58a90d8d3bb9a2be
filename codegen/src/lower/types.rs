//! Schemas → types, wherever they stand.

use super::compositions::{COMPOSITIONS, Sole, is_null, only_annotates, sole_part};
use super::declare::Naming;
use super::others::{Said, others_of};
use super::unions::only_limits;
use super::{Lowering, scalars};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Shape, Type};
use crate::openapi::{Object, Schema, SchemaType, reference_of};
use crate::source::{Node, Value};

/// What a schema is in Rust, where it is used.
pub(super) struct Used {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

impl From<Type> for Used {
    fn from(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
        }
    }
}

impl<'a> Lowering<'a> {
    /// The shape of a schema that has a name.
    pub(super) fn shape_of(&mut self, node: &'a Node<'a>, module: &[String], name: &str) -> Shape {
        let own = node.as_mapping().filter(|_| reference_of(node).is_none());
        if let Some(schema) = own.and_then(|_| Schema::new(self.context, node)) {
            if let Some(shape) = self.enum_shape(schema) {
                return shape;
            }
            self.declare_parts(schema);
            self.report_conditions(schema);
            if let Some(shape) = self.base_shape(schema, module, name) {
                return shape;
            }
            if let Some(members) = self.members_of(schema).filter(|_| self.is_struct(schema)) {
                return self.struct_shape(schema, &members, module, name);
            }
            if let Some(shape) = self.union_shape(schema, module, name) {
                return shape;
            }
            // What says nothing but "this one" is that one, under this name.
            if let Some(Sole { part, .. }) = sole_part(schema)
                && reference_of(part).is_none()
            {
                return self.shape_of(part, module, name);
            }
        }
        Shape::Alias(self.inline(node, module, name).ty)
    }

    /// The type of a schema where it is used. A schema that needs an item of its own, and has none
    /// yet, gets one of the name given, in the module given.
    pub(super) fn type_of(&mut self, node: &'a Node<'a>, module: &[String], name: &str) -> Used {
        if reference_of(node).is_some() {
            return self.referenced(node);
        }
        let Some(schema) = self.schema(node) else {
            return Type::Any.into();
        };
        if let Some(ty) = self.replacement(node.place) {
            let nullable = schema.is_nullable();
            return Used { ty, nullable };
        }
        if self.is_item(schema) {
            let id = match self.ids.get(&node.place) {
                Some(id) => *id,
                None => self.declare(node, module.to_vec(), name, Naming::Derived),
            };
            return Used {
                ty: Type::Named(id),
                nullable: self.admits_null(schema),
            };
        }
        self.inline(node, module, name)
    }

    /// Gives the parts of an `allOf` their items first: types that stand in a part are named after
    /// the part, whoever uses it.
    fn declare_parts(&mut self, schema: Schema<'a>) {
        for part in schema.object.items("allOf") {
            if reference_of(part).is_some() {
                self.referenced(part);
            }
        }
    }

    /// True for a schema that becomes an item of its own wherever it stands.
    fn is_item(&self, schema: Schema<'a>) -> bool {
        self.is_struct(schema)
            || is_open_enum(schema)
            || self.is_union(schema)
            || self.is_base(schema)
    }

    /// The same of a node.
    pub(super) fn needs_item(&self, node: &'a Node<'a>) -> bool {
        let own = node.as_mapping().filter(|_| reference_of(node).is_none());
        let schema = own.and_then(|_| Schema::new(self.context, node));
        schema.is_some_and(|schema| self.is_item(schema))
    }

    /// True for an object that names its members. An `allOf` that adds nothing to a reference is
    /// no object of its own.
    fn is_struct(&self, schema: Schema<'a>) -> bool {
        let adds = !schema.properties().is_empty() || !schema.required().is_empty();
        let is_reference = |sole: Sole<'a>| self.is_mere_reference(sole.part, schema);
        let adds = adds || sole_part(schema).is_none_or(|sole| !is_reference(sole));
        adds && self.members_of(schema).is_some()
    }

    /// True for a reference, except from a schema to the one that stands for it, or for those that
    /// extend it in turn.
    fn is_mere_reference(&self, part: &'a Node<'a>, from: Schema<'a>) -> bool {
        let target = reference_of(part).and_then(|_| self.context.follow(part));
        let target = target.and_then(|target| Object::untested(self.context, target));
        target.is_some_and(|object| !self.stands_for(Schema { object }, from))
    }

    /// A schema that is a mapping; the others mean any value, `false` with a warning.
    fn schema(&self, node: &'a Node<'a>) -> Option<Schema<'a>> {
        match &node.value {
            Value::Mapping(_) => {}
            Value::Bool(true) => return None,
            Value::Bool(false) => {
                let message = "`false` lets nothing in; any value is accepted instead";
                let diagnostic = Diagnostic::new(Code::Unsupported, message);
                self.context.report(diagnostic.at_value(node.place));
                return None;
            }
            _ => {
                self.context.wrong_kind(node, "a schema (a mapping)");
                return None;
            }
        }
        let schema = Schema::new(self.context, node)?;
        self.report_conditions(schema);
        Some(schema)
    }

    /// Reports what a schema says of values that no type says.
    fn report_conditions(&self, schema: Schema<'a>) {
        // Which members there have to be, or must not be, is said by no type.
        let only_absent = |node: &Node<'a>| node.get("required").is_some() && only_limits(node);
        let is_limit = schema.object.get("not").is_some_and(only_absent);
        let not = (!is_limit).then_some("not");
        for key in [
            "if",
            "dependencies",
            "dependentSchemas",
            "dependentRequired",
            "contains",
        ]
        .into_iter()
        .chain(not)
        {
            schema.unsupported(key, "what it forbids is accepted");
        }
        let names = schema.object.get("propertyNames");
        let lists = |node: &Node<'a>| {
            ["$ref", "const", "enum"]
                .iter()
                .any(|key| node.get(key).is_some())
        };
        if names.is_some_and(lists) {
            schema.unsupported("propertyNames", "any name is accepted");
        }
        schema.unsupported("contentSchema", "the text is kept as it is");
        let is_typed = TYPED.iter().any(|key| schema.object.get(key).is_some());
        let instead = match is_typed {
            true => "what it leads to is not read",
            false => "any value is accepted instead",
        };
        schema.unsupported("$dynamicRef", instead);
    }

    /// The type of a schema that needs no item.
    fn inline(&mut self, node: &'a Node<'a>, module: &[String], name: &str) -> Used {
        if reference_of(node).is_some() {
            return self.referenced(node);
        }
        let Some(schema) = self.schema(node) else {
            return Type::Any.into();
        };
        if let Some(used) = self.composed(schema, module, name) {
            return used;
        }
        if is_null(node) {
            return Used {
                ty: Type::Null,
                nullable: schema.is_nullable(),
            };
        }
        schema.unsupported("const", "any value of its type is accepted");
        self.check_enum(schema);
        let ty = match schema.types().as_slice() {
            [] => self.untyped(schema, module, name),
            [only] => self.typed(*only, schema, module, name),
            _ => {
                schema.unsupported("type", "several types together become any value");
                Type::Any
            }
        };
        Used {
            ty,
            nullable: schema.is_nullable(),
        }
    }

    /// A composition: that of one part is the part, perhaps with null beside it.
    fn composed(&mut self, schema: Schema<'a>, module: &[String], name: &str) -> Option<Used> {
        if let Some(sole) = sole_part(schema) {
            let used = self.type_of(sole.part, module, name);
            return Some(Used {
                nullable: used.nullable || self.admits_null(schema),
                ..used
            });
        }
        let key = COMPOSITIONS
            .into_iter()
            .find(|key| !schema.object.items(key).is_empty())?;
        // What is wrong with a part is said at the part.
        let mut parts = schema.object.items(key).iter();
        if key == "allOf" && parts.clone().all(only_annotates) {
            return Some(Type::Any.into());
        }
        let is_schema = |part: &'a Node<'a>| {
            let target = self.context.follow(part);
            target.is_some_and(|it| matches!(it.value, Value::Mapping(_) | Value::Bool(_)))
        };
        if parts.all(is_schema) {
            schema.unsupported(key, "any value is accepted instead");
        }
        Some(Type::Any.into())
    }

    /// A schema without `type`: what its other keys imply.
    fn untyped(&mut self, schema: Schema<'a>, module: &[String], name: &str) -> Type {
        let has = |key: &str| schema.object.get(key).is_some();
        let of_numbers = schema.object.text("format").and_then(scalars::number_type);
        let implied = if IMPLY_OBJECT.into_iter().any(has) {
            SchemaType::Object
        } else if has("items") || has("prefixItems") {
            SchemaType::Array
        } else if let Some(number) = of_numbers {
            number
        } else if OF_STRINGS.into_iter().any(has) {
            SchemaType::String
        } else {
            return Type::Any;
        };
        self.typed(implied, schema, module, name)
    }

    pub(super) fn typed(
        &mut self,
        ty: SchemaType,
        schema: Schema<'a>,
        module: &[String],
        name: &str,
    ) -> Type {
        match ty {
            SchemaType::Null => Type::Null,
            SchemaType::Boolean => Type::Bool,
            SchemaType::Integer | SchemaType::Number | SchemaType::String => {
                self.scalar(ty, schema)
            }
            SchemaType::Array => {
                let item = item_of(schema).map(|item| {
                    let name = format!("{name}Item");
                    self.element(item, module, &name)
                });
                Type::List(Box::new(item.unwrap_or(Type::Any)))
            }
            SchemaType::Object => self.map(schema, module, name),
        }
    }

    /// An object without properties: values by key.
    fn map(&mut self, schema: Schema<'a>, module: &[String], name: &str) -> Type {
        let values = match others_of(schema) {
            Said::Nothing | Said::None => None,
            Said::Some(others) => others.values,
        };
        self.map_of(values, module, &format!("{name}Value"))
    }

    /// A map of values that may have a schema.
    pub(super) fn map_of(
        &mut self,
        values: Option<&'a Node<'a>>,
        module: &[String],
        name: &str,
    ) -> Type {
        match values.map(|values| self.element(values, module, name)) {
            None | Some(Type::Any) => Type::Object,
            Some(value) => Type::Map(Box::new(value)),
        }
    }

    /// The type of what a list or a map holds.
    fn element(&mut self, node: &'a Node<'a>, module: &[String], name: &str) -> Type {
        let used = self.type_of(node, module, name);
        match used.ty {
            Type::Any => Type::Any,
            ty if used.nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }
}

/// Keys that only strings have.
const OF_STRINGS: [&str; 6] = [
    "contentEncoding",
    "contentMediaType",
    "format",
    "maxLength",
    "minLength",
    "pattern",
];

/// The schema of all items of a list; none where they may be anything, or differ by their position.
fn item_of(schema: Schema<'_>) -> Option<&Node<'_>> {
    let get = |key: &str| schema.object.get(key);
    let rest = get("items").or_else(|| get("unevaluatedItems"));
    let first = schema.object.items("prefixItems");
    let Some(one) = first.first() else {
        return rest;
    };
    let is_none = |node: &Node<'_>| node.value == Value::Bool(false);
    let most = get("maxItems").map(Node::to_json);
    let is_closed = rest.is_some_and(is_none) || most == Some(first.len().into());
    let rest = rest.filter(|node| !is_none(node));
    let same = one.to_json();
    let are_alike = first.iter().chain(rest).all(|item| item.to_json() == same);
    if are_alike && (is_closed || rest.is_some()) {
        return Some(one);
    }
    schema.unsupported("prefixItems", "any value is accepted in its place");
    None
}

/// Keys that say a type.
const TYPED: [&str; 8] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "items",
    "oneOf",
    "properties",
    "type",
];

/// Keys that only an object has.
const IMPLY_OBJECT: [&str; 4] = [
    "additionalProperties",
    "patternProperties",
    "properties",
    "unevaluatedProperties",
];

/// True for an enum of strings or of integers, perhaps with null among them.
pub(super) fn is_open_enum(schema: Schema<'_>) -> bool {
    let values = schema.enum_values();
    let all = |fits: fn(&Value<'_>) -> bool| {
        let mut rest = values
            .iter()
            .filter(|node| node.value != Value::Null)
            .peekable();
        rest.peek().is_some() && rest.all(|node| fits(&node.value))
    };
    let types = schema.types();
    let may_be = |ty: SchemaType| types.is_empty() || types.contains(&ty);
    all(|value| matches!(value, Value::String(_))) && may_be(SchemaType::String)
        || all(|value| matches!(value, Value::Integer(_))) && !types.contains(&SchemaType::String)
}
