//! The one place that writes `#[doc]`.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::file::{File, written};
use super::markdown;
use super::uses::Use;
use crate::ir::{Constraints, Docs, Member, Operation, Shape, Type, TypeDef, Way};
use crate::render::is_unprintable;

/// What the schema says, as the documentation of the item that follows.
pub(super) fn emit(docs: &Docs) -> TokenStream {
    paragraphs(&[docs], "")
}

/// The same for the module that it stands in.
pub(super) fn emit_inner(docs: &Docs) -> TokenStream {
    let lines = said(&[docs]).into_iter().map(spaced);
    lines.map(|line| quote!(#![doc = #line])).collect()
}

/// A type: what the schema says, and which operations send and answer it.
pub(super) fn emit_type(file: &File<'_>, def: &TypeDef) -> TokenStream {
    let said = said(&[&def.docs]);
    let marker = if markdown::end_in_list(&said) {
        '*'
    } else {
        '-'
    };
    let facts = [other_half_of(file, def), uses_of(file, def, marker)];
    let facts: Vec<String> = facts.into_iter().filter(|it| !it.is_empty()).collect();
    attributes(said, &facts.join("\n\n"))
}

/// The type of what goes the other way, where that is another one.
fn other_half_of(file: &File<'_>, def: &TypeDef) -> String {
    let other = def.half.and_then(|half| {
        let id = half.other?;
        let other = file.api.get(id)?;
        // A link that leads nowhere without some feature is a warning of rustdoc.
        let is_there = other.feature.is_none() || other.feature == def.feature;
        let link = file.type_link(id).filter(|_| is_there);
        Some((half.way, link.unwrap_or_else(|| code(&other.name))))
    });
    match other {
        Some((Way::Sent, received)) => format!("{received} as it is sent."),
        Some((Way::Received, sent)) => format!("Sent as {sent}."),
        None => String::new(),
    }
}

/// A member: what the schema says, and the limits that it sets.
pub(super) fn emit_member(file: &File<'_>, member: &Member) -> TokenStream {
    let since = member
        .since
        .as_ref()
        .map(|since| format!("Since version {} of the API.", markdown::literal(since)));
    // What a secret could be is not said either: people try what they read.
    let shown = |value: &Option<Value>, word: &str| {
        let text = code(&short_json(value.as_ref()?)?);
        (!is_secret(file, &member.ty)).then(|| format!("{word} {text}."))
    };
    let only = member.only.map(|only| match only {
        Way::Sent => "Write-only.".to_owned(),
        Way::Received => "Read-only.".to_owned(),
    });
    let facts = [
        only,
        limits(&member.constraints, &member.ty),
        shown(&member.constraints.default, "Defaults to"),
        shown(&member.example, "Example:"),
        since,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    paragraphs(&[&member.docs], &facts.join(" "))
}

/// What holds the members beside those that a struct has by itself.
pub(super) fn emit_extra(file: &File<'_>, extra: &Member) -> TokenStream {
    let facts = match file.api.is_collection(&extra.ty) {
        true => "Members that the schema does not name.",
        false => "Further members: those of one of several types.",
    };
    paragraphs(&[&extra.docs], facts)
}

/// An operation: what the schema says, its method and path, and what it takes and answers.
pub(super) fn emit_operation(file: &File<'_>, operation: &Operation) -> TokenStream {
    let takes = operation
        .request()
        .map(|ty| format!("takes {}", words(file, ty)));
    let answers = operation
        .response()
        .map(|ty| format!("answers {}", words(file, ty)));
    let fails = operation
        .error()
        .map(|ty| format!("fails with {}", words(file, ty)));
    let verbs: Vec<String> = takes.into_iter().chain(answers).chain(fails).collect();
    let call = call(operation);
    let facts = match verbs.as_slice() {
        [] => format!("{call}."),
        [only] => format!("{call} {only}."),
        [first @ .., last] => format!("{call} {} and {last}.", first.join(", ")),
    };
    paragraphs(&[&operation.summary, &operation.docs], &facts)
}

/// The method that makes a call: what the schema says in a line, and where the rest stands.
pub(super) fn emit_method(operation: &Operation) -> TokenStream {
    let facts = format!("[`{}`] says the rest.", written(&operation.name));
    paragraphs(&[&operation.summary], &facts)
}

/// What the schema says, and a sentence below it.
pub(super) fn with_facts(docs: &Docs, facts: &str) -> TokenStream {
    paragraphs(&[docs], facts)
}

/// What the schema says, and below it what we say: rustdoc follows the links in that alone.
fn paragraphs(docs: &[&Docs], facts: &str) -> TokenStream {
    attributes(said(docs), facts)
}

/// The lines of what the schema says, with an empty one between paragraphs.
fn said(docs: &[&Docs]) -> Vec<String> {
    let said = docs.iter().map(|docs| markdown::harmless(&docs.0));
    let said: Vec<Vec<String>> = said.filter(|lines| !lines.is_empty()).collect();
    said.join(&String::new())
}

fn attributes(said: Vec<String>, facts: &str) -> TokenStream {
    let between = (!said.is_empty() && !facts.is_empty()).then(String::new);
    let lines = said.into_iter().chain(between);
    let lines = lines.chain(facts.lines().map(str::to_owned)).map(spaced);
    lines.map(|line| quote!(#[doc = #line])).collect()
}

/// A line with the space that follows `///`.
fn spaced(line: String) -> String {
    if line.is_empty() {
        line
    } else {
        format!(" {line}")
    }
}

/// What is sent or answered: "a list of [`User`]".
fn words(file: &File<'_>, ty: &Type) -> String {
    let plain = || format!("`{}`", file.api.type_text(ty));
    match ty {
        Type::Named(id) | Type::Boxed(id) => file.type_link(*id).unwrap_or_else(plain),
        Type::List(item) if item.named().is_some() => format!("a list of {}", words(file, item)),
        Type::Map(value) if value.named().is_some() => format!("a map of {}", words(file, value)),
        Type::Nullable(inner) if inner.named().is_some() => {
            format!("{} or null", words(file, inner))
        }
        _ => plain(),
    }
}

/// Who sends and who answers a type, one a line, as a list with that marker.
fn uses_of(file: &File<'_>, def: &TypeDef, marker: char) -> String {
    let line = |Use {
                    operation,
                    ty,
                    word,
                }: &Use<'_>| {
        let (call, link) = (call(operation), file.operation_link(operation));
        format!("{marker} {word} {call}{}: {link}.", place(ty))
    };
    let lines: Vec<String> = file.uses(def).iter().map(line).collect();
    lines.join("\n")
}

/// Where in what is sent or answered its type stands.
fn place(ty: &Type) -> &'static str {
    match ty {
        Type::List(_) => ", in a list",
        Type::Map(_) => ", in a map",
        Type::Nullable(inner) => place(inner),
        _ => "",
    }
}

/// An operation's method and path.
fn call(operation: &Operation) -> String {
    code(&format!("{} {}", operation.method, operation.path))
}

/// True for what is a secret or holds one, at any depth.
fn is_secret(file: &File<'_>, ty: &Type) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = vec![ty];
    while let Some(ty) = waiting.pop() {
        match ty {
            Type::Secret => return true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => waiting.push(inner),
            Type::Named(id) | Type::Boxed(id) if seen.insert(*id) => {
                match file.api.get(*id).map(|def| &def.shape) {
                    Some(Shape::Struct(it)) => {
                        waiting.extend(it.fields().map(|member| &member.ty));
                    }
                    Some(Shape::Union(it)) => {
                        waiting.extend(it.branches.iter().map(|branch| &branch.ty));
                    }
                    Some(Shape::Choice(it)) => {
                        waiting.extend(it.cases.iter().filter_map(|case| case.ty.as_ref()));
                    }
                    Some(Shape::Alias(target)) => waiting.push(target),
                    Some(Shape::StringEnum(_) | Shape::IntegerEnum(_)) | None => {}
                }
            }
            _ => {}
        }
    }
    false
}

/// What the other side checks, in words.
fn limits(it: &Constraints, ty: &Type) -> Option<String> {
    let shown = |word: &str, text: &Option<String>| {
        let text = text.as_deref()?;
        Some(format!("{word} {text}."))
    };
    // No length is less.
    let least = it.min_length.as_deref().filter(|least| *least != "0");
    let sentences = [
        it.format
            .as_ref()
            .map(|it| format!("Format: {}.", code(it))),
        range(it.minimum.as_deref(), it.maximum.as_deref(), None),
        shown("More than", &it.exclusive_minimum),
        shown("Less than", &it.exclusive_maximum),
        shown("A multiple of", &it.multiple_of),
        range(least, it.max_length.as_deref(), Some(unit(ty))),
        it.unique_items
            .then(|| "No two items are equal.".to_owned()),
        it.pattern
            .as_ref()
            .map(|pattern| format!("Matches {}.", code(pattern))),
    ];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What the length of a value counts: one, and several.
fn unit(ty: &Type) -> [&'static str; 2] {
    match ty {
        Type::List(_) => ["item", "items"],
        Type::Map(_) | Type::Object => ["entry", "entries"],
        Type::Nullable(inner) => unit(inner),
        _ => ["character", "characters"],
    }
}

fn range(
    least: Option<&str>,
    greatest: Option<&str>,
    unit: Option<[&'static str; 2]>,
) -> Option<String> {
    let counted = |number: &str| match unit {
        None => number.to_owned(),
        Some([one, _]) if number == "1" => format!("1 {one}"),
        Some([_, several]) => format!("{number} {several}"),
    };
    match (least, greatest) {
        (None, None) => None,
        (Some(least), None) => Some(format!("At least {}.", counted(least))),
        (None, Some(greatest)) => Some(format!("At most {}.", counted(greatest))),
        (Some(least), Some(greatest)) if least == greatest => {
            Some(format!("Exactly {}.", counted(least)))
        }
        (Some(least), Some(greatest)) => Some(format!("From {least} to {}.", counted(greatest))),
    }
}

/// A value that fits a line; text without its quotes.
fn short_json(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let fits = !text.is_empty() && text.chars().count() <= 80 && !text.contains(is_unprintable);
    fits.then_some(text)
}

/// Text as code on one line, whatever it holds.
fn code(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match is_unprintable(character) {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    let text = shown;
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let mut fence = "``".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence} {text} {fence}")
}
