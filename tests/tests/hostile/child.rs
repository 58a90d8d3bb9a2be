//! The generator as a child that the system keeps within bounds.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::document::Files;

/// Address space in KiB: it takes in the program, its stacks, and what it reserves and never uses.
const ADDRESS_SPACE: u32 = 256 * 1024;

/// Seconds of processor time.
const SECONDS: u32 = 10;

/// Generates a crate from a schema in a folder, with the overlays that are there.
pub(crate) fn generate(folder: &Path, root: &str) -> Output {
    let limited = format!("ulimit -v {ADDRESS_SPACE}; ulimit -t {SECONDS}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_xtask-under-test")])
        .args(["codegen", "--name", "hostile", "--out"])
        .arg(folder.join("out"))
        .arg("--schema")
        .arg(folder.join(root))
        .args(overlays(&folder.join("schema")))
        .arg("--report")
        .arg(folder.join("report.json"))
        // Otherwise every thread reserves 64 MB of address space.
        .env("MALLOC_ARENA_MAX", "1")
        .output()
        .unwrap()
}

fn overlays(schema: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(schema).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path().into_os_string());
    let overlays = paths.filter(|path| path.to_string_lossy().ends_with(".overlay.json"));
    overlays
        .flat_map(|path| [OsString::from("--overlay"), path])
        .collect()
}

/// Generates a crate from documents, and checks how that ends: with an error of a code at a place,
/// or with files.
pub(crate) fn check(name: &str, files: &Files, outcome: &str) {
    let folder = tempfile::tempdir().unwrap();
    let schema = folder.path().join("schema");
    for (path, bytes) in &files.0 {
        let path = schema.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let root = format!("schema/{}", files.0[0].0);
    let output = generate(folder.path(), &root);
    let said = String::from_utf8_lossy(&output.stderr);
    let shown: String = said.chars().take(2000).collect();
    assert!(said.len() < 200_000, "{name} says too much: {shown}");
    let report = fs::read_to_string(folder.path().join("report.json"));
    let report = report.unwrap_or_else(|_| panic!("{name} ended with {}: {shown}", output.status));
    let report: Value = serde_json::from_str(&report).unwrap();
    let has_crate = folder.path().join("out/src/lib.rs").exists();
    if outcome.is_empty() {
        assert!(has_crate && output.status.success(), "{name}: {shown}");
        return;
    }
    let count = report["codes"][outcome].as_u64().unwrap_or_default();
    assert!(count > 0, "{name} says nothing of {outcome}: {shown}");
    assert!(!has_crate, "{name} wrote something");
    let error = said.split("error[").find(|it| it.starts_with(outcome));
    let place = error.unwrap_or_default().lines().nth(1).unwrap_or_default();
    let is_of_no_place = files.0[0].1.len() > 64 << 20;
    assert!(place.contains("-->") || is_of_no_place, "{name}: {shown}");
}
