//! How an operation becomes a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, ident};
use super::types;
use crate::ir::{
    Body, Content, Format, Member, Operation, Parameter, ParameterPlace, Presence, Shape, Struct,
    Style, Type, Wrapper,
};

/// A statement: one that can fail is of the type `Result<(), EncodeError>`.
enum Statement {
    Fallible(TokenStream),
    Plain(TokenStream),
}

/// ```text
/// fn encode(&self, request: &mut Request) -> Result<(), EncodeError> {
///     request.path("pet_id", &self.pet_id)?;
///     request.json(&self.body)
/// }
/// ```
pub(super) fn emit(file: &File<'_>, operation: &Operation) -> Option<TokenStream> {
    let parameters = operation.parameters.iter();
    let mut statements: Vec<Statement> = parameters.map(|it| emit_parameter(file, it)).collect();
    statements.extend(operation.body.as_ref().map(|body| emit_body(file, body)));
    if statements.is_empty() {
        return None;
    }
    let (request, result) = (file.name("Request"), file.name("Result"));
    let error = file.name("EncodeError");
    let statements = sequence(statements);
    Some(quote! {
        fn encode(&self, request: &mut #request) -> #result<(), #error> {
            #statements
        }
    })
}

/// Statements one after the other; the last is what the function answers.
fn sequence(mut statements: Vec<Statement>) -> TokenStream {
    let last = match statements.pop() {
        Some(Statement::Fallible(last)) => last,
        Some(Statement::Plain(last)) => quote!(#last Ok(())),
        None => quote!(Ok(())),
    };
    let before = statements.into_iter().map(in_passing);
    quote!(#(#before)* #last)
}

/// A statement that others follow.
fn in_passing(statement: Statement) -> TokenStream {
    match statement {
        Statement::Fallible(it) => quote!(#it?;),
        Statement::Plain(it) => it,
    }
}

fn emit_parameter(file: &File<'_>, it: &Parameter) -> Statement {
    let (wire, name) = (&it.member.wire, ident(&it.member.name));
    let style = shown_style(file, it);
    let style = || {
        let styles = file.name("Style");
        let style = ident(&format!("{style:?}"));
        quote!(#styles::#style)
    };
    let usual = is_usual(it.place, shown_style(file, it));
    Statement::Fallible(match (it.place, usual) {
        (ParameterPlace::QueryString, _) => quote!(request.query_string(&self.#name)),
        (ParameterPlace::Query, _) if it.reserved => {
            let style = style();
            quote!(request.query_reserved(#wire, #style, &self.#name))
        }
        (place, true) => {
            let method = ident(method(place));
            quote!(request.#method(#wire, &self.#name))
        }
        (place, false) => {
            let (method, style) = (ident(&format!("{}_as", method(place))), style());
            quote!(request.#method(#wire, #style, &self.#name))
        }
    })
}

fn method(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query | ParameterPlace::QueryString => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

/// The style, without what makes no difference for the type.
fn shown_style(file: &File<'_>, it: &Parameter) -> Style {
    let resolved = file.api.resolved(&it.member.ty);
    let is_list = matches!(resolved, Type::List(_));
    let is_object = match resolved {
        Type::Object | Type::Map(_) | Type::Any => true,
        Type::Named(id) | Type::Boxed(id) => {
            let shape = file.api.get(*id).map(|def| &def.shape);
            matches!(shape, Some(Shape::Struct(_) | Shape::Union(_)))
        }
        _ => false,
    };
    match it.style {
        Style::SimpleExploded if !is_object => Style::Simple,
        Style::Form | Style::SpaceDelimited | Style::PipeDelimited if !is_object && !is_list => {
            Style::FormExploded
        }
        style => style,
    }
}

/// True for the style that a place has unless another one is named.
fn is_usual(place: ParameterPlace, style: Style) -> bool {
    match place {
        ParameterPlace::Path | ParameterPlace::Header => style == Style::Simple,
        ParameterPlace::Query | ParameterPlace::QueryString | ParameterPlace::Cookie => {
            style == Style::FormExploded
        }
    }
}

fn emit_body(file: &File<'_>, body: &Body) -> Statement {
    let name = ident(&body.member.name);
    let is_optional = file.api.wrapper(&body.member) != Wrapper::None;
    let is_left_out = body.member.presence != Presence::Required && !is_optional;
    let value = if is_optional {
        quote!(body)
    } else {
        quote!(self.#name)
    };
    let sent = match body.contents.as_slice() {
        [only] => emit_content(file, only, &value, is_optional),
        several => Statement::Fallible(emit_choice(file, body, several, &value, is_optional)),
    };
    if !is_optional && !is_left_out {
        return sent;
    }
    let sent = in_passing(sent);
    let some = file.name("Some");
    let condition = match is_optional {
        true => quote!(let #some(body) = &self.#name),
        false => quote!(!self.#name.is_empty()),
    };
    Statement::Plain(quote! {
        if #condition {
            #sent
        }
    })
}

fn emit_choice(
    file: &File<'_>,
    body: &Body,
    contents: &[Content],
    value: &TokenStream,
    is_reference: bool,
) -> TokenStream {
    let choice = types::emit(file, &body.member.ty);
    let value = if is_reference {
        value.clone()
    } else {
        quote!(&#value)
    };
    let arms = contents.iter().map(|content| {
        let variant = ident(content.variant.as_deref().unwrap_or_default());
        let sent = sequence(vec![emit_content(file, content, &quote!(body), true)]);
        quote!(#choice::#variant(body) => { #sent })
    });
    quote! {
        match #value {
            #(#arms)*
        }
    }
}

/// One content. The value is a place, or a reference to one.
fn emit_content(
    file: &File<'_>,
    content: &Content,
    value: &TokenStream,
    is_reference: bool,
) -> Statement {
    let reference = if is_reference {
        value.clone()
    } else {
        quote!(&#value)
    };
    let media_type = concrete(content);
    match content.format {
        Format::Json if media_type == "application/json" => {
            Statement::Fallible(quote!(request.json(#reference)))
        }
        Format::Json => Statement::Fallible(quote!(request.json_as(#media_type, #reference))),
        Format::Form => {
            let styles = content.fields.iter().filter_map(|field| {
                let (wire, style) = (&field.wire, ident(&format!("{:?}", field.style?)));
                let styles = file.name("Style");
                Some(quote!((#wire, #styles::#style)))
            });
            Statement::Fallible(quote!(request.form(#reference, &[#(#styles),*])))
        }
        Format::Multipart => Statement::Plain(emit_multipart(file, content, value, &reference)),
        Format::Text => Statement::Plain(quote!(request.bytes(#media_type, #value.as_str());)),
        Format::Binary => Statement::Plain(quote! {
            request.bytes(#value.media_type.as_deref().unwrap_or(#media_type), #value.content());
        }),
    }
}

/// The media type to send; one with a `*` is none.
fn concrete(content: &Content) -> &str {
    match content.format {
        _ if !content.media_type.contains('*') => &content.media_type,
        Format::Json => "application/json",
        Format::Text => "text/plain",
        Format::Binary | Format::Form | Format::Multipart => "application/octet-stream",
    }
}

/// ```text
/// let mut form = Multipart::default();
/// form.field("model", &self.body.model)?;
/// form.files("file", [&self.body.file]);
/// request.multipart(form);
/// ```
fn emit_multipart(
    file: &File<'_>,
    content: &Content,
    value: &TokenStream,
    reference: &TokenStream,
) -> TokenStream {
    let multipart = file.name("Multipart");
    let fields = match members_of(file, &content.ty) {
        Some(it) => {
            let fields = it.members.iter();
            let fields = fields.map(|it| emit_field(file, content, it, value));
            let extra = it.extra.as_ref().map(|extra| {
                let extra = ident(&extra.name);
                quote!(form.fields(&#value.#extra)?;)
            });
            fields.chain(extra).collect()
        }
        None => quote!(form.fields(#reference)?;),
    };
    quote! {
        let mut form = #multipart::default();
        #fields
        request.multipart(form);
    }
}

fn members_of<'a>(file: &File<'a>, ty: &'a Type) -> Option<&'a Struct> {
    match file.api.resolved(ty) {
        Type::Named(id) | Type::Boxed(id) => match file.api.get(*id).map(|def| &def.shape) {
            Some(Shape::Struct(it)) => Some(it),
            _ => None,
        },
        _ => None,
    }
}

fn emit_field(
    file: &File<'_>,
    content: &Content,
    member: &Member,
    value: &TokenStream,
) -> TokenStream {
    let (wire, name) = (&member.wire, ident(&member.name));
    let is_wrapped = file.api.wrapper(member) != Wrapper::None;
    match file.api.resolved(&member.ty) {
        Type::Binary => {
            let files = match file.api.wrapper(member) {
                Wrapper::None => quote!([&#value.#name]),
                Wrapper::Option => quote!(&#value.#name),
                Wrapper::Nullable => quote!(#value.#name.as_option()),
            };
            return quote!(form.files(#wire, #files););
        }
        Type::List(item) if *file.api.resolved(item) == Type::Binary => {
            return match is_wrapped {
                true => quote!(form.files(#wire, #value.#name.iter().flatten());),
                false => quote!(form.files(#wire, &#value.#name);),
            };
        }
        _ => {}
    }
    let mut given = content.fields.iter().filter(|field| field.wire == *wire);
    let media_type = given.find_map(|field| field.media_type.as_deref());
    match media_type.filter(|it| it.ends_with("json")) {
        Some(media_type) => quote!(form.json(#wire, #media_type, &#value.#name)?;),
        None => quote!(form.field(#wire, &#value.#name)?;),
    }
}
