//! Where types say `Value`.

use syn::{Attribute, Expr, Fields, GenericArgument, PathArguments, Type, UseTree};

/// A type that says `Value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The member's name in JSON, or the name of the associated type; none for the item itself.
    pub(super) member: Option<String>,
    pub(super) says: Says,
    /// True for the member that holds what has no name in the schema.
    pub(super) is_rest: bool,
}

/// How a type says `Value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Says {
    /// `Map<String, Value>`: an object of anything.
    Object,
    /// `Value`: anything.
    Value,
}

impl Mention {
    pub(super) fn of(self, member: Option<String>) -> Self {
        Self { member, ..self }
    }
}

pub(super) fn of_fields(fields: &Fields, sees_value: bool) -> Vec<Mention> {
    let fields = fields.iter().flat_map(|field| {
        let own_name = field.ident.as_ref().map(plain);
        let member = renamed_by_serde(&field.attrs).or(own_name);
        let is_rest = is_skipped(&field.attrs);
        let mentions = mention(&field.ty, sees_value, member).into_iter();
        mentions.map(move |mention| Mention { is_rest, ..mention })
    });
    fields.collect()
}

/// `#[serde(skip)]`: what is no member of the JSON by that name.
fn is_skipped(attributes: &[Attribute]) -> bool {
    let mut is_skipped = false;
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            is_skipped |= meta.path.is_ident("skip");
            if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<Expr>()?;
            }
            Ok(())
        });
    }
    is_skipped
}

/// `#[serde(rename = "…")]`.
fn renamed_by_serde(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        // What is no rename is passed over, with its value.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<Expr>()?;
            }
            Ok(())
        });
    }
    name
}

/// What a type says; of both, that it says `Value` weighs more.
pub(super) fn mention(ty: &Type, sees_value: bool, member: Option<String>) -> Vec<Mention> {
    let said = said(ty, sees_value).into_iter().max();
    let said = said.map(|says| Mention {
        member,
        says,
        is_rest: false,
    });
    said.into_iter().collect()
}

fn said(ty: &Type, sees_value: bool) -> Vec<Says> {
    let all = |types: &[&Type]| types.iter().flat_map(|it| said(it, sees_value)).collect();
    match ty {
        Type::Path(it) => {
            let Some(last) = it.path.segments.last() else {
                return Vec::new();
            };
            let first = it.path.segments.first().map(|it| &it.ident);
            let of_serde_json = first.is_some_and(|it| it == "serde_json");
            if last.ident == "Value"
                && (of_serde_json || sees_value && it.path.get_ident().is_some())
            {
                return vec![Says::Value];
            }
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return Vec::new();
            };
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            let said: Vec<Says> = all(&types.collect::<Vec<_>>());
            if last.ident == "Map" && said == [Says::Value] {
                return vec![Says::Object];
            }
            said
        }
        Type::Reference(it) => all(&[&it.elem]),
        Type::Slice(it) => all(&[&it.elem]),
        Type::Array(it) => all(&[&it.elem]),
        Type::Tuple(it) => all(&it.elems.iter().collect::<Vec<_>>()),
        _ => Vec::new(),
    }
}

/// `r#type` is called `type`.
pub(super) fn plain(ident: &syn::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}

/// True for `use serde_json::Value` and `use serde_json::{…, Value}`.
pub(super) fn imports_value(tree: &UseTree) -> bool {
    fn names_value(tree: &UseTree) -> bool {
        match tree {
            UseTree::Name(it) => it.ident == "Value",
            UseTree::Group(it) => it.items.iter().any(names_value),
            UseTree::Path(_) | UseTree::Rename(_) | UseTree::Glob(_) => false,
        }
    }
    match tree {
        UseTree::Path(it) => it.ident == "serde_json" && names_value(&it.tree),
        _ => false,
    }
}
