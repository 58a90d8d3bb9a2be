//! The macros of the runtime, expanded: what they add is public as well.

use std::collections::BTreeMap;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::Item;

use crate::public::Files;

/// A macro of the runtime, with a rule for each number of arguments.
pub(crate) struct Macro {
    rules: Vec<Rule>,
}

/// The names of the arguments, and what the macro becomes.
struct Rule {
    arguments: Vec<String>,
    body: TokenStream,
}

/// The macros that generated files call, by name.
pub(crate) fn of_the_runtime(files: &Files) -> BTreeMap<String, Macro> {
    let mut macros = BTreeMap::new();
    for (path, text) in files {
        if !path.starts_with("src/runtime/") || !path.ends_with(".rs") {
            continue;
        }
        for item in syn::parse_file(text).unwrap().items {
            if let Item::Macro(item) = item
                && let Some(name) = &item.ident
            {
                let rules = rules(item.mac.tokens.clone());
                macros.insert(name.to_string(), Macro { rules });
            }
        }
    }
    macros
}

/// `(…) => {…};`, and more of them.
fn rules(tokens: TokenStream) -> Vec<Rule> {
    let groups = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    let groups: Vec<TokenStream> = groups.collect();
    let rules = groups.chunks_exact(2).map(|rule| Rule {
        arguments: arguments(rule[0].clone()),
        body: rule[1].clone(),
    });
    rules.collect()
}

/// The names behind each `$`.
fn arguments(pattern: TokenStream) -> Vec<String> {
    let tokens: Vec<String> = pattern.into_iter().map(|it| it.to_string()).collect();
    let named = tokens.windows(2).filter(|pair| pair[0] == "$");
    named.map(|pair| pair[1].clone()).collect()
}

impl Macro {
    /// The items that a call of the macro becomes.
    pub(crate) fn items(&self, given: TokenStream) -> Vec<Item> {
        let given: Vec<TokenTree> = given.into_iter().collect();
        let is_comma = |token: &TokenTree| token.to_string() == ",";
        let given: Vec<&[TokenTree]> = given.split(is_comma).collect();
        let mut rules = self.rules.iter();
        let rule = rules
            .find(|rule| rule.arguments.len() == given.len())
            .unwrap();
        let given = given.iter().map(|tokens| tokens.iter().cloned().collect());
        let mut values: BTreeMap<String, TokenStream> =
            rule.arguments.iter().cloned().zip(given).collect();
        let here = TokenTree::from(Ident::new("crate", Span::call_site()));
        values.insert("crate".to_owned(), here.into());
        let expanded = expand(rule.body.clone(), &values);
        syn::parse2::<syn::File>(expanded).unwrap().items
    }
}

fn expand(body: TokenStream, values: &BTreeMap<String, TokenStream>) -> TokenStream {
    let mut expanded = TokenStream::new();
    let mut tokens = body.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(it) if it.as_char() == '$' => {
                let name = tokens.next().unwrap();
                let value = values.get(&name.to_string()).cloned();
                expanded.extend(value.unwrap_or_else(|| name.into()));
            }
            TokenTree::Group(group) => {
                let inner = expand(group.stream(), values);
                expanded.extend([TokenTree::from(Group::new(group.delimiter(), inner))]);
            }
            other => expanded.extend([other]),
        }
    }
    expanded
}
