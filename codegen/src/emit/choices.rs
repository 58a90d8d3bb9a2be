//! Choices: one variant for each content that a body can have.

use proc_macro2::TokenStream;
use quote::quote;

use super::derives::{self, DebugIs};
use super::file::{File, ident};
use super::{docs, structs, types};
use crate::ir::{Case, Choice, TypeDef};

/// ```text
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum GetPetError {
///     /// There is no such pet.
///     NotFound(Refusal),
///     NotModified,
/// }
/// ```
pub(super) fn emit(file: &File<'_>, def: &TypeDef, it: &Choice) -> TokenStream {
    let name = file.ident(&def.name);
    let docs = docs::emit_type(file, def);
    let deprecated = structs::deprecated(def.deprecated);
    let derives = derives::emit(file, &def.derives(), DebugIs::Derived);
    let variants = it.cases.iter().map(|case| emit_case(file, case));
    quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

fn emit_case(file: &File<'_>, case: &Case) -> TokenStream {
    let docs = docs::emit(&case.docs);
    let name = ident(&case.name);
    let content = case.ty.as_ref().map(|ty| {
        let ty = types::emit(file, ty);
        quote!((#ty))
    });
    quote!(#docs #name #content,)
}
