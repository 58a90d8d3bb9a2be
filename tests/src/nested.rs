//! Cargo as a test runs it, for crates that were generated.

use std::path::Path;
use std::process::Command;

/// Runs cargo in a folder, without a network, and with every warning of rustc and rustdoc an error.
///
/// # Panics
///
/// When cargo cannot be run, or does not succeed: with what it said.
pub fn cargo(folder: &Path, target: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .current_dir(folder)
        .args(arguments)
        .args(["--offline", "--quiet"])
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "cargo {}:\n{said}\n{errors}",
        arguments.join(" ")
    );
}
