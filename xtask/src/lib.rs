//! The commands of a workspace with generated crates.
//!
//! Another repository has the whole tool by a package `xtask` that depends on this one, three lines
//! of `main`, and an alias in `.cargo/config.toml`:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     xtask::run()
//! }
//! ```

mod ci;
mod codegen;
mod command;
mod corpus;
mod diff;
pub mod disk;
mod findings;
mod git;
mod lint;
mod prism;
mod readme;
mod release;
mod report;
mod schema;
mod selection;
mod verify;
mod why;
mod workspace;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Generates Rust crates from OpenAPI documents.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes the generated crates anew from their schemas, or a new crate from any document.
    Codegen(Box<codegen::Arguments>),
    /// Tells what a change of the schema, the settings or the generator does to callers.
    Diff(diff::Arguments),
    /// Reads a document and reports all that its author can hardly have meant; writes nothing.
    Lint(lint::Arguments),
    /// Writes the version that what changed asks for, and the entry in the changelog.
    Release(release::Arguments),
    /// Tells where a name in Rust comes from, and why it is as it is.
    Why(why::Arguments),
    /// Runs every check that a change has to pass.
    Ci(ci::Arguments),
    Corpus(corpus::Arguments),
    Verify(verify::Arguments),
    Prism(prism::Arguments),
}

/// What went wrong, as one text for people.
type Failure = String;

/// Runs the command line.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        None => Cli::command()
            .print_help()
            .map_err(|error| error.to_string())
            .map(|()| true),
        Some(Command::Codegen(arguments)) => codegen::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Lint(arguments)) => lint::run(&arguments),
        Some(Command::Release(arguments)) => release::run(&arguments),
        Some(Command::Why(arguments)) => why::run(&arguments),
        Some(Command::Ci(arguments)) => ci::run(&arguments),
        Some(Command::Corpus(arguments)) => corpus::run(&arguments),
        Some(Command::Verify(arguments)) => verify::run(&arguments),
        Some(Command::Prism(arguments)) => prism::run(&arguments),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
