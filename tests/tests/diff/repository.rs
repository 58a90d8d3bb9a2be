//! A repository of git with a workspace: a schema of two files, and a generated crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const ROOT: &str = "\
openapi: 3.1.0
info: {title: Parcels, version: '1'}
paths:
  /parcels:
    post:
      operationId: send_parcel
      tags: [parcels]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Parcel'}
      responses:
        '200':
          description: It is on its way.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Sent'}
components:
  schemas:
    Parcel:
      type: object
      required: [to]
      properties:
        to: {type: string}
        size: {$ref: sizes.yaml#/components/schemas/Size}
    Sent:
      type: object
      required: [id]
      properties:
        id: {type: string}
        parcel: {$ref: '#/components/schemas/Parcel'}
";
const SIZES: &str = "\
components:
  schemas:
    Size:
      type: string
      enum:
        - small
        - large
";
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

/// A work tree on the branch `work`, which left `main` at its only commit.
pub(crate) struct Repository {
    folder: TempDir,
}

impl Repository {
    pub(crate) fn new() -> Self {
        let it = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        it.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"generated\"]\n",
        );
        it.write(".gitignore", "target\nCargo.lock\n");
        it.write("schema/openapi.yaml", ROOT);
        it.write("schema/sizes.yaml", SIZES);
        it.write("generated/Cargo.toml", MANIFEST);
        // Cargo asks for a target before the generator has written one.
        it.write("generated/src/lib.rs", "");
        it.does(&["codegen"]);
        it.git(&["init", "--quiet", "--initial-branch", "main"]);
        it.commit("The parcels");
        it.git(&["switch", "--quiet", "--create", "work"]);
        it
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder().join(below)
    }

    pub(crate) fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap()
    }

    /// Replaces a text that stands once in a file.
    pub(crate) fn edit(&self, below: &str, old: &str, new: &str) {
        let text = self.read(below);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {below}");
        self.write(below, &text.replace(old, new));
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git(self.folder(), arguments)
    }

    pub(crate) fn commit(&self, subject: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", subject]);
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        run_in(self.folder(), arguments)
    }

    /// What a command that succeeds prints.
    pub(crate) fn does(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command that fails says.
    pub(crate) fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stderr).unwrap()
    }
}

pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// Runs git with nothing of the machine's settings.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let day = "2026-01-31T12:00:00Z";
    let output = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=Somebody",
            "-c",
            "user.email=somebody@example.com",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_DATE", day)
        .env("GIT_COMMITTER_DATE", day)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        said(&output)
    );
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}
