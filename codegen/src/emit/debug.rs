//! `Debug` that does not show what is sensitive.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident, written};
use crate::ir::{Member, Struct, Wrapper};

/// True when `Debug` cannot be derived.
pub(super) fn is_manual(it: &Struct) -> bool {
    it.fields().any(|member| member.sensitive)
}

/// ```text
/// impl fmt::Debug for PhoneNumber {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         f.debug_struct("PhoneNumber")
///             .field("phone_id", &self.phone_id)
///             .field("phone_number", &Redacted)
///             .finish()
///     }
/// }
/// ```
pub(super) fn emit(file: &File<'_>, text: &str, it: &Struct) -> Option<TokenStream> {
    if !is_manual(it) {
        return None;
    }
    let name = file.ident(text);
    let fmt = file.name("fmt");
    let fields = it.fields().map(|member| {
        let (label, value) = (written(&member.name), shown(file, member));
        quote!(.field(#label, &#value))
    });
    Some(quote! {
        impl #fmt::Debug for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.debug_struct(#text) #(#fields)* .finish()
            }
        }
    })
}

fn shown(file: &File<'_>, member: &Member) -> TokenStream {
    let name = ident(&member.name);
    if !member.sensitive {
        return quote!(self.#name);
    }
    let redacted = file.name("Redacted");
    match file.api.wrapper(member) {
        Wrapper::Option => quote!(#redacted::option(&self.#name)),
        Wrapper::Nullable => quote!(#redacted::option(&self.#name.as_option())),
        Wrapper::None if file.api.is_collection(&member.ty) => {
            quote!(#redacted::entries(self.#name.len()))
        }
        Wrapper::None => redacted,
    }
}
