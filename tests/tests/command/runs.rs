//! What a run writes and says.

use std::fs;
use std::path::Path;

use xtask::disk;

use tests::workspace::{Workspace, said};

use crate::{PARCELS, ROOT, SIZES, fresh, generated, run_in};

#[test]
fn alone_it_prints_help_with_codegen_first() {
    let output = run_in(Path::new("."), &[]);
    let said = said(&output);
    let commands = said.split("Commands:\n").nth(1).unwrap();
    assert!(
        output.status.success() && commands.trim_start().starts_with("codegen "),
        "{said}"
    );
}

#[test]
fn a_second_run_touches_nothing() {
    let workspace = generated();
    let stamp = |below: &str| {
        fs::metadata(workspace.path(below))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = stamp("generated/src/types.rs");
    let output = workspace.run(&["codegen"]);
    assert!(
        said(&output).contains("generated: 0 files written, 0 removed"),
        "{}",
        said(&output)
    );
    assert!(!said(&output).contains("next:"), "{}", said(&output));
    assert_eq!(stamp("generated/src/types.rs"), before);
    assert!(workspace.run(&["codegen", "--check"]).status.success());
}

#[test]
fn where_it_runs_says_nothing() {
    let (one, other) = (generated(), fresh());
    let output = run_in(&other.path("schema"), &["codegen"]);
    assert!(output.status.success(), "{}", said(&output));
    let read = |workspace: &Workspace| disk::read_crate(&workspace.path("generated")).unwrap();
    assert_eq!(read(&one), read(&other));
}

#[test]
fn check_prints_each_drift_and_writes_nothing() {
    let workspace = generated();
    let edited = workspace
        .read("generated/src/types.rs")
        .replace("Small,", "Tiny,");
    workspace.write("generated/src/types.rs", &edited);
    workspace.write("generated/src/extra.rs", "pub fn extra() {}\n");
    fs::remove_file(workspace.path("generated/api.json")).unwrap();

    let output = workspace.run(&["codegen", "--check"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1));
    for expected in [
        "--- generated/src/types.rs\n+++ generated/src/types.rs",
        "-    Tiny,\n+    Small,",
        "--- generated/src/extra.rs\n+++ /dev/null",
        "-pub fn extra() {}",
        "--- /dev/null\n+++ generated/api.json",
        "error: `parcels` is not what its schema gives: 3 files differ",
        "next: cargo xtask codegen",
    ] {
        assert!(text.contains(expected), "{expected:?} in\n{text}");
    }
    assert_eq!(workspace.read("generated/src/types.rs"), edited);
    assert!(!workspace.path("generated/api.json").exists());

    let output = workspace.run(&["codegen"]);
    assert!(
        said(&output).contains("removed generated/src/extra.rs"),
        "{}",
        said(&output)
    );
    assert!(
        said(&output).contains("wrote   generated/api.json"),
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("next: "), "{}", said(&output));
    assert!(workspace.run(&["codegen", "--check"]).status.success());
    assert!(!workspace.path("generated/src/extra.rs").exists());
}

#[test]
fn an_error_in_the_schema_keeps_every_file_as_it_is() {
    let workspace = generated();
    let before = disk::read_crate(&workspace.path("generated")).unwrap();
    workspace.write("schema/sizes.yaml", &SIZES.replace("string", "strng"));
    let output = workspace.run(&["codegen"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text.contains("error[unknown-type]: unknown type `strng`"),
        "{text}"
    );
    assert!(text.contains("schema/sizes.yaml:1:37"), "{text}");
    assert!(text.contains("help: did you mean `string`?"), "{text}");
    assert!(text.contains("1 error; nothing is written"), "{text}");
    assert_eq!(
        disk::read_crate(&workspace.path("generated")).unwrap(),
        before
    );
}

#[test]
fn warnings_are_errors_where_they_are_denied() {
    let workspace = generated();
    workspace.write(
        "schema/openapi.yaml",
        &ROOT.replace("required:", "requried:"),
    );
    let output = workspace.run(&["codegen", "--check", "--deny-warnings"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("warning[misspelt-keyword]"),
        "{}",
        said(&output)
    );
    assert!(
        said(&output).contains("1 warning; nothing is written"),
        "{}",
        said(&output)
    );
    let manifest = PARCELS.manifest().to_owned() + "deny-warnings = true\n";
    workspace.write("generated/Cargo.toml", &manifest);
    assert_eq!(workspace.run(&["codegen"]).status.code(), Some(1));
    workspace.write("generated/Cargo.toml", &PARCELS.manifest());
    assert_eq!(workspace.run(&["codegen"]).status.code(), Some(0));
}

#[test]
fn an_unknown_setting_names_its_place() {
    let workspace = generated();
    workspace.write(
        "generated/Cargo.toml",
        &(PARCELS.manifest().to_owned() + "lay-out = \"files\"\n"),
    );
    let output = workspace.run(&["codegen"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text.contains("generated/Cargo.toml") && text.contains("line 11, column 1"),
        "{text}"
    );
    assert!(
        text.contains("unknown field `lay-out`, expected one of `schema`"),
        "{text}"
    );
}

#[test]
fn a_record_that_cannot_be_read_is_an_error_with_a_way_out() {
    let workspace = generated();
    workspace.write("generated/api.json", "{");
    let output = workspace.run(&["codegen"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("generated/api.json") && said(&output).contains("help: "));
}

#[test]
fn a_missing_front_page_is_a_drift() {
    let workspace = generated();
    fs::remove_file(workspace.path("generated/README.md")).unwrap();
    let output = workspace.run(&["codegen", "--check"]);
    assert!(
        said(&output).contains("+++ generated/README.md"),
        "{}",
        said(&output)
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&workspace.run(&["codegen"])).contains("generated: 1 file written"));
}

#[test]
fn a_workspace_without_generated_crates_says_what_to_do() {
    let workspace = fresh();
    let manifest = PARCELS
        .manifest()
        .split("[package.metadata")
        .next()
        .unwrap()
        .to_owned();
    workspace.write("generated/Cargo.toml", &manifest);
    let output = workspace.run(&["codegen"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("help: `--schema PATH --out DIR`"),
        "{}",
        said(&output)
    );
}
