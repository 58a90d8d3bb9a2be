//! What a generated crate has: operations, items, and where it says `Value`.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use syn::{
    Attribute, Expr, Fields, GenericArgument, Item, ItemImpl, Lit, PathArguments, Type, UseTree,
    Visibility,
};

/// What a crate has.
#[derive(Debug, Default)]
pub(super) struct Emitted {
    /// Every `impl Operation for …`, in any order.
    pub(super) operations: Vec<Operation>,
    /// Every public item that can stand for a schema.
    pub(super) items: Vec<Named>,
    /// How many lines the crate has, the runtime among them.
    pub(super) lines: usize,
}

/// A type that implements `Operation`.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) method: String,
    pub(super) path: String,
    /// Its members and its associated types, where they say `Value`.
    pub(super) mentions: Vec<Mention>,
}

/// A struct, an enum, an alias, or what is exported under another name.
#[derive(Debug)]
pub(super) struct Named {
    /// Its modules and its name.
    pub(super) path: Vec<String>,
    /// Its members, variants or target, where they say `Value`.
    pub(super) mentions: Vec<Mention>,
}

/// A type that says `Value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The member's name in JSON, or the name of the associated type; none for the item itself.
    pub(super) member: Option<String>,
    pub(super) says: Says,
}

/// How a type says `Value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Says {
    /// `Map<String, Value>`: an object of anything.
    Object,
    /// `Value`: anything.
    Value,
}

impl Emitted {
    /// Reads the sources of a crate.
    pub(super) fn read(crate_folder: &Path) -> Result<Self, String> {
        let mut emitted = Self::default();
        emitted.read_folder(&crate_folder.join("src"), &[])?;
        Ok(emitted)
    }

    fn read_folder(&mut self, folder: &Path, modules: &[String]) -> Result<(), String> {
        let cannot_read = |error| format!("cannot read `{}`: {error}", folder.display());
        for entry in fs::read_dir(folder).map_err(cannot_read)? {
            let path = entry.map_err(cannot_read)?.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let mut below = modules.to_vec();
            if !(matches!(&*stem, "lib" | "mod")) {
                below.push(stem.into_owned());
            }
            if path.is_dir() {
                self.read_folder(&path, &below)?;
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                self.read_file(&path, &below)?;
            }
        }
        Ok(())
    }

    fn read_file(&mut self, path: &Path, modules: &[String]) -> Result<(), String> {
        let cannot_read = |error: String| format!("cannot read `{}`: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| cannot_read(error.to_string()))?;
        self.lines += text.lines().count();
        // The runtime is the same for every document: nothing in it stands for a schema.
        if modules.first().is_some_and(|first| first == "runtime") {
            return Ok(());
        }
        let file = syn::parse_file(&text).map_err(|error| cannot_read(error.to_string()))?;
        self.read_items(&file.items, modules);
        Ok(())
    }

    /// Reads the items of a module.
    fn read_items(&mut self, items: &[Item], modules: &[String]) {
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
        for item in items {
            if let Item::Mod(it) = item
                && let Some((_, items)) = &it.content
            {
                let mut below = modules.to_vec();
                below.push(plain(&it.ident));
                self.read_items(items, &below);
            }
            for (name, mentions) in named(item, sees_value) {
                // An operation stands for no schema.
                if let Some(operation) = operations.get_mut(&name) {
                    operation.mentions.extend(mentions);
                    continue;
                }
                let mut path = modules.to_vec();
                path.push(name);
                self.items.push(Named { path, mentions });
            }
        }
        self.operations.extend(operations.into_values());
    }
}

/// The public names that an item gives, and where it says `Value`.
fn named(item: &Item, sees_value: bool) -> Vec<(String, Vec<Mention>)> {
    match item {
        Item::Struct(it) if is_public(&it.vis) => {
            vec![(plain(&it.ident), of_fields(&it.fields, sees_value))]
        }
        Item::Enum(it) if is_public(&it.vis) => {
            // What is kept of a newer API is no word of the document's.
            let variants = it.variants.iter().filter(|it| it.ident != "Unknown");
            let mentions = variants.flat_map(|it| of_fields(&it.fields, sees_value));
            vec![(plain(&it.ident), mentions.map(|it| it.of(None)).collect())]
        }
        Item::Type(it) if is_public(&it.vis) => {
            vec![(plain(&it.ident), mention(&it.ty, sees_value, None))]
        }
        Item::Use(it) if is_public(&it.vis) => {
            let names = renamed(&it.tree).into_iter();
            names.map(|name| (plain(name), Vec::new())).collect()
        }
        _ => Vec::new(),
    }
}

impl Mention {
    fn of(self, member: Option<String>) -> Self {
        Self { member, ..self }
    }
}

/// `r#type` is called `type`.
fn plain(ident: &syn::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// True for `use serde_json::Value` and `use serde_json::{…, Value}`.
fn imports_value(tree: &UseTree) -> bool {
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

/// The names that `use … as` gives. What is exported under its own name is counted where it is.
fn renamed(tree: &UseTree) -> Vec<&syn::Ident> {
    match tree {
        UseTree::Path(it) if it.ident == "runtime" => Vec::new(),
        UseTree::Path(it) => renamed(&it.tree),
        UseTree::Group(it) => it.items.iter().flat_map(renamed).collect(),
        UseTree::Rename(it) => vec![&it.rename],
        UseTree::Name(_) | UseTree::Glob(_) => Vec::new(),
    }
}

/// `impl Operation for X`, with the name of the type.
fn operation(item: &ItemImpl, sees_value: bool) -> Option<(String, Operation)> {
    let (path, _) = item.trait_.as_ref()?;
    if path.segments.last()?.ident != "Operation" {
        return None;
    }
    let mut constants = BTreeMap::new();
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

fn of_fields(fields: &Fields, sees_value: bool) -> Vec<Mention> {
    let fields = fields.iter().flat_map(|field| {
        let own_name = field.ident.as_ref().map(plain);
        let member = renamed_by_serde(&field.attrs).or(own_name);
        mention(&field.ty, sees_value, member)
    });
    fields.collect()
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
fn mention(ty: &Type, sees_value: bool, member: Option<String>) -> Vec<Mention> {
    let said = said(ty, sees_value).into_iter().max();
    let said = said.map(|says| Mention { member, says });
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
