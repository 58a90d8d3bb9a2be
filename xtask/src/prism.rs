//! `cargo xtask prism`: the generated clients against a mock server that somebody else wrote.

use std::fs;
use std::process::{Command, Stdio};

use clap::Args;

use crate::Failure;
use crate::command::Check;

/// The package, in a release that runs on Node 18 and newer.
const PACKAGE: &str = "@stoplight/prism-cli";
const VERSION: &str = "5.14.2";
/// Where it is installed: beside everything else that is built.
const FOLDER: &str = "target/prism";

/// Calls Prism, a mock server that reads OpenAPI, with generated clients.
///
/// Prism is installed by npm into `target/prism`. Where npm is not installed, nothing is tried.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// Installs Prism, and runs the tests that call it.
pub(crate) fn run(_: &Arguments) -> Result<bool, Failure> {
    if !is_possible() {
        println!("skipped: npm is not installed, and Prism comes from there");
        return Ok(true);
    }
    if !is_installed() {
        install()?;
    }
    let arguments = "test -p tests --test prism -- --nocapture";
    // From the folder of the tests, in which Cargo runs them.
    let prism = "../target/prism/node_modules/.bin/prism";
    let test = Check::cargo("Prism", arguments).with("PRISM", prism);
    println!("{}", test.line());
    Ok(test.run()?.0)
}

/// True when npm is there.
pub(crate) fn is_possible() -> bool {
    let output = Command::new("npm").arg("--version").output();
    output.is_ok_and(|output| output.status.success())
}

fn is_installed() -> bool {
    let manifest = format!("{FOLDER}/node_modules/{PACKAGE}/package.json");
    let manifest = fs::read(manifest).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap_or_default();
    manifest.get("version").is_some_and(|it| it == VERSION)
}

fn install() -> Result<(), Failure> {
    let package = format!("{PACKAGE}@{VERSION}");
    println!("npm install --prefix {FOLDER} {package}");
    let status = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--prefix", FOLDER])
        .arg(&package)
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("cannot run npm: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("npm did not install {package}")),
    }
}
