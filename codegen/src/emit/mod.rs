//! IR → items. One file per emitted thing; every emitter takes the file that it writes into and
//! the definition, and gives tokens.

mod aliases;
mod constructors;
mod debug;
mod docs;
mod enums;
mod examples;
mod file;
mod json;
mod modules;
mod operations;
mod root;
mod runtime;
mod serde_attributes;
mod structs;
mod types;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use crate::ir::Api;
use crate::manifest::Needs;
use file::File;

/// The whole crate as tokens and texts, and what it needs in its manifest.
pub(crate) struct Emitted {
    /// Files that are still tokens.
    pub(crate) sources: Vec<Source>,
    /// Files that are text already: the runtime.
    pub(crate) texts: Vec<(String, String)>,
    /// Dependencies and features.
    pub(crate) needs: Needs,
}

/// A Rust file before it is text.
pub(crate) struct Source {
    /// Its path below the crate, with `/` between the parts.
    pub(crate) path: String,
    /// The document that it is made from, relative to the schema's root.
    pub(crate) made_from: String,
    /// What it holds.
    pub(crate) tokens: TokenStream,
}

/// Emits a crate. The name is the one that examples in the documentation import.
pub(crate) fn emit(api: &Api, crate_name: &str) -> Emitted {
    let mut used = BTreeSet::new();
    let mut sources = Vec::new();
    for module in &api.modules {
        let file = File::new(api, &module.path);
        sources.push(modules::emit(&file, module));
        used.extend(file.into_used());
    }
    let examples = File::new(api, &[]);
    let has_examples = examples::emit(&examples)
        .map(|source| sources.push(source))
        .is_some();
    used.extend(examples.into_used());
    let runtime = runtime::select(&used, crate_name);
    sources.push(root::emit(api, &runtime, has_examples));
    let mut needs = runtime.needs;
    needs.add_used(&used, has_examples);
    Emitted {
        sources,
        texts: runtime.files,
        needs,
    }
}
