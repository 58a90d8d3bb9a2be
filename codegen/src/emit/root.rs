//! `lib.rs`: the modules, and what the runtime shows.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident};
use super::runtime::Runtime;
use super::{Crate, Source, client, modules};
use crate::ir::{Api, Shape};
use crate::render::Items;

pub(super) fn emit(
    it: &Crate<'_>,
    runtime: &Runtime,
    has_examples: bool,
    servers: TokenStream,
) -> Source {
    let api = it.plan.api;
    let modules = modules::emit_children(&File::root(it), &[]);
    let exports = emit_exports(runtime);
    let client = has_client(api).then(|| {
        let gate = client::gate();
        quote!(#gate mod client;)
    });
    let may_be_unused = (!it.plan.features().is_empty()).then(|| {
        quote!(#[allow(dead_code, unused_imports, unused_macros, reason = "features decide what is used")])
    });
    let runtime = (!runtime.files.is_empty()).then(|| {
        quote!(
            #may_be_unused
            mod runtime;
        )
    });
    let examples = has_examples.then(|| {
        quote!(
            #[cfg(feature = "test-util")]
            mod examples;
        )
    });
    let allow = allow_deprecated(api);
    Source {
        path: "src/lib.rs".into(),
        made_from: api.source.clone(),
        items: Items::default(),
        head: quote! {
            #![doc = include_str!("../README.md")]
            #![cfg_attr(docsrs, feature(doc_cfg))]
            #allow
            #modules
            #client
            #examples
            #runtime
            #exports
            #servers
        },
        used: BTreeSet::new(),
    }
}

/// True when there is something to call.
pub(super) fn has_client(api: &Api) -> bool {
    !api.operations.is_empty()
}

/// What the runtime shows, by the features that it takes.
fn emit_exports(runtime: &Runtime) -> TokenStream {
    let gates = runtime.exports.chunk_by(|a, b| a.gate == b.gate);
    let uses = gates.map(|exports| {
        let gate = exports.first().and_then(|it| it.gate.as_ref());
        let gate: Option<TokenStream> = gate.and_then(|gate| gate.parse().ok());
        let names: Vec<_> = exports.iter().map(|it| ident(&it.name)).collect();
        match names.as_slice() {
            [only] => quote!(#gate pub use runtime::#only;),
            _ => quote!(#gate pub use runtime::{#(#names),*};),
        }
    });
    uses.collect()
}

/// The crate itself reads and writes what its callers should move away from.
fn allow_deprecated(api: &Api) -> Option<TokenStream> {
    let types = api.types.iter().any(|def| {
        let members = match &def.shape {
            Shape::Struct(it) => it.members.as_slice(),
            Shape::StringEnum(_)
            | Shape::IntegerEnum(_)
            | Shape::Union(_)
            | Shape::Choice(_)
            | Shape::Alias(_) => &[],
        };
        def.deprecated || members.iter().any(|member| member.deprecated)
    });
    let operations = api.operations.iter().any(|operation| {
        operation.deprecated || operation.members().any(|member| member.deprecated)
    });
    (types || operations)
        .then(|| quote!(#![allow(deprecated, reason = "only callers should move away from it")]))
}
