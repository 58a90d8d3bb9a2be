//! `client.rs`: how the clients are made, and where their calls are.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident};
use super::{Source, accessors, modules};
use crate::ir::{Api, ErrorMembers, ParameterPlace, Scheme, SchemeKind, Server};
use crate::render::Items;

/// The features with which there is a client.
pub(super) fn gate() -> TokenStream {
    quote!(#[cfg(any(feature = "client", feature = "blocking"))])
}

/// ```text
/// //! How the clients are made, and where their calls are.
///
/// use crate::runtime::{Api, ClientBuilder, …};
///
/// /// What a client has to know of the API.
/// static API: Api = Api { … };
///
/// #[cfg(feature = "client")]
/// impl Client { … }
///
/// #[cfg(feature = "blocking")]
/// impl blocking::Client { … }
/// ```
pub(super) fn emit(file: File<'_>) -> Source {
    let api = file.api;
    let facts = emit_facts(&file);
    let constructor = Constructor::of(api);
    let start = constructor.as_ref().map(|it| it.emit_start(&file));
    let clients = [
        (quote!(Client), "client"),
        (quote!(blocking::Client), "blocking"),
    ];
    let clients: Vec<_> = clients
        .into_iter()
        .map(|(client, feature)| {
            let made = match &constructor {
                Some(it) => it.emit_methods(&file),
                None => emit_builder(&file),
            };
            let ways = file.accessors(&[]).map(|(name, accessor, feature)| {
                let module = ident(name);
                let gate = modules::emit_gate(feature);
                let module = quote!(crate::#module);
                accessors::emit_way(
                    &gate,
                    &module,
                    accessor,
                    &quote!(Self),
                    &quote!(self.clone()),
                )
            });
            let runtime = quote!(crate::runtime::#client);
            quote! {
                #[cfg(feature = #feature)]
                impl #runtime {
                    #made
                    #(#ways)*
                }
            }
        })
        .collect();
    let error = emit_error_of_tests(api);
    for name in ["Client", "Error", "blocking", "testing"] {
        file.gated_name(name);
    }
    let imports = file.imports();
    Source {
        path: "src/client.rs".into(),
        made_from: api.source.clone(),
        items: Items::default(),
        head: quote! {
            //! How the clients are made, and where their calls are.

            #imports
            #facts
            #(#clients)*
            #start
            #error
        },
        used: file.into_used(),
    }
}

/// ```text
/// static API: Api = Api {
///     user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
///     servers: crate::SERVERS,
///     schemes: &[Scheme { name: "basic", kind: SchemeKind::Basic }],
///     security: &[&["basic"]],
///     errors: &[ErrorMembers { kind: "error_type", … }],
/// };
/// ```
fn emit_facts(file: &File<'_>) -> TokenStream {
    let api = file.api;
    let api_name = file.name("Api");
    let servers = match api.servers.is_empty() {
        true => quote!(&[]),
        false => quote!(crate::SERVERS),
    };
    let schemes = api.schemes.iter().map(|it| emit_scheme(file, it));
    let security = api.security.iter().map(|set| quote!(&[#(#set),*]));
    let errors = api.errors.iter().map(|it| emit_error(file, it));
    quote! {
        /// What a client has to know of the API.
        static API: #api_name = #api_name {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            servers: #servers,
            schemes: &[#(#schemes),*],
            security: &[#(#security),*],
            errors: &[#(#errors),*],
        };
    }
}

fn emit_scheme(file: &File<'_>, it: &Scheme) -> TokenStream {
    let (scheme, kinds) = (file.name("Scheme"), file.name("SchemeKind"));
    let name = &it.name;
    let kind = match &it.kind {
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::Bearer => quote!(Bearer),
        SchemeKind::ApiKey { place, wire } => match place {
            ParameterPlace::Query | ParameterPlace::QueryString => quote!(Query(#wire)),
            ParameterPlace::Cookie => quote!(Cookie(#wire)),
            ParameterPlace::Header | ParameterPlace::Path => quote!(Header(#wire)),
        },
        SchemeKind::Other(_) => quote!(Other),
    };
    quote!(#scheme { name: #name, kind: #kinds::#kind })
}

fn emit_error(file: &File<'_>, it: &ErrorMembers) -> TokenStream {
    let members = file.name("ErrorMembers");
    let ErrorMembers {
        kind,
        message,
        request_id,
        url,
        details,
    } = it;
    quote! {
        #members {
            kind: #kind,
            message: #message,
            request_id: #request_id,
            url: #url,
            details: #details,
        }
    }
}

/// An error of the API, for tests, where the document says what errors are.
fn emit_error_of_tests(api: &Api) -> Option<TokenStream> {
    api.errors.first()?;
    Some(quote! {
        #[cfg(feature = "test-util")]
        impl crate::runtime::Error {
            /// An error of the API: a status, and the type of the error.
            pub fn api(status: u16, error_type: impl AsRef<str>) -> Self {
                Self::said(&API, status, error_type.as_ref())
            }
        }
    })
}

/// Where nothing is said of a constructor, callers say where the API is.
fn emit_builder(file: &File<'_>) -> TokenStream {
    let (builder, into, string) = (
        file.name("ClientBuilder"),
        file.name("Into"),
        file.name("String"),
    );
    quote! {
        /// Begins a client for the API at a base URL.
        pub fn builder(base_url: impl #into<#string>) -> #builder<Self> {
            #builder::new(&API, base_url)
        }
    }
}

/// The constructor that a document describes by `x-rust-client`.
struct Constructor<'a> {
    scheme: &'a Scheme,
    username: Option<&'a str>,
    password: &'a str,
    servers: &'a [Server],
}

impl<'a> Constructor<'a> {
    fn of(api: &'a Api) -> Option<Self> {
        let scheme = api.client_scheme()?;
        Some(Self {
            scheme,
            username: scheme.username.as_deref(),
            password: scheme.password.as_deref()?,
            servers: &api.servers,
        })
    }

    /// ```text
    /// pub fn new(project_id: impl AsRef<str>, secret: impl Into<Secret>) -> Result<Self, Error> {
    ///     Self::builder(project_id, secret).build()
    /// }
    ///
    /// pub fn builder(project_id: impl AsRef<str>, secret: impl Into<Secret>) -> ClientBuilder<Self> {
    ///     builder(project_id.as_ref(), secret.into())
    /// }
    /// ```
    fn emit_methods(&self, file: &File<'_>) -> TokenStream {
        let (into, secret) = (file.name("Into"), file.name("Secret"));
        let (result, error) = (file.name("Result"), file.name("Error"));
        let builder = file.name("ClientBuilder");
        let username = self.username.map(ident);
        let username = username.as_ref();
        let password = ident(self.password);
        let parameters = match username {
            Some(name) => quote!(#name: impl AsRef<str>, #password: impl #into<#secret>),
            None => quote!(#password: impl #into<#secret>),
        };
        let arguments = username.into_iter().chain([&password]);
        let values = username.map(|name| quote!(#name.as_ref(),));
        quote! {
            /// Makes a client with these credentials.
            ///
            /// # Errors
            ///
            /// When it cannot be made, as [`ClientBuilder::build`](crate::ClientBuilder) says.
            pub fn new(#parameters) -> #result<Self, #error> {
                Self::builder(#(#arguments),*).build()
            }

            /// Begins a client with these credentials.
            pub fn builder(#parameters) -> #builder<Self> {
                builder(#values #password.into())
            }
        }
    }

    /// ```text
    /// fn builder<C: Shell>(project_id: &str, secret: Secret) -> ClientBuilder<C> {
    ///     let base_url = match project_id {
    ///         it if it.starts_with("project-live-") => "https://api.example.com",
    ///         _ => "https://test.example.com",
    ///     };
    ///     let credential = Credential::basic(project_id, secret);
    ///     ClientBuilder::new(&API, base_url).credential_for("basic", credential)
    /// }
    /// ```
    fn emit_start(&self, file: &File<'_>) -> TokenStream {
        let (builder, shell) = (file.name("ClientBuilder"), file.name("Shell"));
        let (secret, credentials) = (file.name("Secret"), file.name("Credential"));
        let username = self.username.map(ident);
        let username = username.as_ref();
        let password = ident(self.password);
        let parameters = match username {
            Some(name) => quote!(#name: &str, #password: #secret),
            None => quote!(#password: #secret),
        };
        let base_url = self.emit_base_url();
        let credential = match (&self.scheme.kind, username) {
            (SchemeKind::Basic, Some(name)) => quote!(#credentials::basic(#name, #password)),
            (SchemeKind::ApiKey { .. }, _) => quote!(#credentials::api_key(#password)),
            _ => quote!(#credentials::bearer(#password)),
        };
        let scheme = &self.scheme.name;
        quote! {
            fn builder<C: #shell>(#parameters) -> #builder<C> {
                let base_url = #base_url;
                let credential = #credential;
                #builder::new(&API, base_url).credential_for(#scheme, credential)
            }
        }
    }

    fn emit_base_url(&self) -> TokenStream {
        let url = |server: &Server| {
            let url = &server.url;
            match server.variables.is_empty() {
                true => quote!(#url),
                false => {
                    let position = self.servers.iter().position(|it| std::ptr::eq(it, server));
                    let position = proc_macro2::Literal::usize_unsuffixed(position.unwrap_or(0));
                    quote!(crate::SERVERS[#position].url(&[]))
                }
            }
        };
        let chosen = |server: &&Server| server.username_prefix.is_some();
        let usual = self.servers.iter().find(|it| !chosen(it));
        let usual = usual.or(self.servers.first()).map(url);
        let Some(username) = self.username.map(ident) else {
            return quote!(#usual);
        };
        let arms = self.servers.iter().filter(chosen).map(|server| {
            let (prefix, url) = (server.username_prefix.as_deref(), url(server));
            quote!(it if it.starts_with(#prefix) => #url,)
        });
        let arms: Vec<_> = arms.collect();
        match arms.is_empty() {
            true => quote!(#usual),
            false => quote!(match #username { #(#arms)* _ => #usual, }),
        }
    }
}
