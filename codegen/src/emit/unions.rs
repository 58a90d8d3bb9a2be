//! Unions: one variant for each type, and one for what is none of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::derives::{self, DebugIs};
use super::file::{File, ident};
use super::{docs, structs, types};
use crate::ir::{Branch, Kind, Member, Shape, Tag, TagValue, Type, TypeDef, TypeId, Union};

/// ```text
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum Figure {
///     Circle(Circle),
///     /// JSON that is none of the above.
///     #[non_exhaustive]
///     Unknown(UnknownJson),
/// }
///
/// impl Union for Figure {
///     const BRANCHES: &'static [Branch<Self>] = &[
///         Branch::new("Circle", &[Kind::Object], |value| decode_branch(value).map(Self::Circle))
///             .required(&["radius"]),
///     ];
///
///     fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> { … }
/// }
/// union!(Figure);
/// ```
pub(super) fn emit(file: &File<'_>, def: &TypeDef, it: &Union) -> TokenStream {
    let name = file.ident(&def.name);
    let docs = docs::emit_type(file, def);
    let deprecated = structs::deprecated(def.deprecated);
    let derives = derives::emit(file, &def.derives(), DebugIs::Derived);
    let unknown = file.name("UnknownJson");
    let variants = it.branches.iter().map(|branch| emit_variant(file, branch));
    let (facts, branch) = (file.name("Union"), file.name("Branch"));
    let branches = it.branches.iter().map(|branch| emit_branch(file, branch));
    let takes_any = it.takes_any.then(|| {
        quote!(
            const TAKES_ANY: bool = true;
        )
    });
    let (serialize, serializer) = (file.name("Serialize"), file.name("Serializer"));
    let (result, behaviour) = (file.name("Result"), file.name("union"));
    let arms = it.branches.iter().map(|branch| emit_arm(file, branch));
    quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// JSON that is none of the above.
            #[non_exhaustive]
            Unknown(#unknown),
        }
        impl #facts for #name {
            const BRANCHES: &'static [#branch<Self>] = &[#(#branches),*];
            #takes_any

            fn encode<S: #serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                match self {
                    #(#arms)*
                    Self::Unknown(value) => #serialize::serialize(value, serializer),
                }
            }
        }
        #behaviour!(#name);
    }
}

fn emit_variant(file: &File<'_>, branch: &Branch) -> TokenStream {
    let docs = docs::emit(&branch.docs);
    let (name, ty) = (ident(&branch.name), types::emit(file, &branch.ty));
    quote!(#docs #name(#ty),)
}

/// What encodes a branch: itself, with the tag that it has no member for.
fn emit_arm(file: &File<'_>, branch: &Branch) -> TokenStream {
    let name = ident(&branch.name);
    match undeclared_tag(file, branch) {
        Some((member, text)) => {
            let tagged = file.name("tagged");
            quote!(Self::#name(value) => #tagged(value, #member, #text, serializer),)
        }
        None => {
            let serialize = file.name("Serialize");
            quote!(Self::#name(value) => #serialize::serialize(value, serializer),)
        }
    }
}

/// The tag of a struct that does not describe it as a member, where only one value names the branch.
fn undeclared_tag<'b>(file: &File<'_>, branch: &'b Branch) -> Option<(&'b str, &'b str)> {
    let (_, Shape::Struct(it)) = definition(file, &branch.ty)? else {
        return None;
    };
    let describes = |it: &Member| it.ty != Type::Any;
    let is_named = |member: &str| {
        let mut members = it.members.iter();
        members.any(|it| it.wire == member && describes(it))
    };
    branch.tags.iter().find_map(|tag| match &tag.values[..] {
        [TagValue::Text(text)] if it.extra.is_none() && !is_named(&tag.member) => {
            Some((tag.member.as_str(), text.as_str()))
        }
        _ => None,
    })
}

fn emit_branch(file: &File<'_>, it: &Branch) -> TokenStream {
    let (branch, decode) = (file.name("Branch"), file.name("decode_branch"));
    let (name, text) = (ident(&it.name), &it.name);
    let kinds = emit_kinds(file, &it.kinds);
    let (tags, integer_tags) = (texts(quote!(tags), &it.tags), integers(&it.tags));
    let signs = texts(quote!(signs), &it.signs);
    let choice = choice(file, &it.ty);
    let required = members(quote!(required), &it.required);
    let known = members(quote!(known), &it.known);
    quote! {
        #branch::new(#text, #kinds, |value| #decode(value).map(Self::#name))
            #tags #integer_tags #signs #required #known #choice
    }
}

/// What asks a branch that is a union which of its own branches a value is.
fn choice(file: &File<'_>, ty: &Type) -> Option<TokenStream> {
    let (id, Shape::Union(_)) = definition(file, ty)? else {
        return None;
    };
    let (union, path) = (file.name("Union"), types::emit(file, &Type::Named(id)));
    Some(quote!(.choice(<#path as #union>::rank)))
}

/// The item behind a type, and what it is.
fn definition<'f>(file: &'f File<'_>, ty: &'f Type) -> Option<(TypeId, &'f Shape)> {
    match file.api.resolved(ty) {
        Type::Named(id) | Type::Boxed(id) => Some((*id, &file.api.get(*id)?.shape)),
        _ => None,
    }
}

/// The members of which the values are texts.
fn texts(method: TokenStream, tags: &[Tag]) -> Option<TokenStream> {
    let tags = tags.iter().filter_map(|Tag { member, values }| {
        let texts = values.iter().filter_map(|value| match value {
            TagValue::Text(text) => Some(text),
            TagValue::Integer(_) => None,
        });
        let texts: Vec<_> = texts.collect();
        (!texts.is_empty()).then(|| quote!((#member, &[#(#texts),*])))
    });
    let tags: Vec<_> = tags.collect();
    (!tags.is_empty()).then(|| quote!(.#method(&[#(#tags),*])))
}

/// The tags that are integers.
fn integers(tags: &[Tag]) -> Option<TokenStream> {
    let tags = tags.iter().filter_map(|Tag { member, values }| {
        let integers = values.iter().filter_map(|value| match value {
            TagValue::Text(_) => None,
            TagValue::Integer(integer) => Some(Literal::i64_unsuffixed(*integer)),
        });
        let integers: Vec<_> = integers.collect();
        (!integers.is_empty()).then(|| quote!((#member, &[#(#integers),*])))
    });
    let tags: Vec<_> = tags.collect();
    (!tags.is_empty()).then(|| quote!(.integer_tags(&[#(#tags),*])))
}

fn members(method: TokenStream, members: &[String]) -> Option<TokenStream> {
    (!members.is_empty()).then(|| quote!(.#method(&[#(#members),*])))
}

fn emit_kinds(file: &File<'_>, kinds: &[Kind]) -> TokenStream {
    let kinds = kinds.iter().map(|kind| emit_kind(file, kind));
    quote!(&[#(#kinds),*])
}

fn emit_kind(file: &File<'_>, kind: &Kind) -> TokenStream {
    let name = file.name("Kind");
    match kind {
        Kind::Any => quote!(#name::Any),
        Kind::Boolean => quote!(#name::Boolean),
        Kind::Integer => quote!(#name::Integer),
        Kind::Number => quote!(#name::Number),
        Kind::String => quote!(#name::String),
        Kind::Object => quote!(#name::Object),
        Kind::Array(items) => {
            let items = emit_kinds(file, items);
            quote!(#name::Array(#items))
        }
        Kind::Members(members) => {
            let members = members.iter().map(|(member, kinds)| {
                let kinds = emit_kinds(file, kinds);
                quote!((#member, #kinds))
            });
            quote!(#name::Members(&[#(#members),*]))
        }
        Kind::Values(values) => {
            let values = emit_kinds(file, values);
            quote!(#name::Values(#values))
        }
    }
}
