//! The one place that writes `#[serde(…)]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, written};
use crate::ir::{Member, Presence, Type, Wrapper};

/// How a member is called on the wire, and when it is left out.
///
/// | member | attribute |
/// |---|---|
/// | required | none |
/// | optional | `default`, skipped when `None` |
/// | optional, and null says something else | `default`, skipped when absent |
/// | optional list or map | `default`, null is empty, skipped when empty |
/// | required list or map | `default`, null is empty |
pub(super) fn emit(file: &File<'_>, member: &Member) -> Option<TokenStream> {
    let mut parts = Vec::new();
    if written(&member.name) != member.wire {
        let wire = &member.wire;
        parts.push(quote!(rename = #wire));
    }
    let absent = matches!(
        member.presence,
        Presence::Optional | Presence::OptionalNullable
    );
    match collection(file, member) {
        Some(collection) => {
            let null_as_default = file.name_text("null_as_default");
            parts.push(quote!(default));
            parts.push(quote!(deserialize_with = #null_as_default));
            if absent {
                parts.push(skip_if(&format!(
                    "{}::is_empty",
                    file.name_text(collection)
                )));
            }
        }
        None if absent => {
            parts.push(quote!(default));
            parts.push(match file.api.wrapper(member) {
                Wrapper::Nullable => skip_if(&format!("{}::is_absent", file.name_text("Nullable"))),
                _ => skip_if(&format!("{}::is_none", file.name_text("Option"))),
            });
        }
        None => {}
    }
    (!parts.is_empty()).then(|| quote!(#[serde(#(#parts),*)]))
}

/// Where a struct keeps members that its schema does not name, what is derived is a pair of
/// functions that know the named ones.
pub(super) fn emit_remote() -> TokenStream {
    quote!(#[serde(remote = "Self")])
}

/// What holds those members is no member itself. Where it is one of several types, it is read from
/// all members, which stand under `*`.
pub(super) fn emit_extra(file: &File<'_>, extra: &Member) -> TokenStream {
    match file.api.is_collection(&extra.ty) {
        true => quote!(#[serde(skip)]),
        false => quote!(#[serde(rename = "*", skip_serializing)]),
    }
}

fn skip_if(predicate: &str) -> TokenStream {
    quote!(skip_serializing_if = #predicate)
}

/// The type that tells whether a list or a map is empty.
fn collection(file: &File<'_>, member: &Member) -> Option<&'static str> {
    match file.api.resolved(&member.ty) {
        _ if member.keeps_empty => None,
        Type::List(_) => Some("Vec"),
        Type::Map(_) => Some("BTreeMap"),
        Type::Object => Some("Map"),
        _ => None,
    }
}
