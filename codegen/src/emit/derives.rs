//! The one place that writes `#[derive(…)]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident};
use crate::ir::Derive;

/// How `Debug` comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DebugIs {
    /// It is derived.
    Derived,
    /// It is written out.
    Written,
}

/// `#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]`
pub(super) fn emit(file: &File<'_>, derives: &[Derive], debug: DebugIs) -> TokenStream {
    let derived = derives.iter();
    let derived = derived.filter(|it| **it != Derive::Debug || debug == DebugIs::Derived);
    let names = derived.map(|it| match it {
        Derive::Serialize | Derive::Deserialize => file.name(&it.to_string()),
        Derive::Clone
        | Derive::Debug
        | Derive::Default
        | Derive::PartialEq
        | Derive::Eq
        | Derive::PartialOrd
        | Derive::Ord
        | Derive::Hash => {
            let name = ident(&it.to_string());
            quote!(#name)
        }
    });
    quote!(#[derive(#(#names),*)])
}
