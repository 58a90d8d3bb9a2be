//! Open enums: the values that the schema lists, and one variant for every other.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::derives::{self, DebugIs};
use super::file::{File, ident};
use super::{docs, structs};
use crate::ir::{Enum, TypeDef, Variant};

/// ```text
/// #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// #[non_exhaustive]
/// pub enum Locale {
///     En,
///     /// A value newer than this crate.
///     #[non_exhaustive]
///     Unknown(UnknownValue),
/// }
///
/// impl OpenEnum for Locale {
///     const KNOWN: &'static [(&'static str, Self)] = &[("en", Self::En)];
/// }
/// open_enum!(Locale);
/// ```
pub(super) fn emit_strings(file: &File<'_>, def: &TypeDef, it: &Enum<String>) -> TokenStream {
    let kind = Kind {
        unknown: file.name("UnknownValue"),
        wire: quote!(&'static str),
        facts: file.name("OpenEnum"),
        behaviour: file.name("open_enum"),
    };
    emit(file, def, it, &kind, |wire| {
        let text = wire.as_str();
        quote!(#text)
    })
}

/// The same with integers.
pub(super) fn emit_integers(file: &File<'_>, def: &TypeDef, it: &Enum<i64>) -> TokenStream {
    let kind = Kind {
        unknown: file.name("UnknownInteger"),
        wire: quote!(i64),
        facts: file.name("OpenIntegerEnum"),
        behaviour: file.name("open_integer_enum"),
    };
    emit(file, def, it, &kind, |wire| {
        let digits = Literal::u64_unsuffixed(wire.unsigned_abs());
        if *wire < 0 {
            quote!(-#digits)
        } else {
            quote!(#digits)
        }
    })
}

/// What tells the two kinds of enum apart.
struct Kind {
    unknown: TokenStream,
    wire: TokenStream,
    facts: TokenStream,
    behaviour: TokenStream,
}

fn emit<Wire>(
    file: &File<'_>,
    def: &TypeDef,
    it: &Enum<Wire>,
    kind: &Kind,
    literal: impl Fn(&Wire) -> TokenStream,
) -> TokenStream {
    let name = file.ident(&def.name);
    let docs = docs::emit_type(file, def);
    let deprecated = structs::deprecated(def.deprecated);
    let derives = derives::emit(file, &def.derives(), DebugIs::Derived);
    let Kind {
        unknown,
        wire,
        facts,
        behaviour,
    } = kind;
    let behaviour = emit_behaviour(it, quote!(#behaviour!(#name);));
    let variants = it.variants.iter().map(emit_variant);
    let known = it.variants.iter().map(|variant| {
        let (wire, name) = (literal(&variant.wire), ident(&variant.name));
        quote!((#wire, Self::#name))
    });
    quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value newer than this crate.
            #[non_exhaustive]
            Unknown(#unknown),
        }
        impl #facts for #name {
            const KNOWN: &'static [(#wire, Self)] = &[#(#known),*];
        }
        #behaviour
    }
}

/// Where no value is known, nothing is left for the arm of those that are.
fn emit_behaviour<Wire>(it: &Enum<Wire>, call: TokenStream) -> TokenStream {
    if !it.variants.is_empty() {
        return call;
    }
    quote! {
        #[allow(unreachable_patterns, reason = "no value is known")]
        const _: () = { #call };
    }
}

fn emit_variant<Wire>(variant: &Variant<Wire>) -> TokenStream {
    let docs = docs::emit(&variant.docs);
    let name = ident(&variant.name);
    quote!(#docs #name,)
}
