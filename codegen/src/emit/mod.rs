//! IR → items. One file per emitted thing; every emitter takes the file that it writes into and
//! the definition, and gives tokens.

mod aliases;
mod choices;
mod constructors;
mod debug;
mod docs;
mod enums;
mod examples;
mod file;
mod json;
mod markdown;
mod modules;
mod operations;
mod requests;
mod responses;
mod root;
mod runtime;
mod serde_attributes;
mod servers;
mod structs;
mod types;
mod unions;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use crate::ir::{Api, Module};
use crate::manifest::Needs;
use file::File;

/// A part of the crate that is emitted by itself, on any core: tokens do not cross threads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'a> {
    /// A module of the schema.
    Module(&'a Module),
    /// The examples of all modules.
    Examples,
}

/// A Rust file before it is text.
pub(crate) struct Source {
    /// Its path below the crate, with `/` between the parts.
    pub(crate) path: String,
    /// The document that it is made from, relative to the schema's root.
    pub(crate) made_from: String,
    /// What it holds.
    pub(crate) tokens: TokenStream,
    /// The paths of what it names that is not the schema's.
    pub(crate) used: BTreeSet<String>,
}

/// What the crate has beside its parts.
pub(crate) struct Frame {
    /// `lib.rs`.
    pub(crate) root: Source,
    /// The runtime, as paths and texts.
    pub(crate) runtime: Vec<(String, String)>,
    /// Dependencies and features.
    pub(crate) needs: Needs,
}

/// The parts of a crate.
pub(crate) fn parts(api: &Api) -> Vec<Part<'_>> {
    let modules = api.modules.iter().map(Part::Module);
    let has_examples = examples::is_needed(api).then_some(Part::Examples);
    modules.chain(has_examples).collect()
}

/// Emits a part.
pub(crate) fn part(api: &Api, part: Part<'_>) -> Source {
    match part {
        Part::Module(module) => modules::emit(File::new(api, &module.path), module),
        Part::Examples => examples::emit(File::new(api, &[])),
    }
}

/// Emits what is around the parts, by what they used. The name is the one that examples in the
/// documentation import.
pub(crate) fn frame(api: &Api, used: &BTreeSet<String>, crate_name: &str) -> Frame {
    let has_examples = examples::is_needed(api);
    let servers = servers::emit(File::new(api, &[]));
    let mut used = used.clone();
    used.extend(servers.used);
    let runtime = runtime::select(&used, crate_name);
    let root = root::emit(api, &runtime, has_examples, servers.tokens);
    let mut needs = runtime.needs;
    needs.add_used(&used, has_examples);
    Frame {
        root,
        runtime: runtime.files,
        needs,
    }
}
