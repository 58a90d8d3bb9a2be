//! The types behind references, and what is called that has no name of its own.

use std::borrow::Cow;

use super::Lowering;
use super::types::Used;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::Type;
use crate::name;
use crate::openapi::{Schema, reference_of};
use crate::source::{Node, Value, pointer};

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

    /// What a schema is called that is no component: a whole file by its stem.
    fn name_of_place(&self, node: &Node<'a>) -> String {
        let pointer = self.context.tree.pointer(node.place);
        let file = self.context.tree.file(node.place.file);
        let stem = file.map_or("", |file| file.path.rsplit('/').next().unwrap_or_default());
        let stem = stem.split('.').next().unwrap_or_default();
        let tokens: Vec<_> = pointer::tokens(&pointer).collect();
        name::item_name(&words_of_place(&tokens, stem))
    }
}

/// Keys whose entries have names of the document's own.
const NAMED: [&str; 8] = [
    "$defs",
    "definitions",
    "headers",
    "parameters",
    "patternProperties",
    "properties",
    "requestBodies",
    "schemas",
];

/// What stands at a place: its key, or what it is a part of and which part.
///
/// `components/schemas/Tag/allOf/0` is `Tag Part1`, `components/parameters/limit/schema` is `limit`.
fn words_of_place(tokens: &[Cow<'_, str>], stem: &str) -> String {
    let Some((last, before)) = tokens.split_last() else {
        return stem.to_owned();
    };
    let (key, above) = before.split_last().unzip();
    let key = key.map_or("", |key: &Cow<'_, str>| key.as_ref());
    let above = above.unwrap_or_default();
    let number: Option<usize> = last.parse().ok();
    match (key, last.as_ref(), number) {
        ("responses", status, _) => match above.last() {
            Some(around) if around != "components" => {
                format!("{} Response {status}", words_of_place(above, stem))
            }
            _ => status.to_owned(),
        },
        (named, name, None) if NAMED.contains(&named) => name.to_owned(),
        ("properties", name, Some(_)) => name.to_owned(),
        (_, _, Some(number)) => {
            let number = number.saturating_add(1);
            format!("{} Part{number}", words_of_place(above, stem))
        }
        ("content", _, _) => words_of_place(above, stem),
        (_, "schema" | "itemSchema", _) => words_of_place(before, stem),
        (_, "requestBody", _) => format!("{} Request", words_of_place(before, stem)),
        (_, "items", _) => format!("{} Item", words_of_place(before, stem)),
        (_, "additionalProperties", _) => format!("{} Value", words_of_place(before, stem)),
        (path, method, _) if path.starts_with('/') => format!("{method} {path}"),
        (_, key, _) => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_called_by_what_it_is_a_part_of() {
        for (pointer, expected) in [
            ("", "models"),
            ("/Pet", "Pet"),
            ("/properties/owner", "owner"),
            ("/properties/items", "items"),
            ("/properties/1", "1"),
            ("/items", "models Item"),
            ("/components/schemas/Tag/allOf/0", "Tag Part1"),
            ("/components/schemas/Tag/oneOf/1/items", "Tag Part2 Item"),
            ("/components/schemas/Tag/additionalProperties", "Tag Value"),
            ("/components/parameters/limit/schema", "limit"),
            ("/components/responses/Full/content/a~1json/schema", "Full"),
            (
                "/paths/~1a~1{b}/get/responses/200/content/a~1json/schema",
                "get /a/{b} Response 200",
            ),
            (
                "/paths/~1a/put/requestBody/content/a~1json/schema",
                "put /a Request",
            ),
        ] {
            let tokens: Vec<_> = pointer::tokens(pointer).collect();
            assert_eq!(words_of_place(&tokens, "models"), expected, "{pointer}");
        }
    }
}
