//! JSON values as tokens.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};

/// The value as `json!` takes it.
pub(super) fn emit(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(null),
        Value::Bool(value) => quote!(#value),
        Value::Number(value) => number(value),
        Value::String(text) => quote!(#text),
        Value::Array(items) => {
            let items = items.iter().map(emit);
            quote!([#(#items),*])
        }
        Value::Object(entries) => {
            let (keys, values) = (entries.keys(), entries.values().map(emit));
            quote!({ #(#keys: #values),* })
        }
    }
}

/// A number as Rust writes it, without a suffix.
pub(super) fn number(value: &Number) -> TokenStream {
    let (is_negative, literal) = if let Some(value) = value.as_i64() {
        (value < 0, Literal::u64_unsuffixed(value.unsigned_abs()))
    } else if let Some(value) = value.as_u64() {
        (false, Literal::u64_unsuffixed(value))
    } else {
        let value = value
            .as_f64()
            .filter(|value| value.is_finite())
            .unwrap_or_default();
        (
            value.is_sign_negative(),
            Literal::f64_unsuffixed(value.abs()),
        )
    };
    if is_negative {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}
