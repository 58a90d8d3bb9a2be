//! `cargo xtask corpus`: every document of a folder through the generator and the compiler.
//!
//! What a document declares is counted from its text, read afresh, and what its crate has from the
//! Rust, by `syn`. None of the counting is done by the generator, nor by what it records.

mod account;
mod bodies;
mod compile;
mod declared;
mod documents;
mod emitted;
mod fallbacks;
mod free;
mod measure;
mod mentions;
mod modules;
mod positions;
mod raw;
mod table;
#[cfg(test)]
mod tests;
mod yaml;

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::Failure;
use crate::workspace::without_links;
use account::Account;
use compile::{Job, Workspace};
use documents::Document;
use fallbacks::Values;

/// Generates a crate from every document of a folder, and says whether each is accounted for.
///
/// A document is a YAML or JSON file with a key `openapi` at its top. Each such file of the folder
/// is one. A folder in it is one document, too: its root is the only such file on the level nearest
/// to the top that has one, and its references may lead anywhere in the folder.
///
/// The columns of the table:
///
/// operations   Those emitted, of those declared: each method of each path, found again as the
///              constants of an `impl Operation`.
/// schemas      Those emitted, of those declared: each entry of `components/schemas` of any file,
///              and each file, or entry of a file, with `properties` that a `$ref` leads to where a
///              schema belongs. Each is found again as a struct, an enum or an alias that stands for
///              no other schema, and whose path is its name as far as letters and digits go.
/// fallbacks    The members, variants, aliases and bodies whose type says `Value` where the document
///              says what it is. What it says is looked up by the schema that the type stands for;
///              in a type that stands for none, by the member's name alone, which finds too few
///              fallbacks rather than too many. With `--format json` each is listed.
/// anything     Those whose type says `Value` where the document says "anything": `{}`, `true`, or
///              no type at all.
/// any object   Those that are `Map<String, Value>` where it says `type: object` and no more, or
///              `additionalProperties: true`.
/// warnings     Those of the generator.
/// lines        Of Rust, all of them.
/// seconds, MB  Time and peak memory of the generator's process.
///
/// The command fails if a document does not become a crate, if its crate does not compile or its
/// documentation does not build, where that is tried, or if an operation or a schema is missing, or
/// an operation there twice.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    about = "Generates a crate from every document of a folder, and says whether each is accounted for"
)]
pub(crate) struct Arguments {
    /// The folder of documents.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Compiles each crate with all features, and a large one with one tag alone as well, with
    /// warnings denied. Nothing is downloaded.
    #[arg(long)]
    compile: bool,
    /// Builds the documentation of each crate, with warnings denied.
    #[arg(long)]
    doc: bool,
    /// Takes only the documents whose name contains one of these.
    #[arg(long, value_name = "NAME")]
    filter: Vec<String>,
    /// Keeps the crates in this folder; otherwise they are removed.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How to print what came of it.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table in Markdown.
    Table,
    /// A list of objects.
    Json,
}

/// The first line of a folder's manifest that says whose it is.
const MARK: &str = "# Made by `cargo xtask corpus`, which removes `crates` when it runs again.";

/// What came of one document.
#[derive(Debug, Serialize)]
struct Record {
    document: String,
    generated: bool,
    compiled: Option<bool>,
    documented: Option<bool>,
    warnings: Option<usize>,
    operations: Option<Account>,
    schemas: Option<Account>,
    values: Option<Values>,
    lines: Option<usize>,
    seconds: f64,
    /// In bytes.
    peak_memory: Option<u64>,
    /// What went wrong, for people.
    failures: Vec<String>,
    #[serde(skip)]
    crate_name: String,
}

impl Record {
    fn is_well(&self) -> bool {
        let settled = |account: &Option<Account>| account.as_ref().is_some_and(Account::is_settled);
        self.generated
            && self.compiled != Some(false)
            && self.documented != Some(false)
            && settled(&self.operations)
            && settled(&self.schemas)
    }
}

/// Runs the command; the answer is whether all is well.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let found = documents::find(&arguments.folder)?;
    let chosen = |name: &str| {
        let mut filter = arguments.filter.iter();
        arguments.filter.is_empty() || filter.any(|part| name.contains(part.as_str()))
    };
    let mut documents = found.documents;
    documents.retain(|document| chosen(&document.name));
    if documents.is_empty() {
        let folder = arguments.folder.display();
        return Err(format!("`{folder}` has no such document"));
    }
    let (folder, _kept) = out_folder(arguments.out.as_deref())?;
    let mut records = generate_all(&documents, &folder)?;
    if arguments.compile || arguments.doc {
        compile_all(&mut records, &folder, arguments)?;
    }
    print(&records, arguments.format)?;
    if arguments.filter.is_empty() {
        for reason in &found.passed_over {
            eprintln!("passed over: {reason}");
        }
    }
    for reason in &found.unclear {
        eprintln!("error: {reason}");
    }
    Ok(records.iter().all(Record::is_well) && found.unclear.is_empty())
}

/// The folder that the crates are made in. A temporary one goes with the guard.
fn out_folder(out: Option<&Path>) -> Result<(PathBuf, Option<tempfile::TempDir>), Failure> {
    let Some(out) = out else {
        let temporary = tempfile::tempdir().map_err(|error| error.to_string())?;
        let folder = without_links(temporary.path()).map_err(|error| error.to_string())?;
        return Ok((folder, Some(temporary)));
    };
    let cannot_write = |error| format!("cannot write `{}`: {error}", out.display());
    fs::create_dir_all(out).map_err(cannot_write)?;
    let folder = without_links(out).map_err(cannot_write)?;
    let is_empty = fs::read_dir(&folder)
        .map_err(cannot_write)?
        .next()
        .is_none();
    let manifest = folder.join("Cargo.toml");
    let is_ours = || fs::read_to_string(&manifest).is_ok_and(|text| text.starts_with(MARK));
    if !is_empty && !is_ours() {
        return Err(format!(
            "`{}` is there, and holds something else\nhelp: choose another folder",
            out.display()
        ));
    }
    if !is_empty && folder.join("crates").exists() {
        fs::remove_dir_all(folder.join("crates")).map_err(cannot_write)?;
    }
    fs::write(manifest, format!("{MARK}\n[workspace]\n")).map_err(cannot_write)?;
    Ok((folder, None))
}

fn generate_all(documents: &[Document], folder: &Path) -> Result<Vec<Record>, Failure> {
    let bar = progress("generate", documents.len());
    let mut names = HashSet::new();
    let mut records = Vec::new();
    for document in documents {
        bar.set_message(document.name.clone());
        let crate_name = crate_name(&document.name, &mut names);
        records.push(generate(document, crate_name, folder)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(records)
}

/// `petstore.yaml` → `corpus-petstore`.
fn crate_name(document: &str, names: &mut HashSet<String>) -> String {
    let stem = document.rsplit_once('.').map_or(document, |(stem, _)| stem);
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let wanted: String = stem.to_lowercase().chars().map(allowed).collect();
    let wanted = format!("corpus-{wanted}");
    let mut name = wanted.clone();
    let mut number = 2;
    while !names.insert(name.clone()) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    name
}

fn generate(document: &Document, crate_name: String, folder: &Path) -> Result<Record, Failure> {
    let crate_folder = folder.join("crates").join(&crate_name);
    let run = measure::generate(document, &crate_folder, &folder.join("report.json"))?;
    let mut record = Record {
        document: document.name.clone(),
        generated: run.succeeded,
        compiled: None,
        documented: None,
        warnings: run.report.as_ref().map(|report| report.warnings),
        operations: None,
        schemas: None,
        values: None,
        lines: None,
        seconds: run.took.as_secs_f64(),
        peak_memory: run.report.and_then(|report| report.peak_memory),
        failures: Vec::new(),
        crate_name,
    };
    if !run.succeeded {
        record.failures.push(run.said);
    } else if let Err(failure) = account(document, &crate_folder, &mut record) {
        record.failures.push(failure);
    }
    Ok(record)
}

/// Counts what is declared and what is emitted.
fn account(document: &Document, crate_folder: &Path, record: &mut Record) -> Result<(), Failure> {
    let raw = raw::Raw::read(&document.root, &document.folder)?;
    let declared = declared::Declared::of(&raw);
    let emitted = emitted::Emitted::read(crate_folder)?;
    let operations = account::of_operations(&declared, &emitted);
    let (schemas, matches) = account::of_schemas(&declared, &emitted);
    for (kind, account) in [("operation", &operations), ("schema", &schemas)] {
        let missing = account.missing.iter();
        let missing = missing.map(|it| format!("this {kind} has no Rust: {it}"));
        let surplus = account.surplus.iter();
        let surplus = surplus.map(|it| format!("this {kind} is no other than another: {it}"));
        record.failures.extend(missing.chain(surplus));
    }
    record.values = Some(fallbacks::judge(&raw, &declared, &emitted, &matches));
    record.lines = Some(emitted.lines);
    record.operations = Some(operations);
    record.schemas = Some(schemas);
    Ok(())
}

fn compile_all(
    records: &mut [Record],
    folder: &Path,
    arguments: &Arguments,
) -> Result<(), Failure> {
    let made = records.iter().filter(|record| record.generated);
    let crates: Vec<String> = made.map(|record| record.crate_name.clone()).collect();
    if crates.is_empty() {
        return Ok(());
    }
    let workspace = Workspace::new(folder, &crates)?;
    let with_tags = workspace.with_tags(&crates)?;
    let jobs = [
        (Job::Check, "compile", arguments.compile, &crates),
        (Job::CheckOneTag, "one tag", arguments.compile, &with_tags),
        (Job::Document, "document", arguments.doc, &crates),
    ];
    let wanted = jobs
        .into_iter()
        .filter(|(_, _, is_wanted, crates)| *is_wanted && !crates.is_empty());
    for (job, verb, _, crates) in wanted {
        let bar = progress(verb, crates.len());
        let mut done = HashSet::new();
        let results = workspace.run(job, crates, |name| {
            done.insert(name.to_owned());
            bar.set_position(done.len() as u64);
            bar.set_message(name.to_owned());
        })?;
        bar.finish_and_clear();
        for record in records.iter_mut() {
            let Some(wrong) = results.get(&record.crate_name) else {
                continue;
            };
            let answer = match job {
                Job::Check | Job::CheckOneTag => &mut record.compiled,
                Job::Document => &mut record.documented,
            };
            *answer = Some(answer.unwrap_or(true) && wrong.is_empty());
            record.failures.extend_from_slice(wrong);
        }
    }
    Ok(())
}

/// A bar on standard error; it is not there where that is no terminal.
fn progress(verb: &'static str, count: usize) -> ProgressBar {
    let bar = ProgressBar::new(count as u64).with_prefix(verb);
    let style =
        ProgressStyle::with_template("{prefix:>9} {bar:30} {pos}/{len} {elapsed} {wide_msg}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    bar
}

/// Prints the table to standard output, and to standard error what went wrong.
fn print(records: &[Record], format: Format) -> Result<(), Failure> {
    let text = match format {
        Format::Table => table::table(records),
        Format::Json => {
            serde_json::to_string_pretty(records).map_err(|error| error.to_string())? + "\n"
        }
    };
    // Whoever reads may have read enough: a closed pipe is no failure.
    let _ = io::stdout().write_all(text.as_bytes());
    for record in records {
        for failure in record.failures.iter().take(SHOWN) {
            eprintln!("error: {}: {}", record.document, failure.trim_end());
        }
        if let Some(rest) = record.failures.len().checked_sub(SHOWN + 1) {
            eprintln!("error: {}: and {} more", record.document, rest + 1);
        }
    }
    Ok(())
}

/// So many failures of a document are printed; all of them are in the JSON.
const SHOWN: usize = 20;
