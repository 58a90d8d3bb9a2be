//! JSON that has no type of the schema.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::json;
use crate::emit::file::File;

/// `json!` takes a value of so many parts: it is called again for every part, and rustc lets no
/// macro call itself more than 128 times.
const MOST_PARTS: usize = 24;

/// Any value.
pub(super) fn emit(file: &File<'_>, value: &Value) -> TokenStream {
    match value {
        Value::Array(items) if parts(value) > MOST_PARTS => {
            let (name, list) = (file.name("Value"), file.name("Vec"));
            let items = items.iter().map(|item| emit(file, item));
            quote!(#name::Array(#list::from([#(#items),*])))
        }
        Value::Object(entries) if parts(value) > MOST_PARTS => {
            let (name, entries) = (file.name("Value"), emit_entries(file, Some(entries)));
            quote!(#name::Object(#entries))
        }
        _ => {
            let (json, value) = (file.name("json"), json::emit(value));
            quote!(#json!(#value))
        }
    }
}

/// An object that can have any members.
pub(super) fn emit_entries(file: &File<'_>, entries: Option<&Map<String, Value>>) -> TokenStream {
    let map = file.name("Map");
    let Some(entries) = entries.filter(|entries| !entries.is_empty()) else {
        return quote!(#map::new());
    };
    let entries = entries.iter().map(|(key, value)| {
        let value = emit(file, value);
        quote!((#key.into(), #value))
    });
    quote!(#map::from_iter([#(#entries),*]))
}

/// How many values a value is made of.
fn parts(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(parts).sum(),
        Value::Object(entries) => entries.values().map(parts).sum(),
        _ => 0,
    }
}
