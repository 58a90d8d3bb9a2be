//! What the short names of a file mean.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree};

/// The names that a file imports or declares.
pub(crate) struct Scope<'a> {
    names: BTreeMap<String, String>,
    /// The path of the file's module.
    pub(crate) module: &'a str,
}

/// The scope of a file that is a module with a path.
pub(crate) fn scope<'a>(items: &[Item], module: &'a str) -> Scope<'a> {
    let mut names = BTreeMap::new();
    for item in items {
        let local = match item {
            Item::Use(it) => {
                collect_uses(&it.tree, String::new(), &mut names);
                continue;
            }
            Item::Struct(it) => &it.ident,
            Item::Enum(it) => &it.ident,
            Item::Type(it) => &it.ident,
            _ => continue,
        };
        names.insert(
            local.to_string(),
            format!("crate::{}::{local}", below_root(module)),
        );
    }
    Scope { names, module }
}

fn below_root(module: &str) -> &str {
    module.strip_prefix("api::").unwrap_or("self")
}

/// The paths that an import gives names to.
pub(crate) fn collect_uses(tree: &UseTree, prefix: String, names: &mut BTreeMap<String, String>) {
    match tree {
        UseTree::Path(it) => collect_uses(&it.tree, format!("{prefix}{}::", it.ident), names),
        UseTree::Name(it) => {
            names.insert(it.ident.to_string(), format!("{prefix}{}", it.ident));
        }
        UseTree::Rename(it) => {
            names.insert(it.rename.to_string(), format!("{prefix}{}", it.ident));
        }
        UseTree::Group(it) => {
            for tree in &it.items {
                collect_uses(tree, prefix.clone(), names);
            }
        }
        UseTree::Glob(_) => {}
    }
}

impl Scope<'_> {
    /// A type or a path as a caller writes it.
    pub(crate) fn written(&self, tokens: &impl ToTokens, owner: &str) -> String {
        let mut text = String::new();
        self.write(tokens.to_token_stream(), owner, &mut text);
        text.replace(":: runtime :: ", ":: ")
            .replace("api :: self ::", "api ::")
    }

    fn write(&self, tokens: TokenStream, owner: &str, text: &mut String) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::None => ("", ""),
                    };
                    text.push_str(open);
                    self.write(group.stream(), owner, text);
                    text.push_str(close);
                }
                TokenTree::Punct(it) => {
                    text.push(it.as_char());
                    if it.spacing() == Spacing::Alone {
                        text.push(' ');
                    }
                }
                TokenTree::Ident(it) => {
                    let is_first = !text.ends_with(":: ") && !text.ends_with('\'');
                    text.push_str(&self.name(&it.to_string(), owner, is_first));
                    text.push(' ');
                }
                TokenTree::Literal(it) => text.push_str(&it.to_string()),
            }
        }
    }

    fn name(&self, name: &str, owner: &str, is_first: bool) -> String {
        if !is_first {
            return name.to_owned();
        }
        match (name, self.names.get(name)) {
            ("Self", _) => owner.to_owned(),
            ("crate", _) => "api".to_owned(),
            (_, Some(path)) => {
                let path = path.replace("::", " :: ");
                match path.strip_prefix("crate ") {
                    Some(rest) => format!("api {rest}"),
                    // The root names its own modules without `crate`.
                    None if path.starts_with("runtime ") => format!("api :: {path}"),
                    None => path,
                }
            }
            (name, None) => name.to_owned(),
        }
    }
}
