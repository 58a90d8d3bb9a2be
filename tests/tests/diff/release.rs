//! `cargo xtask release`, `cargo xtask why`, and the workflow of pull requests.

use crate::repository::Repository;
use crate::snapshot;

const CHANGELOG: &str = "\
# Changelog

All notable changes.

## Unreleased

Parcels for everybody.

### Added

- A crate.

## 0.0.1 - 2025-12-24

- A beginning.
";

/// A repository whose crate was released as 0.1.0, with a change since.
fn changed(edits: &[(&str, &str, &str)]) -> Repository {
    let repository = Repository::new();
    repository.write("CHANGELOG.md", CHANGELOG);
    repository.commit("Keep a changelog");
    repository.git(&["tag", "v0.1.0"]);
    for (file, old, new) in edits {
        repository.edit(file, old, new);
    }
    repository.does(&["codegen"]);
    repository.commit("Change it");
    repository
}

const ADDED: &[(&str, &str, &str)] = &[
    (
        "schema/sizes.yaml",
        "- large\n",
        "- large\n        - huge\n        - tiny\n",
    ),
    (
        "schema/openapi.yaml",
        "        to: {type: string}\n",
        "        to: {type: string}\n        note: {type: string}\n",
    ),
];
const BROKEN: &[(&str, &str, &str)] = &[
    (
        "schema/openapi.yaml",
        "to: {type: string}",
        "to: {type: integer}",
    ),
    (
        "schema/sizes.yaml",
        "- large\n",
        "- large\n        - huge\n",
    ),
];
const DESCRIBED: &[(&str, &str, &str)] = &[(
    "schema/openapi.yaml",
    "to: {type: string}",
    "to: {type: string, description: Where to.}",
)];

#[test]
fn a_tag_that_is_no_version_is_no_release() {
    let repository = changed(BROKEN);
    repository.git(&["tag", "api-v2.0.0"]);
    let said = repository.does(&["release"]);
    assert!(said.contains("parcels: version 0.2.0\n"), "{said}");
}

#[test]
fn a_release_writes_version_and_changelog() {
    let repository = changed(ADDED);
    let said = repository.does(&["release"]);
    assert!(said.contains("parcels: version 0.1.1\n"), "{said}");
    assert!(
        repository
            .read("generated/Cargo.toml")
            .contains("version = \"0.1.1\"\n")
    );
    snapshot("changelog", &repository.read("CHANGELOG.md"));
    let status = repository.git(&["status", "--porcelain"]);
    assert_eq!(status, " M CHANGELOG.md\n M generated/Cargo.toml\n");
}

#[test]
fn what_breaks_is_said_first_and_asks_for_more() {
    let repository = changed(BROKEN);
    let said = repository.does(&["release"]);
    assert!(said.contains("parcels: version 0.2.0\n"), "{said}");
    snapshot("changelog_breaking", &repository.read("CHANGELOG.md"));
}

#[test]
fn a_version_that_is_too_small_is_refused() {
    let repository = changed(BROKEN);
    snapshot(
        "refusal",
        &repository.fails(&["release", "--version", "0.1.1"]),
    );
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    repository.does(&["release", "--version", "1.0.0"]);
    assert!(
        repository
            .read("generated/Cargo.toml")
            .contains("version = \"1.0.0\"\n")
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let repository = changed(ADDED);
    snapshot("dry_run", &repository.does(&["release", "--dry-run"]));
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_version_that_was_raised_by_hand_stays() {
    let repository = changed(ADDED);
    repository.edit("generated/Cargo.toml", "0.1.0", "0.5.0");
    let said = repository.does(&["release"]);
    assert!(said.contains("parcels: version 0.5.0\n"), "{said}");
}

#[test]
fn the_version_is_checked() {
    for (edits, is_enough) in [
        (ADDED, false),
        (BROKEN, false),
        (DESCRIBED, true),
        (&[], true),
    ] {
        let repository = changed(edits);
        let output = repository.run(&["release", "--check"]);
        assert_eq!(output.status.success(), is_enough, "{edits:?}");
    }
    let repository = changed(BROKEN);
    repository.edit("generated/Cargo.toml", "0.1.0", "0.1.1");
    snapshot("check", &repository.fails(&["release", "--check"]));
    repository.edit("generated/Cargo.toml", "0.1.1", "0.2.0");
    repository.does(&["release", "--check"]);
    assert_eq!(repository.read("CHANGELOG.md"), CHANGELOG);
}

#[test]
fn the_first_release_has_its_version() {
    let repository = Repository::new();
    let said = repository.does(&["release", "--check"]);
    assert_eq!(said, "parcels: version 0.1.0 is the first\n");
    repository.does(&["release"]);
    assert!(
        repository
            .read("generated/CHANGELOG.md")
            .ends_with("\n## 0.1.0 - 2026-01-31\n")
    );
}
