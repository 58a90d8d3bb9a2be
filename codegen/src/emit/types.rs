//! Types as they are used.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::File;
use crate::ir::{Member, Type, Wrapper};

/// A type: `Vec<User>`.
pub(super) fn emit(file: &File<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::String => file.name("String"),
        Type::Secret => file.name("Secret"),
        Type::DateTime => file.name("DateTime"),
        Type::Date => file.name("Date"),
        Type::Uuid => file.name("Uuid"),
        Type::Uri => file.name("Uri"),
        Type::Decimal => file.name("Decimal"),
        Type::DecimalNumber => file.name("DecimalNumber"),
        Type::Base64 => file.name("Base64"),
        Type::Binary => file.name("Binary"),
        Type::Null => quote!(()),
        Type::Any => file.name("Value"),
        Type::Object => {
            let (map, string, value) = (file.name("Map"), file.name("String"), file.name("Value"));
            quote!(#map<#string, #value>)
        }
        Type::List(item) => {
            let (vec, item) = (file.name("Vec"), emit(file, item));
            quote!(#vec<#item>)
        }
        Type::Map(value) => {
            let (map, string) = (file.name("BTreeMap"), file.name("String"));
            let value = emit(file, value);
            quote!(#map<#string, #value>)
        }
        Type::Named(id) => file.type_path(*id),
        Type::Boxed(id) => {
            let (boxed, path) = (file.name("Box"), file.type_path(*id));
            quote!(#boxed<#path>)
        }
        Type::Nullable(inner) => option(file, &emit(file, inner)),
        Type::External(path) => file.external_path(path),
    }
}

/// The type of a member, with its `Option`.
pub(super) fn emit_member(file: &File<'_>, member: &Member) -> TokenStream {
    let ty = emit(file, &member.ty);
    match file.api.wrapper(member) {
        Wrapper::None => ty,
        Wrapper::Option => option(file, &ty),
        Wrapper::Nullable => {
            let nullable = file.name("Nullable");
            quote!(#nullable<#ty>)
        }
    }
}

/// `Option<T>`.
fn option(file: &File<'_>, ty: &TokenStream) -> TokenStream {
    let option = file.name("Option");
    quote!(#option<#ty>)
}

/// True for what callers may hand in as anything that becomes it: `impl Into<String>`.
pub(super) fn is_text(file: &File<'_>, ty: &Type) -> bool {
    let ty = file.api.resolved(ty);
    ty.is_text() || *ty == Type::DecimalNumber
}
