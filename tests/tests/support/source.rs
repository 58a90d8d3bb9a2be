//! The source text of the generated crate, as `syn` reads it.

use std::collections::BTreeMap;
use std::path::Path;

use quote::ToTokens;
use syn::{
    Attribute, File, GenericArgument, Item, ItemMod, PathArguments, Type, UseTree, Visibility,
};

use super::data;

/// The modules of a crate by their paths, such as `crate::otp::sms`.
pub(crate) struct Source {
    modules: BTreeMap<String, Module>,
}

/// A file of the crate.
pub(crate) struct Module {
    pub(crate) file: File,
    /// What `use` makes known, and what that stands for.
    uses: BTreeMap<String, Vec<String>>,
}

impl Source {
    /// Reads the crate that is checked in.
    pub(crate) fn of_the_crate() -> Self {
        let root = data::repository("generated/src");
        Self::parse(data::files(&root, "rs").iter().map(|path| {
            let relative = path.strip_prefix(&root).expect("a file is in its folder");
            (module_path(relative), data::read(path))
        }))
    }

    /// Reads the text of each module.
    pub(crate) fn parse(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let modules = texts.into_iter().map(|(path, text)| {
            let file =
                syn::parse_file(&text).unwrap_or_else(|error| panic!("module {path}: {error}"));
            let mut uses = BTreeMap::new();
            for item in &file.items {
                if let Item::Use(item) = item {
                    collect_uses(&item.tree, &mut Vec::new(), &mut uses);
                }
            }
            (path, Module { file, uses })
        });
        Self {
            modules: modules.collect(),
        }
    }

    /// Returns every module beside its path.
    pub(crate) fn modules(&self) -> impl Iterator<Item = (&str, &Module)> {
        self.modules.iter().map(|(path, it)| (path.as_str(), it))
    }

    /// Returns a module by its path.
    pub(crate) fn module(&self, path: &str) -> Option<&Module> {
        self.modules.get(path)
    }

    /// Returns true when code outside the crate can name the module.
    pub(crate) fn is_public(&self, path: &str) -> bool {
        let Some((parent, _)) = path.rsplit_once("::") else {
            return path == "crate";
        };
        let declaration = self.declaration(path);
        declaration.is_some_and(|it| is_pub(&it.vis)) && self.is_public(parent)
    }

    /// Returns the attributes that the `mod` of a module has.
    pub(crate) fn module_attributes(&self, path: &str) -> &[Attribute] {
        self.declaration(path).map_or(&[], |it| &it.attrs)
    }

    fn declaration(&self, path: &str) -> Option<&ItemMod> {
        let (parent, name) = path.rsplit_once("::")?;
        let items = &self.modules.get(parent)?.file.items;
        items.iter().find_map(|item| match item {
            Item::Mod(it) if it.ident == name => Some(it),
            _ => None,
        })
    }

    /// Returns where the thing that a path means is defined, as a path from `crate` or from
    /// another crate. Whatever the module does not know stays as it is: `String`, `Option`.
    pub(crate) fn resolve(&self, module: &str, path: &[String]) -> String {
        let mut path = self.absolute(module, path);
        // A path goes through at most one `use` for each module, or it leads nowhere.
        for _ in &self.modules {
            let Some((name, parent)) = path.split_last() else {
                break;
            };
            let parent = parent.join("::");
            let Some(target) = self.modules.get(&parent).and_then(|it| it.uses.get(name)) else {
                break;
            };
            path = self.absolute(&parent, target);
        }
        path.join("::")
    }

    /// Makes a path of a module absolute, by one step: through a `use`, or to a child of the module.
    fn absolute(&self, module: &str, path: &[String]) -> Vec<String> {
        let here = || module.split("::").map(str::to_owned);
        let Some((first, rest)) = path.split_first() else {
            return here().collect();
        };
        let rest = rest.iter().cloned();
        match (first.as_str(), self.modules.get(module)) {
            ("self", _) => here().chain(rest).collect(),
            ("super", _) => {
                let parent = here().count().saturating_sub(1);
                here().take(parent).chain(rest).collect()
            }
            (name, Some(it)) if it.defines(name) => here().chain(path.iter().cloned()).collect(),
            (name, Some(it)) if it.uses.get(name).is_some_and(|target| target[0] != name) => {
                let target = self.absolute(module, &it.uses[name]);
                target.into_iter().chain(rest).collect()
            }
            _ => path.to_vec(),
        }
    }

    /// Returns a type with every path in it resolved, such as `Vec<crate::users::Email>`.
    pub(crate) fn type_text(&self, module: &str, it: &Type) -> String {
        let Type::Path(it) = it else {
            return it.to_token_stream().to_string();
        };
        let name = self.resolve(module, &segments(&it.path));
        let arguments = it.path.segments.last().map(|last| &last.arguments);
        let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
            return name;
        };
        let arguments = arguments.args.iter().map(|argument| match argument {
            GenericArgument::Type(it) => self.type_text(module, it),
            other => other.to_token_stream().to_string(),
        });
        format!("{name}<{}>", arguments.collect::<Vec<_>>().join(", "))
    }
}

impl Module {
    fn defines(&self, name: &str) -> bool {
        self.file.items.iter().any(|item| {
            let ident = match item {
                Item::Enum(it) => &it.ident,
                Item::Mod(it) => &it.ident,
                Item::Struct(it) => &it.ident,
                Item::Trait(it) => &it.ident,
                Item::Type(it) => &it.ident,
                _ => return false,
            };
            ident == name
        })
    }
}

/// Returns the module that a file holds: `otp/sms.rs` holds `crate::otp::sms`.
fn module_path(file: &Path) -> String {
    let mut names = vec!["crate".to_owned()];
    let parts = file.with_extension("");
    names.extend(parts.iter().map(|part| part.to_string_lossy().into_owned()));
    if matches!(names.last().map(String::as_str), Some("mod" | "lib")) {
        names.pop();
    }
    names.join("::")
}

/// Collects what the tree of a `use` makes known. A glob makes nothing known by name.
fn collect_uses(
    tree: &UseTree,
    prefix: &mut Vec<String>,
    uses: &mut BTreeMap<String, Vec<String>>,
) {
    match tree {
        UseTree::Path(it) => {
            prefix.push(it.ident.to_string());
            collect_uses(&it.tree, prefix, uses);
            prefix.pop();
        }
        UseTree::Group(it) => {
            it.items
                .iter()
                .for_each(|item| collect_uses(item, prefix, uses));
        }
        UseTree::Name(it) => {
            let name = it.ident.to_string();
            uses.insert(name.clone(), [prefix.as_slice(), &[name]].concat());
        }
        UseTree::Rename(it) => {
            let target = [prefix.as_slice(), &[it.ident.to_string()]].concat();
            uses.insert(it.rename.to_string(), target);
        }
        UseTree::Glob(_) => {}
    }
}

/// Returns what an item re-exports, if it is a `pub use`.
pub(crate) fn exports(item: &Item) -> Vec<Vec<String>> {
    let mut uses = BTreeMap::new();
    if let Item::Use(it) = item
        && is_pub(&it.vis)
    {
        collect_uses(&it.tree, &mut Vec::new(), &mut uses);
    }
    uses.into_values().collect()
}

/// Returns the names in a path, without generic arguments.
pub(crate) fn segments(path: &syn::Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|it| it.ident.to_string())
        .collect()
}

/// Returns true when a thing is `pub`, not only for a part of the crate.
pub(crate) fn is_pub(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
