//! `cargo xtask codegen`: schema → crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use codegen::diagnostics::Code;
use codegen::output::{Drift, Files, compare};
use codegen::{COMMAND, Layout, Request, Settings, Texts, generate, manifest};
use similar::TextDiff;

use crate::disk;
use crate::findings::{Options, Verdict};
use crate::readme;
use crate::report::Report;
use crate::schema::Schema;
use crate::selection::Selection;
use crate::workspace::{self, GeneratedCrate, shown};
use crate::{Failure, disk::Step};

/// What to generate.
///
/// Without arguments: every member of the workspace that has `[package.metadata.codegen]`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Writes nothing; prints what would change, and fails if anything would.
    #[arg(long)]
    check: bool,
    /// Makes any value of what is broken, warns of it, and writes the crate.
    #[arg(long)]
    keep_going: bool,
    /// The root document to make a crate from.
    #[arg(long, value_name = "PATH", requires = "out")]
    schema: Option<PathBuf>,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR", requires = "schema")]
    out: Option<PathBuf>,
    /// The folder that references may not leave, if the crate is new; otherwise the document's.
    #[arg(long, value_name = "DIR", requires = "out")]
    root: Option<PathBuf>,
    /// The name of the crate, if it is new; otherwise the folder's.
    #[arg(long, requires = "out")]
    name: Option<String>,
    /// Where types live, if the crate is new: `types`, or one module for each schema file.
    #[arg(long, requires = "out", value_parser = ["types", "files"])]
    layout: Option<String>,
    /// An overlay that corrects the document, after those of the settings; a new crate keeps it in
    /// its settings. Can be given several times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    /// Writes a file of JSON: how many findings of each code, and the peak memory of the process.
    #[arg(long, value_name = "PATH")]
    report: Option<PathBuf>,
    #[command(flatten)]
    findings: Options,
}

/// Runs the command; the answer is whether all is well.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let mut crates = match (&arguments.schema, &arguments.out) {
        (Some(schema), Some(out)) => vec![at(schema, out, arguments)?],
        _ => workspace::generated_crates()?,
    };
    for it in crates.iter_mut().filter(|it| !it.is_new) {
        let overlays = workspace::all_relative(&arguments.overlays, &it.folder)?;
        it.settings.overlays.extend(overlays);
        arguments.selection.add_to(&mut it.settings);
    }
    if crates.is_empty() {
        return Err(
            "no member of this workspace has a table `[package.metadata.codegen]`\n\
                    help: `--schema PATH --out DIR` makes a crate from any OpenAPI document"
                .into(),
        );
    }
    let mut all_well = true;
    let mut report = Report::default();
    for it in &crates {
        all_well &= generate_crate(it, arguments, &mut report)?;
    }
    if let Some(path) = &arguments.report {
        report.write(path)?;
    }
    Ok(all_well)
}

/// The crate in a folder; one that is not there yet gets a manifest to start from.
fn at(schema: &Path, out: &Path, arguments: &Arguments) -> Result<GeneratedCrate, Failure> {
    let manifest_path = out.join("Cargo.toml");
    let mut settings = Settings::new(&workspace::relative(schema, out)?);
    if arguments.layout.as_deref() == Some("files") {
        settings.layout = Layout::Files;
    }
    let root = arguments.root.as_ref();
    let root = root.map(|root| workspace::relative(root, out));
    settings.root = root.transpose()?;
    if manifest_path.exists() {
        let it = workspace::load(&manifest_path)?;
        let renamed = arguments.name.as_ref().is_some_and(|name| *name != it.name);
        let moved = arguments.layout.is_some() && settings.layout != it.settings.layout;
        let widened = settings.root.is_some() && settings.root != it.settings.root;
        if renamed || moved || widened {
            let path = shown(&manifest_path);
            return Err(format!(
                "`--name`, `--layout` and `--root` are for a new crate\n\
                 help: `{path}` says something else: change it there"
            ));
        }
        if settings.schema != it.settings.schema {
            let path = shown(&manifest_path);
            return Err(format!(
                "`{path}` is made from `{}`\nhelp: change `schema` there, or choose another folder",
                it.settings.schema
            ));
        }
        return Ok(it);
    }
    if out.join("src").exists() {
        let path = shown(&out.join("src"));
        return Err(format!(
            "`{path}` is there, but no `Cargo.toml`\n\
             help: choose another folder: everything in `src` would be replaced"
        ));
    }
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => out
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase(),
    };
    check_name(&name)?;
    settings.overlays = workspace::all_relative(&arguments.overlays, out)?;
    arguments.selection.add_to(&mut settings);
    let inside_another = out
        .ancestors()
        .skip(1)
        .any(|folder| folder.join("Cargo.toml").exists());
    Ok(GeneratedCrate {
        folder: out.to_owned(),
        manifest: manifest::fresh(&name, &settings, inside_another || out.is_relative()),
        name,
        version: String::new(),
        settings,
        is_new: true,
    })
}

fn check_name(name: &str) -> Result<(), Failure> {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if starts_well && name.chars().all(allowed) {
        return Ok(());
    }
    Err(format!(
        "`{name}` is no name for a crate\nhelp: give it one with `--name`"
    ))
}

fn generate_crate(
    it: &GeneratedCrate,
    arguments: &Arguments,
    report: &mut Report,
) -> Result<bool, Failure> {
    let started = Instant::now();
    let schema = Schema::of(it)?;
    let found = disk::read_crate(&it.folder).map_err(|error| error.to_string())?;
    let surface = workspace::read_surface(&found, &it.folder)?;
    let options = &arguments.findings;
    let mut settings = options.applied_to(&it.settings);
    settings.keep_going |= arguments.keep_going;
    let texts = Texts::new();
    let request = Request {
        root: &schema.root_document,
        root_name: &schema.name(),
        crate_name: &it.name,
        settings: &settings,
        surface: surface.as_ref(),
        manifest: &it.manifest,
    };
    let mut generation = generate(&texts, &schema.folder, &request);
    let cannot_be = |code: Code| code.is_lint() || code.is_of_samples();
    generation
        .diagnostics
        .extend(options.allowed_in_vain(cannot_be, "generating a crate"));
    report.count(&generation.diagnostics);
    let verdict = options.print(
        &generation.tree,
        &generation.diagnostics,
        &schema.shown_folder(),
        &settings,
        "; nothing is written",
    );
    let (Some(wanted), Verdict::Good) = (generation.files, verdict) else {
        return Ok(false);
    };
    let (wanted, found) = with_readme(it, wanted, found);
    let drifts = compare(&wanted, &found);
    if arguments.check {
        return Ok(report_drifts(it, &drifts, options));
    }
    fs::create_dir_all(&it.folder).map_err(|error| error.to_string())?;
    write(it, &drifts, options)?;
    print_end(it, &drifts, wanted.len(), started, options);
    Ok(true)
}

/// Prints what would change, as a diff.
fn report_drifts(it: &GeneratedCrate, drifts: &[Drift<'_>], options: &Options) -> bool {
    let text: String = drifts.iter().map(|drift| diff(it, *drift)).collect();
    options.tell_all(&text);
    if drifts.is_empty() {
        options.tell(&format!("{}: up to date", shown(&it.folder)));
        return true;
    }
    let verb = if drifts.len() == 1 {
        "differs"
    } else {
        "differ"
    };
    let count = files(drifts.len());
    eprintln!(
        "error: `{}` is not what its schema gives: {count} {verb}",
        it.name
    );
    eprintln!("next: {COMMAND}");
    false
}

fn diff(it: &GeneratedCrate, drift: Drift<'_>) -> String {
    let path = shown(&it.folder.join(drift.path()));
    let (old, new, found, wanted) = match drift {
        Drift::Missing { wanted, .. } => ("/dev/null", path.as_str(), "", wanted),
        Drift::Changed { found, wanted, .. } => (path.as_str(), path.as_str(), found, wanted),
        Drift::Extra { found, .. } => (path.as_str(), "/dev/null", found, ""),
    };
    let diff = TextDiff::from_lines(found, wanted);
    diff.unified_diff()
        .context_radius(3)
        .header(old, new)
        .to_string()
}

fn write(it: &GeneratedCrate, drifts: &[Drift<'_>], options: &Options) -> Result<(), Failure> {
    for step in disk::plan(drifts) {
        disk::apply(&it.folder, step)?;
        match step {
            Step::Stage { .. } => {}
            Step::Publish { path } => {
                options.tell(&format!("wrote   {}", shown(&it.folder.join(path))));
            }
            Step::Remove { path } => {
                options.tell(&format!("removed {}", shown(&it.folder.join(path))));
            }
        }
    }
    Ok(())
}

/// `lib.rs` shows the README as the crate's front page, so there has to be one. People own it.
fn with_readme(it: &GeneratedCrate, mut wanted: Files, found: Files) -> (Files, Files) {
    if !it.folder.join("README.md").exists() {
        let has_client = wanted.contains_key("src/client.rs");
        let text = readme::first(&it.name, &it.settings.schema, has_client);
        wanted.insert("README.md".into(), text);
    }
    (wanted, found)
}

fn print_end(
    it: &GeneratedCrate,
    drifts: &[Drift<'_>],
    all: usize,
    started: Instant,
    options: &Options,
) {
    let removed = drifts
        .iter()
        .filter(|drift| matches!(drift, Drift::Extra { .. }))
        .count();
    let written = drifts.len() - removed;
    let milliseconds = started.elapsed().as_millis();
    options.tell(&format!(
        "{}: {} written, {removed} removed, {} unchanged, in {milliseconds} ms",
        shown(&it.folder),
        files(written),
        all - written
    ));
    if !drifts.is_empty() {
        options.tell("next: read the change with `git diff`, then run `cargo test`");
    }
}

fn files(count: usize) -> String {
    if count == 1 {
        "1 file".into()
    } else {
        format!("{count} files")
    }
}
