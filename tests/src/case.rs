//! Cases: folders with a schema, and what the generator makes of it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::{Location, render};
use codegen::output::Files;
use codegen::source::locate::line_column;
use codegen::surface::Surface;
use codegen::{Documents, Generation, Layout, Request, Settings, Texts, generate};

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
                let bytes = fs::read(entry.path()).unwrap_or_default();
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

    /// Runs the generator with the names of an earlier surface.
    pub fn generate_with<'a>(&self, texts: &'a Texts, surface: Option<&Surface>) -> Generation<'a> {
        let settings = self.settings();
        // The tests of a case read and write JSON, whether or not its crate does.
        let manifest = codegen::manifest::fresh(&self.crate_name(), &settings, false)
            + "\n[dev-dependencies]\nserde = \"1\"\nserde_json = \"1\"\n";
        let request = Request {
            root: self.root(),
            root_name: "schema/",
            crate_name: &self.crate_name(),
            settings: &settings,
            surface,
            manifest: &manifest,
        };
        generate(texts, &self.documents(), &request)
    }

    /// The name of the crate that the case becomes.
    pub fn crate_name(&self) -> String {
        format!("case-{}", self.name)
    }

    /// What the markers in the schema expect: `# error: code` or `# warning: code`, at the end of
    /// the line that the diagnostic is to point to.
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
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            if path.ends_with(".yaml") {
                expected.extend(
                    text.lines()
                        .enumerate()
                        .flat_map(|(line, text)| {
                            markers(text)
                                .map(|code| (line + 1, code))
                                .collect::<Vec<_>>()
                        })
                        .map(|(line, code)| Finding {
                            file: path.clone(),
                            line,
                            code: code.to_owned(),
                        }),
                );
            }
        }
    }
}

/// The codes after `# error:` and `# warning:`.
fn markers(line: &str) -> impl Iterator<Item = &str> {
    let comment = line.split_once(" # ").map_or("", |(_, comment)| comment);
    let marked = comment
        .strip_prefix("error: ")
        .or_else(|| comment.strip_prefix("warning: "));
    marked
        .unwrap_or("")
        .split(", ")
        .filter(|code| !code.is_empty())
}

/// Where the diagnostics of a run point.
pub fn findings(generation: &Generation<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = generation
        .diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let (file, offset) = match diagnostic.location? {
                Location::Node(place, part) => {
                    let span = generation.tree.span(place, part)?;
                    (span.file, span.range.start)
                }
                Location::Offset(file, offset) => (file, offset),
            };
            let file = generation.tree.file(file)?;
            Some(Finding {
                file: file.path.clone(),
                line: line_column(file.text, offset).0,
                code: diagnostic.code.to_string(),
            })
        })
        .collect();
    findings.sort();
    findings
}

/// All diagnostics of a run, as they are printed.
pub fn diagnostics_text(generation: &Generation<'_>) -> String {
    let mut text = String::new();
    for diagnostic in &generation.diagnostics {
        let rendered = render(&generation.tree, diagnostic, "", false);
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
