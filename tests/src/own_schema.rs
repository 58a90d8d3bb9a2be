//! This repository's schema, in memory, where it can be edited.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::output::Files;
use codegen::{Documents, Layout, Request, Settings, Texts, generate};

use crate::case::diagnostics_text;

/// The files of `schema/`, by path.
#[derive(Clone, Debug)]
pub struct OwnSchema(pub BTreeMap<String, String>);

impl OwnSchema {
    /// Reads the folder.
    pub fn read() -> Self {
        let mut files = BTreeMap::new();
        collect(&repository().join("schema"), "", &mut files);
        Self(files)
    }

    /// The same with a text replaced in a file.
    ///
    /// # Panics
    ///
    /// When the text is not there exactly once: the edit would not be what the test is about.
    pub fn with_edit(mut self, file: &str, old: &str, new: &str) -> Self {
        let text = self.0.get_mut(file).expect("the schema has the file");
        assert_eq!(
            text.matches(old).count(),
            1,
            "{old:?} stands once in {file}"
        );
        *text = text.replace(old, new);
        self
    }

    /// The files of the crate.
    ///
    /// # Panics
    ///
    /// When the schema has an error.
    pub fn generate(&self) -> Files {
        let documents = self
            .0
            .iter()
            .fold(Documents::default(), |documents, (path, text)| {
                documents.with(path, text.as_str())
            });
        let mut settings = Settings::new("../schema/openapi.yaml");
        settings.layout = Layout::Files;
        settings.deny_warnings = true;
        let manifest = fs::read_to_string(repository().join("generated/Cargo.toml"));
        let request = Request {
            root: "openapi.yaml",
            root_name: "schema/",
            crate_name: "stytch-otp",
            settings: &settings,
            surface: None,
            manifest: &manifest.expect("the generated crate has a manifest"),
        };
        let texts = Texts::new();
        let generation = generate(&texts, &documents, &request);
        let said = diagnostics_text(&generation);
        assert_eq!(said, "", "the schema has nothing to complain about");
        generation.files.expect("no error, so files")
    }
}

/// The repository's folder.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the schema is there").flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(
                path,
                fs::read_to_string(entry.path()).expect("a schema file is text"),
            );
        }
    }
}
