//! `cargo xtask lint`: what a document says that its author can hardly have meant.

use std::path::{Path, PathBuf};

use clap::Args;
use codegen::diagnostics::Code;
use codegen::{Request, Settings, Texts};

use crate::Failure;
use crate::disk;
use crate::findings::{Options, Verdict};
use crate::schema::Schema;
use crate::selection::Selection;
use crate::workspace::{self, GeneratedCrate};

/// What to read.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The root document; without it, those of the generated crates of the workspace, each with the
    /// settings of its crate.
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The folder that references may not leave; by default that of the document.
    #[arg(long, value_name = "DIR", requires = "path")]
    root: Option<PathBuf>,
    /// An overlay that corrects the document, after those of the settings. Can be given several
    /// times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    findings: Options,
}

impl Arguments {
    /// Adds what the command line says to the settings of a crate in a folder.
    fn add_to(&self, settings: &mut Settings, folder: &Path) -> Result<(), Failure> {
        settings
            .overlays
            .extend(workspace::all_relative(&self.overlays, folder)?);
        self.selection.add_to(settings);
        Ok(())
    }
}

/// Runs the command; the answer is whether all is well.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    if let Some(path) = &arguments.path {
        let here = Path::new(".");
        let schema = Schema::open(path, arguments.root.as_deref())?.with_overlays_of(here);
        let mut settings = Settings::new(&workspace::relative(path, here)?);
        arguments.add_to(&mut settings, here)?;
        return lint(&schema, &settings, None, arguments);
    }
    let crates = workspace::generated_crates()?;
    if crates.is_empty() {
        return Err(
            "no member of this workspace has a table `[package.metadata.codegen]`\n\
             help: `cargo xtask lint PATH` reads any OpenAPI document"
                .into(),
        );
    }
    let mut all_well = true;
    for it in &crates {
        let mut settings = it.settings.clone();
        arguments.add_to(&mut settings, &it.folder)?;
        all_well &= lint(&Schema::of(it)?, &settings, Some(it), arguments)?;
    }
    Ok(all_well)
}

fn lint(
    schema: &Schema,
    settings: &Settings,
    of: Option<&GeneratedCrate>,
    arguments: &Arguments,
) -> Result<bool, Failure> {
    let options = &arguments.findings;
    let settings = options.applied_to(settings);
    let surface = match of {
        Some(it) => {
            let found = disk::read_crate(&it.folder).map_err(|error| error.to_string())?;
            workspace::read_surface(&found, &it.folder)?
        }
        None => None,
    };
    let request = Request {
        root: &schema.root_document,
        root_name: "",
        crate_name: of.map_or("", |it| &it.name),
        settings: &settings,
        surface: surface.as_ref(),
        manifest: "",
    };
    let texts = Texts::new();
    let mut reading = codegen::lint(&texts, &schema.folder, &request);
    let in_vain = options.allowed_in_vain(Code::is_of_samples, "linting");
    reading.diagnostics.extend(in_vain);
    let (found, shown) = (&reading.diagnostics, schema.shown_folder());
    let verdict = options.print(&reading.tree, found, &shown, &settings, "");
    if found.is_empty() {
        let path = Path::new(&shown).join(&schema.root_document);
        options.tell(&format!("{}: nothing to complain about", path.display()));
    }
    Ok(verdict == Verdict::Good)
}
