//! The report for a terminal.

use codegen::surface::diff::{Cause, Level};

use super::report::{Entry, Report, counts, step};

/// Each crate: the verdict in one line, then its changes, breaking ones first.
pub(super) fn write(reports: &[Report]) -> String {
    let reports: Vec<String> = reports.iter().map(one).collect();
    reports.join("\n")
}

fn one(report: &Report) -> String {
    let level = report.level();
    let mut text = format!("{}: {level}: {}\n", report.title, counts(report));
    text.push_str(&format!("  {}\n", step(level)));
    let parts = [
        ("breaking", Level::Major),
        ("added", Level::Minor),
        ("no code", Level::Patch),
    ];
    for (title, level) in parts {
        let entries: Vec<String> = report.of_level(level).map(entry).collect();
        if !entries.is_empty() {
            text.push_str(&format!("\n{title}\n{}", entries.concat()));
        }
    }
    text
}

/// ```text
///   otp::SendParams::locale: `locale` is always there [became-required: wire, source]
///     --> schema/otp.yaml:42
///     help: give it to `new`
/// ```
fn entry(entry: &Entry) -> String {
    let change = &entry.change;
    let broken = change.broken();
    let verdicts = match broken.as_slice() {
        [] => change.kind.to_string(),
        broken => format!("{}: {}", change.kind, broken.join(", ")),
    };
    let cause = match change.cause {
        Cause::Schema => String::new(),
        cause => format!(", by the {cause}"),
    };
    let mut text = format!(
        "  {}: {} [{verdicts}{cause}]\n",
        change.item, change.message
    );
    if let Some(place) = entry.place() {
        text.push_str(&format!("    --> {place}\n"));
    }
    if !change.advice.is_empty() {
        text.push_str(&format!("    help: {}\n", change.advice));
    }
    text
}
