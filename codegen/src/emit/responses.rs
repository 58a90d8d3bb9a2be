//! How a response becomes what callers get.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::{File, ident};
use super::types;
use crate::ir::{Answer, Answers, Content, Format, Operation, Status, Type};

/// The media types that are asked for, where that is not only JSON.
///
/// ```text
/// const ACCEPT: &'static str = "application/json, application/problem+json";
/// ```
pub(super) fn emit_accept(operation: &Operation) -> Option<TokenStream> {
    let sides = [&operation.success, &operation.failure];
    let answers = sides.into_iter().flat_map(|side| &side.answers);
    let mut asked: Vec<&str> = Vec::new();
    for content in answers.filter_map(|answer| answer.content.as_ref()) {
        let media_type = content.media_type.as_str();
        if !asked.contains(&media_type) {
            asked.push(media_type);
        }
    }
    let accept = asked.join(", ");
    (accept != "application/json").then(|| quote!(const ACCEPT: &'static str = #accept;))
}

/// ```text
/// fn decode(response: &RawResponse<'_>) -> Result<Self::Response, DecodeError> {
///     match response.status() {
///         200 => response.json().map(ListPetsResponse::Ok),
///         _ => response.unexpected(),
///     }
/// }
/// ```
pub(super) fn emit(
    file: &File<'_>,
    answers: &Answers,
    function: &TokenStream,
    answer: &TokenStream,
) -> TokenStream {
    let (response, result) = (file.name("RawResponse"), file.name("Result"));
    let error = file.name("DecodeError");
    let (argument, value) = match &answers.ty {
        None => (quote!(_), quote!(Ok(()))),
        Some(ty) => (quote!(response), emit_value(file, answers, ty)),
    };
    quote! {
        fn #function(#argument: &#response<'_>) -> #result<Self::#answer, #error> {
            #value
        }
    }
}

fn emit_value(file: &File<'_>, answers: &Answers, ty: &Type) -> TokenStream {
    let mut contents = answers.answers.iter().filter_map(|it| it.content.as_ref());
    let Some(first) = contents.next() else {
        return quote!(Ok(()));
    };
    if answers
        .answers
        .iter()
        .any(|answer| answer.variant.is_some())
    {
        return emit_choice(answers, &types::emit(file, ty));
    }
    let method = method(first);
    let may_be_missing = answers
        .answers
        .iter()
        .any(|answer| answer.content.is_none());
    if !may_be_missing {
        return quote!(response.#method());
    }
    let response = file.name("RawResponse");
    let value = quote!(response.if_any(#response::#method));
    match first.ty {
        Type::Nullable(_) => {
            let option = file.name("Option");
            quote!(#value.map(#option::flatten))
        }
        _ => value,
    }
}

fn emit_choice(answers: &Answers, choice: &TokenStream) -> TokenStream {
    let mut answers: Vec<&Answer> = answers.answers.iter().collect();
    answers.sort_by_key(|answer| answer.status);
    let arms = answers.iter().map(|answer| {
        let (statuses, value) = (pattern(answer.status), emit_case(choice, answer));
        quote!(#statuses => #value,)
    });
    let has_rest = answers
        .iter()
        .any(|answer| answer.status == Status::Default);
    let rest = (!has_rest).then(|| quote!(_ => response.unexpected(),));
    quote! {
        match response.status() {
            #(#arms)*
            #rest
        }
    }
}

fn emit_case(choice: &TokenStream, answer: &Answer) -> TokenStream {
    let variant = ident(answer.variant.as_deref().unwrap_or_default());
    match &answer.content {
        Some(content) => {
            let method = method(content);
            quote!(response.#method().map(#choice::#variant))
        }
        None => quote!(Ok(#choice::#variant)),
    }
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Class(class) => {
            let least = u16::from(class) * 100;
            let (least, greatest) = (
                Literal::u16_unsuffixed(least),
                Literal::u16_unsuffixed(least + 99),
            );
            quote!(#least..=#greatest)
        }
        Status::Default => quote!(_),
    }
}

fn method(content: &Content) -> TokenStream {
    match content.format {
        Format::Json | Format::Form | Format::Multipart => quote!(json),
        Format::Text => quote!(text),
        Format::Binary => quote!(bytes),
    }
}
