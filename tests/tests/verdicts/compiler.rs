//! The compiler over callers: which of them it takes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::caller;
use crate::crates::{self, Pair, Side};
use crate::public::Files;

/// The package with the callers of each old crate, which know as `api` the crate of one side. Some
/// are left out.
pub(crate) fn callers<'a>(
    name: &str,
    pairs: &'a [Pair],
    side: impl Fn(&'a Pair) -> &'a Side,
    left_out: &BTreeSet<String>,
) -> Files {
    let mut files = Files::new();
    let mut root = "#![allow(warnings)]\n".to_owned();
    let mut used = Vec::new();
    for pair in pairs
        .iter()
        .filter(|pair| !left_out.contains(&pair.case.id))
    {
        let module = pair.case.id.replace('-', "_");
        root.push_str(&format!("mod {module};\n"));
        let krate = side(pair).name.replace('-', "_");
        let text = caller::program(&krate, &pair.old.public);
        files.insert(format!("src/{module}.rs"), text);
        used.push(side(pair));
    }
    files.insert("src/lib.rs".to_owned(), root);
    files.insert("Cargo.toml".to_owned(), crates::manifest(name, &used));
    files
}

/// Builds a package, and returns the first error of each of its modules.
///
/// # Panics
///
/// When something else does not compile.
pub(crate) fn errors(workspace: &Path, package: &str) -> BTreeMap<String, String> {
    let output = cargo(
        workspace,
        &["build", "--message-format=json", "-p", package],
    );
    let mut errors = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        if message["message"]["level"] != "error" {
            continue;
        }
        let text = message["message"]["rendered"].as_str().unwrap_or_default();
        let spans = message["message"]["spans"].as_array().into_iter().flatten();
        for file in spans.filter_map(|span| span["file_name"].as_str()) {
            if let Some(rest) = file.strip_prefix(&format!("{package}/src/"))
                && let Some(module) = rest.strip_suffix(".rs")
            {
                errors
                    .entry(module.replace('_', "-"))
                    .or_insert_with(|| text.to_owned());
            }
        }
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() || !errors.is_empty(),
        "{package}:\n{said}"
    );
    errors
}

/// Builds packages that have to compile.
pub(crate) fn build(workspace: &Path, packages: &[String]) {
    let packages = packages.iter().flat_map(|it| ["-p", it.as_str()]);
    let arguments: Vec<&str> = ["build", "--quiet"].into_iter().chain(packages).collect();
    let output = cargo(workspace, &arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

fn cargo(workspace: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(arguments)
        .arg("--offline")
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .env("RUSTFLAGS", "--cap-lints=allow")
        .output()
        .unwrap()
}
