//! A second opinion: what `cargo-semver-checks` says of the same pairs of crates.
//!
//! It compares what rustdoc knows of two crates by rules of its own. It does not see the types of
//! fields and arguments, so it misses much; what it does find has to be in the verdict.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::change;

use crate::crates::{self, Pair, Side};

/// What it says without need: the heading of the case, its lint, and why that is wrong.
const MISTAKEN: &[(&str, &str, &str)] = &[];

#[test]
fn semver_checks_ask_for_no_larger_version() {
    if !is_installed() {
        println!("skipped: `cargo-semver-checks` is not installed");
        return;
    }
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver-checks");
    let pairs = crate::pairs(change::all(), &workspace, 1);
    crates::write_workspace(&workspace, &pairs, &BTreeMap::new());
    write_rustdoc(&workspace);
    let mut confirmed = 0;
    let mut larger = BTreeSet::new();
    let mut reports = String::new();
    let major = |pair: &&Pair| pair.case.expected.verdict == "major";
    for pair in &pairs {
        let (lints, report) = lints(&workspace, pair);
        if major(&pair) {
            confirmed += usize::from(!lints.is_empty());
            continue;
        }
        for lint in lints {
            larger.insert((pair.case.heading().to_owned(), lint));
            reports.push_str(&format!("{}\n{report}\n", pair.case.place));
        }
    }
    let count = pairs.iter().filter(major).count();
    println!(
        "{} pairs compared, {count} of them major, of which it finds {confirmed}; it asks for a \
         larger version in {} places",
        pairs.len(),
        larger.len()
    );
    let known = MISTAKEN
        .iter()
        .map(|(heading, lint, _)| ((*heading).to_owned(), (*lint).to_owned()));
    assert_eq!(larger, known.collect(), "MISTAKEN lists them\n{reports}");
    assert!(confirmed > 0, "it sees no change at all");
}

fn is_installed() -> bool {
    let asked = Command::new("cargo-semver-checks")
        .arg("--version")
        .output();
    asked.is_ok_and(|output| output.status.success())
}

/// Writes what rustdoc knows of the types of each crate, as the tool itself has it written.
fn write_rustdoc(workspace: &Path) {
    let output = Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(["doc", "--workspace", "--no-deps", "--lib", "--quiet"])
        .args(["--no-default-features", "--features", "test-util"])
        .arg("--offline")
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        // JSON is not stable yet, which is no reason to ask for another toolchain.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "--cap-lints=allow")
        .env(
            "RUSTDOCFLAGS",
            "-Z unstable-options --output-format=json --document-private-items \
             --document-hidden-items --cap-lints=allow",
        )
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// The lints that ask for a larger version than the verdict, or for a major one where that is the
/// verdict; and the whole report.
fn lints(workspace: &Path, pair: &Pair) -> (BTreeSet<String>, String) {
    let asked = match pair.case.expected.verdict.as_str() {
        "patch" => "patch",
        _ => "minor",
    };
    let output = Command::new("cargo-semver-checks")
        .args(["semver-checks", "check-release", "--color=never"])
        .args(["--release-type", asked])
        .arg("--baseline-rustdoc")
        .arg(rustdoc(workspace, &pair.case.id, &pair.old))
        .arg("--current-rustdoc")
        .arg(rustdoc(workspace, &pair.case.id, &pair.new))
        .current_dir(workspace)
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = report.lines();
    let failures = lines.filter_map(|line| line.strip_prefix("--- failure ")?.split_once(':'));
    let lints: BTreeSet<String> = failures.map(|(lint, _)| lint.to_owned()).collect();
    assert_eq!(
        output.status.code(),
        Some(if lints.is_empty() { 0 } else { 100 }),
        "{}: {report}{}",
        pair.case.place,
        String::from_utf8_lossy(&output.stderr)
    );
    (lints, report)
}

/// The file that is written for a crate, with the one name that both sides are compared by.
fn rustdoc(workspace: &Path, id: &str, side: &Side) -> PathBuf {
    let own = side.name.replace('-', "_");
    let path = workspace.join("target/doc").join(format!("{own}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let renamed = workspace.join("compared").join(format!("{own}.json"));
    fs::create_dir_all(renamed.parent().unwrap()).unwrap();
    fs::write(&renamed, text.replace(&own, &id.replace('-', "_"))).unwrap();
    renamed
}
