//! Cases: folders with a schema, and what the generator makes of it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::{Diagnostic, render};
use codegen::output::Files;
use codegen::source::Tree;
use codegen::source::locate::line_column;
use codegen::surface::Surface;
use codegen::{Documents, Generation, Layout, Reading, Request, Settings, Texts, generate, lint};

use crate::markers::{marked_in_json, marked_in_yaml, without_markers};

/// A folder below `tests/cases`: `README.md`, `openapi.yaml`, and whatever else it refers to.
#[derive(Clone, Debug)]
pub struct Case {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
}

/// A place and a kind: what a diagnostic is expected to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, relative to the case's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in JSON, from 1: a marker there stands just before its place.
    pub column: Option<usize>,
    /// `error` or `warning`.
    pub level: String,
    /// The kind.
    pub code: String,
}

impl Case {
    /// All cases of a group, such as `constructs`, by name.
    ///
    /// # Panics
    ///
    /// When the folder cannot be read.
    #[allow(
        clippy::expect_used,
        reason = "a test that cannot read its cases has failed"
    )]
    pub fn all(group: &str) -> Vec<Self> {
        let group = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("cases")
            .join(group);
        let entries = fs::read_dir(group).expect("the folder of cases can be read");
        let folders = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_dir());
        let mut cases: Vec<Self> = folders.map(Self::at).collect();
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        cases
    }

    fn at(folder: PathBuf) -> Self {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Self { name, folder }
    }

    /// One case, by its group and name.
    pub fn named(group: &str, name: &str) -> Self {
        Self::at(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("cases")
                .join(group)
                .join(name),
        )
    }

    /// The schema: every YAML and JSON file of the folder.
    pub fn documents(&self) -> Documents {
        let mut documents = Documents::default();
        self.add(&self.folder, "", &mut documents);
        documents
    }

    fn add(&self, folder: &Path, prefix: &str, documents: &mut Documents) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.add(&entry.path(), &format!("{path}/"), documents);
            } else if path.ends_with(".yaml") || path.ends_with(".json") {
                let mut bytes = fs::read(entry.path()).unwrap_or_default();
                if path.ends_with(".json") {
                    bytes = without_markers(&String::from_utf8_lossy(&bytes)).into_bytes();
                }
                *documents = std::mem::take(documents).with(&path, bytes);
            }
        }
    }

    /// The root document's name.
    pub fn root(&self) -> &'static str {
        if self.folder.join("openapi.json").exists() {
            "openapi.json"
        } else {
            "openapi.yaml"
        }
    }

    /// The settings: those of the case's `settings.toml`. A case with more files than one may ask
    /// for a module of each, by a file `layout-files`.
    ///
    /// # Panics
    ///
    /// When they are no settings.
    #[allow(
        clippy::expect_used,
        reason = "a test that cannot read its settings has failed"
    )]
    pub fn settings(&self) -> Settings {
        let text = fs::read_to_string(self.folder.join("settings.toml")).unwrap_or_default();
        let text = format!("schema = {:?}\n{text}", self.root());
        let mut settings: Settings =
            toml_edit::de::from_str(&text).expect("`settings.toml` holds settings");
        if self.folder.join("layout-files").exists() {
            settings.layout = Layout::Files;
        }
        settings
    }

    /// Runs the generator.
    pub fn generate<'a>(&self, texts: &'a Texts) -> Generation<'a> {
        self.generate_with(texts, None)
    }

    /// True for a case of `cargo xtask lint`, by its file `lint`.
    pub fn is_linted(&self) -> bool {
        self.folder.join("lint").exists()
    }

    /// What is found in the documents: by the generator, or by the linter where the case is its.
    pub fn read<'a>(&self, texts: &'a Texts) -> Reading<'a> {
        self.read_documents(texts, &self.documents())
    }

    /// The same of other documents than those of the folder.
    pub fn read_documents<'a>(&self, texts: &'a Texts, documents: &Documents) -> Reading<'a> {
        let settings = self.settings();
        let request = Request {
            root: self.root(),
            root_name: "schema/",
            crate_name: &self.crate_name(),
            settings: &settings,
            surface: None,
            manifest: "",
        };
        if self.is_linted() {
            return lint(texts, documents, &request);
        }
        let Generation {
            tree, diagnostics, ..
        } = generate(texts, documents, &request);
        Reading { tree, diagnostics }
    }

    /// Runs the generator with the names of an earlier surface.
    pub fn generate_with<'a>(&self, texts: &'a Texts, surface: Option<&Surface>) -> Generation<'a> {
        self.generate_from(texts, &self.settings(), surface)
    }

    /// Runs the generator with other settings than those of the case.
    pub fn generate_by<'a>(&self, texts: &'a Texts, settings: &Settings) -> Generation<'a> {
        self.generate_from(texts, settings, None)
    }

    fn generate_from<'a>(
        &self,
        texts: &'a Texts,
        settings: &Settings,
        surface: Option<&Surface>,
    ) -> Generation<'a> {
        // The tests of a case read and write JSON, whether or not its crate does.
        let manifest = codegen::manifest::fresh(&self.crate_name(), settings, false)
            + "\n[dev-dependencies]\nserde = \"1\"\nserde_json = \"1\"\n";
        let request = Request {
            root: self.root(),
            root_name: "schema/",
            crate_name: &self.crate_name(),
            settings,
            surface,
            manifest: &manifest,
        };
        generate(texts, &self.documents(), &request)
    }

    /// The name of the crate that the case becomes.
    pub fn crate_name(&self) -> String {
        format!("case-{}", self.name)
    }

    /// What the markers in the schema expect.
    pub fn expected_findings(&self) -> Vec<Finding> {
        let mut expected = Vec::new();
        self.collect_markers(&self.folder, "", &mut expected);
        expected.sort();
        expected
    }

    fn collect_markers(&self, folder: &Path, prefix: &str, expected: &mut Vec<Finding>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.collect_markers(&entry.path(), &format!("{path}/"), expected);
                continue;
            }
            let bytes = fs::read(entry.path()).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            if path.ends_with(".yaml") {
                expected.extend(marked_in_yaml(&path, &text));
            } else if path.ends_with(".json") {
                expected.extend(marked_in_json(&path, &text));
            }
        }
    }
}

/// Where diagnostics point.
pub fn findings(tree: &Tree<'_>, diagnostics: &[Diagnostic]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let (file, bytes) = diagnostic.location?.bytes(tree)?;
            let file = tree.file(file)?;
            let (line, column) = line_column(file.text, bytes.start);
            Some(Finding {
                file: file.path.clone(),
                line,
                column: Some(column).filter(|_| file.path.ends_with(".json")),
                level: diagnostic.level.as_str().to_owned(),
                code: diagnostic.code.to_string(),
            })
        })
        .collect();
    findings.sort();
    findings
}

/// All diagnostics of a run, as they are printed.
pub fn diagnostics_text(generation: &Generation<'_>) -> String {
    printed(&generation.tree, &generation.diagnostics)
}

/// Diagnostics, as they are printed.
pub fn printed(tree: &Tree<'_>, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let rendered = render(tree, diagnostic, "", false);
        let _ = writeln!(text, "{rendered}\n");
    }
    text
}

/// The Rust that the schema made: without what every crate has alike.
pub fn rust_text(files: &Files) -> String {
    let mut text = String::new();
    let own = files.iter().filter(|(path, _)| {
        path.ends_with(".rs") && !path.starts_with("src/runtime/") && *path != "src/lib.rs"
    });
    for (path, content) in own {
        let _ = writeln!(text, "// ==== {path}\n{content}");
    }
    text
}
