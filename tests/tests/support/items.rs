//! What the items of the generated crate say, by their form: facts in ordinary Rust.

use std::collections::BTreeMap;

use syn::{
    Attribute, Expr, ExprLit, ExprTuple, Fields, ImplItem, Item, ItemEnum, ItemImpl, Lit, LitStr,
};

use super::source::{Source, is_pub, segments};

/// A member of a struct.
pub(crate) struct Member {
    /// Its name in JSON.
    pub(crate) wire: String,
    /// Its type, with every path resolved.
    pub(crate) rust_type: String,
    pub(crate) is_pub: bool,
    /// Whether it may be left out when it is sent.
    pub(crate) is_skipped: bool,
}

/// An operation, which is a type that implements `Operation`.
pub(crate) struct Operation {
    pub(crate) method: String,
    pub(crate) path: String,
    /// What it takes, as a resolved path.
    pub(crate) request: String,
    /// What it answers, as a resolved path.
    pub(crate) response: String,
}

impl Source {
    /// Returns the members of the public struct with the given path.
    pub(crate) fn members(&self, path: &str) -> Option<Vec<Member>> {
        let (module, name) = path.rsplit_once("::")?;
        let fields = self
            .public_items(module)?
            .iter()
            .find_map(|item| match item {
                Item::Struct(it) if it.ident == name && is_pub(&it.vis) => Some(&it.fields),
                _ => None,
            })?;
        let Fields::Named(fields) = fields else {
            return None;
        };
        let members = fields.named.iter().map(|field| Member {
            wire: wire_name(field),
            rust_type: self.type_text(module, &field.ty),
            is_pub: is_pub(&field.vis),
            is_skipped: serde_options(&field.attrs).contains_key("skip_serializing_if"),
        });
        Some(members.collect())
    }

    /// Returns the values of the public enum with the given path: texts beside variants.
    pub(crate) fn known_values(&self, path: &str) -> Option<Vec<(String, String)>> {
        let (module, name) = path.rsplit_once("::")?;
        let items = self.public_items(module)?;
        let item = items.iter().find_map(|item| match item {
            Item::Enum(it) if it.ident == name && is_pub(&it.vis) => Some(it),
            _ => None,
        })?;
        known_values(item, items)
    }

    /// Returns every operation.
    pub(crate) fn operations(&self) -> Vec<Operation> {
        let items = self
            .modules()
            .flat_map(|(module, it)| it.file.items.iter().map(move |item| (module, item)));
        let operations = items.filter_map(|(module, item)| match item {
            Item::Impl(item) if is_impl_of(item, "Operation") => Some(Operation {
                method: text(constant(item, "METHOD")?)?,
                path: text(constant(item, "PATH")?)?,
                request: self.body_of(module, &self_name(item)),
                response: self.type_text(module, associated_type(item, "Response")?),
            }),
            _ => None,
        });
        operations.collect()
    }

    /// Returns the type of the member `body` of an operation.
    fn body_of(&self, module: &str, name: &str) -> String {
        let items = self.module(module).map_or(&[][..], |it| &it.file.items);
        let fields = items.iter().find_map(|item| match item {
            Item::Struct(it) if it.ident == name => Some(&it.fields),
            _ => None,
        });
        let body = fields.and_then(|fields| {
            let mut fields = fields.iter();
            fields.find(|field| field.ident.as_ref().is_some_and(|name| name == "body"))
        });
        body.map_or("()".into(), |body| self.type_text(module, &body.ty))
    }

    fn public_items(&self, module: &str) -> Option<&[Item]> {
        let items = &self.module(module)?.file.items;
        self.is_public(module).then_some(items)
    }
}

/// Returns the values of an enum from the `impl OpenEnum` beside it: texts beside variants.
pub(crate) fn known_values(item: &ItemEnum, items: &[Item]) -> Option<Vec<(String, String)>> {
    let table = items.iter().find_map(|other| match other {
        Item::Impl(it) if is_impl_of(it, "OpenEnum") && item.ident == self_name(it) => {
            constant(it, "KNOWN")
        }
        _ => None,
    })?;
    let Expr::Reference(table) = table else {
        return None;
    };
    let Expr::Array(table) = &*table.expr else {
        return None;
    };
    table.elems.iter().map(known_value).collect()
}

/// Returns what a row such as `("en", Self::En)` says.
fn known_value(row: &Expr) -> Option<(String, String)> {
    let Expr::Tuple(ExprTuple { elems, .. }) = row else {
        return None;
    };
    let Expr::Path(variant) = elems.get(1)? else {
        return None;
    };
    let variant = variant.path.segments.last()?.ident.to_string();
    Some((text(elems.first()?)?, variant))
}

/// Returns true when an `impl` is of the trait with the given name.
pub(crate) fn is_impl_of(item: &ItemImpl, name: &str) -> bool {
    let path = item.trait_.as_ref().map(|(path, _)| segments(path));
    path.is_some_and(|path| path.last().is_some_and(|last| last == name))
}

/// Returns the path of the type that an `impl` is for, as it is written.
pub(crate) fn self_name(item: &ItemImpl) -> String {
    match &*item.self_ty {
        syn::Type::Path(it) => segments(&it.path).join("::"),
        _ => String::new(),
    }
}

/// Returns the value of an associated constant.
pub(crate) fn constant<'a>(item: &'a ItemImpl, name: &str) -> Option<&'a Expr> {
    item.items.iter().find_map(|item| match item {
        ImplItem::Const(it) if it.ident == name => Some(&it.expr),
        _ => None,
    })
}

fn associated_type<'a>(item: &'a ItemImpl, name: &str) -> Option<&'a syn::Type> {
    item.items.iter().find_map(|item| match item {
        ImplItem::Type(it) if it.ident == name => Some(&it.ty),
        _ => None,
    })
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(it), ..
        }) => Some(it.value()),
        _ => None,
    }
}

/// Returns the name in JSON of a member.
pub(crate) fn wire_name(field: &syn::Field) -> String {
    let ident = field.ident.as_ref().map(ToString::to_string);
    let ident = ident.unwrap_or_default();
    let options = serde_options(&field.attrs);
    options
        .get("rename")
        .cloned()
        .unwrap_or_else(|| ident.trim_start_matches("r#").to_owned())
}

/// Returns what the `#[serde(…)]` attributes of a member say: options, with their texts.
fn serde_options(attributes: &[Attribute]) -> BTreeMap<String, String> {
    let mut options = BTreeMap::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        let parsed = attribute.parse_nested_meta(|option| {
            let text = match option.value() {
                Ok(value) => value.parse::<LitStr>()?.value(),
                Err(_) => String::new(),
            };
            options.insert(option.path.require_ident()?.to_string(), text);
            Ok(())
        });
        parsed.expect("a serde attribute is a list of options");
    }
    options
}
