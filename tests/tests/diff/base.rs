//! What the work tree is compared with: where the work began, or another revision.

use tests::workspace::said;

use crate::repository::{Repository, git, run_in};

#[test]
fn the_base_is_where_the_work_left_the_default_branch() {
    let repository = Repository::new();
    repository.edit(
        "schema/sizes.yaml",
        "- large\n",
        "- large\n        - huge\n",
    );
    repository.does(&["codegen"]);
    repository.commit("Know the huge");
    // What happens on the default branch later is not the work's.
    repository.git(&["switch", "--quiet", "main"]);
    repository.edit(
        "schema/openapi.yaml",
        "to: {type: string}",
        "to: {type: integer}",
    );
    repository.does(&["codegen"]);
    repository.commit("Number the addresses");
    repository.git(&["switch", "--quiet", "work"]);
    let report = repository.does(&["diff"]);
    assert!(
        report.starts_with("parcels: minor: 1 adds something\n"),
        "{report}"
    );
    let report = repository.does(&["diff", "--base", "main"]);
    assert!(report.starts_with("parcels: major: "), "{report}");
}

#[test]
fn a_shallow_clone_says_how_to_deepen_it() {
    let repository = Repository::new();
    repository.edit(
        "schema/sizes.yaml",
        "- large\n",
        "- large\n        - huge\n",
    );
    repository.commit("Know the huge");
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.folder().display());
    git(
        clone.path(),
        &[
            "clone", "--quiet", "--depth", "1", "--branch", "work", &url, ".",
        ],
    );
    let output = run_in(clone.path(), &["diff"]);
    assert!(!output.status.success());
    assert_eq!(
        said(&output),
        "error: cannot tell where this work began: the history is cut off\n\
         help: this clone is shallow: deepen it by `git fetch --unshallow`, or let \
         `actions/checkout` fetch all by `fetch-depth: 0`\n"
    );
    let output = run_in(clone.path(), &["diff", "--base", "HEAD~1"]);
    assert!(
        said(&output).contains("deepen it by `git fetch --unshallow`"),
        "{}",
        said(&output)
    );
    git(clone.path(), &["fetch", "--quiet", "--unshallow"]);
    let output = run_in(clone.path(), &["diff", "--base", "HEAD~1"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_revision_that_is_not_there_is_an_error() {
    let repository = Repository::new();
    assert_eq!(
        repository.fails(&["diff", "--base", "nowhere"]),
        "error: there is no revision `nowhere`\n\
         help: `git log --oneline --all` lists commits, `git tag` tags\n"
    );
    // It is no option of git either.
    let said = repository.fails(&["diff", "--base=--help"]);
    assert!(
        said.starts_with("error: there is no revision `--help`"),
        "{said}"
    );
}

/// The documents may have moved: each side has them where its own settings say.
#[test]
fn the_schema_may_move() {
    let repository = Repository::new();
    repository.git(&["mv", "schema", "api"]);
    repository.edit(
        "generated/Cargo.toml",
        "../schema/openapi.yaml",
        "../api/openapi.yaml",
    );
    repository.edit("api/sizes.yaml", "- large\n", "- large\n        - huge\n");
    let report = repository.does(&["diff"]);
    assert!(report.contains("--> api/sizes.yaml:8\n"), "{report}");
    assert!(
        report.starts_with("parcels: minor: 1 adds something\n"),
        "{report}"
    );
}

#[test]
fn a_crate_that_was_not_there_is_new() {
    let repository = Repository::new();
    repository.git(&["switch", "--quiet", "--orphan", "empty"]);
    repository.git(&["commit", "--quiet", "--allow-empty", "--message", "Nothing"]);
    repository.git(&["switch", "--quiet", "work"]);
    let report = repository.does(&["diff", "--base", "empty"]);
    let expected =
        "parcels: minor: the crate was not there before: 3 types and 1 operations are new\n";
    assert!(report.starts_with(expected), "{report}");
}
