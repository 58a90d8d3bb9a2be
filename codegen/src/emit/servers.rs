//! Where the API is served.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::file::File;
use crate::ir::{Server, ServerVariable};

/// The constant of the crate's root.
pub(super) struct Servers {
    pub(super) tokens: TokenStream,
    /// The paths of what it names that is not the schema's.
    pub(super) used: BTreeSet<String>,
}

/// ```text
/// /// Where the API is served.
/// pub const SERVERS: &[Server] = &[Server::new("https://example.com")];
/// ```
pub(super) fn emit(file: File<'_>) -> Servers {
    let api = file.api;
    let tokens = (!api.servers.is_empty() && !api.operations.is_empty()).then(|| {
        let (server, servers) = (file.name("Server"), emit_list(&file, &api.servers));
        quote! {
            /// Where the API is served.
            pub const SERVERS: &[#server] = &[#servers];
        }
    });
    Servers {
        tokens: tokens.unwrap_or_default(),
        used: file.into_used(),
    }
}

/// `Server::new("https://example.com").description("For everybody."), …`
pub(super) fn emit_list(file: &File<'_>, servers: &[Server]) -> TokenStream {
    let servers = servers.iter().map(|it| emit_server(file, it));
    quote!(#(#servers),*)
}

fn emit_server(file: &File<'_>, it: &Server) -> TokenStream {
    let (server, url) = (file.name("Server"), &it.url);
    let description = it
        .docs
        .0
        .lines()
        .next()
        .map(|line| quote!(.description(#line)));
    let variables = (!it.variables.is_empty()).then(|| {
        let variables = it.variables.iter().map(|it| emit_variable(file, it));
        quote!(.variables(&[#(#variables),*]))
    });
    quote!(#server::new(#url) #description #variables)
}

fn emit_variable(file: &File<'_>, it: &ServerVariable) -> TokenStream {
    let (variable, name, default) = (file.name("ServerVariable"), &it.name, &it.default);
    let values = &it.values;
    let values = (!values.is_empty()).then(|| quote!(.values(&[#(#values),*])));
    quote!(#variable::new(#name, #default) #values)
}
