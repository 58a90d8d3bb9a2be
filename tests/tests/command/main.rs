//! `cargo xtask codegen` as a person runs it: a real program in real folders.

mod disk;
mod new_crate;
mod options;
mod runs;

use std::path::Path;
use std::process::Output;

use tests::workspace::{self, Member, Workspace};

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
const PARCELS: Member = Member {
    folder: "generated",
    name: "parcels",
    schema: "../schema/openapi.yaml",
};

const TOOL: &str = env!("CARGO_BIN_EXE_xtask-under-test");

/// A workspace with a schema of two files and a generated crate.
fn fresh() -> Workspace {
    let it = Workspace::new(TOOL, &PARCELS);
    it.write("schema/openapi.yaml", ROOT);
    it.write("schema/sizes.yaml", SIZES);
    it
}

/// The same after a first run.
fn generated() -> Workspace {
    let it = fresh();
    it.does(&["codegen"]);
    it
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    workspace::run(TOOL, folder, arguments)
}
