//! Operations: what each is called, takes and answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::File;
use super::{docs, structs, types};
use crate::ir::{Operation, Type};

/// ```text
/// #[derive(Clone, Copy, Debug)]
/// #[non_exhaustive]
/// pub struct SendOperation;
///
/// impl Operation for SendOperation {
///     const METHOD: &'static str = "POST";
///     const PATH: &'static str = "/v1/send";
///     type Request = SendParams;
///     type Response = SendResponse;
/// }
/// ```
pub(super) fn emit(file: &File<'_>, operation: &Operation) -> TokenStream {
    let name = file.ident(&operation.name);
    let docs = docs::emit_operation(file, operation);
    let deprecated = structs::deprecated(operation.deprecated);
    let facts = file.name("Operation");
    let (method, path) = (&operation.method, &operation.path);
    let request = emit_content(file, operation.request());
    let response = emit_content(file, operation.response());
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct #name;

        impl #facts for #name {
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            type Request = #request;
            type Response = #response;
        }
    }
}

fn emit_content(file: &File<'_>, ty: Option<&Type>) -> TokenStream {
    ty.map_or_else(|| quote!(()), |ty| types::emit(file, ty))
}
