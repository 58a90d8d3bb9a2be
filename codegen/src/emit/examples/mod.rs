//! `example()` of every type that callers receive, for their tests.

mod circles;
mod constants;
mod facts;
mod free_form;
mod literals;
mod values;

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::file::{File, ident, written};
use super::plan::{Plan, Planned};
use super::{Crate, Part, Source, constructors, json, modules};
use crate::ir::{Api, Enum, Shape, TypeDef, TypeId, Union};
use crate::render::Items;
pub(super) use facts::Facts;

/// True when there is anything to give an example of.
pub(super) fn is_needed(it: &Crate<'_>) -> bool {
    let mut files = it.plan.files.iter();
    files.any(|planned| has_any(&it.plan, &it.examples, planned))
}

/// True when a type of a file has an example.
fn has_any(plan: &Plan<'_>, facts: &Facts, planned: &Planned<'_>) -> bool {
    let mut types = received(plan.api, planned);
    types.any(|(id, def)| {
        let has_own = !matches!(def.shape, Shape::Alias(_) | Shape::Choice(_));
        has_own && facts.has_example(id)
    })
}

fn received<'a>(
    api: &'a Api,
    planned: &'a Planned<'_>,
) -> impl Iterator<Item = (TypeId, &'a TypeDef)> {
    let types = planned.items.types.iter();
    let types = types.filter_map(|id| Some((*id, api.get(*id)?)));
    types.filter(|(_, def)| def.direction.received)
}

/// One file for all examples, and where a module is more than one file, one for each of those.
pub(super) fn parts<'a>(it: &'a Crate<'a>) -> Vec<Part<'a>> {
    if !is_needed(it) {
        return Vec::new();
    }
    let divided = it.example_files.iter();
    let divided = divided.filter_map(|(_, number)| it.plan.files.get(*number));
    let divided = divided.map(|planned| Part::Examples(Some(planned)));
    [Part::Examples(None)].into_iter().chain(divided).collect()
}

/// The files of examples, each with its name and the number of the file that it is for, where there
/// is more than one.
pub(super) fn divided(plan: &Plan<'_>, facts: &Facts) -> Vec<(String, usize)> {
    let is_divided = plan.files.iter().any(|planned| planned.part.is_some());
    let files = plan.files.iter().filter(|_| is_divided);
    let files = files.filter(|planned| has_any(plan, facts, planned));
    let mut names = HashSet::new();
    let named = |planned: &Planned<'_>| {
        let path = planned.module.path.iter().chain(&planned.part);
        let mut name = path.map(String::as_str).collect::<Vec<_>>().join("_");
        while !names.insert(name.clone()) {
            name.push('_');
        }
        (name, planned.number)
    };
    files.map(named).collect()
}

/// Examples, behind a feature.
pub(super) fn emit(file: File<'_>, it: &Crate<'_>, planned: Option<&Planned<'_>>) -> Source {
    let mut files = it.example_files.iter();
    let name = planned.and_then(|planned| files.find(|(_, number)| *number == planned.number));
    let shown = match planned {
        Some(planned) => vec![planned],
        None if it.example_files.is_empty() => it.plan.files.iter().collect(),
        None => Vec::new(),
    };
    let mut types: Vec<_> = shown.iter().flat_map(|it| received(file.api, it)).collect();
    types.sort_by_key(|(_, def)| (&def.module, &def.name));
    let examples = types.into_iter().filter_map(|(id, def)| {
        let writer = Writer {
            file: &file,
            facts: &it.examples,
            id,
        };
        emit_type(&writer, def)
    });
    let mut items = Items::default();
    examples.for_each(|it| items.add(it));
    let parts = it.example_files.iter().filter(|_| planned.is_none());
    let parts = parts.map(|(name, number)| {
        let feature = it
            .plan
            .files
            .get(*number)
            .and_then(|planned| planned.feature);
        let (name, gate) = (ident(name), modules::emit_gate(feature));
        quote!(#gate mod #name;)
    });
    let imports = file.imports();
    let docs = planned.is_none().then(|| {
        quote!(#![doc = " Values for the tests of applications, made from the examples of the schema."])
    });
    Source {
        path: match name {
            Some((name, _)) => format!("src/examples/{}.rs", written(name)),
            None => "src/examples.rs".into(),
        },
        made_from: file.api.source.clone(),
        head: quote! {
            #docs
            #(#parts)*
            #imports
        },
        items,
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
