//! Schemas → types, wherever they stand.

use super::Lowering;
use crate::ir::{Shape, Type};
use crate::name;
use crate::openapi::{Schema, SchemaType, reference_of};
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
            if is_struct(schema) {
                return self.struct_shape(schema, module, name);
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
        match &node.value {
            Value::Mapping(_) => {}
            Value::Bool(true) => return Type::Any.into(),
            _ => {
                self.context.wrong_kind(node, "a schema (a mapping)");
                return Type::Any.into();
            }
        }
        let Some(schema) = Schema::new(self.context, node) else {
            return Type::Any.into();
        };
        let needs_item = is_struct(schema) || is_open_enum(schema);
        if needs_item {
            let id = match self.ids.get(&node.place) {
                Some(id) => *id,
                None => self.declare(node, module.to_vec(), name),
            };
            return Used {
                ty: Type::Named(id),
                nullable: schema.is_nullable(),
            };
        }
        self.inline(node, module, name)
    }

    /// The type behind a `$ref`.
    fn referenced(&mut self, node: &'a Node<'a>) -> Used {
        let followed = self.context.follow(node);
        let target = reference_of(node).and_then(|reference| self.context.resolve(reference));
        let (Some(last), Some(target)) = (followed, target) else {
            return Type::Any.into();
        };
        let nullable = last.as_mapping().is_some()
            && Schema::new(self.context, last).is_some_and(Schema::is_nullable);
        if let Some(id) = self.ids.get(&target.place) {
            return Used {
                ty: Type::Named(*id),
                nullable,
            };
        }
        // A place that is no component, such as a property of one: it is named for its key.
        let pointer = self.context.tree.pointer(target.place);
        let key = pointer.rsplit('/').find(|key| !key.is_empty());
        let name = name::item_name(key.unwrap_or("Root"));
        let module = self.module_of_type(target.place);
        let used = self.type_of(target, &module, &name);
        Used {
            nullable: nullable || used.nullable,
            ..used
        }
    }

    /// The type of a schema that needs no item.
    fn inline(&mut self, node: &'a Node<'a>, module: &[String], name: &str) -> Used {
        if reference_of(node).is_some() {
            return self.referenced(node);
        }
        if node.value == Value::Bool(true) {
            return Type::Any.into();
        }
        let Some(schema) = Schema::new(self.context, node) else {
            return Type::Any.into();
        };
        if let Some(used) = self.composed(schema, module, name) {
            return used;
        }
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

    /// Compositions that say one type, perhaps with null beside it.
    fn composed(&mut self, schema: Schema<'a>, module: &[String], name: &str) -> Option<Used> {
        for key in ["allOf", "anyOf", "oneOf"] {
            let parts = schema.object.items(key);
            let is_null = |part: &&Node<'_>| {
                part.get("type")
                    .is_some_and(|ty| ty.as_str() == Some("null") || ty.value == Value::Null)
            };
            let others: Vec<&'a Node<'a>> = parts.iter().filter(|part| !is_null(part)).collect();
            match others.as_slice() {
                [] if parts.is_empty() => {}
                [only] => {
                    let used = self.type_of(only, module, name);
                    let null_beside = key != "allOf" && parts.len() > 1;
                    return Some(Used {
                        nullable: used.nullable || null_beside || schema.is_nullable(),
                        ..used
                    });
                }
                _ => {
                    schema.unsupported(key, "any value is accepted instead");
                    return Some(Type::Any.into());
                }
            }
        }
        None
    }

    /// A schema without `type`: what its other keys imply.
    fn untyped(&mut self, schema: Schema<'a>, module: &[String], name: &str) -> Type {
        let has = |key: &str| schema.object.get(key).is_some();
        let implied = if has("additionalProperties") || has("properties") {
            SchemaType::Object
        } else if has("items") {
            SchemaType::Array
        } else if has("format") || has("pattern") || has("minLength") || has("maxLength") {
            SchemaType::String
        } else {
            schema.unsupported("const", "any value is accepted instead");
            schema.unsupported("enum", "any value is accepted instead");
            return Type::Any;
        };
        self.typed(implied, schema, module, name)
    }

    fn typed(&mut self, ty: SchemaType, schema: Schema<'a>, module: &[String], name: &str) -> Type {
        match ty {
            SchemaType::Null => Type::Any,
            SchemaType::Boolean => Type::Bool,
            SchemaType::Integer | SchemaType::Number | SchemaType::String => {
                self.scalar(ty, schema)
            }
            SchemaType::Array => {
                schema.unsupported("prefixItems", "any value is accepted in its place");
                let item = match schema.object.get("items") {
                    Some(items) => self.element(items, module, &format!("{name}Item")),
                    None => Type::Any,
                };
                Type::List(Box::new(item))
            }
            SchemaType::Object => self.map(schema, module, name),
        }
    }

    /// An object without properties: values by key.
    fn map(&mut self, schema: Schema<'a>, module: &[String], name: &str) -> Type {
        schema.unsupported("patternProperties", "any key is accepted instead");
        let values = schema.object.get("additionalProperties");
        match values.filter(|node| !matches!(node.value, Value::Bool(_))) {
            None => Type::Object,
            Some(values) => match self.element(values, module, &format!("{name}Value")) {
                Type::Any => Type::Object,
                value => Type::Map(Box::new(value)),
            },
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

/// True for an object that names its properties.
fn is_struct(schema: Schema<'_>) -> bool {
    let types = schema.types();
    let may_be_object = types.is_empty() || types == [SchemaType::Object];
    let composed = ["allOf", "anyOf", "oneOf"]
        .iter()
        .any(|key| schema.object.get(key).is_some());
    may_be_object && !composed && !schema.properties().is_empty()
}

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
    all(|value| matches!(value, Value::String(_)))
        || all(|value| matches!(value, Value::Integer(_)))
            && !schema.types().contains(&SchemaType::String)
}
