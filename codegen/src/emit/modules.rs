//! A file of a module: its types, then its operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident, written};
use super::plan::Planned;
use super::{Source, accessors, aliases, choices, docs, enums, operations, structs, unions};
use crate::ir::{Shape, TypeDef};
use crate::render::Items;

/// ```text
/// //! What the module is for.
///
/// pub mod child;
/// mod pets;
///
/// use serde::Serialize;
///
/// pub use pets::*;
///
/// pub struct Toy { … }
/// ```
pub(super) fn emit(file: File<'_>, planned: &Planned<'_>) -> Source {
    let module = planned.module;
    let is_own = planned.part.is_none();
    let docs = is_own.then(|| docs::emit_inner(&module.docs));
    let children = is_own.then(|| emit_children(&file, &module.path));
    let parts = emit_parts(planned);
    let mut items = Items::default();
    for def in file.types() {
        items.add(emit_type(&file, def));
        // By itself: a struct of many members takes much memory while it is tokens.
        if let Shape::Struct(it) = &def.shape {
            items.add(structs::emit_impls(&file, def, it));
        }
    }
    let operations = planned.items.operations.iter();
    operations.for_each(|it| items.add(operations::emit(&file, it)));
    let accessor = is_own.then(|| accessors::emit(&file, planned)).flatten();
    accessor.into_iter().for_each(|it| items.add(it));
    let gated = is_own
        .then(|| accessors::emit_import(&file, planned))
        .flatten();
    let imports = file.imports();
    let path = module.path.iter().chain(&planned.part);
    let path: Vec<String> = path.map(|name| written(name)).collect();
    Source {
        path: format!("src/{}.rs", path.join("/")),
        made_from: module.source.clone(),
        head: quote! {
            #docs
            #children
            #(#parts)*
            #imports
            #gated
        },
        items,
        used: file.into_used(),
    }
}

/// The modules below another one.
pub(super) fn emit_children(file: &File<'_>, parent: &[String]) -> TokenStream {
    let children = file.children(parent).map(|(name, feature)| {
        let (name, gate) = (ident(name), emit_gate(feature));
        quote!(#gate pub mod #name;)
    });
    children.collect()
}

/// The private files of a module, and what makes their items the module's own.
fn emit_parts(planned: &Planned<'_>) -> Vec<TokenStream> {
    let gated = |feature: &Option<&str>| {
        let feature = feature.filter(|feature| planned.feature != Some(*feature));
        emit_gate(feature)
    };
    let modules = planned.parts.iter().map(|(name, feature)| {
        let (name, gate) = (ident(name), gated(feature));
        quote!(#gate mod #name;)
    });
    let exports = planned.parts.iter().map(|(name, feature)| {
        let (name, gate) = (ident(name), gated(feature));
        quote!(#gate pub use #name::*;)
    });
    modules.chain(exports).collect()
}

/// `#[cfg(feature = "pets")]`
pub(super) fn emit_gate(feature: Option<&str>) -> Option<TokenStream> {
    feature.map(|feature| quote!(#[cfg(feature = #feature)]))
}

fn emit_type(file: &File<'_>, def: &TypeDef) -> TokenStream {
    match &def.shape {
        Shape::Struct(it) => structs::emit(file, def, it),
        Shape::StringEnum(it) => enums::emit_strings(file, def, it),
        Shape::IntegerEnum(it) => enums::emit_integers(file, def, it),
        Shape::Union(it) => unions::emit(file, def, it),
        Shape::Choice(it) => choices::emit(file, def, it),
        Shape::Alias(target) => aliases::emit(file, def, target),
    }
}
