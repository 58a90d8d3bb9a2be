//! Structs, member by member.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::{Writer, constructors, values};
use crate::emit::file::ident;
use crate::ir::{Member, Struct, Wrapper};

/// A struct: the members of its example, or without one all of them. None where a member that is
/// always there has no value.
pub(super) fn emit(
    writer: &Writer<'_>,
    path: &TokenStream,
    it: &Struct,
    example: Option<&Map<String, Value>>,
) -> Option<TokenStream> {
    let members = it.members.iter().map(|member| {
        let name = ident(&member.name);
        let value = match example {
            Some(example) => match example.get(&member.wire) {
                Some(given) => emit_given(writer, member, given),
                None => emit_left_out(writer, member),
            },
            None => emit_own(writer, member),
        };
        value.map(|value| quote!(#name: #value))
    });
    let members = members.collect::<Option<Vec<_>>>()?;
    let extra = match &it.extra {
        Some(extra) => Some(emit_extra(writer, it, extra, example)?),
        None => None,
    };
    let fields = members.into_iter().chain(extra);
    Some(quote!(#path { #(#fields),* }))
}

/// What the example says beyond the members that have a name.
fn emit_extra(
    writer: &Writer<'_>,
    it: &Struct,
    extra: &Member,
    example: Option<&Map<String, Value>>,
) -> Option<TokenStream> {
    let is_named = |wire: &str| it.members.iter().any(|member| member.wire == wire);
    let others = example.into_iter().flatten();
    let others = others.filter(|(wire, _)| !is_named(wire));
    let others: Map<_, _> = others.map(|(k, v)| (k.clone(), v.clone())).collect();
    let (name, value) = (
        ident(&extra.name),
        values::emit(writer, &extra.ty, Some(&others.into()))?,
    );
    Some(quote!(#name: #value))
}

/// What the example of the struct says.
fn emit_given(writer: &Writer<'_>, member: &Member, given: &Value) -> Option<TokenStream> {
    if !given.is_null() {
        return emit_value(writer, member, Some(given));
    }
    match writer.file.api.wrapper(member) {
        Wrapper::Nullable => {
            let nullable = writer.file.name("Nullable");
            Some(quote!(#nullable::Null))
        }
        Wrapper::None if !writer.file.api.is_collection(&member.ty) => {
            emit_value(writer, member, Some(given))
        }
        Wrapper::Option | Wrapper::None => emit_left_out(writer, member),
    }
}

/// What the example of the struct does not say.
fn emit_left_out(writer: &Writer<'_>, member: &Member) -> Option<TokenStream> {
    let has_empty = writer.file.api.wrapper(member) != Wrapper::None
        || writer.file.api.is_collection(&member.ty);
    if has_empty {
        return Some(constructors::empty_value(writer.file, member));
    }
    emit_value(writer, member, None)
}

/// What the member itself gives as an example; what would hold the struct again is left out.
fn emit_own(writer: &Writer<'_>, member: &Member) -> Option<TokenStream> {
    let given = member.example.as_ref();
    let given = given.or(member.constraints.default.as_ref());
    let leads_back = |held| writer.facts.are_in_a_circle(writer.id, held);
    match given {
        _ if member.ty.named().is_some_and(leads_back) => emit_left_out(writer, member),
        Some(given) => emit_given(writer, member, given),
        None => emit_value(writer, member, None),
    }
}

fn emit_value(writer: &Writer<'_>, member: &Member, given: Option<&Value>) -> Option<TokenStream> {
    let wrapper = writer.file.api.wrapper(member);
    let value = values::emit(writer, &member.ty, given);
    match (wrapper, value) {
        (Wrapper::None, value) => value,
        (Wrapper::Option, Some(value)) => {
            let some = writer.file.name("Some");
            Some(quote!(#some(#value)))
        }
        (Wrapper::Nullable, Some(value)) => {
            let nullable = writer.file.name("Nullable");
            Some(quote!(#nullable::Value(#value)))
        }
        (Wrapper::Option | Wrapper::Nullable, None) => emit_left_out(writer, member),
    }
}
