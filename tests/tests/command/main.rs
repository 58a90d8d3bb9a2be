//! `cargo xtask codegen` as a person runs it: a real program in real folders.

mod disk;
mod new_crate;
mod runs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

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
