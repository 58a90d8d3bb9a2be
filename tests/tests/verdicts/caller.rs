//! A program that uses everything that a crate shows its callers.

use std::fmt::Write as _;

use crate::public::{Argument, Public, Variant};

/// The module of a caller that knows the crate as `api`: a function for each thing.
pub(crate) fn program(krate: &str, everything: &[Public]) -> String {
    let mut text = format!("use {krate} as api;\n\nfn any<T>() -> T {{\n    loop {{}}\n}}\n");
    for (number, public) in everything.iter().enumerate() {
        writeln!(text, "\nfn use_{number}() {{").unwrap();
        for line in statements(public) {
            writeln!(text, "    {line}").unwrap();
        }
        text.push_str("}\n");
    }
    text
}

fn statements(public: &Public) -> Vec<String> {
    match public {
        Public::Struct { path, fields } => of_struct(path, fields),
        Public::Enum { path, variants } => of_enum(path, variants),
        Public::Alias { path, target } => vec![
            format!("let _: {path} = any::<{target}>();"),
            format!("let _: {target} = any::<{path}>();"),
        ],
        Public::Const { path, ty } => vec![format!("let _: {ty} = {path};")],
        Public::Export { path } => vec![format!("use {path} as _Exported;")],
        Public::Function {
            path,
            arguments,
            output,
        } => of_function(path, arguments, output),
        Public::Bound { ty, bound } => vec![
            format!("fn bound<T: ?Sized + {bound}>() {{}}"),
            format!("bound::<{ty}>();"),
        ],
        // Its trait and its constants are there by themselves.
        Public::Operation { .. } => Vec::new(),
        Public::Associated { path, ty } => vec![format!("let _: {ty} = any::<{path}>();")],
    }
}

/// Reads, sets and binds every field.
fn of_struct(path: &str, fields: &[(String, String)]) -> Vec<String> {
    let names: String = fields
        .iter()
        .map(|(name, _)| format!("{name}: _, "))
        .collect();
    let mut statements = vec![format!("let {path} {{ {names}.. }} = any();")];
    for (name, ty) in fields {
        statements.push(format!("let _: {ty} = any::<{path}>().{name};"));
        statements.push(format!("any::<{path}>().{name} = any::<{ty}>();"));
    }
    statements
}

/// Matches every variant, and builds those that callers can build.
fn of_enum(path: &str, variants: &[Variant]) -> Vec<String> {
    let mut statements = vec![format!("match any::<{path}>() {{")];
    for Variant {
        name,
        types,
        is_closed,
    } in variants
    {
        let numbers: Vec<String> = (0..types.len())
            .map(|number| format!("held_{number}"))
            .collect();
        if *is_closed {
            statements.push(format!("    {path}::{name} {{ .. }} => {{}}"));
            continue;
        }
        if types.is_empty() {
            statements.push(format!("    {path}::{name} => {{}}"));
            continue;
        }
        let checks = numbers
            .iter()
            .zip(types)
            .map(|(held, ty)| format!("let _: {ty} = {held}; "));
        let (held, checks) = (numbers.join(", "), checks.collect::<String>());
        statements.push(format!("    {path}::{name}({held}) => {{ {checks}}}"));
    }
    statements.push("    _ => {}".to_owned());
    statements.push("}".to_owned());
    for Variant { name, types, .. } in variants.iter().filter(|variant| !variant.is_closed) {
        let held: Vec<String> = types.iter().map(|ty| format!("any::<{ty}>()")).collect();
        let held = if held.is_empty() {
            String::new()
        } else {
            format!("({})", held.join(", "))
        };
        statements.push(format!("let _: {path} = {path}::{name}{held};"));
    }
    statements
}

/// Calls it with exact values, with texts where it takes what becomes a text, and with values
/// where it takes what may be null.
fn of_function(path: &str, arguments: &[Argument], output: &str) -> Vec<String> {
    let call = |given: &dyn Fn(&str) -> String| {
        let arguments = arguments.iter().map(|argument| match argument {
            Argument::Exact(ty) => format!("any::<{ty}>()"),
            Argument::Into(ty) => format!("any::<{}>()", given(ty)),
        });
        let arguments: Vec<String> = arguments.collect();
        format!("let _: {output} = {path}({});", arguments.join(", "))
    };
    let mut calls = vec![call(&str::to_owned), call(&text_for), call(&value_for)];
    calls.dedup();
    calls
}

const TEXTS: [&str; 8] = [
    "String", "Secret", "DateTime", "Date", "Uuid", "Uri", "Decimal", "Base64",
];

fn text_for(ty: &str) -> String {
    let last = ty.trim().rsplit(' ').next().unwrap_or_default();
    match TEXTS.contains(&last) {
        true => "&'static str".to_owned(),
        false => ty.to_owned(),
    }
}

fn value_for(ty: &str) -> String {
    let inner = ty.trim().split_once("Nullable < ");
    let inner = inner.and_then(|(_, inner)| inner.trim().strip_suffix('>'));
    inner.map_or_else(|| ty.to_owned(), str::to_owned)
}
