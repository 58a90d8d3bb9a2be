//! The documents of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::raw;
use crate::Failure;

/// A document to generate from.
#[derive(Debug)]
pub(super) struct Document {
    /// Its file or folder, as it is called in the corpus.
    pub(super) name: String,
    /// Its root document.
    pub(super) root: PathBuf,
    /// The folder of all its files.
    pub(super) folder: PathBuf,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The documents, by name.
    pub(super) documents: Vec<Document>,
    /// What is no document, and why; it is passed over.
    pub(super) passed_over: Vec<String>,
    /// What may be a document, but it cannot be told which file is its root.
    pub(super) unclear: Vec<String>,
}

/// Finds the documents of a corpus.
///
/// A document is a YAML or JSON file with a key `openapi` at its top. A file of the folder itself
/// is a document by itself. A folder in it is one document, of which the root is the only such file
/// on the level nearest to the top that has one.
pub(super) fn find(corpus: &Path) -> Result<Found, Failure> {
    let mut found = Found::default();
    for path in entries(corpus)? {
        let name = name_of(&path);
        if path.is_dir() {
            let mut roots = roots_below(&path)?;
            match (roots.pop(), roots.is_empty()) {
                (Some(root), true) => {
                    let folder = path;
                    found.documents.push(Document { name, root, folder });
                }
                (None, _) => found
                    .passed_over
                    .push(format!("`{name}/` has no file with a key `openapi`")),
                (Some(last), false) => {
                    roots.push(last);
                    found.unclear.push(unclear(&name, &path, &roots));
                }
            }
        } else if is_yaml_or_json(&path) {
            if is_root(&path) {
                let folder = corpus.to_owned();
                let root = path;
                found.documents.push(Document { name, root, folder });
            } else {
                let reason = format!("`{name}` has no key `openapi`");
                found.passed_over.push(reason);
            }
        }
    }
    Ok(found)
}

fn unclear(name: &str, folder: &Path, roots: &[PathBuf]) -> String {
    let below = |root: &PathBuf| {
        let below = root.strip_prefix(folder).unwrap_or(root);
        format!("`{}`", below.display())
    };
    let list: Vec<String> = roots.iter().map(below).collect();
    format!(
        "`{name}/` has {} files with a key `openapi`: {}; if each is a document, give `{name}` \
         itself as the folder",
        roots.len(),
        list.join(", ")
    )
}

/// The root documents on the first level of a folder that has any.
fn roots_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut level = vec![folder.to_owned()];
    while !level.is_empty() {
        let mut files = Vec::new();
        let mut folders = Vec::new();
        for folder in &level {
            let (below, beside) = entries(folder)?.into_iter().partition(|it| it.is_dir());
            let _: () = folders.extend::<Vec<_>>(below);
            let _: () = files.extend::<Vec<_>>(beside);
        }
        files.retain(|path| is_yaml_or_json(path) && is_root(path));
        if !files.is_empty() {
            return Ok(files);
        }
        level = folders;
    }
    Ok(Vec::new())
}

/// The entries of a folder, by name, without those that are hidden.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot_read = |error| format!("cannot read `{}`: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(cannot_read)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(cannot_read)?.path());
    }
    paths.retain(|path| !name_of(path).starts_with('.'));
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn is_yaml_or_json(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["yaml", "yml", "json"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// True for a file with a key `openapi` at its top. Most files do not have the word, and are not
/// parsed; one that has it and cannot be parsed counts, so that the generator says what is wrong.
fn is_root(path: &Path) -> bool {
    let Ok(bytes) = fs::read(path) else {
        return false;
    };
    let text = String::from_utf8_lossy(&bytes);
    text.contains("openapi")
        && raw::parse(path, &text).map_or_else(
            |_| text.contains("openapi:") || text.contains("\"openapi\""),
            |value| value.get("openapi").is_some(),
        )
}
