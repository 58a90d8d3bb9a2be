//! `cargo xtask ci`: every check that a change has to pass, in one list.

use std::path::Path;
use std::process::Command;

use clap::Args;

use crate::Failure;
use crate::command::{Check, succeeds};
use crate::prism;
use crate::workspace::{self, Package};

/// Real documents, which are no part of the repository.
const CORPUS: &str = "../shared/corpus";

const WASM: &str = "wasm32-unknown-unknown";

/// Features of a generated crate that are not for a browser, which sends requests and does TLS itself.
const NOT_FOR_WASM: [&str; 3] = ["default", "blocking", "native-tls"];

/// Which checks to run.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Prints the checks and runs none.
    #[arg(long)]
    list: bool,
}

/// Runs the checks in order, all of them, and says at the end which failed.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let checks = checks()?;
    if arguments.list {
        checks
            .iter()
            .for_each(|check| println!("{:<44} {}", check.name, check.line()));
        return Ok(true);
    }
    let mut results = Vec::new();
    for check in &checks {
        println!("\n== {}: {}", check.name, check.line());
        let (succeeded, took) = check.run()?;
        results.push((check, succeeded, took));
    }
    println!();
    for (check, succeeded, took) in &results {
        let mark = if *succeeded { "ok    " } else { "FAILED" };
        println!("{mark} {:>7.1} s  {}", took.as_secs_f32(), check.name);
    }
    Ok(results.iter().all(|(_, succeeded, _)| *succeeded))
}

fn checks() -> Result<Vec<Check>, Failure> {
    let generated = workspace::generated_packages()?;
    let mut checks = vec![
        Check::cargo("format", "fmt --all --check"),
        Check::cargo(
            "generated code is up to date",
            "xtask codegen --check --deny-warnings",
        ),
        Check::cargo("schema", "xtask lint --deny-warnings"),
        Check::cargo(
            "clippy",
            "clippy --workspace --all-targets --all-features -- -D warnings",
        ),
        Check::cargo(
            "clippy, verdicts",
            "clippy -p tests --test verdicts --all-features -- -D warnings",
        ),
        documentation("documentation", "doc --workspace --no-deps --all-features"),
        Check::cargo("tests", "test"),
        Check::cargo(
            "verdicts, against the compiler",
            "test -p tests --test verdicts",
        ),
        Check::cargo(
            "tests, with other features of serde_json",
            "test -p tests --test runtime --test wire --test secrets --test stability \
             --features serde-json-features --target-dir target/serde-json-features",
        ),
        Check::cargo(
            "tests, with the TLS of the system",
            "test -p tests --test sockets --features native-tls certificates::",
        ),
        Check::cargo("benchmarks compile", "bench --no-run"),
    ];
    if Path::new(CORPUS).is_dir() {
        let arguments = format!("xtask corpus {CORPUS}");
        checks.push(Check::cargo("real documents", &arguments));
    } else {
        println!("skipped: `{CORPUS}` is not there, so no real document is tried");
    }
    if prism::is_possible() {
        checks.push(Check::cargo(
            "a mock server of a third party",
            "xtask prism",
        ));
    } else {
        println!("skipped: npm is not installed, so no mock server of a third party is called");
    }
    for package in &generated {
        checks.extend(checks_of(package));
    }
    Ok(checks)
}

/// A generated crate by itself: with no features, with all, and with each alone.
fn checks_of(package: &Package) -> Vec<Check> {
    let name = &package.name;
    let mut feature_sets = vec![
        "--no-default-features".to_owned(),
        "--all-features".to_owned(),
    ];
    let features = package
        .features
        .keys()
        .filter(|feature| *feature != "default");
    feature_sets.extend(features.map(|it| format!("--no-default-features --features {it}")));
    let mut checks = Vec::new();
    for set in &feature_sets {
        let lint = format!("clippy -p {name} --all-targets {set} -- -D warnings");
        checks.push(Check::cargo(&format!("clippy, {name} {set}"), &lint));
        let docs = format!("doc -p {name} --no-deps {set}");
        checks.push(documentation(
            &format!("documentation, {name} {set}"),
            &docs,
        ));
    }
    checks.push(Check::cargo(
        &format!("package, {name}"),
        &format!("package -p {name} --allow-dirty --target-dir target/package-check"),
    ));
    checks.extend(checks_where_installed(package));
    checks
}

/// Checks that need a toolchain or a target that is not on every machine.
fn checks_where_installed(package: &Package) -> Vec<Check> {
    let name = &package.name;
    let mut checks = Vec::new();
    if let Some(version) = package.rust_version() {
        let toolchain = format!("+{version}");
        if succeeds(&[&toolchain, "--version"]) {
            let check = format!("{toolchain} check -p {name} --all-features");
            checks.push(Check::cargo(&format!("oldest Rust, {name}"), &check));
        } else {
            println!("skipped: Rust {version} is not installed, so `{name}` is not tried with it");
        }
    }
    if is_target_installed(WASM) {
        let features: Vec<&str> = package
            .features
            .keys()
            .map(String::as_str)
            .filter(|feature| !NOT_FOR_WASM.contains(feature))
            .collect();
        let mut sets = vec![String::new()];
        if !features.is_empty() {
            sets.push(format!(" --features {}", features.join(",")));
        }
        for set in sets {
            let check = format!("check -p {name} --no-default-features{set} --target {WASM}");
            checks.push(Check::cargo(&format!("{WASM}, {name}{set}"), &check));
        }
    } else {
        println!("skipped: the target {WASM} is not installed");
    }
    checks
}

fn documentation(name: &str, arguments: &str) -> Check {
    Check::cargo(name, arguments).with("RUSTDOCFLAGS", "-D warnings")
}

fn is_target_installed(target: &str) -> bool {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", target])
        .output();
    output.is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).exists())
}
