//! The generator on one document, in a process of its own.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::documents::Document;
use crate::Failure;
use crate::report::Report;

/// What a run of the generator came to.
#[derive(Debug)]
pub(super) struct Run {
    /// Whether it wrote a crate.
    pub(super) succeeded: bool,
    /// From the start of the process to its end.
    pub(super) took: Duration,
    /// What it counted; none where it ended before it could say.
    pub(super) report: Option<Report>,
    /// What it printed as errors and warnings.
    pub(super) said: String,
}

/// Generates a crate from a document, as a person would at the command line. Nothing else runs at
/// the same time, so time and memory are those of this document alone.
pub(super) fn generate(
    document: &Document,
    crate_folder: &Path,
    report: &Path,
) -> Result<Run, Failure> {
    let program = env::current_exe().map_err(|error| format!("cannot find myself: {error}"))?;
    let _ = fs::remove_file(report);
    let started = Instant::now();
    let output = Command::new(program)
        .arg("codegen")
        .args([Path::new("--schema"), &document.root])
        .args([Path::new("--root"), &document.folder])
        .args([Path::new("--out"), crate_folder])
        .args([Path::new("--report"), report])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run the generator: {error}"))?;
    let took = started.elapsed();
    let report = fs::read(report).ok();
    Ok(Run {
        succeeded: output.status.success(),
        took,
        report: report.and_then(|text| serde_json::from_slice(&text).ok()),
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
