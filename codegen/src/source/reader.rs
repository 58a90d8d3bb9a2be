//! The one way in: how the generator gets at the text of a file.

use std::collections::BTreeMap;

/// Gives the text of the schema's files. Paths are relative to the schema's root, with `/` between
/// their parts and neither `.` nor `..` among them: a reader is never asked for anything outside.
pub trait Reader {
    /// The whole content of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// The whole content of an overlay, by its path from the crate's folder as the settings have it.
    /// That path is the user's own, and may lead anywhere.
    fn read_overlay(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// What a person calls an overlay: its path, as it would be written where the person is.
    fn overlay_name(&self, path: &str) -> String {
        path.to_owned()
    }

    /// The files of a folder (empty for the root), for "did you mean" when one is missing.
    fn siblings(&self, folder: &str) -> Vec<String>;
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// The file lies outside the schema's root.
    Outside,
    /// A symbolic link leads to the file, which is not followed.
    Link,
    /// The file is larger than [`crate::limits::BYTES`].
    TooLarge,
    /// The system's reason.
    Other(String),
}

/// A schema that is held in memory, by path.
#[derive(Clone, Debug, Default)]
pub struct Documents(BTreeMap<String, Vec<u8>>);

impl Documents {
    /// A schema of one file, `openapi.yaml`.
    ///
    /// ```
    /// use codegen::{Documents, Reader};
    ///
    /// let documents = Documents::single("openapi: 3.1.0");
    /// assert!(documents.read("openapi.yaml").is_ok());
    /// ```
    pub fn single(text: &str) -> Self {
        Self::default().with("openapi.yaml", text)
    }

    /// The same schema with one more file.
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), text.into());
        self
    }
}

impl Documents {
    /// The same files with other texts.
    pub fn map(self, edit: impl Fn(&str) -> String) -> Self {
        let edited = |(path, bytes): (String, Vec<u8>)| {
            let bytes = match std::str::from_utf8(&bytes) {
                Ok(text) => edit(text).into_bytes(),
                Err(_) => bytes,
            };
            (path, bytes)
        };
        Self(self.0.into_iter().map(edited).collect())
    }
}

impl Reader for Documents {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.get(path).cloned().ok_or(ReadError::Missing)
    }

    fn read_overlay(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.read(path)
    }

    fn siblings(&self, folder: &str) -> Vec<String> {
        let in_folder = |path: &&String| path.rsplit_once('/').map_or("", |(f, _)| f) == folder;
        self.0.keys().filter(in_folder).cloned().collect()
    }
}
