//! Structs.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::derives::{self, DebugIs};
use super::file::{File, ident};
use super::{constructors, debug, docs, serde_attributes, types};
use crate::ir::{Member, Struct, TypeDef};

/// ```text
/// /// Where to send the code.
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// #[non_exhaustive]
/// pub struct SendParams {
///     pub phone_number: String,
/// }
/// ```
pub(super) fn emit(file: &File<'_>, def: &TypeDef, it: &Struct) -> TokenStream {
    let name = file.ident(&def.name);
    let docs = docs::emit_type(file, def);
    let deprecated = deprecated(def.deprecated);
    let debug_is = match debug::is_manual(it) {
        true => DebugIs::Written,
        false => DebugIs::Derived,
    };
    let derives = derives::emit(file, &def.derives(), debug_is);
    let members = it.members.iter().map(|member| emit_member(file, member));
    let extra = it.extra.as_ref().map(|extra| emit_extra(file, extra));
    let remote = it.extra.as_ref().map(|_| serde_attributes::emit_remote());
    let behaviour = it.extra.as_ref().map(|extra| {
        let keep = match file.api.is_collection(&extra.ty) {
            true => file.name("keep_extra"),
            false => file.name("keep_variant"),
        };
        let extra = ident(&extra.name);
        quote!(#keep!(#name, #extra);)
    });
    quote! {
        #docs
        #deprecated
        #derives
        #remote
        #[non_exhaustive]
        pub struct #name {
            #(#members)*
            #extra
        }
        #behaviour
    }
}

/// What a struct can do: `new`, the setters, and `Debug` where that is written out.
pub(super) fn emit_impls(file: &File<'_>, def: &TypeDef, it: &Struct) -> TokenStream {
    let constructors = constructors::emit(file, def, it);
    let debug = debug::emit(file, &def.name, it);
    quote!(#constructors #debug)
}

fn emit_member(file: &File<'_>, member: &Member) -> TokenStream {
    let attributes = serde_attributes::emit(file, member);
    emit_member_with(file, member, attributes)
}

/// A member of a struct that is not read or written by itself.
pub(super) fn emit_plain_member(file: &File<'_>, member: &Member) -> TokenStream {
    emit_member_with(file, member, None)
}

fn emit_member_with(
    file: &File<'_>,
    member: &Member,
    attributes: Option<TokenStream>,
) -> TokenStream {
    let docs = docs::emit_member(file, member);
    let deprecated = deprecated(member.deprecated);
    let name = ident(&member.name);
    let ty = types::emit_member(file, member);
    quote! {
        #docs
        #deprecated
        #attributes
        pub #name: #ty,
    }
}

/// What holds the other members: `keep_extra!` or `keep_variant!` reads and writes it.
fn emit_extra(file: &File<'_>, extra: &Member) -> TokenStream {
    let docs = docs::emit_extra(file, extra);
    let attributes = serde_attributes::emit_extra(file, extra);
    let (name, ty) = (ident(&extra.name), types::emit_member(file, extra));
    quote! {
        #docs
        #attributes
        pub #name: #ty,
    }
}

/// `#[deprecated]`.
pub(super) fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    let here = proc_macro2::Span::call_site();
    is_deprecated.then(|| quote_spanned!(here=> #[deprecated]))
}
