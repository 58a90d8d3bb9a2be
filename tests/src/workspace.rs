//! A workspace of its own with a crate that is generated, where `cargo xtask` runs as it does for a
//! person: a real program in real folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The only member of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its folder in the workspace.
    pub folder: &'static str,
    /// What the crate is called.
    pub name: &'static str,
    /// Where the schema lies, seen from the folder.
    pub schema: &'static str,
}

impl Member {
    /// Returns the manifest. Settings of the generator can follow it.
    pub fn manifest(&self) -> String {
        let Self { name, schema, .. } = self;
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [lib]\npath = \"src/lib.rs\"\n\n\
             [package.metadata.codegen]\nschema = \"{schema}\"\n"
        )
    }
}

/// A workspace in a folder that goes with the value.
#[derive(Debug)]
pub struct Workspace {
    folder: TempDir,
    tool: &'static str,
}

#[allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot use its folder has failed"
)]
impl Workspace {
    /// Makes a workspace of one crate, from which nothing is generated yet. The tool is
    /// `env!("CARGO_BIN_EXE_xtask-under-test")`, which Cargo tells only where a test is compiled.
    ///
    /// # Panics
    ///
    /// When there is no place for it.
    pub fn new(tool: &'static str, member: &Member) -> Self {
        let folder = tempfile::tempdir().expect("there is a place for a folder");
        let it = Self { folder, tool };
        let member_folder = member.folder;
        let members = format!("[workspace]\nresolver = \"3\"\nmembers = [\"{member_folder}\"]\n");
        it.write("Cargo.toml", &members);
        it.write(&format!("{member_folder}/Cargo.toml"), &member.manifest());
        // Cargo asks for a target before the generator has written one.
        it.write(&format!("{member_folder}/src/lib.rs"), "");
        it
    }

    /// Returns the folder of the workspace.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns where something in the workspace is.
    pub fn path(&self, below: &str) -> PathBuf {
        self.folder().join(below)
    }

    /// Writes a file, and the folders that it lies in.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    pub fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        let around = path.parent().expect("it lies in the workspace");
        fs::create_dir_all(around).expect("folders can be made");
        fs::write(path, text).expect("it can be written");
    }

    /// Returns the text of a file.
    ///
    /// # Panics
    ///
    /// When it cannot be read.
    pub fn read(&self, below: &str) -> String {
        let text = fs::read_to_string(self.path(below));
        text.unwrap_or_else(|error| panic!("{below}: {error}"))
    }

    /// Replaces a text that stands once in a file.
    ///
    /// # Panics
    ///
    /// When it stands there more or less often.
    pub fn edit(&self, below: &str, old: &str, new: &str) {
        let text = self.read(below);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {below}");
        self.write(below, &text.replace(old, new));
    }

    /// Runs `cargo xtask` in the workspace.
    pub fn run(&self, arguments: &[&str]) -> Output {
        run(self.tool, self.folder(), arguments)
    }

    /// What a command that succeeds prints.
    ///
    /// # Panics
    ///
    /// When it fails.
    pub fn does(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).expect("it prints text")
    }

    /// What a command that fails says.
    ///
    /// # Panics
    ///
    /// When it succeeds.
    pub fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stderr).expect("it prints text")
    }
}

/// Runs `cargo xtask` in a folder.
///
/// # Panics
///
/// When it cannot be run.
#[allow(clippy::expect_used, reason = "a test without its tool has failed")]
pub fn run(tool: &str, folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(tool);
    let command = command.current_dir(folder).args(arguments);
    command.output().expect("the tool was just built")
}

/// All that a command printed.
pub fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    let (out, err) = (String::from_utf8_lossy(out), String::from_utf8_lossy(err));
    format!("{out}{err}")
}
