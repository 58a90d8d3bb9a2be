//! Crates that are not there yet.

use std::fs;
use std::path::Path;
use std::process::Command;

use tests::own_schema::repository;

use tests::workspace::said;

use crate::{ROOT, fresh};

#[test]
fn a_new_crate_is_complete() {
    let workspace = fresh();
    let arguments = [
        "codegen",
        "--schema",
        "schema/openapi.yaml",
        "--out",
        "made",
        "--name",
        "my-parcels",
    ];
    let output = workspace.run(&arguments);
    assert!(output.status.success(), "{}", said(&output));
    let manifest = workspace.read("made/Cargo.toml");
    for line in [
        "name = \"my-parcels\"",
        "version = \"0.1.0\"",
        "publish = false",
    ] {
        assert!(manifest.contains(line), "{line} in\n{manifest}");
    }
    assert!(
        workspace
            .read("made/README.md")
            .starts_with("# my-parcels\n")
    );
    fs::copy(
        repository().join("Cargo.lock"),
        workspace.path("made/Cargo.lock"),
    )
    .unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-crate");
    let check = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--all-features",
            "--quiet",
            "--manifest-path",
        ])
        .arg(workspace.path("made/Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(check.status.success(), "{}", said(&check));

    let again = workspace.run(&arguments);
    assert!(
        said(&again).contains("made: 0 files written, 0 removed"),
        "{}",
        said(&again)
    );
}

#[test]
fn a_new_crate_replaces_nothing_that_is_there() {
    let workspace = fresh();
    let arguments = [
        "codegen",
        "--schema",
        "schema/openapi.yaml",
        "--out",
        "made",
    ];
    workspace.write("made/src/main.rs", "fn main() {}\n");
    let output = workspace.run(&arguments);
    assert!(
        said(&output).contains("`made/src` is there, but no `Cargo.toml`"),
        "{}",
        said(&output)
    );
    assert_eq!(workspace.read("made/src/main.rs"), "fn main() {}\n");
    fs::remove_dir_all(workspace.path("made")).unwrap();
    assert!(workspace.run(&arguments).status.success());

    workspace.write("schema/other.yaml", ROOT);
    let other = ["codegen", "--schema", "schema/other.yaml", "--out", "made"];
    let output = workspace.run(&other);
    assert!(
        said(&output).contains("is made from `../schema/openapi.yaml`"),
        "{}",
        said(&output)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn references_may_lead_out_of_the_folder_of_the_document() {
    let workspace = fresh();
    workspace.write("schema/v1/api.yaml", &ROOT.replace("sizes", "../sizes"));
    let new = ["codegen", "--schema", "schema/v1/api.yaml", "--out", "made"];
    let output = workspace.run(&new);
    let lies_outside = "`../sizes.yaml#/components/schemas/Size` lies outside the schema's root";
    assert!(said(&output).contains(lies_outside), "{}", said(&output));
    workspace.does(&[new.as_slice(), &["--root", "schema"]].concat());
    let manifest = workspace.read("made/Cargo.toml");
    assert!(manifest.contains("\nroot = \"../schema\"\n"), "{manifest}");
    workspace.does(&new);
    let elsewhere = workspace.run(&[new.as_slice(), &["--root", "generated"]].concat());
    let is_fixed = "`--name`, `--layout` and `--root` are for a new crate";
    assert!(said(&elsewhere).contains(is_fixed), "{}", said(&elsewhere));
}

#[test]
fn a_new_crate_needs_a_name_that_cargo_takes() {
    let workspace = fresh();
    let schema = ["codegen", "--schema", "schema/openapi.yaml"];
    for arguments in [
        ["--out", "1made"].as_slice(),
        &["--out", "made", "--name", "a b"],
    ] {
        let output = workspace.run(&[schema.as_slice(), arguments].concat());
        assert!(
            said(&output).contains("is no name for a crate"),
            "{}",
            said(&output)
        );
        assert_eq!(output.status.code(), Some(1));
    }
}
