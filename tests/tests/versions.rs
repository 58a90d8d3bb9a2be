//! The step of the API from version 15.7.0 to 18.1.0: its report is the one that the README shows.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_yaml::Value;
use tests::own_schema::{OwnSchema, repository};

use crate::support::facts::Facts;

mod support;

const OLDER: &str = "v15.7.0";

#[test]
fn the_readme_shows_the_report_of_the_step() {
    let report = report(&schema_of(OLDER), &OwnSchema::read());
    let mut rest = report.as_str();
    for line in shown_lines("stytch-otp: minor") {
        let line = line.replacen("stytch-otp", "Stytch one-time passcodes", 1);
        let Some(at) = rest.find(&line) else {
            panic!("`{line}` is not in the report, or not in this order:\n{report}");
        };
        rest = &rest[at + line.len()..];
    }
    let facts = (Facts::of_version(OLDER), Facts::of_the_api());
    let members = facts.1.members().count() - facts.0.members().count();
    let types = facts.1.types.len() - facts.0.types.len();
    let values = |facts: &Facts| {
        facts
            .enums
            .values()
            .map(|it| it.values.len())
            .sum::<usize>()
    };
    let values = values(&facts.1) - values(&facts.0);
    // The members of new types are not reported by themselves.
    let of_new_types = facts
        .1
        .members()
        .filter(|(name, _)| !facts.0.types.contains_key(*name));
    assert_eq!(types + members - of_new_types.count() + values, 79);
}

#[test]
fn a_member_that_came_later_must_not_be_required() {
    let required = OwnSchema::read().with_edit(
        "users.yaml",
        "        - biometric_registrations\n      properties:",
        "        - biometric_registrations\n        - is_locked\n      properties:",
    );
    let report = report(&schema_of(OLDER), &required);
    for line in shown_lines("stytch-otp: major") {
        let line = line.replacen("stytch-otp", "Stytch one-time passcodes", 1);
        assert!(
            report.contains(&line),
            "`{line}` is not in the report:\n{report}"
        );
    }
}

/// The lines of the block of the README that begins so, but for places, which move, and for what is
/// left out.
fn shown_lines(start: &str) -> Vec<String> {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let (_, block) = readme
        .split_once(&format!("```text\n{start}"))
        .expect("the README shows it");
    let (block, _) = block.split_once("```").unwrap();
    let block = format!("{start}{block}");
    let lines = block.lines().filter(|line| {
        let line = line.trim();
        !line.is_empty() && line != "…" && !line.starts_with("-->")
    });
    lines.map(str::to_owned).collect()
}

/// What `cargo xtask diff` says of two schemas.
fn report(old: &OwnSchema, new: &OwnSchema) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, schema) in [("old", old), ("new", new)] {
        for (path, text) in &schema.0 {
            let path = folder.path().join(name).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .current_dir(folder.path())
        .args([
            "diff",
            "--from",
            "old/openapi.yaml",
            "--to",
            "new/openapi.yaml",
        ])
        .args(["--layout", "files"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The schema without what an older version of the API does not have.
fn schema_of(version: &str) -> OwnSchema {
    let facts = Facts::of_version(version);
    let older = |(path, text): (String, String)| {
        let module = Path::new(&path).with_extension("");
        let module: Vec<_> = module.iter().map(|it| it.to_string_lossy()).collect();
        let mut document: Value = serde_yaml::from_str(&text).unwrap();
        reduce(&mut document, &module.join("."), &facts);
        let info = document.get_mut("info");
        if let Some(named) = info.and_then(|it| it.get_mut("version")) {
            *named = version.trim_start_matches('v').into();
        }
        (path, serde_yaml::to_string(&document).unwrap())
    };
    OwnSchema(OwnSchema::read().0.into_iter().map(older).collect())
}

/// Removes the types, members and values that the facts do not have. Errors have facts of their own.
fn reduce(document: &mut Value, module: &str, facts: &Facts) {
    let schemas = document
        .get_mut("components")
        .and_then(|it| it.get_mut("schemas"));
    let Some(Value::Mapping(schemas)) = schemas else {
        return;
    };
    let full = |name: &Value| format!("{module}.{}", name.as_str().unwrap_or_default());
    schemas.retain(|name, _| {
        let name = full(name);
        module == "error" || facts.types.contains_key(&name) || facts.enums.contains_key(&name)
    });
    for (name, schema) in schemas {
        if let Some(it) = facts.types.get(&full(name)) {
            let is_known =
                |name: &Value| name.as_str().is_some_and(|it_is| it.field(it_is).is_some());
            keep(schema.get_mut("properties"), is_known);
            let examples = schema.get_mut("examples").and_then(Value::as_sequence_mut);
            for example in examples.into_iter().flatten() {
                keep(Some(example), is_known);
            }
        }
        if let Some(it) = facts.enums.get(&full(name)) {
            let is_known =
                |value: &Value| it.values.iter().any(|known| value.as_str() == Some(known));
            keep(schema.get_mut("enum"), is_known);
            keep(schema.get_mut("x-enum-descriptions"), is_known);
        }
    }
}

/// Keeps what is known of the keys of a mapping or of the items of a list.
fn keep(value: Option<&mut Value>, is_known: impl Fn(&Value) -> bool) {
    match value {
        Some(Value::Mapping(members)) => members.retain(|name, _| is_known(name)),
        Some(Value::Sequence(items)) => items.retain(is_known),
        _ => {}
    }
}
