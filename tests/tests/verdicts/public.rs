//! What a generated crate shows its callers, read from its source by `syn`.
//!
//! It shares nothing with the generator: neither its record nor its plan. What a macro of the
//! runtime adds is read by expanding the macro.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, ReceiverKind, ReturnType, Visibility};

use crate::macros::{self, Macro};
use crate::scope::{Scope, collect_uses, scope};

/// The files of a crate, by path.
pub(crate) type Files = BTreeMap<String, String>;

/// Something that callers can write, with types and paths as they write them.
#[derive(Debug)]
pub(crate) enum Public {
    Struct {
        path: String,
        fields: Vec<(String, String)>,
    },
    Enum {
        path: String,
        variants: Vec<Variant>,
    },
    Alias {
        path: String,
        target: String,
    },
    /// A constant, of a module, a type or a trait of a type.
    Const {
        path: String,
        ty: String,
    },
    Export {
        path: String,
    },
    Function {
        path: String,
        arguments: Vec<Argument>,
        output: String,
    },
    Bound {
        ty: String,
        bound: String,
    },
    /// A call: what makes it, its method and its path.
    Operation {
        ty: String,
        method: String,
        path: String,
    },
    /// A type that an implementation of a trait names.
    Associated {
        path: String,
        ty: String,
    },
}

#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    /// What it holds.
    pub(crate) types: Vec<String>,
    /// True when callers can neither build it nor bind what it holds.
    pub(crate) is_closed: bool,
}

#[derive(Debug)]
pub(crate) enum Argument {
    Exact(String),
    /// `impl Into<…>`
    Into(String),
}

/// Everything that the crate shows, under the name `api`.
pub(crate) fn of(files: &Files) -> Vec<Public> {
    let mut reader = Reader {
        files,
        macros: macros::of_the_runtime(files),
        exports: BTreeSet::new(),
        found: Vec::new(),
    };
    reader.read_exports();
    reader.read_file("src/lib.rs", "src", "api");
    reader.found
}

struct Reader<'a> {
    files: &'a Files,
    macros: BTreeMap<String, Macro>,
    /// What the root shows of the runtime.
    exports: BTreeSet<String>,
    found: Vec<Public>,
}

impl Reader<'_> {
    fn read_exports(&mut self) {
        for item in syn::parse_file(&self.files["src/lib.rs"]).unwrap().items {
            if let Item::Use(it) = item
                && is_public(&it.vis)
                && is_there(&it.attrs)
            {
                let mut names = BTreeMap::new();
                collect_uses(&it.tree, String::new(), &mut names);
                self.exports.extend(
                    names
                        .into_values()
                        .filter_map(|path| path.strip_prefix("runtime::").map(str::to_owned)),
                );
            }
        }
        for name in &self.exports {
            let path = format!("api::{name}");
            self.found.push(Public::Export { path });
        }
    }

    /// Reads a file, whose modules lie in a folder, as the module with a path.
    fn read_file(&mut self, path: &str, folder: &str, module: &str) {
        let text = self
            .files
            .get(path)
            .unwrap_or_else(|| panic!("there is no {path}"));
        let items = syn::parse_file(text).unwrap().items;
        let scope = scope(&items, module);
        for item in &items {
            self.read_item(item, folder, &scope);
        }
    }

    fn read_item(&mut self, item: &Item, folder: &str, scope: &Scope<'_>) {
        let module = scope.module;
        match item {
            Item::Mod(it) if is_there(&it.attrs) => {
                let name = it.ident.to_string();
                // What a private module has is shown by the one that it is in.
                let inner = if is_public(&it.vis) {
                    format!("{module}::{name}")
                } else {
                    module.into()
                };
                let plain = name.trim_start_matches("r#");
                if plain != "runtime" {
                    self.read_file(
                        &format!("{folder}/{plain}.rs"),
                        &format!("{folder}/{plain}"),
                        &inner,
                    );
                }
            }
            Item::Struct(it) if is_public(&it.vis) && is_there(&it.attrs) => {
                self.read_struct(it, scope)
            }
            Item::Enum(it) if is_public(&it.vis) && is_there(&it.attrs) => {
                self.read_enum(it, scope)
            }
            Item::Type(it) if is_public(&it.vis) && is_there(&it.attrs) => {
                self.found.push(Public::Alias {
                    path: format!("{module}::{}", it.ident),
                    target: scope.written(&it.ty, ""),
                })
            }
            Item::Const(it) if is_public(&it.vis) && is_there(&it.attrs) => {
                self.found.push(Public::Const {
                    path: format!("{module}::{}", it.ident),
                    ty: scope.written(&it.ty, ""),
                })
            }
            Item::Impl(it) if is_there(&it.attrs) => self.read_impl(it, scope),
            Item::Macro(it) if is_there(&it.attrs) => self.read_macro(it, folder, scope),
            Item::Fn(it) if is_public(&it.vis) => {
                panic!("{module}::{} is a function", it.sig.ident)
            }
            Item::Trait(it) if is_public(&it.vis) => panic!("{module}::{} is a trait", it.ident),
            _ => {}
        }
    }

    fn read_struct(&mut self, it: &syn::ItemStruct, scope: &Scope<'_>) {
        let path = format!("{}::{}", scope.module, it.ident);
        self.read_derives(&it.attrs, &path);
        let fields = it.fields.iter().filter(|field| is_public(&field.vis));
        let fields = fields.map(|field| {
            let name = field.ident.as_ref().unwrap().to_string();
            (name, scope.written(&field.ty, &path))
        });
        let fields = fields.collect();
        self.found.push(Public::Struct { path, fields });
    }

    fn read_enum(&mut self, it: &syn::ItemEnum, scope: &Scope<'_>) {
        let path = format!("{}::{}", scope.module, it.ident);
        self.read_derives(&it.attrs, &path);
        let variants = it.variants.iter().map(|variant| {
            let types = match &variant.fields {
                Fields::Unit => Vec::new(),
                Fields::Unnamed(fields) => fields
                    .unnamed
                    .iter()
                    .map(|field| scope.written(&field.ty, &path))
                    .collect(),
                Fields::Named(_) => panic!("{path}::{} has named fields", variant.ident),
            };
            let is_closed = variant
                .attrs
                .iter()
                .any(|it| it.path().is_ident("non_exhaustive"));
            Variant {
                name: variant.ident.to_string(),
                types,
                is_closed,
            }
        });
        let variants = variants.collect();
        self.found.push(Public::Enum { path, variants });
    }

    fn read_derives(&mut self, attributes: &[Attribute], path: &str) {
        let is_remote = attributes.iter().any(|it| {
            it.path().is_ident("serde") && it.to_token_stream().to_string().contains("remote")
        });
        for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
            let derived = attribute.parse_args_with(
                syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated,
            );
            for name in derived.unwrap() {
                let name = name.segments.last().unwrap().ident.to_string();
                let bound = match name.as_str() {
                    // Functions of the struct, which a macro makes traits of.
                    "Serialize" | "Deserialize" if is_remote => continue,
                    "Serialize" => "serde::Serialize".to_owned(),
                    "Deserialize" => "for<'de> serde::Deserialize<'de>".to_owned(),
                    "Debug" => "std::fmt::Debug".to_owned(),
                    "Hash" => "std::hash::Hash".to_owned(),
                    _ => name,
                };
                self.found.push(Public::Bound {
                    ty: path.to_owned(),
                    bound,
                });
            }
        }
        for bound in ["Send", "Sync", "Unpin", "std::panic::UnwindSafe"] {
            self.found.push(Public::Bound {
                ty: path.to_owned(),
                bound: bound.to_owned(),
            });
        }
    }

    fn read_impl(&mut self, it: &syn::ItemImpl, scope: &Scope<'_>) {
        let owner = scope.written(&it.self_ty, "");
        if let Some((name, _)) = &it.trait_ {
            let name = scope.written(name, &owner);
            let is_hidden = name.strip_prefix("api :: ").is_some_and(|rest| {
                let name: String = rest.chars().take_while(|it| *it != ' ').collect();
                !self.exports.contains(&name)
            });
            if !is_hidden {
                self.read_trait_impl(it, &name, &owner, scope);
            }
            return;
        }
        for item in &it.items {
            match item {
                ImplItem::Fn(it) if is_public(&it.vis) => self.read_function(it, &owner, scope),
                ImplItem::Const(it) if is_public(&it.vis) => self.found.push(Public::Const {
                    path: format!("<{owner}>::{}", it.ident),
                    ty: scope.written(&it.ty, &owner),
                }),
                _ => {}
            }
        }
    }

    fn read_trait_impl(&mut self, it: &syn::ItemImpl, name: &str, owner: &str, scope: &Scope<'_>) {
        let generics = it.generics.params.to_token_stream();
        let bound = match generics.is_empty() {
            true => name.replace("& ", "&'static "),
            false => format!("for<{generics}> {name}"),
        };
        self.found.push(Public::Bound {
            ty: owner.to_owned(),
            bound,
        });
        if name == "api :: Operation " {
            let literal = |name: &str| literal_of(it, name).unwrap_or_else(|| panic!("{owner}"));
            self.found.push(Public::Operation {
                ty: owner.to_owned(),
                method: literal("METHOD"),
                path: literal("PATH"),
            });
        }
        for item in &it.items {
            match item {
                ImplItem::Type(it) => self.found.push(Public::Associated {
                    path: format!("<{owner} as {name}>::{}", it.ident),
                    ty: scope.written(&it.ty, owner),
                }),
                ImplItem::Const(it) => self.found.push(Public::Const {
                    path: format!("<{owner} as {name}>::{}", it.ident),
                    ty: scope.written(&it.ty, owner),
                }),
                _ => {}
            }
        }
    }

    fn read_function(&mut self, it: &syn::ImplItemFn, owner: &str, scope: &Scope<'_>) {
        let arguments = it.sig.inputs.iter().map(|argument| match argument {
            syn::FnArg::Receiver(it) => Argument::Exact(match &it.kind {
                ReceiverKind::Reference(_, _, None) => format!("&'static {owner}"),
                ReceiverKind::Reference(_, _, Some(_)) => format!("&'static mut {owner}"),
                _ => owner.to_owned(),
            }),
            syn::FnArg::Typed(it) => match &*it.ty {
                syn::Type::ImplTrait(bounds) => Argument::Into(into_what(bounds, owner, scope)),
                ty => Argument::Exact(scope.written(ty, owner)),
            },
        });
        self.found.push(Public::Function {
            path: format!("<{owner}>::{}", it.sig.ident),
            arguments: arguments.collect(),
            output: match &it.sig.output {
                ReturnType::Default => "()".to_owned(),
                ReturnType::Type(_, ty) => scope.written(ty, owner),
            },
        });
    }

    fn read_macro(&mut self, it: &syn::ItemMacro, folder: &str, scope: &Scope<'_>) {
        let name = it.mac.path.segments.last().unwrap().ident.to_string();
        let Some(found) = self.macros.get(&name) else {
            panic!("the runtime has no macro {name}");
        };
        for item in found.items(it.mac.tokens.clone()) {
            self.read_item(&item, folder, scope);
        }
    }
}

/// The text of a constant.
fn literal_of(it: &syn::ItemImpl, name: &str) -> Option<String> {
    it.items.iter().find_map(|item| match item {
        ImplItem::Const(it) if it.ident == name => match &it.expr {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

fn into_what(bounds: &syn::TypeImplTrait, owner: &str, scope: &Scope<'_>) -> String {
    if let Some(syn::TypeParamBound::Trait(bound)) = bounds.bounds.first()
        && let Some(segment) = bound.path.segments.last()
        && segment.ident == "Into"
        && let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments
    {
        return scope.written(&arguments.args, owner);
    }
    panic!("an argument is {}", bounds.to_token_stream())
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// False for what needs a feature, unless it is that for tests alone.
fn is_there(attributes: &[Attribute]) -> bool {
    attributes.iter().all(|attribute| {
        let text = attribute.to_token_stream().to_string();
        let is_for_clients = text.contains("\"client\"") || text.contains("\"blocking\"");
        !attribute.path().is_ident("cfg") || (text.contains("\"test-util\"") && !is_for_clients)
    })
}
