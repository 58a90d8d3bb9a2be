//! What callers make a value with: `new` and the setters.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident};
use super::types;
use crate::ir::{Member, Struct, Type, TypeDef, Wrapper};

/// Functions that callers would no longer reach if a setter had their name, and the operators: a
/// setter has their signature, so callers would read it as one.
const RESERVED: &[&str] = &[
    "add", "bitand", "bitor", "bitxor", "clone", "default", "div", "eq", "example", "from", "into",
    "mul", "new", "rem", "shl", "shr", "sub",
];

/// `new` takes so many arguments without anybody minding.
const FEW_ARGUMENTS: usize = 7;

/// ```text
/// impl SendParams {
///     /// The required members; the others have setters.
///     pub fn new(phone_number: impl Into<String>) -> Self { … }
///
///     pub fn locale(mut self, locale: Locale) -> Self { … }
/// }
/// ```
pub(super) fn emit(file: &File<'_>, def: &TypeDef, it: &Struct) -> Option<TokenStream> {
    def.direction
        .sent
        .then(|| emit_methods(file, &def.name, it, &[]))
}

/// The same for what is not a type of the schema. Setters keep clear of the names that are
/// reserved.
pub(super) fn emit_methods(
    file: &File<'_>,
    name: &str,
    it: &Struct,
    reserved: &[&str],
) -> TokenStream {
    let name = file.ident(name);
    let new = emit_new(file, it);
    let reserved = [RESERVED, reserved].concat();
    let mut taken: HashSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    let optional: Vec<&Member> = it
        .fields()
        .filter(|it| !it.presence.is_asked_for())
        .collect();
    taken.extend(optional.iter().map(|member| member.name.clone()));
    let setters = optional
        .iter()
        .map(|member| emit_setter(file, member, &reserved, &mut taken));
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn emit_new(file: &File<'_>, it: &Struct) -> TokenStream {
    if it.fields().next().is_none() {
        return quote! {
            /// A value; there is nothing to set.
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    if it.is_empty_by_default() {
        return quote! {
            /// A value with nothing set; every member has a setter.
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments: Vec<&Member> = it
        .fields()
        .filter(|it| it.presence.is_asked_for())
        .collect();
    let parameters = arguments.iter().map(|member| {
        let (name, ty) = (ident(&member.name), argument_type(file, member));
        quote!(#name: #ty)
    });
    let values = it.fields().map(|member| {
        let name = ident(&member.name);
        if !member.presence.is_asked_for() {
            let empty = empty_value(file, member);
            return quote!(#name: #empty);
        }
        match file.api.wrapper(member) {
            Wrapper::None => match converted(file, member) {
                Some(value) => quote!(#name: #value),
                None => quote!(#name),
            },
            Wrapper::Option | Wrapper::Nullable => quote!(#name),
        }
    });
    let many = (arguments.len() > FEW_ARGUMENTS).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "one for each required member")]),
    );
    quote! {
        /// A value with the required members; the others have setters.
        #many
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    }
}

fn emit_setter(
    file: &File<'_>,
    member: &Member,
    reserved: &[&str],
    taken: &mut HashSet<String>,
) -> TokenStream {
    let name = ident(&member.name);
    let setter = ident(&setter_name(&member.name, reserved, taken));
    let ty = parameter_type(file, member);
    let value = match file.api.wrapper(member) {
        Wrapper::None => quote!(#name),
        Wrapper::Nullable => quote!(#name.into()),
        Wrapper::Option => {
            let value = converted(file, member).unwrap_or_else(|| quote!(#name));
            let some = file.name("Some");
            quote!(#some(#value))
        }
    };
    let deprecated = super::structs::deprecated(member.deprecated);
    quote! {
        #deprecated
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// A setter is called like its member; where that name is reserved, `with_…`.
fn setter_name(member: &str, reserved: &[&str], taken: &mut HashSet<String>) -> String {
    if !reserved.contains(&member) {
        return member.to_owned();
    }
    let mut name = format!("with_{member}");
    while !taken.insert(name.clone()) {
        name = format!("with_{name}");
    }
    name
}

/// What `new` takes for a member. One that may be null is asked for with its `Option`.
fn argument_type(file: &File<'_>, member: &Member) -> TokenStream {
    match file.api.wrapper(member) {
        Wrapper::None => parameter_type(file, member),
        Wrapper::Option | Wrapper::Nullable => types::emit_member(file, member),
    }
}

/// What a caller hands in for a member: the value without `Option`, texts as anything that becomes
/// one, and what may be null as that or null.
fn parameter_type(file: &File<'_>, member: &Member) -> TokenStream {
    let into = || file.name("Into");
    if file.api.wrapper(member) == Wrapper::Nullable {
        let (into, ty) = (into(), types::emit_member(file, member));
        return quote!(impl #into<#ty>);
    }
    match &member.ty {
        Type::Boxed(id) => file.type_path(*id),
        ty if types::is_text(file, ty) => {
            let (into, ty) = (into(), types::emit(file, ty));
            quote!(impl #into<#ty>)
        }
        ty => types::emit(file, ty),
    }
}

/// What makes the argument of a member's name its value, where it is not that already.
fn converted(file: &File<'_>, member: &Member) -> Option<TokenStream> {
    let name = ident(&member.name);
    match &member.ty {
        Type::Boxed(_) => {
            let boxed = file.name("Box");
            Some(quote!(#boxed::new(#name)))
        }
        ty => types::is_text(file, ty).then(|| quote!(#name.into())),
    }
}

/// What an optional member is when nothing was said.
pub(super) fn empty_value(file: &File<'_>, member: &Member) -> TokenStream {
    match file.api.wrapper(member) {
        Wrapper::None => {}
        Wrapper::Option => return file.name("None"),
        Wrapper::Nullable => {
            let nullable = file.name("Nullable");
            return quote!(#nullable::Absent);
        }
    }
    let collection = match file.api.resolved(&member.ty) {
        Type::List(_) => "Vec",
        Type::Map(_) => "BTreeMap",
        _ => "Map",
    };
    let collection = file.name(collection);
    quote!(#collection::new())
}
