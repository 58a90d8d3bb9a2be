//! `cargo xtask verify`: what real bodies say against the schema.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use codegen::verify::{Correction, Sample, correct, verify};
use codegen::{Request, Settings, Texts};

use crate::Failure;
use crate::disk;
use crate::findings::{Options, Verdict};
use crate::schema::Schema;
use crate::workspace::{self, GeneratedCrate, shown};

/// Compares real request and response bodies with the schema.
///
/// The samples are files of JSON, in a folder for each operation that is called like its id or its
/// path in the crate: `otp.sms.send/request.json`, `otp.sms.send/response-200.json`. Several of one
/// kind have a word of their own before `.json`: `response-200.empty.json`. Members and values that
/// are not described, null and missing members where the schema promises a value, and values of
/// another kind are printed with their places in the sample and in the schema. Errors end the command
/// with a failure, and so do warnings where they are denied.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder of samples.
    #[arg(long, value_name = "DIR")]
    samples: PathBuf,
    /// The root document; otherwise that of the workspace's generated crate, with its settings.
    #[arg(long, value_name = "PATH")]
    schema: Option<PathBuf>,
    /// The generated crate, if the workspace has several.
    #[arg(long, value_name = "NAME", conflicts_with = "schema")]
    package: Option<String>,
    /// An overlay that corrects the document, after those of the settings. Can be given several
    /// times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// Writes the overlay with which the schema says what the samples say. Files that the root
    /// document refers to get overlays of their own beside it.
    #[arg(long, value_name = "FILE")]
    write_overlay: Option<PathBuf>,
    #[command(flatten)]
    findings: Options,
}

/// Runs the command; the answer is whether the samples have nothing to say that matters.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let mut subject = subject(arguments)?;
    for path in &arguments.overlays {
        let path = workspace::relative(path, &subject.folder)?;
        subject.settings.overlays.push(path);
    }
    let options = &arguments.findings;
    let settings = options.applied_to(&subject.settings);
    let schema = Schema::of(&subject)?;
    let found = disk::read_crate(&subject.folder).map_err(|error| error.to_string())?;
    let surface = workspace::read_surface(&found, &subject.folder)?;
    let request = Request {
        root: &schema.root_document,
        root_name: &schema.name(),
        crate_name: &subject.name,
        settings: &settings,
        surface: surface.as_ref(),
        manifest: "",
    };
    let samples = samples(&arguments.samples)?;
    let texts = Texts::new();
    let verification = verify(&texts, &schema.folder, &request, &samples);
    let found = &verification.diagnostics;
    let count = match samples.len() {
        1 => "1 sample".to_owned(),
        count => format!("{count} samples"),
    };
    let consequence = format!(" in {count}");
    let folder = schema.shown_folder();
    let verdict = options.print(&verification.tree, found, &folder, &settings, &consequence);
    if found.is_empty() {
        let they = if samples.len() == 1 {
            "it says"
        } else {
            "they say"
        };
        options.tell(&format!("{count}, and the schema says what {they}"));
    }
    if let Some(path) = &arguments.write_overlay {
        let settings = with_whole_paths(&settings, &subject.folder)?;
        let request = Request {
            settings: &settings,
            ..request
        };
        let corrections = correct(&schema.folder, &request, &samples, &whole(path)?)?;
        write(&corrections, &subject.folder, options)?;
    }
    Ok(verdict == Verdict::Good)
}

/// What is compared with: a generated crate, or a document that is none yet.
fn subject(arguments: &Arguments) -> Result<GeneratedCrate, Failure> {
    if let Some(schema) = &arguments.schema {
        let here = PathBuf::from(".");
        return Ok(GeneratedCrate {
            name: "samples".into(),
            manifest: String::new(),
            settings: Settings::new(&workspace::relative(schema, &here)?),
            folder: here,
            is_new: true,
            version: String::new(),
        });
    }
    let crates = workspace::generated_crates()?;
    let names: Vec<String> = crates.iter().map(|it| it.name.clone()).collect();
    let wanted = |it: &GeneratedCrate| {
        arguments
            .package
            .as_ref()
            .is_none_or(|name| *name == it.name)
    };
    let mut fitting: Vec<_> = crates.into_iter().filter(wanted).collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(only), true) => Ok(only),
        _ => Err(format!(
            "which schema is it?\nhelp: `--schema PATH` names a document, `--package NAME` one of \
             the generated crates: {}",
            names.join(", ")
        )),
    }
}

/// The whole path of a file, which need not be there yet.
fn whole(path: &Path) -> Result<String, Failure> {
    let path = workspace::without_links(path)
        .map_err(|error| format!("cannot find `{}`: {error}", path.display()))?;
    Ok(path.to_string_lossy().replace('\\', "/"))
}

/// The settings of a crate in a folder, with whole paths: from an overlay that lies anywhere, only
/// these tell the way to the schema.
fn with_whole_paths(settings: &Settings, folder: &Path) -> Result<Settings, Failure> {
    let whole_of = |path: &String| whole(&workspace::path_from(folder, path)?);
    Ok(Settings {
        schema: whole_of(&settings.schema)?,
        overlays: settings
            .overlays
            .iter()
            .map(whole_of)
            .collect::<Result<_, _>>()?,
        ..settings.clone()
    })
}

/// The samples of a folder, in the order of their paths. Other files than those of JSON are let be.
fn samples(folder: &Path) -> Result<Vec<Sample>, Failure> {
    let mut paths = Vec::new();
    collect(folder, "", &mut paths)
        .map_err(|error| format!("cannot read `{}`: {error}", shown(folder)))?;
    paths.sort();
    if paths.is_empty() {
        return Err(format!(
            "`{}` holds no samples\nhelp: they are called like `OPERATION/response-200.json`",
            shown(folder)
        ));
    }
    let sample = |path: String| {
        let file = folder.join(&path);
        let text = fs::read(&file);
        let shown = shown(&file);
        let text = text.map_err(|error| format!("cannot read `{shown}`: {error}"))?;
        Ok(Sample { path, shown, text })
    };
    paths.into_iter().map(sample).collect()
}

fn collect(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), paths)?;
        } else if path.ends_with(".json") {
            paths.push(path);
        }
    }
    Ok(())
}

/// Writes the overlays, unless one is there: it may have been written by hand.
fn write(corrections: &[Correction], folder: &Path, options: &Options) -> Result<(), Failure> {
    let paths = corrections
        .iter()
        .map(|it| workspace::path_from(folder, &it.path));
    let paths: Vec<PathBuf> = paths.collect::<Result<_, _>>()?;
    if let Some(there) = paths.iter().find(|path| path.exists()) {
        return Err(format!(
            "`{}` is there\nhelp: choose another name, or remove it",
            shown(there)
        ));
    }
    for (correction, path) in corrections.iter().zip(&paths) {
        fs::write(path, &correction.text)
            .map_err(|error| format!("cannot write `{}`: {error}", shown(path)))?;
        options.tell(&format!("wrote   {}", shown(path)));
    }
    if !corrections.is_empty() {
        let names = workspace::all_relative(&paths, folder)?;
        let names = names.iter().map(|name| format!("{name:?}"));
        let names = names.collect::<Vec<_>>().join(", ");
        options.tell(&format!(
            "next: read it, and add it to the settings: overlays = [{names}]"
        ));
    }
    Ok(())
}
