//! The files that the tests read.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Returns the path of something in the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Returns the text of a file in `tests/data`.
pub(crate) fn text(path: &str) -> String {
    read(&repository("tests/data").join(path))
}

/// Returns the content of a JSON file in `tests/data`.
pub(crate) fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("tests/data/{path}: {error}"))
}

/// Returns the names of the files in a folder of `tests/data`, without `.json` and in order.
pub(crate) fn names(folder: &str) -> Vec<String> {
    files(&repository("tests/data").join(folder), "json")
        .iter()
        .map(|path| {
            let stem = path.file_stem().expect("a file has a name");
            stem.to_string_lossy().into_owned()
        })
        .collect()
}

/// Returns the files with the given extension in a folder and the folders in it, in order.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns the text of a file, with an error that names it.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
