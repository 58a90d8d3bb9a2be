//! What the fuzz targets share with the tests.

#[path = "../../src/always.rs"]
pub mod always;
#[path = "../../src/invented/mod.rs"]
pub mod invented;

use codegen::{Documents, Layout};

/// Several documents in one text: what follows `=== path` on a line of its own is another file.
pub struct Bundle {
    /// The documents.
    pub documents: Documents,
    /// The path of the root document: `openapi.json` where it starts with a brace.
    pub root: &'static str,
    /// The paths of the overlays.
    pub overlays: Vec<&'static str>,
    /// Where types live: in modules by file where there are several files.
    pub layout: Layout,
}

impl Bundle {
    /// Takes a text apart whose first file is the root document.
    pub fn of(bytes: &[u8]) -> Self {
        Self::new(files(bytes), Vec::new())
    }

    /// Takes a text apart whose first file is an overlay, and whose second one is the root document.
    pub fn with_overlay(bytes: &[u8]) -> Self {
        let mut files = files(bytes);
        let (_, overlay) = files.remove(0);
        let path = path_of(&overlay, ["overlay.json", "overlay.yaml"]);
        if files.is_empty() {
            files.push((String::new(), Vec::new()));
        }
        let mut bundle = Self::new(files, vec![path]);
        bundle.documents = bundle.documents.with(path, overlay);
        bundle
    }

    fn new(mut files: Vec<(String, Vec<u8>)>, overlays: Vec<&'static str>) -> Self {
        let root = path_of(&files[0].1, ["openapi.json", "openapi.yaml"]);
        files[0].0 = root.to_owned();
        let several = files.len() > 1;
        let documents = files
            .into_iter()
            .fold(Documents::default(), |all, (path, text)| {
                all.with(&path, text)
            });
        Self {
            documents,
            root,
            overlays,
            layout: if several {
                Layout::Files
            } else {
                Layout::Types
            },
        }
    }

    /// The same for the checks.
    pub fn input(&self) -> always::Input<'_> {
        always::Input {
            reader: &self.documents,
            root: self.root,
            overlays: &self.overlays,
            layout: self.layout,
        }
    }
}

/// The files of a text, with their paths; the first one has none.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = vec![(String::new(), Vec::new())];
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(path) => {
                let path = String::from_utf8_lossy(path).trim().to_owned();
                files.push((path, Vec::new()));
            }
            None => files.last_mut().unwrap().1.extend(line),
        }
    }
    files
}

/// The path for JSON, or the one for YAML.
fn path_of(text: &[u8], [json, yaml]: [&'static str; 2]) -> &'static str {
    if text.starts_with(b"{") { json } else { yaml }
}
