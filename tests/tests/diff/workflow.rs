//! The workflow of pull requests: its steps are run as they stand, with a stand-in for `gh`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use serde_yaml::Value;
use tests::own_schema::repository as this_repository;

use tests::workspace::said;

use crate::repository::Repository;

/// A step of the workflow that runs something, by its name.
fn script(name: &str) -> String {
    let path = this_repository().join(".github/workflows/review.yml");
    let text = fs::read_to_string(path).unwrap();
    let workflow: Value = serde_yaml::from_str(&text).unwrap();
    let steps = workflow["jobs"]["report"]["steps"].as_sequence().unwrap();
    let step = steps.iter().find(|step| step["name"] == name);
    let script = step.and_then(|step| step["run"].as_str());
    script
        .unwrap_or_else(|| panic!("no step {name:?}"))
        .to_owned()
}

/// Runs a step in a repository.
fn run(repository: &Repository, name: &str) -> Output {
    let programs = repository.path("target/programs");
    fs::create_dir_all(&programs).unwrap();
    let tool = env!("CARGO_BIN_EXE_xtask-under-test");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let stand_ins = [
        (
            "cargo",
            format!(
                "#!/bin/sh\nif [ \"$1\" = xtask ]; then shift; CARGO='{cargo}' exec '{tool}' \"$@\"; \
                 fi\nexec '{cargo}' \"$@\"\n"
            ),
        ),
        (
            "gh",
            "#!/bin/sh\necho \"$@\" > target/gh\ncp report.md target/comment\n".to_owned(),
        ),
    ];
    for (program, text) in stand_ins {
        let path = programs.join(program);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("bash")
        .args([
            "--noprofile",
            "--norc",
            "-e",
            "-o",
            "pipefail",
            "-c",
            &script(name),
        ])
        .current_dir(repository.folder())
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("BASE", "main")
        .env("NUMBER", "7")
        .env("GITHUB_STEP_SUMMARY", repository.path("target/summary"))
        .output()
        .unwrap()
}

#[test]
fn the_report_is_the_summary_and_the_comment() {
    let repository = Repository::new();
    repository.edit(
        "schema/sizes.yaml",
        "- large\n",
        "- large\n        - huge\n",
    );
    repository.does(&["codegen"]);
    repository.commit("Know the huge");
    let output = run(&repository, "Report");
    assert!(output.status.success(), "{}", said(&output));
    let summary = repository.read("target/summary");
    assert!(summary.contains("## parcels: minor"), "{summary}");
    let output = run(&repository, "Comment");
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(repository.read("target/comment"), summary);
    assert!(repository.read("target/gh").starts_with("pr comment 7 "));
}

#[test]
fn drift_fails() {
    let repository = Repository::new();
    let drift = |repository: &Repository| run(repository, "Generated code is up to date");
    let output = drift(&repository);
    assert!(output.status.success(), "{}", said(&output));
    repository.edit(
        "schema/sizes.yaml",
        "- large\n",
        "- large\n        - huge\n",
    );
    let output = drift(&repository);
    assert!(!output.status.success(), "{}", said(&output));
}

#[test]
fn a_verdict_larger_than_the_bump_fails() {
    let repository = Repository::new();
    repository.git(&["tag", "v0.1.0"]);
    let check = |repository: &Repository| run(repository, "The version is large enough");
    assert!(check(&repository).status.success());
    repository.edit("schema/sizes.yaml", "        - small\n", "");
    let output = check(&repository);
    assert!(
        said(&output).contains("asks for 0.2.0 at least"),
        "{}",
        said(&output)
    );
    assert!(!output.status.success());
    repository.edit("generated/Cargo.toml", "0.1.0", "0.2.0");
    let output = check(&repository);
    assert!(output.status.success(), "{}", said(&output));
}
