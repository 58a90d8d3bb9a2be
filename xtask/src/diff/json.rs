//! The report for programs.

use codegen::surface::diff::{Cause, Effect, Level};
use serde::Serialize;

use super::report::{self, Entry, Report};
use crate::Failure;

#[derive(Serialize)]
struct Verdict<'r> {
    verdict: Level,
    changes: Vec<Row<'r>>,
}

#[derive(Serialize)]
struct Row<'r> {
    kind: &'static str,
    cause: Cause,
    item: &'r str,
    file: &'r str,
    line: usize,
    pointer: &'r str,
    message: String,
    wire: Effect,
    decode: Effect,
    source: Effect,
}

/// One verdict over all crates, and all changes.
pub(super) fn write(reports: &[Report]) -> Result<String, Failure> {
    let entries = reports.iter().flat_map(|report| &report.entries);
    let verdict = Verdict {
        verdict: report::level(reports),
        changes: entries.map(row).collect(),
    };
    let text = serde_json::to_string_pretty(&verdict).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

fn row(entry: &Entry) -> Row<'_> {
    let change = &entry.change;
    Row {
        kind: change.kind.as_str(),
        cause: change.cause,
        item: &change.item,
        file: entry.file(),
        line: entry.line(),
        pointer: entry.pointer(),
        message: change.sentence(),
        wire: change.wire,
        decode: change.decode,
        source: change.source,
    }
}
