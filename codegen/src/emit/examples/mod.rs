//! `example()` of every type that callers receive, for their tests.

mod circles;
mod constants;
mod facts;
mod free_form;
mod literals;
mod values;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::file::{File, ident};
use super::{Source, constructors, json};
use crate::ir::{Api, Enum, Shape, TypeDef, TypeId, Union};
use facts::Facts;

/// True when there is anything to give an example of.
pub(super) fn is_needed(api: &Api) -> bool {
    let facts = Facts::of(api);
    received(api).any(|(id, def)| !matches!(def.shape, Shape::Alias(_)) && facts.has_example(id))
}

fn received(api: &Api) -> impl Iterator<Item = (TypeId, &TypeDef)> {
    let types = api.types.iter().enumerate();
    let received = types.filter(|(_, def)| def.direction.received);
    received.map(|(position, def)| (TypeId(position), def))
}

/// All examples in one file, behind a feature.
pub(super) fn emit(file: File<'_>) -> Source {
    let facts = Facts::of(file.api);
    let mut types: Vec<_> = received(file.api).collect();
    types.sort_by_key(|(_, def)| (&def.module, &def.name));
    let examples = types.into_iter().filter_map(|(id, def)| {
        let writer = Writer {
            file: &file,
            facts: &facts,
            id,
        };
        emit_type(&writer, def)
    });
    let examples: Vec<TokenStream> = examples.collect();
    let imports = file.imports();
    Source {
        path: "src/examples.rs".into(),
        made_from: file.api.source.clone(),
        tokens: quote! {
            #![doc = " Values for the tests of applications, made from the examples of the schema."]
            #imports
            #(#examples)*
        },
        used: file.into_used(),
    }
}

/// The example that is being written.
#[derive(Clone, Copy)]
struct Writer<'a> {
    file: &'a File<'a>,
    facts: &'a Facts,
    /// The type that it is one of.
    id: TypeId,
}

/// ```text
/// impl PhoneNumber {
///     /// An example, for tests.
///     pub fn example() -> Self { … }
/// }
/// ```
fn emit_type(writer: &Writer<'_>, def: &TypeDef) -> Option<TokenStream> {
    if !writer.facts.has_example(writer.id) {
        return None;
    }
    let value = match &def.shape {
        Shape::Struct(it) => {
            let path = quote!(Self);
            let example = def.example.as_ref().and_then(Value::as_object);
            let given = example.and_then(|it_is| literals::emit(writer, &path, it, Some(it_is)));
            given.or_else(|| literals::emit(writer, &path, it, None))?
        }
        Shape::StringEnum(it) => first(it)?,
        Shape::IntegerEnum(it) => first(it)?,
        Shape::Union(it) => branch(writer, it)?,
        Shape::Choice(_) | Shape::Alias(_) => return None,
    };
    let allow = constants::allow(&value);
    let path = path(def);
    Some(quote! {
        impl #path {
            /// An example, for tests.
            #[cfg_attr(docsrs, doc(cfg(feature = "test-util")))]
            #allow
            pub fn example() -> Self {
                #value
            }
        }
    })
}

fn path(def: &TypeDef) -> TokenStream {
    let modules = def.module.iter().map(|module| ident(module));
    let name = ident(&def.name);
    quote!(crate::#(#modules::)*#name)
}

fn first<Wire>(it: &Enum<Wire>) -> Option<TokenStream> {
    let name = ident(&it.variants.first()?.name);
    Some(quote!(Self::#name))
}

/// The first branch of which there is an example.
fn branch(writer: &Writer<'_>, it: &Union) -> Option<TokenStream> {
    it.branches.iter().find_map(|branch| {
        let (name, value) = (ident(&branch.name), values::emit(writer, &branch.ty, None)?);
        Some(quote!(Self::#name(#value)))
    })
}
