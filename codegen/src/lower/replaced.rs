//! Schemas that the settings give a type of the user's own.

use std::collections::HashMap;

use syn::{GenericArgument, Path, PathArguments};

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::ir::Type;
use crate::openapi::Document;
use crate::source::{FileId, Node, Place, Value};

impl<'a> Lowering<'a> {
    /// Finds the schemas to which the settings, or an overlay, give a type. What is named that is not
    /// there, and what is no path of a type, is reported.
    pub(super) fn find_replaced(&mut self) {
        self.find_overlaid();
        self.find_in_settings();
    }

    /// The schemas with an `x-rust-type` that an overlay has brought.
    fn find_overlaid(&mut self) {
        let tree = self.context.tree;
        let edited = tree.files().iter().filter(|file| file.is_edited());
        let mut given = Vec::new();
        for root in edited.filter_map(|file| file.root.as_ref()) {
            collect_given(root, &mut given);
        }
        for (schema, node) in given {
            if !tree.is_overlaid(node.place) {
                continue;
            }
            let text = self.context.text(node).unwrap_or_default();
            match type_path(text) {
                Some(path) => {
                    self.replaced.insert(schema, path);
                }
                None => {
                    let message = format!("`{text}` is no path of a type");
                    let diagnostic = Diagnostic::new(Code::InvalidName, message);
                    let diagnostic = diagnostic.at_value(node.place).with_help(WHOLE_PATH);
                    self.context.report(diagnostic);
                }
            }
        }
    }

    fn find_in_settings(&mut self) {
        if self.settings.types.is_empty() {
            return;
        }
        let components = components(self.document);
        for (schema, text) in &self.settings.types {
            let places = match schema.split_once('#') {
                Some(_) => self.place_at(schema).into_iter().collect(),
                None => components.get(schema.as_str()).cloned().unwrap_or_default(),
            };
            if places.is_empty() {
                self.report_missing(schema, components.keys().copied());
            }
            let Some(path) = type_path(text) else {
                self.report_no_path(schema, text);
                continue;
            };
            let replaced = places.into_iter().map(|it| (it, path.clone()));
            self.replaced.extend(replaced);
        }
    }

    /// The type that the settings give a schema.
    pub(super) fn replacement(&self, place: Place) -> Option<Type> {
        self.replaced.get(&place).cloned().map(Type::External)
    }

    fn place_at(&self, reference: &str) -> Option<Place> {
        let found = self.context.tree.resolve(reference, FileId(0));
        found.ok().map(|node: &Node<'_>| node.place)
    }

    fn report_missing<'n>(&self, schema: &str, names: impl Iterator<Item = &'n str>) {
        let message = format!("`types` gives `{schema}` a type, but there is no such schema");
        let meant = closest(schema, names).map(|meant| format!("did you mean `{meant}`?"));
        let help = "name a component, or say where a schema stands: `money.yaml#/Money`";
        let diagnostic = Diagnostic::new(Code::Settings, message).with_help(help);
        self.context.report(diagnostic.with_help_if(meant));
    }

    fn report_no_path(&self, schema: &str, text: &str) {
        let message = format!("`types` gives `{schema}` the type `{text}`, which is no path");
        let diagnostic = Diagnostic::new(Code::Settings, message);
        self.context.report(diagnostic.with_help(WHOLE_PATH));
    }
}

const WHOLE_PATH: &str = "write the whole path of a type, such as `rust_decimal::Decimal`";

/// Every `x-rust-type`, with the place of the schema that has it.
fn collect_given<'a>(node: &'a Node<'a>, given: &mut Vec<(Place, &'a Node<'a>)>) {
    match &node.value {
        Value::Mapping(mapping) => {
            given.extend(mapping.get("x-rust-type").map(|it| (node.place, it)));
            for entry in mapping.entries() {
                collect_given(&entry.value, given);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect_given(item, given)),
        _ => {}
    }
}

/// Where the components of each name stand.
fn components(document: Document<'_>) -> HashMap<&str, Vec<Place>> {
    let mut places: HashMap<&str, Vec<Place>> = HashMap::new();
    for number in 0..document.object.context.tree.files().len() {
        let components = document.components_of(FileId(number as u32));
        let entries = components.map_or(&[][..], |components| components.entries("schemas"));
        for entry in entries {
            places
                .entry(&entry.key)
                .or_default()
                .push(entry.value.place);
        }
    }
    places
}

/// A type's path, parsed as such and written out again: names, and types in angle brackets.
fn type_path(text: &str) -> Option<String> {
    let path: Path = syn::parse_str(text).ok()?;
    let is_scalar = |name: &syn::Ident| SCALARS.contains(&name.to_string().as_str());
    let starts_at_a_crate = path.segments.len() > 1 || path.get_ident().is_some_and(is_scalar);
    let segments = path.segments.iter().map(|segment| {
        let name = &segment.ident;
        match &segment.arguments {
            PathArguments::None => Some(name.to_string()),
            PathArguments::AngleBracketed(it) if it.colon2_token.is_none() => {
                let types = it.args.iter().map(argument).collect::<Option<Vec<_>>>()?;
                Some(format!("{name}<{}>", types.join(", ")))
            }
            PathArguments::AngleBracketed(_) | PathArguments::Parenthesized(_) => None,
        }
    });
    let segments = segments.collect::<Option<Vec<_>>>()?;
    let start = path.leading_colon.map_or("", |_| "::");
    starts_at_a_crate.then(|| format!("{start}{}", segments.join("::")))
}

fn argument(argument: &GenericArgument) -> Option<String> {
    match argument {
        GenericArgument::Type(syn::Type::Path(it)) if it.qself.is_none() => {
            type_path(&quote::quote!(#it).to_string())
        }
        _ => None,
    }
}

/// Types that need no path. Those of the prelude do: a schema may be called `String`.
const SCALARS: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "u128", "u16", "u32", "u64",
    "u8",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_are_types() {
        for (text, path) in [
            ("rust_decimal::Decimal", "rust_decimal::Decimal"),
            (" crate :: money\n:: Money ", "crate::money::Money"),
            ("::time::Date", "::time::Date"),
            ("u128", "u128"),
            (
                "std::collections::HashMap<std::string::String, Vec<u8>>",
                "",
            ),
            ("a::B<c::D<u8>, ::e::F>", "a::B<c::D<u8>, ::e::F>"),
        ] {
            assert_eq!(type_path(text).unwrap_or_default(), path, "{text}");
        }
        for text in [
            "",
            "Decimal",
            "(a::B, a::C)",
            "&'static a::B",
            "a::B<'static>",
            "a::B<{ panic!() }>",
            "a::B<3>",
            "a::B<dyn a::C>",
            "a::B::<u8>",
            "<a::B as a::C>::D",
            "a::Fn(u8) -> u8",
            "a::b!()",
            "a::B; fn f() {}",
            "a::B // and more\n, x",
            "[a::B; 3]",
            "a::B + a::C",
        ] {
            assert_eq!(type_path(text), None, "{text}");
        }
    }
}
