//! A module of the schema: its types, then its operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident, written};
use super::{Source, aliases, choices, docs, enums, operations, structs, unions};
use crate::ir::{Module, Shape, TypeDef};

pub(super) fn emit(file: File<'_>, module: &Module) -> Source {
    let children = file.api.modules.iter().filter_map(|other| {
        let (name, parent) = other.path.split_last()?;
        (parent == module.path).then(|| ident(name))
    });
    let docs = docs::emit_inner(&module.docs);
    let types: Vec<_> = file
        .api
        .types_of(&module.path)
        .map(|def| emit_type(&file, def))
        .collect();
    let operations = file.api.operations_of(&module.path);
    let operations: Vec<_> = operations.map(|it| operations::emit(&file, it)).collect();
    let imports = file.imports();
    let path: Vec<String> = module.path.iter().map(|name| written(name)).collect();
    Source {
        path: format!("src/{}.rs", path.join("/")),
        made_from: module.source.clone(),
        tokens: quote! {
            #docs
            #(pub mod #children;)*
            #imports
            #(#types)*
            #(#operations)*
        },
        used: file.into_used(),
    }
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
