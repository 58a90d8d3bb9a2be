//! Operations: what each is called, takes and answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::derives::{self, DebugIs};
use super::file::{File, ident};
use super::{constructors, debug, docs, requests, responses, servers, structs, types};
use crate::ir::{Operation, Presence, Struct, Type};

/// Methods of every operation, which a setter of the same name would hide.
const METHODS: &[&str] = &["decode", "decode_error", "encode", "request"];

/// ```text
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub struct RenamePetOperation {
///     pub pet_id: String,
///     pub body: RenamePetRequest,
/// }
///
/// impl RenamePetOperation { … }
///
/// impl Operation for RenamePetOperation {
///     const ID: &'static str = "renamePet";
///     const METHOD: &'static str = "PUT";
///     const PATH: &'static str = "/pets/{pet_id}/name";
///     type Response = Pet;
///     type Error = Refusal;
///
///     fn encode(&self, request: &mut Request) -> Result<(), EncodeError> {
///         request.path("pet_id", &self.pet_id)?;
///         request.json(&self.body)
///     }
///
///     fn decode(response: &RawResponse<'_>) -> Result<Self::Response, DecodeError> {
///         response.json()
///     }
///
///     fn decode_error(response: &RawResponse<'_>) -> Result<Self::Error, DecodeError> {
///         response.json()
///     }
/// }
/// ```
pub(super) fn emit(file: &File<'_>, operation: &Operation) -> TokenStream {
    let name = file.ident(&operation.name);
    let it = Struct {
        members: operation.members().cloned().collect(),
        extra: None,
    };
    let docs = docs::emit_operation(file, operation);
    let deprecated = structs::deprecated(operation.deprecated);
    let debug = debug::emit(file, &operation.name, &it);
    let debug_is = match debug {
        Some(_) => DebugIs::Written,
        None => DebugIs::Derived,
    };
    let derives = derives::emit(file, &operation.derives(), debug_is);
    let members = it
        .members
        .iter()
        .map(|member| structs::emit_plain_member(file, member));
    let constructors = constructors::emit_methods(file, &operation.name, &it, METHODS);
    let facts = emit_facts(file, operation);
    let conversion = emit_conversion(file, operation);
    quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#members)*
        }
        #constructors
        #debug
        #facts
        #conversion
    }
}

/// Where the body is all that a call needs, it is as good as the operation.
///
/// ```text
/// operation_of_body!(SendOperation, SendParams);
/// ```
fn emit_conversion(file: &File<'_>, operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let mut parameters = operation.parameters.iter();
    if parameters.any(|it| it.member.presence.is_asked_for()) {
        return None;
    }
    let conversion = file.name("operation_of_body");
    let name = file.ident(&operation.name);
    let ty = types::emit(file, &body.member.ty);
    match body.member.presence {
        Presence::Required => Some(quote!(#conversion!(#name, #ty);)),
        Presence::Optional | Presence::OptionalNullable => {
            let member = ident(&body.member.name);
            Some(quote!(#conversion!(#name, #ty, #member);))
        }
        Presence::RequiredNullable => None,
    }
}

/// What the runtime has to know of an operation.
fn emit_facts(file: &File<'_>, operation: &Operation) -> TokenStream {
    let name = file.ident(&operation.name);
    let facts = file.name("Operation");
    let (id, method, path) = (&operation.id, &operation.method, &operation.path);
    let accept = responses::emit_accept(operation);
    let security = operation.security.as_ref().map(|sets| {
        let option = file.name("Option");
        let some = file.name("Some");
        let sets = sets.iter().map(|set| quote!(&[#(#set),*]));
        quote!(const SECURITY: #option<&'static [&'static [&'static str]]> = #some(&[#(#sets),*]);)
    });
    let servers = (!operation.servers.is_empty()).then(|| {
        let server = file.name("Server");
        let servers = servers::emit_list(file, &operation.servers);
        quote!(const SERVERS: &'static [#server] = &[#servers];)
    });
    let response = emit_content(file, operation.response());
    let error = emit_content(file, operation.error());
    let encode = requests::emit(file, operation);
    let decode = responses::emit(file, &operation.success, &quote!(decode), &quote!(Response));
    let decode_error = responses::emit(
        file,
        &operation.failure,
        &quote!(decode_error),
        &quote!(Error),
    );
    quote! {
        impl #facts for #name {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            #accept
            #security
            #servers
            type Response = #response;
            type Error = #error;
            #encode
            #decode
            #decode_error
        }
    }
}

fn emit_content(file: &File<'_>, ty: Option<&Type>) -> TokenStream {
    ty.map_or_else(|| quote!(()), |ty| types::emit(file, ty))
}
