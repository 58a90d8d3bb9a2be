//! What leads a client to the operations of a module.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident};
use super::plan::Planned;
use super::{client, docs, modules, structs};
use crate::ir::{Accessor, Docs, Operation};

/// ```text
/// /// The calls of this module.
/// #[cfg(any(feature = "client", feature = "blocking"))]
/// #[derive(Clone, Debug)]
/// pub struct OtpApi<C>(pub(crate) C);
///
/// #[cfg(any(feature = "client", feature = "blocking"))]
/// impl<C: Caller> OtpApi<C> {
///     pub fn sms(&self) -> sms::SmsApi<C> { … }
///
///     pub fn authenticate(
///         &self,
///         operation: impl Into<AuthenticateOperation>,
///     ) -> Call<C, AuthenticateOperation> {
///         Call::new(&self.0, operation)
///     }
/// }
/// ```
pub(super) fn emit(file: &File<'_>, planned: &Planned<'_>) -> Option<TokenStream> {
    let module = planned.module;
    let accessor = module.accessor.as_ref()?;
    let operations = file.api.operations_of(&module.path);
    let methods: Vec<_> = operations
        .map(|it| emit_method(file, planned, it))
        .collect();
    let children = file
        .accessors(&module.path)
        .map(|(name, accessor, feature)| {
            let feature = feature.filter(|feature| planned.feature != Some(*feature));
            let gate = modules::emit_gate(feature);
            let child = ident(name);
            emit_way(
                &gate,
                &quote!(#child),
                accessor,
                &quote!(C),
                &quote!(self.0.clone()),
            )
        });
    let children: Vec<_> = children.collect();
    let gate = client::gate();
    let name = ident(&accessor.name);
    let (caller, _) = file.gated_name("Caller");
    let docs = docs::with_facts(&Docs::default(), "The calls of this module.");
    Some(quote! {
        #docs
        #gate
        #[derive(Clone, Debug)]
        pub struct #name<C>(pub(crate) C);

        #gate
        impl<C: #caller> #name<C> {
            #(#children)*
            #(#methods)*
        }
    })
}

/// The import of what accessors name, where the names are free. Where the module is there without
/// its operations, so it is without the name that only they use.
///
/// ```text
/// #[cfg(any(feature = "client", feature = "blocking"))]
/// use crate::runtime::{Call, Caller};
/// ```
pub(super) fn emit_import(file: &File<'_>, planned: &Planned<'_>) -> Option<TokenStream> {
    planned.module.accessor.as_ref()?;
    let operation = file.api.operations_of(&planned.module.path).next();
    let feature = operation.and_then(|it| it.feature.as_deref());
    let feature = feature.filter(|feature| planned.feature != Some(*feature));
    let is_free = |name: &&str| file.gated_name(name).1;
    let call = operation.map(|_| "Call").filter(is_free).map(ident);
    let caller = Some("Caller").filter(is_free).map(ident);
    let gate = client::gate();
    match (call, caller) {
        (Some(call), Some(caller)) if feature.is_none() => {
            Some(quote!(#gate use crate::runtime::{#call, #caller};))
        }
        (call, caller) => {
            let caller = caller.map(|it| quote!(#gate use crate::runtime::#it;));
            let feature = modules::emit_gate(feature);
            let call = call.map(|it| quote!(#feature #gate use crate::runtime::#it;));
            Some(quote!(#call #caller))
        }
    }
}

/// The way to an accessor: from a client, or from the accessor of the module around it.
pub(super) fn emit_way(
    gate: &Option<TokenStream>,
    module: &TokenStream,
    accessor: &Accessor,
    client: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let (method, name) = (ident(&accessor.method), ident(&accessor.name));
    // A link names a keyword as it is.
    let linked = module.to_string().replace(' ', "").replace("r#", "");
    let docs = format!(" The calls of [`{linked}`].");
    quote! {
        #[doc = #docs]
        #gate
        pub fn #method(&self) -> #module::#name<#client> {
            #module::#name(#value)
        }
    }
}

fn emit_method(file: &File<'_>, planned: &Planned<'_>, operation: &Operation) -> TokenStream {
    let feature = operation.feature.as_deref();
    let gate = modules::emit_gate(feature.filter(|feature| planned.feature != Some(*feature)));
    let docs = docs::emit_method(operation);
    let deprecated = structs::deprecated(operation.deprecated);
    let (method, name) = (ident(&operation.method_name), ident(&operation.name));
    let into = file.name("Into");
    let (call, _) = file.gated_name("Call");
    quote! {
        #docs
        #gate
        #deprecated
        pub fn #method(&self, operation: impl #into<#name>) -> #call<C, #name> {
            #call::new(&self.0, operation)
        }
    }
}
