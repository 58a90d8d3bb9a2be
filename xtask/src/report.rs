//! What a run of the generator has to tell another program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::diagnostics::{Diagnostic, Level};
use serde::{Deserialize, Serialize};

use crate::Failure;

/// What `cargo xtask codegen --report PATH` writes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Report {
    /// How many errors there were.
    pub(crate) errors: usize,
    /// How many warnings.
    pub(crate) warnings: usize,
    /// How many findings of each code, errors and warnings.
    pub(crate) codes: BTreeMap<String, usize>,
    /// The most memory that the process ever held, in bytes, where the platform can say.
    pub(crate) peak_memory: Option<u64>,
}

impl Report {
    /// Adds what was found in one crate.
    pub(crate) fn count(&mut self, found: &[Diagnostic]) {
        for diagnostic in found {
            match diagnostic.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
            }
            *self.codes.entry(diagnostic.code.to_string()).or_default() += 1;
        }
    }

    /// Writes the report, as the last thing that the process does.
    pub(crate) fn write(&mut self, path: &Path) -> Result<(), Failure> {
        self.peak_memory = peak_memory();
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        fs::write(path, text + "\n")
            .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
    }
}

/// The high-water mark of this process.
///
/// What `wait4` tells the parent is another number: a child counts the memory of its parent, too,
/// from before it became another program.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
