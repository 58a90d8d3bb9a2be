//! Where the API is served.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::File;
use crate::ir::{Server, ServerVariable};

/// `Server::new("https://example.com").description("For everybody."), …`
pub(super) fn emit_list(file: &File<'_>, servers: &[Server]) -> TokenStream {
    let servers = servers.iter().map(|it| emit(file, it));
    quote!(#(#servers),*)
}

fn emit(file: &File<'_>, it: &Server) -> TokenStream {
    let (server, url) = (file.name("Server"), &it.url);
    let description = it.docs.0.lines().next().map(|line| quote!(.description(#line)));
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
