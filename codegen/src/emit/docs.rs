//! The one place that writes `#[doc]`.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::file::File;
use crate::ir::{Constraints, Docs, Member, Operation, TypeDef};

/// What the schema says, as the documentation of the item that follows.
pub(super) fn emit(docs: &Docs) -> TokenStream {
    paragraphs(&[&docs.0])
}

/// The same for the module that it stands in.
pub(super) fn emit_inner(docs: &Docs) -> TokenStream {
    lines(&[&docs.0])
        .map(|line| quote!(#![doc = #line]))
        .collect()
}

/// A type: what the schema says, and which operations send and answer it.
pub(super) fn emit_type(file: &File<'_>, def: &TypeDef) -> TokenStream {
    paragraphs(&[&def.docs.0, &uses_of(file, def)])
}

/// A member: what the schema says, and the limits that it sets.
pub(super) fn emit_member(member: &Member) -> TokenStream {
    let since = member
        .since
        .as_ref()
        .map(|since| format!("Since version {since} of the API."));
    let example = member
        .example
        .as_ref()
        .filter(|_| member.ty != crate::ir::Type::Secret);
    let facts = [
        limits(&member.constraints),
        example.and_then(example_line),
        since,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    paragraphs(&[&member.docs.0, &facts.join(" ")])
}

/// An operation: what the schema says, its method and path, and what it takes and answers.
pub(super) fn emit_operation(file: &File<'_>, operation: &Operation) -> TokenStream {
    let takes = operation
        .request()
        .map(|ty| format!("takes {}", file.type_link(ty)));
    let answers = operation
        .response()
        .map(|ty| format!("answers {}", file.type_link(ty)));
    let verbs: Vec<String> = takes.into_iter().chain(answers).collect();
    let call = format!("`{} {}`", operation.method, operation.path);
    let facts = match verbs.as_slice() {
        [] => format!("{call}."),
        verbs => format!("{call} {}.", verbs.join(" and ")),
    };
    paragraphs(&[&operation.summary.0, &operation.docs.0, &facts])
}

fn paragraphs(texts: &[&str]) -> TokenStream {
    lines(texts).map(|line| quote!(#[doc = #line])).collect()
}

/// The lines of several paragraphs, each with the space that follows `///`.
fn lines(paragraphs: &[&str]) -> impl Iterator<Item = String> {
    let said = paragraphs.iter().copied().filter(|text| !text.is_empty());
    let text = said.collect::<Vec<_>>().join("\n\n");
    let mut in_code = false;
    let lines: Vec<String> = text
        .lines()
        .map(|line| match harmless(line, &mut in_code) {
            line if line.trim().is_empty() => String::new(),
            line => format!(" {}", line.trim_end()),
        })
        .collect();
    lines.into_iter()
}

/// A code block without a language would be run as a test; the document's text is only shown.
fn harmless(line: &str, in_code: &mut bool) -> String {
    let line = line.replace('\t', "    ");
    if !line.trim_start().starts_with("```") {
        return line;
    }
    *in_code = !*in_code;
    if *in_code {
        line.trim_end().to_owned() + "text"
    } else {
        line
    }
}

/// Who sends and who answers a type.
fn uses_of(file: &File<'_>, def: &TypeDef) -> String {
    let is_this = |ty: Option<&crate::ir::Type>| {
        let id = ty.and_then(crate::ir::Type::named);
        id.and_then(|id| file.api.get(id))
            .is_some_and(|other| std::ptr::eq(other, def))
    };
    let mut lines = Vec::new();
    for operation in &file.api.operations {
        let (sends, answers) = (is_this(operation.request()), is_this(operation.response()));
        if !sends && !answers {
            continue;
        }
        let call = format!("`{} {}`", operation.method, operation.path);
        let link = file.operation_link(operation);
        if sends {
            lines.push(format!("Sent to {call}: {link}."));
        }
        if answers {
            lines.push(format!("Answer of {call}: {link}."));
        }
    }
    lines.join("\n")
}

/// What the other side checks, in words.
fn limits(it: &Constraints) -> Option<String> {
    let mut sentences = vec![
        range(it.minimum.as_deref(), it.maximum.as_deref(), ""),
        it.exclusive_minimum
            .as_ref()
            .map(|limit| format!("More than {limit}.")),
        it.exclusive_maximum
            .as_ref()
            .map(|limit| format!("Less than {limit}.")),
        range(it.min_length.as_deref(), it.max_length.as_deref(), " long"),
        it.pattern
            .as_ref()
            .map(|pattern| format!("Matches {}.", code(pattern))),
        it.default
            .as_ref()
            .and_then(short_json)
            .map(|it| format!("Defaults to {}.", code(&it))),
    ];
    sentences.retain(Option::is_some);
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn range(least: Option<&str>, greatest: Option<&str>, unit: &str) -> Option<String> {
    match (least, greatest) {
        (None, None) => None,
        (Some(least), None) => Some(format!("At least {least}{unit}.")),
        (None, Some(greatest)) => Some(format!("At most {greatest}{unit}.")),
        (Some(least), Some(greatest)) => Some(format!("From {least} to {greatest}{unit}.")),
    }
}

fn example_line(example: &Value) -> Option<String> {
    short_json(example).map(|text| format!("Example: {}.", code(&text)))
}

/// A value that fits a line; text without its quotes.
fn short_json(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let fits = !text.is_empty() && text.chars().count() <= 80 && !text.contains(char::is_control);
    fits.then_some(text)
}

/// Text as code, whatever backticks it holds.
fn code(text: &str) -> String {
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let mut fence = "``".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence} {text} {fence}")
}
