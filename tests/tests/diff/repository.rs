//! A repository of git with a workspace: a schema of two files, and a generated crate.

use std::ops::Deref;
use std::path::Path;
use std::process::{Command, Output};

use tests::workspace::{self, Member, Workspace, said};

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
const PARCELS: Member = Member {
    folder: "generated",
    name: "parcels",
    schema: "../schema/openapi.yaml",
};

const TOOL: &str = env!("CARGO_BIN_EXE_xtask-under-test");

/// A work tree on the branch `work`, which left `main` at its only commit.
pub(crate) struct Repository(Workspace);

impl Repository {
    pub(crate) fn new() -> Self {
        let it = Self(Workspace::new(TOOL, &PARCELS));
        it.write(".gitignore", "target\nCargo.lock\n");
        it.write("schema/openapi.yaml", ROOT);
        it.write("schema/sizes.yaml", SIZES);
        it.does(&["codegen"]);
        it.git(&["init", "--quiet", "--initial-branch", "main"]);
        it.commit("The parcels");
        it.git(&["switch", "--quiet", "--create", "work"]);
        it
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git(self.folder(), arguments)
    }

    pub(crate) fn commit(&self, subject: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", subject]);
    }
}

/// A repository is a workspace.
impl Deref for Repository {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.0
    }
}

pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    workspace::run(TOOL, folder, arguments)
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
