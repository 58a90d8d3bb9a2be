//! Values of types, from an example where there is one that fits.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::{Writer, free_form, json, literals, path};
use crate::ir::{Shape, Type, TypeId};

/// A value of a type. None where the type has none that can be written.
pub(super) fn emit(writer: &Writer<'_>, ty: &Type, given: Option<&Value>) -> Option<TokenStream> {
    let file = writer.file;
    let value = match ty {
        Type::Bool => {
            let value = given.and_then(Value::as_bool).unwrap_or(true);
            quote!(#value)
        }
        Type::I32 => integer(given, i32::MIN.into(), i32::MAX.into()),
        Type::I64 => integer(given, i64::MIN.into(), i64::MAX.into()),
        Type::U32 => integer(given, 0, u32::MAX.into()),
        Type::U64 => integer(given, 0, u64::MAX.into()),
        Type::F32 => float(given, |value| value as f32),
        Type::F64 => float(given, |value| value),
        Type::String | Type::Secret | Type::Binary => text(given, "text"),
        Type::Date => text(given, "2030-01-31"),
        Type::Uuid => text(given, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        Type::Uri => text(given, "https://example.com"),
        Type::Decimal | Type::DecimalNumber => decimal(given),
        Type::Base64 => text(given, "dGV4dA=="),
        Type::DateTime => text(given, "2030-01-31T12:00:00Z"),
        Type::Null => quote!(()),
        Type::Any => free_form::emit(file, given.unwrap_or(&Value::Null)),
        Type::Object => free_form::emit_entries(file, given.and_then(Value::as_object)),
        Type::List(item) => list(writer, item, given),
        Type::Map(item) => map(writer, item, given),
        Type::Nullable(inner) => {
            let given_value = given.filter(|given| !given.is_null());
            let is_null = given.is_some() && given_value.is_none();
            match emit(writer, inner, given_value).filter(|_| !is_null) {
                Some(value) => {
                    let some = file.name("Some");
                    quote!(#some(#value))
                }
                None => file.name("None"),
            }
        }
        Type::Boxed(id) => {
            let (boxed, value) = (file.name("Box"), named(writer, *id, given)?);
            quote!(#boxed::new(#value))
        }
        Type::Named(id) => named(writer, *id, given)?,
        // Only whoever made the type knows how to make a value of it.
        Type::External(_) => return None,
    };
    Some(value)
}

fn text(given: Option<&Value>, otherwise: &str) -> TokenStream {
    let text = given.and_then(Value::as_str).unwrap_or(otherwise);
    quote!(#text.into())
}

/// The digits of a decimal number, be they given as a text or as a number.
fn decimal(given: Option<&Value>) -> TokenStream {
    match given {
        Some(Value::Number(number)) => {
            let digits = number.to_string();
            quote!(#digits.into())
        }
        given => text(given, "1.5"),
    }
}

/// An integer that its type can hold; a whole number is one however it is written.
fn integer(given: Option<&Value>, least: i128, greatest: i128) -> TokenStream {
    let whole = |value: &Value| {
        let value = value.as_f64().filter(|value| value.fract() == 0.0)?;
        // Beyond this a float no longer tells which number was meant.
        (value.abs() < 9e15).then_some(value as i128)
    };
    let given = given.and_then(|value| {
        let signed = value.as_i64().map(i128::from);
        signed.or(value.as_u64().map(i128::from)).or(whole(value))
    });
    let value = given
        .filter(|value| (least..=greatest).contains(value))
        .unwrap_or(1);
    let digits = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// A float with the digits that its type can hold.
fn float<Float: Into<f64> + Copy + std::fmt::Debug>(
    given: Option<&Value>,
    narrow: impl Fn(f64) -> Float,
) -> TokenStream {
    let given = given.and_then(Value::as_f64).map(&narrow);
    let value = given.filter(|value| (*value).into().is_finite());
    json::float(value.unwrap_or_else(|| narrow(1.0)))
}

fn list(writer: &Writer<'_>, item: &Type, given: Option<&Value>) -> TokenStream {
    let items = match given.and_then(Value::as_array) {
        Some(items) => {
            let fitting = items.iter().filter(|given| fits(writer, item, given));
            fitting
                .filter_map(|given| emit(writer, item, Some(given)))
                .collect()
        }
        None => own(writer, item).into_iter().collect::<Vec<_>>(),
    };
    let list = writer.file.name("Vec");
    if items.is_empty() {
        return quote!(#list::new());
    }
    // Not `vec!`: prettyplease does not know what is in a macro, and formats it less well.
    quote!(#list::from([#(#items),*]))
}

fn map(writer: &Writer<'_>, item: &Type, given: Option<&Value>) -> TokenStream {
    let map = writer.file.name("BTreeMap");
    let entries = given.and_then(Value::as_object).into_iter().flatten();
    let entries = entries.filter(|(_, given)| fits(writer, item, given));
    let entries = entries.filter_map(|(key, given)| {
        let value = emit(writer, item, Some(given))?;
        Some(quote!((#key.into(), #value)))
    });
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        return quote!(#map::new());
    }
    quote!(#map::from([#(#entries),*]))
}

/// An item of a list without an example; none where it would hold the list again.
fn own(writer: &Writer<'_>, item: &Type) -> Option<TokenStream> {
    let leads_back = |held| writer.facts.are_in_a_circle(writer.id, held);
    match item.named() {
        Some(id) if leads_back(id) => None,
        _ => emit(writer, item, None),
    }
}

/// False for a null that the type has no place for.
fn fits(writer: &Writer<'_>, ty: &Type, given: &Value) -> bool {
    let resolved = writer.file.api.resolved(ty);
    !given.is_null() || matches!(resolved, Type::Nullable(_) | Type::Any)
}

/// A value of a type of the schema: a literal where an example says what it holds, else the type's
/// own example.
fn named(writer: &Writer<'_>, id: TypeId, given: Option<&Value>) -> Option<TokenStream> {
    let def = writer.file.api.get(id)?;
    let path = path(def);
    let from_given = match (&def.shape, given) {
        (Shape::Alias(target), given) if writer.facts.has_example(id) => {
            return emit(writer, target, given.or(def.example.as_ref()));
        }
        (Shape::StringEnum(_), Some(Value::String(text))) => Some(quote!(#path::from(#text))),
        (Shape::IntegerEnum(_), Some(Value::Number(number))) if number.is_i64() => {
            let number = json::number(number);
            Some(quote!(#path::from(#number)))
        }
        (Shape::Struct(it), Some(Value::Object(given))) => {
            literals::emit(writer, &path, it, Some(given))
        }
        _ => None,
    };
    let own = || {
        writer
            .facts
            .can_ask(writer.id, id)
            .then(|| quote!(#path::example()))
    };
    from_given.or_else(own)
}
