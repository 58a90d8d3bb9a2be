//! What the fuzz targets share with the tests.

#[path = "../../src/always.rs"]
pub mod always;
#[path = "../../src/invented.rs"]
pub mod invented;

use codegen::{Documents, Layout};

/// Several documents in one text: what follows `=== path` on a line of its own is another file.
///
/// The first is the root document: `openapi.json` where it starts with a brace.
pub struct Bundle {
    /// The documents.
    pub documents: Documents,
    /// The path of the root document.
    pub root: &'static str,
    /// Where types live: in modules by file where there are several files.
    pub layout: Layout,
}

impl Bundle {
    /// Takes a text apart.
    pub fn of(bytes: &[u8]) -> Self {
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
        let is_json = files[0].1.starts_with(b"{");
        let root = if is_json { "openapi.json" } else { "openapi.yaml" };
        files[0].0 = root.to_owned();
        let several = files.len() > 1;
        let documents = files.into_iter().fold(Documents::default(), |all, (path, text)| {
            all.with(&path, text)
        });
        Self {
            documents,
            root,
            layout: if several { Layout::Files } else { Layout::Types },
        }
    }

    /// The same for the checks.
    pub fn input(&self) -> always::Input<'_> {
        always::Input {
            reader: &self.documents,
            root: self.root,
            layout: self.layout,
        }
    }
}
