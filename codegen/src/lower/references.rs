//! The types behind references, and what is called that has no name of its own.

use super::Lowering;
use super::types::Used;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::Type;
use crate::name;
use crate::openapi::{Schema, reference_of};
use crate::source::{Node, Value};

/// Keys that say a type, and are lost beside a `$ref`.
const BESIDE_REFERENCES: [&str; 8] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "items",
    "oneOf",
    "properties",
    "required",
];

/// So many references to places without a name may stand in one another.
const DEEPEST: usize = 100;

impl<'a> Lowering<'a> {
    /// The type behind a `$ref`.
    pub(super) fn referenced(&mut self, node: &'a Node<'a>) -> Used {
        for key in BESIDE_REFERENCES {
            if let Some(schema) = node.get(key).and_then(|_| Schema::new(self.context, node)) {
                schema.unsupported(key, "beside a `$ref` it is not read");
            }
        }
        let followed = self.context.follow(node);
        let target = reference_of(node).and_then(|reference| self.context.resolve(reference));
        let (Some(last), Some(target)) = (followed, target) else {
            return Type::Any.into();
        };
        if !matches!(last.value, Value::Mapping(_) | Value::Bool(_)) {
            let via = reference_of(node).map(|reference| reference.place);
            let expected = "a schema (a mapping)";
            self.context.wrong_kind_behind(last, expected, via);
            return Type::Any.into();
        }
        if self.is_document(last) {
            self.report_document(node, last);
            return Type::Any.into();
        }
        let schema = last
            .as_mapping()
            .and_then(|_| Schema::new(self.context, last));
        let nullable = schema.is_some_and(|schema| self.admits_null(schema));
        let used = self.type_at(target, node);
        Used {
            nullable: nullable || used.nullable,
            ..used
        }
    }

    /// True for a whole OpenAPI document, which is no schema.
    fn is_document(&self, node: &'a Node<'a>) -> bool {
        let file = self.context.tree.file(node.place.file);
        let root = file.and_then(|file| file.root.as_ref());
        root.is_some_and(|root| root.place == node.place && root.get("openapi").is_some())
    }

    fn report_document(&self, node: &'a Node<'a>, document: &Node<'a>) {
        let place = reference_of(node).map_or(node.place, |reference| reference.place);
        let message = "expected a schema, found a whole OpenAPI document";
        let help = "`#` is the file that it stands in; write the way to a schema, such as \
                    `#/components/schemas/Pet`";
        let diagnostic = Diagnostic::new(Code::WrongKind, message)
            .at_value(place)
            .with_note_at_value(document.place, "it leads here")
            .with_help(help);
        self.context.report(diagnostic);
    }

    /// The type of a schema that stands elsewhere than the node that leads to it.
    pub(super) fn type_at(&mut self, target: &'a Node<'a>, from: &'a Node<'a>) -> Used {
        let named = self.ids.get(&target.place).map(|id| Type::Named(*id));
        if let Some(ty) = self.replacement(target.place).or(named) {
            return ty.into();
        }
        // A place that is no component, such as a property of one: it is named for its key.
        let name = self.name_of_place(target);
        let module = self.module_of_type(target.place);
        if !self.open.insert(target.place) || self.open.len() > DEEPEST {
            let message = "this leads back to where it stands; any value is accepted instead";
            let diagnostic = Diagnostic::new(Code::Unsupported, message).at_key(from.place);
            let help = "give the schema a name under `components/schemas`, and refer to that";
            self.context.report(diagnostic.with_help(help));
            return Type::Any.into();
        }
        let used = self.type_of(target, &module, &name);
        self.open.remove(&target.place);
        used
    }

    /// What a schema is called that is no component: a whole file by its stem, else by its key.
    fn name_of_place(&self, node: &Node<'a>) -> String {
        let pointer = self.context.tree.pointer(node.place);
        let file = self.context.tree.file(node.place.file);
        let stem = file.map_or("", |file| file.path.rsplit('/').next().unwrap_or_default());
        let stem = stem.split('.').next().unwrap_or_default();
        let key = pointer.rsplit('/').find(|key| !key.is_empty());
        name::item_name(key.unwrap_or(stem))
    }
}
