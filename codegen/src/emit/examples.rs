//! `example()` of every type that callers receive, for their tests.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::file::{File, ident};
use super::{Source, constructors, json};
use crate::ir::{Api, Enum, Member, Shape, Struct, Type, TypeDef, TypeId, Union, Wrapper};

/// True when there is anything to give an example of.
pub(super) fn is_needed(api: &Api) -> bool {
    api.types.iter().any(|def| {
        let has_example = match &def.shape {
            Shape::Struct(_) => true,
            Shape::StringEnum(it) => !it.variants.is_empty(),
            Shape::IntegerEnum(it) => !it.variants.is_empty(),
            Shape::Union(it) => !it.branches.is_empty(),
            Shape::Alias(_) => false,
        };
        has_example && def.direction.received
    })
}

/// All examples in one file, behind a feature.
pub(super) fn emit(file: File<'_>) -> Source {
    let received = file
        .api
        .modules
        .iter()
        .flat_map(|module| file.api.types_of(&module.path));
    let received = received.filter(|def| def.direction.received);
    let examples: Vec<TokenStream> = received.filter_map(|def| emit_type(&file, def)).collect();
    let imports = file.imports();
    Source {
        path: "src/examples.rs".into(),
        made_from: file.api.source.clone(),
        tokens: quote! {
            #![doc = " Values for the tests of applications, made from the examples of the schema."]
            #imports
            #(#examples)*
        },
        used: file.into_used(),
    }
}

/// ```text
/// impl PhoneNumber {
///     /// An example, for tests.
///     pub fn example() -> Self { … }
/// }
/// ```
fn emit_type(file: &File<'_>, def: &TypeDef) -> Option<TokenStream> {
    let value = match &def.shape {
        Shape::Struct(it) => {
            let example = def.example.as_ref().and_then(Value::as_object);
            literal(file, &quote!(Self), def, it, example)
        }
        Shape::StringEnum(it) => first(it)?,
        Shape::IntegerEnum(it) => first(it)?,
        Shape::Union(it) => first_branch(file, it)?,
        Shape::Alias(_) => return None,
    };
    let modules = def.module.iter().map(|module| ident(module));
    let name = ident(&def.name);
    Some(quote! {
        impl crate::#(#modules::)*#name {
            /// An example, for tests.
            #[cfg_attr(docsrs, doc(cfg(feature = "test-util")))]
            pub fn example() -> Self {
                #value
            }
        }
    })
}

fn first<Wire>(it: &Enum<Wire>) -> Option<TokenStream> {
    let name = ident(&it.variants.first()?.name);
    Some(quote!(Self::#name))
}

fn first_branch(file: &File<'_>, it: &Union) -> Option<TokenStream> {
    let branch = it.branches.first()?;
    let (name, value) = (ident(&branch.name), value(file, &branch.ty, None));
    Some(quote!(Self::#name(#value)))
}

/// A struct: the members of its example, or without one all of them.
fn literal(
    file: &File<'_>,
    path: &TokenStream,
    def: &TypeDef,
    it: &Struct,
    example: Option<&Map<String, Value>>,
) -> TokenStream {
    let members = it.members.iter().map(|member| {
        let name = ident(&member.name);
        let given = match example {
            Some(example) => example.get(&member.wire),
            None => member
                .example
                .as_ref()
                .or(member.constraints.default.as_ref()),
        };
        let left_out = match example {
            Some(example) => !example.contains_key(&member.wire),
            None => member
                .ty
                .named()
                .is_some_and(|target| holds(file, target, def)),
        };
        let value = member_value(file, member, given, left_out);
        quote!(#name: #value)
    });
    quote!(#path { #(#members),* })
}

fn member_value(
    file: &File<'_>,
    member: &Member,
    given: Option<&Value>,
    left_out: bool,
) -> TokenStream {
    let wrapper = file.api.wrapper(member);
    if left_out && (wrapper != Wrapper::None || file.api.is_collection(&member.ty)) {
        return constructors::empty_value(file, member);
    }
    let value = value(file, &member.ty, given);
    match wrapper {
        Wrapper::None => value,
        Wrapper::Option => {
            let some = file.name("Some");
            quote!(#some(#value))
        }
        Wrapper::Nullable => {
            let nullable = file.name("Nullable");
            quote!(#nullable::Value(#value))
        }
    }
}

/// A value of a type, from an example where there is one that fits.
fn value(file: &File<'_>, ty: &Type, given: Option<&Value>) -> TokenStream {
    match ty {
        Type::Bool => {
            let value = given.and_then(Value::as_bool).unwrap_or(true);
            quote!(#value)
        }
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => given
            .and_then(Value::as_number)
            .map_or_else(|| quote!(1), json::number),
        Type::F32 | Type::F64 => {
            let value = given.and_then(Value::as_f64).unwrap_or(1.0);
            serde_json::Number::from_f64(value)
                .as_ref()
                .map_or_else(|| quote!(1.0), json::number)
        }
        Type::String | Type::Secret => text(given, "text"),
        Type::DateTime => text(given, "2030-01-31T12:00:00Z"),
        Type::Any => json_value(file, given.unwrap_or(&Value::Null)),
        Type::Object => object(file, given),
        Type::List(item) => list(file, item, given),
        Type::Map(item) => map(file, item, given),
        Type::Nullable(inner) => {
            let (some, value) = (file.name("Some"), value(file, inner, given));
            quote!(#some(#value))
        }
        Type::Boxed(id) => {
            let (boxed, value) = (file.name("Box"), named(file, *id, given));
            quote!(#boxed::new(#value))
        }
        Type::Named(id) => named(file, *id, given),
    }
}

fn text(given: Option<&Value>, otherwise: &str) -> TokenStream {
    let text = given.and_then(Value::as_str).unwrap_or(otherwise);
    quote!(#text.into())
}

fn json_value(file: &File<'_>, value: &Value) -> TokenStream {
    let (json, value) = (file.name("json"), json::emit(value));
    quote!(#json!(#value))
}

fn object(file: &File<'_>, given: Option<&Value>) -> TokenStream {
    let map = file.name("Map");
    let Some(entries) = given
        .and_then(Value::as_object)
        .filter(|entries| !entries.is_empty())
    else {
        return quote!(#map::new());
    };
    let entries = entries.iter().map(|(key, value)| {
        let value = json_value(file, value);
        quote!((#key.into(), #value))
    });
    quote!(#map::from_iter([#(#entries),*]))
}

fn list(file: &File<'_>, item: &Type, given: Option<&Value>) -> TokenStream {
    match given.and_then(Value::as_array) {
        Some(items) => {
            let items = items.iter().map(|given| value(file, item, Some(given)));
            quote!(vec![#(#items),*])
        }
        None => {
            let item = value(file, item, None);
            quote!(vec![#item])
        }
    }
}

fn map(file: &File<'_>, item: &Type, given: Option<&Value>) -> TokenStream {
    let map = file.name("BTreeMap");
    let entries = given
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(key, given)| {
            let value = value(file, item, Some(given));
            quote!((#key.into(), #value))
        });
    quote!(#map::from([#(#entries),*]))
}

/// A value of a type of the schema: a literal where an example says what it holds, else the type's
/// own example.
fn named(file: &File<'_>, id: TypeId, given: Option<&Value>) -> TokenStream {
    let Some(def) = file.api.get(id) else {
        return quote!(null);
    };
    let modules = def.module.iter().map(|module| ident(module));
    let name = ident(&def.name);
    let path = quote!(crate::#(#modules::)*#name);
    match (&def.shape, given) {
        (Shape::Alias(target), given) => value(file, target, given),
        (Shape::StringEnum(_), Some(Value::String(text))) => quote!(#path::from(#text)),
        (Shape::IntegerEnum(_), Some(Value::Number(number))) if number.is_i64() => {
            let number = json::number(number);
            quote!(#path::from(#number))
        }
        (Shape::Struct(it), Some(Value::Object(given))) => {
            literal(file, &path, def, it, Some(given))
        }
        _ => quote!(#path::example()),
    }
}

/// True when a type holds another, through any number of members.
fn holds(file: &File<'_>, from: TypeId, wanted: &TypeDef) -> bool {
    let mut seen = vec![false; file.api.types.len()];
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        let Some(seen) = seen.get_mut(id.0).filter(|seen| !**seen) else {
            continue;
        };
        *seen = true;
        if let Some(def) = file.api.get(id) {
            if std::ptr::eq(def, wanted) {
                return true;
            }
            waiting.extend(def.uses());
        }
    }
    false
}
