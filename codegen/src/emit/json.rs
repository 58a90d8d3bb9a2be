//! JSON values as tokens.

use std::fmt::Debug;

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
    let (is_negative, digits) = match (value.as_i64(), value.as_u64()) {
        (Some(value), _) => (value < 0, value.unsigned_abs()),
        (None, Some(value)) => (false, value),
        (None, None) => return float(value.as_f64().unwrap_or_default()),
    };
    signed(is_negative, Literal::u64_unsuffixed(digits))
}

/// A float with the fewest digits that say it: `Debug` gives them, with an exponent where the
/// number is long without.
pub(super) fn float(value: impl Debug) -> TokenStream {
    let text = format!("{value:?}");
    let digits = text.trim_start_matches('-');
    let literal = digits
        .parse()
        .unwrap_or_else(|_| Literal::f64_unsuffixed(0.0));
    signed(text.starts_with('-'), literal)
}

fn signed(is_negative: bool, literal: Literal) -> TokenStream {
    if is_negative {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}
