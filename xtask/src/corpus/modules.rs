//! The modules of a crate, as its files have them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Expr, Item, ItemImpl, Lit, Type, UseTree, Visibility};

use super::mentions::{Mention, imports_value, mention, of_fields, plain};

/// A module: what it holds that is public, and what it shows of others.
#[derive(Debug, Default)]
pub(super) struct Module {
    /// Structs, enums and aliases, with the places where they say `Value`.
    pub(super) items: Vec<(String, Vec<Mention>)>,
    /// The types that implement `Operation`; they are no items.
    pub(super) operations: Vec<Operation>,
    /// The modules in it.
    pub(super) children: Vec<Child>,
    /// What `pub use` shows.
    pub(super) exports: Vec<Export>,
}

/// A module in another.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) name: String,
    pub(super) is_public: bool,
    pub(super) module: Module,
}

/// `pub use path::*`, or `pub use path::… as name`.
#[derive(Debug)]
pub(super) struct Export {
    pub(super) path: Vec<String>,
    /// The new name; none for all that is there.
    pub(super) name: Option<String>,
}

/// A type that implements `Operation`.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) method: String,
    pub(super) path: String,
    /// Its members and its associated types, where they say `Value`.
    pub(super) mentions: Vec<Mention>,
}

impl Module {
    /// Reads the modules of a crate, from `src/lib.rs` on. The runtime is left out: it is the same
    /// for every document, and nothing in it stands for a schema.
    pub(super) fn read(sources: &Path) -> Result<Self, String> {
        Self::read_file(&sources.join("lib.rs"), sources)
    }

    fn read_file(file: &Path, below: &Path) -> Result<Self, String> {
        let cannot_read = |error: String| format!("cannot read `{}`: {error}", file.display());
        let text = fs::read_to_string(file).map_err(|error| cannot_read(error.to_string()))?;
        let parsed = syn::parse_file(&text).map_err(|error| cannot_read(error.to_string()))?;
        Self::of(&parsed.items, below)
    }

    /// The module of these items, whose own modules lie below a folder.
    fn of(items: &[Item], below: &Path) -> Result<Self, String> {
        let imports_value = |item: &Item| match item {
            Item::Use(it) => imports_value(&it.tree),
            _ => false,
        };
        let sees_value = items.iter().any(imports_value);
        let operations = items.iter().filter_map(|item| match item {
            Item::Impl(it) => operation(it, sees_value),
            _ => None,
        });
        let mut operations: HashMap<String, Operation> = operations.collect();
        let mut module = Self::default();
        for item in items {
            match item {
                Item::Mod(it) => module.children.extend(child(it, below)?),
                Item::Use(it) if is_public(&it.vis) => collect_exports(&it.tree, &[], &mut module),
                _ => {}
            }
            let Some((name, mentions)) = named(item, sees_value) else {
                continue;
            };
            match operations.get_mut(&name) {
                Some(operation) => operation.mentions.extend(mentions),
                None => module.items.push((name, mentions)),
            }
        }
        module.operations.extend(operations.into_values());
        Ok(module)
    }
}

fn child(item: &syn::ItemMod, below: &Path) -> Result<Option<Child>, String> {
    let name = plain(&item.ident);
    if name == "runtime" {
        return Ok(None);
    }
    let folder = below.join(&name);
    let module = match &item.content {
        Some((_, items)) => Module::of(items, &folder)?,
        None => {
            let beside = PathBuf::from(format!("{}.rs", folder.display()));
            let inside = folder.join("mod.rs");
            let file = if beside.exists() { beside } else { inside };
            Module::read_file(&file, &folder)?
        }
    };
    let is_public = is_public(&item.vis);
    Ok(Some(Child {
        name,
        is_public,
        module,
    }))
}

/// What is shown under its own name is counted where it is, so only `*` and `as` are of interest.
fn collect_exports(tree: &UseTree, path: &[String], module: &mut Module) {
    match tree {
        UseTree::Path(it) => {
            let mut path = path.to_vec();
            let step = plain(&it.ident);
            path.extend((step != "self").then_some(step));
            collect_exports(&it.tree, &path, module);
        }
        UseTree::Group(it) => {
            for tree in &it.items {
                collect_exports(tree, path, module);
            }
        }
        UseTree::Rename(it) => module.exports.push(Export {
            path: path.to_vec(),
            name: Some(plain(&it.rename)),
        }),
        UseTree::Glob(_) => module.exports.push(Export {
            path: path.to_vec(),
            name: None,
        }),
        UseTree::Name(_) => {}
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The name of a public item that can stand for a schema, and where it says `Value`.
fn named(item: &Item, sees_value: bool) -> Option<(String, Vec<Mention>)> {
    match item {
        Item::Struct(it) if is_public(&it.vis) => {
            Some((plain(&it.ident), of_fields(&it.fields, sees_value)))
        }
        Item::Enum(it) if is_public(&it.vis) => {
            // What is kept of a newer API is no word of the document's.
            let variants = it.variants.iter().filter(|it| it.ident != "Unknown");
            let mentions = variants.flat_map(|it| of_fields(&it.fields, sees_value));
            Some((plain(&it.ident), mentions.map(|it| it.of(None)).collect()))
        }
        Item::Type(it) if is_public(&it.vis) => {
            Some((plain(&it.ident), mention(&it.ty, sees_value, None)))
        }
        _ => None,
    }
}

/// `impl Operation for X`, with the name of the type.
fn operation(item: &ItemImpl, sees_value: bool) -> Option<(String, Operation)> {
    let (path, _) = item.trait_.as_ref()?;
    if path.segments.last()?.ident != "Operation" {
        return None;
    }
    let mut constants = HashMap::new();
    let mut mentions = Vec::new();
    for item in &item.items {
        match item {
            syn::ImplItem::Const(it) => {
                if let Expr::Lit(literal) = &it.expr
                    && let Lit::Str(text) = &literal.lit
                {
                    constants.insert(it.ident.to_string(), text.value());
                }
            }
            syn::ImplItem::Type(it) => {
                mentions.extend(mention(&it.ty, sees_value, Some(it.ident.to_string())));
            }
            _ => {}
        }
    }
    let Type::Path(name) = &*item.self_ty else {
        return None;
    };
    let operation = Operation {
        method: constants.remove("METHOD")?,
        path: constants.remove("PATH")?,
        mentions,
    };
    Some((plain(&name.path.segments.last()?.ident), operation))
}
