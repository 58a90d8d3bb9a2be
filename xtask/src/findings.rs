//! Printing what the generator found.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, IsTerminal};

use codegen::Generation;
use codegen::diagnostics::{Diagnostic, Level, render, summary};
use codegen::source::Tree;

/// So many findings are shown whole; the others are counted.
const SHOWN: usize = 20;

/// What a run found, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing, or nothing that matters.
    Good,
    /// Something that keeps files from being written.
    Bad,
}

/// Prints the findings of a run that makes a crate. Paths are shown below `folder`.
pub(crate) fn print(generation: &Generation<'_>, folder: &str, deny_warnings: bool) -> Verdict {
    let found = &generation.diagnostics;
    print_found(&generation.tree, found, folder);
    let warned = found
        .iter()
        .any(|diagnostic| diagnostic.level() == Level::Warning);
    let failed = generation.files.is_none();
    if let Some(summary) = summary(found) {
        let nothing = if failed || (warned && deny_warnings) {
            "; nothing is written"
        } else {
            ""
        };
        eprintln!("{summary}{nothing}");
    }
    if failed || (warned && deny_warnings) {
        Verdict::Bad
    } else {
        Verdict::Good
    }
}

/// Prints findings, in the order of the documents, but a warning never takes the place of an error.
pub(crate) fn print_found(tree: &Tree<'_>, found: &[Diagnostic], folder: &str) {
    let colours = io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none();
    let mut sorted: Vec<_> = found.iter().collect();
    if found.len() > SHOWN {
        sorted.sort_by_key(|diagnostic| diagnostic.level());
    }
    let (shown, counted) = sorted.split_at(found.len().min(SHOWN));
    for diagnostic in shown {
        eprintln!("{}\n", render(tree, diagnostic, folder, colours));
    }
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in counted {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    for (code, count) in counts {
        eprintln!("and {count} more of `{code}`");
    }
}
