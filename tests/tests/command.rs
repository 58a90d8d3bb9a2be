//! `cargo xtask codegen` as a person runs it: a real program in real folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codegen::output::{Drift, compare};
use tempfile::TempDir;
use tests::own_schema::repository;
use xtask::disk::{self, Step};

/// A workspace of its own with a schema of two files and a generated crate.
struct Workspace {
    folder: TempDir,
}

const ROOT: &str = "\
openapi: 3.1.0
info: {title: Parcels, version: '1'}
paths: {}
components:
  schemas:
    Parcel:
      type: object
      required: [id]
      properties:
        id: {type: string}
        size: {$ref: sizes.yaml#/components/schemas/Size}
";
const SIZES: &str = "components: {schemas: {Size: {type: string, enum: [small, large]}}}\n";
const MANIFEST: &str = "\
[package]
name = \"parcels\"
version = \"0.1.0\"
edition = \"2024\"

[lib]
path = \"src/lib.rs\"

[package.metadata.codegen]
schema = \"../schema/openapi.yaml\"
";

impl Workspace {
    fn new() -> Self {
        let it = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        it.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"generated\"]\n",
        );
        it.write("schema/openapi.yaml", ROOT);
        it.write("schema/sizes.yaml", SIZES);
        it.write("generated/Cargo.toml", MANIFEST);
        // Cargo asks for a target before the generator has written one.
        it.write("generated/src/lib.rs", "");
        it
    }

    /// The same after a first run.
    fn generated() -> Self {
        let it = Self::new();
        let output = it.run(&["codegen"]);
        assert!(output.status.success(), "{}", said(&output));
        it
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run_in(self.folder.path(), arguments)
    }
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}

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
    let workspace = Workspace::generated();
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
    let (one, other) = (Workspace::generated(), Workspace::new());
    let output = run_in(&other.path("schema"), &["codegen"]);
    assert!(output.status.success(), "{}", said(&output));
    let read = |workspace: &Workspace| disk::read_crate(&workspace.path("generated")).unwrap();
    assert_eq!(read(&one), read(&other));
}

#[test]
fn check_prints_each_drift_and_writes_nothing() {
    let workspace = Workspace::generated();
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
    let workspace = Workspace::generated();
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
    let workspace = Workspace::generated();
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
    let manifest = MANIFEST.to_owned() + "deny-warnings = true\n";
    workspace.write("generated/Cargo.toml", &manifest);
    assert_eq!(workspace.run(&["codegen"]).status.code(), Some(1));
    workspace.write("generated/Cargo.toml", MANIFEST);
    assert_eq!(workspace.run(&["codegen"]).status.code(), Some(0));
}

#[test]
fn an_unknown_setting_names_its_place() {
    let workspace = Workspace::generated();
    workspace.write(
        "generated/Cargo.toml",
        &(MANIFEST.to_owned() + "lay-out = \"files\"\n"),
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
    let workspace = Workspace::generated();
    workspace.write("generated/api.json", "{");
    let output = workspace.run(&["codegen"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("generated/api.json") && said(&output).contains("help: "));
}

#[test]
fn a_run_that_is_killed_leaves_whole_files_and_the_next_one_finishes() {
    let workspace = Workspace::generated();
    let folder = workspace.path("generated");
    workspace.write("generated/src/old/stale.rs", "pub fn stale() {}\n");
    let before = disk::read_crate(&folder).unwrap();
    // What the schema gives after a change that adds, changes and removes files.
    let changed = Workspace::new();
    changed.write("schema/openapi.yaml", &ROOT.replace("Parcel:", "Package:"));
    assert!(changed.run(&["codegen"]).status.success());
    let wanted = disk::read_crate(&changed.path("generated")).unwrap();
    let steps = disk::plan(&compare(&wanted, &before));
    assert!(steps.len() >= 4, "{steps:?}");

    for killed_after in 0..=steps.len() {
        let workspace = Workspace::generated();
        let folder = workspace.path("generated");
        workspace.write("generated/src/old/stale.rs", "pub fn stale() {}\n");
        for &step in &steps[..killed_after] {
            disk::apply(&folder, step).unwrap();
        }
        if let Some(&Step::Stage { path, text }) = steps.get(killed_after) {
            // Killed in the middle of a write: half a text lies where texts are staged.
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            disk::apply(&folder, Step::Stage { path, text: &half }).unwrap();
        }
        for (path, text) in &disk::read_crate(&folder).unwrap() {
            let whole = before.get(path) == Some(text) || wanted.get(path) == Some(text);
            assert!(
                whole || path.starts_with("src/.staged/"),
                "{path} after {killed_after} steps"
            );
        }
        workspace.write("schema/openapi.yaml", &ROOT.replace("Parcel:", "Package:"));
        assert!(workspace.run(&["codegen"]).status.success());
        assert_eq!(
            disk::read_crate(&folder).unwrap(),
            wanted,
            "after {killed_after} steps"
        );
        assert!(!folder.join("src/.staged").exists() && !folder.join("src/old").exists());
    }
}

#[test]
fn a_new_crate_is_complete() {
    let workspace = Workspace::new();
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
    let workspace = Workspace::new();
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
fn a_missing_front_page_is_a_drift() {
    let workspace = Workspace::generated();
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
fn a_new_crate_needs_a_name_that_cargo_takes() {
    let workspace = Workspace::new();
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

#[test]
fn a_workspace_without_generated_crates_says_what_to_do() {
    let workspace = Workspace::new();
    let manifest = MANIFEST
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

#[cfg(unix)]
#[test]
fn links_lead_neither_out_of_the_schema_nor_out_of_the_crate() {
    let workspace = Workspace::generated();
    workspace.write("outside/sizes.yaml", SIZES);
    fs::remove_file(workspace.path("schema/sizes.yaml")).unwrap();
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(workspace.path(to), workspace.path(at)).unwrap();
    };
    link("outside/sizes.yaml", "schema/sizes.yaml");
    let output = workspace.run(&["codegen"]);
    assert!(
        said(&output).contains("error[reference-outside]"),
        "{}",
        said(&output)
    );

    fs::remove_file(workspace.path("schema/sizes.yaml")).unwrap();
    workspace.write("schema/sizes.yaml", SIZES);
    fs::remove_dir_all(workspace.path("generated/src")).unwrap();
    workspace.write("outside/src/kept.rs", "pub fn kept() {}\n");
    link("outside/src", "generated/src");
    let output = workspace.run(&["codegen"]);
    let escaped: Vec<_> = fs::read_dir(workspace.path("outside/src"))
        .unwrap()
        .collect();
    assert_eq!(
        escaped.len(),
        1,
        "nothing is written through the link: {}",
        said(&output)
    );
    assert!(!output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("generated/src"), "{}", said(&output));
}

#[test]
fn drifts_are_planned_as_removals_then_whole_files() {
    let drifts = [
        Drift::Missing {
            path: "src/a.rs",
            wanted: "1",
        },
        Drift::Extra {
            path: "src/b.rs",
            found: "2",
        },
    ];
    let steps = disk::plan(&drifts);
    assert!(matches!(&steps[..], [
        Step::Remove { path: removed },
        Step::Stage { .. },
        Step::Publish { path: published },
    ] if *removed == "src/b.rs" && *published == "src/a.rs"));
}
