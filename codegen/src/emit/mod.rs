//! IR → items. One file per emitted thing; every emitter takes the file that it writes into and
//! the definition, and gives tokens.

mod accessors;
mod aliases;
mod choices;
mod client;
mod constructors;
mod debug;
mod derives;
mod docs;
mod enums;
mod examples;
mod file;
mod json;
mod markdown;
mod modules;
mod operations;
mod plan;
mod requests;
mod responses;
mod root;
mod runtime;
mod serde_attributes;
mod servers;
mod structs;
mod types;
mod unions;
mod uses;

pub(crate) use markdown::{Oddity, oddity};

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use proc_macro2::TokenStream;

use crate::ir::Api;
use crate::manifest::Needs;
use crate::render::Items;
use file::File;
use plan::{Plan, Planned};
use uses::Uses;

/// A part of the crate that is emitted by itself, on any core: tokens do not cross threads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'a> {
    /// A file of a module.
    File(&'a Planned<'a>),
    /// The examples of a file, or of all of them.
    Examples(Option<&'a Planned<'a>>),
}

/// A Rust file before it is text.
pub(crate) struct Source {
    /// Its path below the crate, with `/` between the parts.
    pub(crate) path: String,
    /// The document that it is made from, relative to the schema's root.
    pub(crate) made_from: String,
    /// What it begins with.
    pub(crate) head: TokenStream,
    /// What follows.
    pub(crate) items: Items,
    /// The paths of what it names that is not the schema's.
    pub(crate) used: BTreeSet<String>,
}

/// What the crate has beside its parts.
pub(crate) struct Frame {
    /// `lib.rs`.
    pub(crate) root: Source,
    /// `client.rs`, where there is something to call.
    pub(crate) client: Option<Source>,
    /// The runtime, as paths and texts.
    pub(crate) runtime: Vec<(String, String)>,
    /// Dependencies and features.
    pub(crate) needs: Needs,
}

/// What the parts of a crate have in common.
pub(crate) struct Crate<'a> {
    plan: Plan<'a>,
    uses: Uses<'a>,
    examples: examples::Facts,
    /// The files of examples, each with its name and the number of the file that it is for; empty
    /// where one file holds them all.
    example_files: Vec<(String, usize)>,
    /// Held while an item of very many members is emitted: one of them at a time is enough memory.
    large: Mutex<()>,
}

/// So many members make a large item.
const LARGE: usize = 1_000;

impl<'a> Crate<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        let plan = Plan::of(api);
        let examples = examples::Facts::of(api);
        Self {
            example_files: examples::divided(&plan, &examples),
            plan,
            uses: Uses::of(api),
            examples,
            large: Mutex::default(),
        }
    }

    /// The parts.
    pub(crate) fn parts(&'a self) -> Vec<Part<'a>> {
        let files = self.plan.files.iter().map(Part::File);
        files.chain(examples::parts(self)).collect()
    }

    /// Emits a part.
    pub(crate) fn part(&'a self, part: Part<'a>) -> Source {
        // It guards nothing that could be left half done.
        let lock = || self.large.lock().unwrap_or_else(PoisonError::into_inner);
        let _alone = self.is_large(part).then(lock);
        match part {
            Part::File(planned) => modules::emit(File::new(self, planned), planned),
            Part::Examples(planned) => examples::emit(File::root(self), self, planned),
        }
    }

    fn is_large(&self, part: Part<'a>) -> bool {
        let planned = match part {
            Part::File(planned) => Some(planned),
            Part::Examples(planned) => planned,
        };
        let files = match planned {
            Some(planned) => std::slice::from_ref(planned),
            None => &self.plan.files,
        };
        files
            .iter()
            .any(|planned| planned.most_members(self.plan.api) > LARGE)
    }
}

/// Emits what is around the parts, by what they used. The name is the one that examples in the
/// documentation import.
pub(crate) fn frame(it: &Crate<'_>, used: &BTreeSet<String>, crate_name: &str) -> Frame {
    let has_examples = examples::is_needed(it);
    let servers = servers::emit(File::root(it));
    let mut used = used.clone();
    used.extend(servers.used);
    let client = root::has_client(it.plan.api).then(|| client::emit(File::root(it)));
    used.extend(client.iter().flat_map(|client| client.used.iter().cloned()));
    let runtime = runtime::select(&used, crate_name);
    let root = root::emit(it, &runtime, has_examples, servers.tokens);
    let mut needs = runtime.needs;
    needs.add_used(&used, has_examples);
    needs.add_optional(it.plan.features());
    Frame {
        root,
        client,
        runtime: runtime.files,
        needs,
    }
}
