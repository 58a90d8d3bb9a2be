//! Other names for types.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::File;
use super::{docs, structs, types};
use crate::ir::{Type, TypeDef};

/// ```text
/// pub type Tags = Vec<String>;
/// ```
pub(super) fn emit(file: &File<'_>, def: &TypeDef, target: &Type) -> TokenStream {
    let name = file.ident(&def.name);
    let docs = docs::emit_type(file, def);
    let deprecated = structs::deprecated(def.deprecated);
    let target = types::emit(file, target);
    quote! {
        #docs
        #deprecated
        pub type #name = #target;
    }
}
