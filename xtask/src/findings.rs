//! What the generator found: which of it counts, and printing it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use clap::{Args, ValueEnum};
use codegen::Settings;
use codegen::diagnostics::{Code, Diagnostic, Level, render, summary, to_json};
use codegen::source::Tree;

/// So many findings are shown whole; the others are counted.
const SHOWN: usize = 20;

/// How findings are taken, and how they are printed.
#[derive(Debug, Default, Args)]
pub(crate) struct Options {
    /// Takes findings of a code as errors; `docs/diagnostics.md` lists the codes. For several codes
    /// it is given several times, as `--warn` and `--allow` are.
    #[arg(long, value_name = "CODE")]
    deny: Vec<Code>,
    /// Takes findings of a code as warnings.
    #[arg(long, value_name = "CODE")]
    warn: Vec<Code>,
    /// Does not report findings of a code.
    #[arg(long, value_name = "CODE")]
    allow: Vec<Code>,
    /// Takes every warning as an error.
    #[arg(long)]
    deny_warnings: bool,
    /// For people, or one JSON object a line for machines.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    message_format: MessageFormat,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// As rustc does, on the standard error.
    #[default]
    Human,
    /// One object a line, on the standard output.
    Json,
}

/// What a run found, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing, or nothing that matters.
    Good,
    /// Something that keeps files from being written.
    Bad,
}

impl MessageFormat {
    /// Prints findings. Paths are shown below `folder`, which ends in `/`.
    pub(crate) fn print_found(self, tree: &Tree<'_>, found: &[Diagnostic], folder: &str) {
        match self {
            Self::Human => print_found(tree, found, folder),
            Self::Json => print_as_json(tree, found, folder),
        }
    }

    /// Prints a line about the run itself: on the standard output, unless that is for machines.
    pub(crate) fn tell(self, line: &str) {
        match self {
            Self::Human => println!("{line}"),
            Self::Json => eprintln!("{line}"),
        }
    }
}

impl Options {
    /// The settings, with what the command line says of the same codes instead.
    pub(crate) fn applied_to(&self, settings: &Settings) -> Settings {
        let mut settings = settings.clone();
        for list in [&mut settings.deny, &mut settings.warn, &mut settings.allow] {
            list.retain(|code| {
                ![&self.deny, &self.warn, &self.allow]
                    .iter()
                    .any(|it| it.contains(code))
            });
        }
        settings.deny.extend(&self.deny);
        settings.warn.extend(&self.warn);
        settings.allow.extend(&self.allow);
        settings.deny_warnings |= self.deny_warnings;
        settings
    }

    /// Findings about codes that the command line allows, and that what is done never brings about.
    pub(crate) fn allowed_in_vain(
        &self,
        cannot_be: impl Fn(Code) -> bool,
        what: &str,
    ) -> Vec<Diagnostic> {
        let in_vain = self.allow.iter().filter(|code| cannot_be(**code));
        let finding = |code: &Code| {
            let message = format!("`{code}` is allowed, and {what} never finds it");
            let other = if code.is_lint() { "lint" } else { "verify" };
            let mut diagnostic = Diagnostic::new(Code::UnusedAllow, message);
            diagnostic.help = Some(format!("`cargo xtask {other}` does"));
            diagnostic
        };
        in_vain.map(finding).collect()
    }

    /// Prints a line about the run itself: on the standard output, unless that is for machines.
    pub(crate) fn tell(&self, line: &str) {
        self.message_format.tell(line);
    }

    /// Prints a text of many lines in the same way.
    pub(crate) fn tell_all(&self, text: &str) {
        // Whoever reads may have read enough: a closed pipe is no failure.
        let _ = match self.message_format {
            MessageFormat::Human => io::stdout().write_all(text.as_bytes()),
            MessageFormat::Json => io::stderr().write_all(text.as_bytes()),
        };
    }

    /// Prints the findings. Paths are shown below `folder`, which ends in `/`. An error ends the
    /// summary with the consequence.
    pub(crate) fn print(
        &self,
        tree: &Tree<'_>,
        found: &[Diagnostic],
        folder: &str,
        settings: &Settings,
        consequence: &str,
    ) -> Verdict {
        self.message_format.print_found(tree, found, folder);
        let is_bad = |it: &Diagnostic| it.level == Level::Error || settings.deny_warnings;
        let verdict = match found.iter().any(is_bad) {
            true => Verdict::Bad,
            false => Verdict::Good,
        };
        if let Some(summary) = summary(found) {
            let consequence = if verdict == Verdict::Bad {
                consequence
            } else {
                ""
            };
            eprintln!("{summary}{consequence}");
        }
        verdict
    }
}

/// In the order of the documents, but a warning never takes the place of an error.
pub(crate) fn print_found(tree: &Tree<'_>, found: &[Diagnostic], folder: &str) {
    let mut sorted: Vec<_> = found.iter().collect();
    if found.len() > SHOWN {
        sorted.sort_by_key(|diagnostic| diagnostic.level);
    }
    let (shown, counted) = sorted.split_at(found.len().min(SHOWN));
    let colours = has_colours();
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
    if !counted.is_empty() {
        eprintln!("`--message-format json` prints them all");
    }
}

/// On a terminal, unless `NO_COLOR` or `CLICOLOR=0` refuses them; elsewhere where `CLICOLOR_FORCE`
/// asks for them.
fn has_colours() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

fn print_as_json(tree: &Tree<'_>, found: &[Diagnostic], folder: &str) {
    let mut output = io::BufWriter::new(io::stdout().lock());
    for diagnostic in found {
        // Whoever reads may have read enough: a closed pipe is no failure.
        let _ = writeln!(output, "{}", to_json(tree, diagnostic, folder));
    }
}
