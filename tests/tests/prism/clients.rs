//! The clients of three other documents, each generated, compiled and called.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::own_schema::repository;

use crate::server::Prism;

/// Real documents, which are no part of the repository.
const CORPUS: &str = "../shared/corpus";

/// A document and the program that calls what it describes.
struct Subject {
    document: &'static str,
    name: &'static str,
    program: &'static str,
}

const SUBJECTS: [Subject; 3] = [
    Subject {
        document: "petstore.yaml",
        name: "petstore",
        program: include_str!("programs/petstore.rs"),
    },
    Subject {
        document: "train-travel.yaml",
        name: "train-travel",
        program: include_str!("programs/train_travel.rs"),
    },
    Subject {
        document: "nexus.json",
        name: "nexus",
        program: include_str!("programs/nexus.rs"),
    },
];

#[test]
fn other_documents_make_round_trips() {
    let corpus = repository().join(CORPUS);
    if std::env::var_os("PRISM").is_none() || !corpus.is_dir() {
        println!("skipped: Prism or {CORPUS} is not there");
        return;
    }
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prism");
    for subject in &SUBJECTS {
        subject.generate(&corpus, &workspace);
    }
    write_workspace(&workspace);
    cargo_build(&workspace);
    for subject in &SUBJECTS {
        let document = subject.prepare(&corpus, &workspace);
        let prism = Prism::start(&document).expect("it was there a moment ago");
        let program = workspace
            .join("target/debug")
            .join(format!("call-{}", subject.name));
        let output = Command::new(program).arg(&prism.base_url).output().unwrap();
        let (said, errors) = (&output.stdout, &output.stderr);
        let said = String::from_utf8_lossy(said);
        let errors = String::from_utf8_lossy(errors);
        assert!(
            output.status.success(),
            "{}:\n{said}\n{errors}",
            subject.name
        );
        println!("{}: {}", subject.name, said.trim());
    }
}

impl Subject {
    /// Writes the crate of the document, and a program that uses it.
    fn generate(&self, corpus: &Path, workspace: &Path) {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
            .args(["codegen", "--name", self.name, "--schema"])
            .arg(corpus.join(self.document))
            .arg("--out")
            .arg(workspace.join(self.name))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let folder = workspace.join(format!("call-{}", self.name));
        let manifest = format!(
            "[package]\nname = \"call-{0}\"\nedition = \"2024\"\n\n[dependencies]\n\
             {0} = {{ path = \"../{0}\", features = [\"blocking\"] }}\n\
             tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
            self.name
        );
        write_if_changed(&folder.join("Cargo.toml"), &manifest);
        write_if_changed(&folder.join("src/main.rs"), self.program);
    }

    /// Puts the document where Prism can read it with all that it refers to.
    fn prepare(&self, corpus: &Path, workspace: &Path) -> PathBuf {
        let folder = workspace.join("documents");
        let text = fs::read_to_string(corpus.join(self.document)).unwrap();
        // Prism reads every `$ref`, also one that leads to a page for people, which is not there.
        write_if_changed(&folder.join("docs/getting-started.md"), "");
        let document = folder.join(self.document);
        write_if_changed(&document, &text);
        document
    }
}

fn write_workspace(workspace: &Path) {
    let names: Vec<_> = SUBJECTS.iter().map(|it| format!("{:?}", it.name)).collect();
    let programs: Vec<_> = SUBJECTS
        .iter()
        .map(|it| format!("\"call-{}\"", it.name))
        .collect();
    // The generated crates are workspaces of their own.
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\nexclude = [{}]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        programs.join(", "),
        names.join(", ")
    );
    write_if_changed(&workspace.join("Cargo.toml"), &manifest);
    // The same versions as everywhere else, so that nothing has to be fetched.
    let lock = repository().join("Cargo.lock");
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    }
}

/// Cargo compiles what is newer than it was; the rest stays compiled from the last run.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn cargo_build(workspace: &Path) {
    let output = Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(["build", "--offline", "--quiet", "--workspace"])
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
