//! `cargo xtask diff`: what a change does to callers.

mod json;
mod markdown;
mod report;
mod sentences;
mod sides;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use codegen::Texts;
use codegen::surface::diff::{Kind, Level};

use crate::git::Repository;
use crate::workspace::{self, GeneratedCrate};
use crate::{Failure, disk};
pub(crate) use markdown::code;
pub(crate) use report::{Entry, Report};
pub(crate) use sentences::Sentence;
use sides::OldSide;
pub(crate) use sides::Side;

/// What to compare.
///
/// Without arguments: the work tree with the commit where it left the default branch. Nothing is
/// written, and nothing is checked out.
///
/// Each change has three verdicts. wire: requests that worked before are refused now, or mean
/// something else. decode: a binary built from the old crate fails on an answer of the new server.
/// source: code that compiled against the old crate does not compile against the new one.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The revision to compare with; by default where the work left the default branch.
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// A document to compare from, in place of a revision.
    #[arg(long, value_name = "PATH", requires = "to", conflicts_with = "base")]
    from: Option<PathBuf>,
    /// The document to compare it with.
    #[arg(long, value_name = "PATH", requires = "from")]
    to: Option<PathBuf>,
    /// Where types live, for two documents: `types`, or one module for each schema file.
    #[arg(long, requires = "from", value_parser = ["types", "files"])]
    layout: Option<String>,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fails when the verdict is this or more: `major`, or `minor`.
    #[arg(long, value_enum, value_name = "LEVEL")]
    deny: Option<Denied>,
    /// Prints the rules and why each is as it is, and compares nothing.
    #[arg(long)]
    rules: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a page: a pull request, the summary of a job.
    Markdown,
    /// For programs.
    Json,
}

/// The verdict from which on the command fails.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Denied {
    /// Something breaks.
    Major,
    /// Something was added.
    Minor,
}

/// Runs the command; the answer is whether the verdict is not denied.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    if arguments.rules {
        print(&rules());
        return Ok(true);
    }
    let reports = match (&arguments.from, &arguments.to) {
        (Some(from), Some(to)) => vec![sides::documents(from, to, arguments.layout.as_deref())?],
        _ => of_workspace(arguments.base.as_deref())?,
    };
    print(&match arguments.format {
        Format::Text => text::write(&reports),
        Format::Markdown => markdown::write(&reports),
        Format::Json => json::write(&reports)?,
    });
    let level = report::level(&reports);
    Ok(match arguments.deny {
        None => true,
        Some(Denied::Major) => level < Level::Major,
        Some(Denied::Minor) => level < Level::Minor,
    })
}

/// Whoever reads may have read enough: a closed pipe is no failure.
fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn of_workspace(base: Option<&str>) -> Result<Vec<Report>, Failure> {
    let crates = workspace::generated_crates()?;
    let first = crates.first().ok_or(
        "no member of this workspace has a table `[package.metadata.codegen]`\n\
         help: `--from PATH --to PATH` compares any two documents",
    )?;
    let repository = Repository::around(&first.folder)?;
    let commit = match base {
        Some(revision) => repository.commit(revision)?,
        None => repository.merge_base()?,
    };
    crates
        .iter()
        .map(|it| since(it, &repository, &commit))
        .collect()
}

/// What changed in a crate since a commit.
pub(crate) fn since(
    it: &GeneratedCrate,
    repository: &Repository,
    commit: &str,
) -> Result<Report, Failure> {
    let texts = (Texts::new(), Texts::new());
    let old = OldSide::at(it, repository, commit)?;
    let new = Side::of_work_tree(&texts.1, it)?;
    match old {
        None => Ok(Report::of_new_crate(it, &new)),
        Some(old) => old.compared_with(&texts.0, it, &new),
    }
}

/// Every rule, with its reason.
fn rules() -> String {
    let rule = |kind: &Kind| format!("{kind}\n    {}\n", kind.why());
    Kind::ALL.iter().map(rule).collect()
}

/// The record that a crate has in the work tree.
fn recorded(it: &GeneratedCrate) -> Result<Option<codegen::surface::Surface>, Failure> {
    let found = disk::read_crate(&it.folder).map_err(|error| error.to_string())?;
    workspace::read_surface(&found, &it.folder)
}
