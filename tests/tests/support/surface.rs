//! The public surface of the generated crate as a text: items and signatures, nothing else.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, Fields, File, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro, ItemStruct, ItemTrait,
    TraitItem, Type,
};

use super::items::{known_values, wire_name};
use super::source::{Source, exports, is_pub, segments};

/// Returns the public surface of a crate, an item a block.
///
/// A type of a private module is shown where it is re-exported, as rustdoc shows it.
pub(crate) fn surface(source: &Source) -> String {
    let mut blocks = Vec::new();
    let printer = Printer::new(source);
    for (path, module) in source.modules().filter(|(path, _)| source.is_public(path)) {
        blocks.push(format!("# {path}"));
        for item in &module.file.items {
            blocks.extend(printer.block(path, item));
            for definition in exports(item) {
                blocks.extend(printer.reexport(&source.resolve(path, &definition)));
            }
        }
    }
    blocks.push("# What the macros add".to_owned());
    for (path, module) in source.modules() {
        let added = module.file.items.iter().filter_map(|item| match item {
            Item::Macro(it) => printer.expansion(path, it),
            _ => None,
        });
        blocks.extend(added);
    }
    blocks.join("\n\n") + "\n"
}

struct Printer<'a> {
    source: &'a Source,
    /// The definitions that code outside the crate can name.
    public: BTreeSet<String>,
    /// What is implemented for each type, by the path of its definition.
    impls: BTreeMap<String, Vec<String>>,
    /// The macros that implement more.
    macros: BTreeSet<String>,
}

impl<'a> Printer<'a> {
    fn new(source: &'a Source) -> Self {
        let mut printer = Self {
            source,
            public: BTreeSet::new(),
            impls: BTreeMap::new(),
            macros: BTreeSet::new(),
        };
        for (path, module) in source.modules().filter(|(path, _)| source.is_public(path)) {
            for item in &module.file.items {
                let exports = exports(item);
                let exports = exports.iter().map(|it| source.resolve(path, it));
                printer.public.extend(exports);
                printer
                    .public
                    .extend(definition(item).map(|ident| format!("{path}::{ident}")));
            }
        }
        for (path, module) in source.modules() {
            for item in &module.file.items {
                printer.collect_impl(path, item);
            }
        }
        printer
    }

    fn collect_impl(&mut self, path: &str, item: &Item) {
        let (name, block) = match item {
            Item::Impl(it) => match (&*it.self_ty, self.implementation(path, it)) {
                (Type::Path(name), Some(block)) => (segments(&name.path), block),
                _ => return,
            },
            Item::Macro(it) if it.ident.is_none() => {
                self.macros.extend(segments(&it.mac.path).pop());
                let name = vec![it.mac.tokens.to_string()];
                (name, rust(it))
            }
            _ => return,
        };
        let conditions = self.source.module_attributes(path);
        let block = attributes(conditions) + &block;
        let name = self.source.resolve(path, &name);
        self.impls.entry(name).or_default().push(block);
    }

    /// Returns the block of a definition that is re-exported.
    fn reexport(&self, target: &str) -> Option<String> {
        let (module, name) = target.rsplit_once("::")?;
        if self.source.is_public(module) {
            return Some(format!("pub use {target};"));
        }
        let items = &self.source.module(module)?.file.items;
        let is_it = |item: &&Item| definition(item).is_some_and(|ident| ident == name);
        let item = items.iter().find(is_it)?;
        self.block(module, item)
    }

    /// Returns the block of an item, with what is implemented for it.
    fn block(&self, path: &str, item: &Item) -> Option<String> {
        let ident = definition(item)?;
        let definition = match item {
            Item::Struct(it) => struct_text(it),
            Item::Enum(it) => enum_text(it, &self.source.module(path)?.file.items),
            Item::Trait(it) => trait_text(it),
            Item::Mod(it) => attributes(&it.attrs) + &format!("pub mod {};", it.ident),
            _ => rust(item),
        };
        let impls = self.impls.get(&format!("{path}::{ident}"));
        let mut texts = vec![definition];
        texts.extend(impls.into_iter().flatten().cloned());
        Some(texts.join("\n"))
    }

    /// Returns what an `impl` adds to the surface.
    fn implementation(&self, path: &str, item: &ItemImpl) -> Option<String> {
        let name = match &*item.self_ty {
            Type::Path(it) => segments(&it.path).pop()?,
            _ => return None,
        };
        let Some((implemented, _)) = &item.trait_ else {
            let members = item.items.iter().filter_map(impl_item_text);
            let heading = attributes(&item.attrs) + &format!("impl {name}");
            return braced(&heading, ';', members);
        };
        let definition = self.source.resolve(path, &segments(implemented));
        if definition.starts_with("crate::") && !self.public.contains(&definition) {
            return None;
        }
        let generics = rust(&item.generics);
        let heading = format!("impl{generics} {} for {name}", rust(implemented));
        let heading = attributes(&item.attrs) + &heading;
        let constants = item.items.iter().filter_map(|item| match item {
            ImplItem::Const(it) => Some(format!("const {} = {}", it.ident, rust(&it.expr))),
            ImplItem::Type(it) => Some(format!("type {} = {}", it.ident, rust(&it.ty))),
            _ => None,
        });
        braced(&heading, ';', constants).or(Some(heading + ";"))
    }

    /// Returns what a macro of the crate implements for the type that it is called with.
    fn expansion(&self, path: &str, item: &ItemMacro) -> Option<String> {
        let ident = item.ident.as_ref()?.to_string();
        if !self.macros.contains(&ident) {
            return None;
        }
        let rules: Vec<_> = item.mac.tokens.clone().into_iter().collect();
        let body = rules.iter().rev().find_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        })?;
        let file: File = syn::parse2(substituted(body)).expect("the macro's body is items");
        let impls = file.items.iter().filter_map(|item| match item {
            Item::Impl(it) => self.implementation(path, it),
            _ => None,
        });
        let impls: Vec<_> = impls.collect();
        Some(format!("{ident}!(T):\n{}", impls.join("\n")))
    }
}

/// Returns the name of an item that is public where it stands, and not a `use`.
fn definition(item: &Item) -> Option<&Ident> {
    let (visibility, ident) = match item {
        Item::Const(it) => (&it.vis, &it.ident),
        Item::Enum(it) => (&it.vis, &it.ident),
        Item::Fn(it) => (&it.vis, &it.sig.ident),
        Item::Mod(it) => (&it.vis, &it.ident),
        Item::Struct(it) => (&it.vis, &it.ident),
        Item::Trait(it) => (&it.vis, &it.ident),
        Item::Type(it) => (&it.vis, &it.ident),
        _ => return None,
    };
    is_pub(visibility).then_some(ident)
}

fn struct_text(item: &ItemStruct) -> String {
    let generics = rust(&item.generics);
    let heading = attributes(&item.attrs) + &format!("pub struct {}{generics}", item.ident);
    let public = item.fields.iter().filter(|field| is_pub(&field.vis));
    let mut members: Vec<_> = public
        .map(|field| {
            let name = field.ident.as_ref().map(ToString::to_string);
            let name = name.unwrap_or_default();
            let wire = wire_name(field);
            let renamed = match name.trim_start_matches("r#") == wire {
                true => String::new(),
                false => format!(" = {wire:?}"),
            };
            format!("pub {name}: {}{renamed}", rust(&field.ty))
        })
        .collect();
    match item.fields.len() {
        0 => return heading + ";",
        _ if members.is_empty() => return heading + " { .. }",
        all if members.len() < all => members.push("..".to_owned()),
        _ => {}
    }
    braced(&heading, ',', members).unwrap_or(heading)
}

/// Returns an enum with the text of each value.
fn enum_text(item: &ItemEnum, items: &[Item]) -> String {
    let heading = attributes(&item.attrs) + &format!("pub enum {}", item.ident);
    let values = known_values(item, items).unwrap_or_default();
    let variants = item.variants.iter().map(|variant| {
        let mut texts = values.iter().filter(|(_, name)| variant.ident == name);
        let value = texts.next().map(|(text, _)| format!(" = {text:?}"));
        let fields = match &variant.fields {
            Fields::Unit => String::new(),
            fields => rust(fields),
        };
        let attributes = attributes(&variant.attrs).replace('\n', " ");
        format!(
            "{attributes}{}{fields}{}",
            variant.ident,
            value.unwrap_or_default()
        )
    });
    braced(&heading, ',', variants).unwrap_or(heading + " {}")
}

fn trait_text(item: &ItemTrait) -> String {
    let heading = attributes(&item.attrs) + &format!("pub trait {}", item.ident);
    let members = item.items.iter().map(|member| {
        let mut member = member.clone();
        match &mut member {
            TraitItem::Const(it) => it.attrs.clear(),
            TraitItem::Type(it) => it.attrs.clear(),
            TraitItem::Fn(it) => {
                it.attrs.clear();
                it.default = None;
            }
            _ => {}
        }
        rust(member).trim_end_matches(';').to_owned()
    });
    braced(&heading, ';', members).unwrap_or(heading + " {}")
}

/// Returns the signature of a public method or constant.
fn impl_item_text(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Fn(it) if is_pub(&it.vis) => {
            let attributes = attributes(&it.attrs).replace('\n', " ");
            Some(format!("{attributes}pub {}", rust(&it.sig)))
        }
        ImplItem::Const(it) if is_pub(&it.vis) => {
            Some(format!("pub const {}: {}", it.ident, rust(&it.ty)))
        }
        _ => None,
    }
}

/// Returns a heading with members, a line each, if there are any.
fn braced(heading: &str, end: char, members: impl IntoIterator<Item = String>) -> Option<String> {
    let mut lines = members.into_iter().map(|it| format!("    {it}{end}\n"));
    let first = lines.next()?;
    let rest: String = lines.collect();
    Some(format!("{heading} {{\n{first}{rest}}}"))
}

/// Returns the attributes that belong to the surface, a line each.
fn attributes(attributes: &[Attribute]) -> String {
    let shown = attributes.iter().filter(|it| {
        let mut names = ["cfg", "derive", "non_exhaustive"].into_iter();
        names.any(|name| it.path().is_ident(name))
    });
    shown.map(|it| rust(it) + "\n").collect()
}

/// Returns the body of a macro for the type `T`: without `$name` and `$crate`.
fn substituted(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let mut result = TokenStream::new();
    while let Some(token) = tokens.next() {
        let token = match token {
            TokenTree::Punct(it) if it.as_char() == '$' => match tokens.next() {
                Some(TokenTree::Ident(it)) if it == "crate" => TokenTree::Ident(it),
                _ => TokenTree::Ident(Ident::new("T", Span::call_site())),
            },
            TokenTree::Group(it) => {
                TokenTree::Group(Group::new(it.delimiter(), substituted(it.stream())))
            }
            token => token,
        };
        result.extend([token]);
    }
    result
}

/// Returns tokens as people write them, on one line.
fn rust(tokens: impl ToTokens) -> String {
    const SPACING: [(&str, &str); 17] = [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (",)", ")"),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("->(", "-> ("),
        (" ;", ";"),
        (" :", ":"),
        (" !", "!"),
        ("# [", "#["),
        ("[ ", "["),
    ];
    let text = tokens.to_token_stream().to_string();
    let text = SPACING
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to));
    text.replace(" ]", "]")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
