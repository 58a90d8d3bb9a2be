//! The one door to the disk.
//!
//! Every generated file is whole at any moment: it is written beside its place and renamed into it.
//! Whatever a run that was killed left behind is an extra file to the next one, which removes it.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use codegen::output::{Drift, Files};
use codegen::{ReadError, Reader};

use crate::workspace;

/// Where files are written before they are renamed into place.
const STAGE: &str = "src/.staged";

/// Reads a schema's files, and nothing outside its root; and the overlays of a crate.
#[derive(Debug)]
pub struct SchemaFolder {
    root: PathBuf,
    crate_folder: PathBuf,
}

impl SchemaFolder {
    /// A folder that has to be there.
    ///
    /// # Errors
    ///
    /// When it is not.
    pub fn new(root: &Path) -> io::Result<Self> {
        Ok(Self {
            root: root.canonicalize()?,
            crate_folder: PathBuf::new(),
        })
    }

    /// The same, with the overlays that are named from a crate's folder.
    pub fn with_overlays_of(mut self, crate_folder: &Path) -> Self {
        self.crate_folder = crate_folder.to_owned();
        self
    }

    fn overlay(&self, path: &str) -> PathBuf {
        workspace::path_from(&self.crate_folder, path)
            .unwrap_or_else(|_| self.crate_folder.join(path))
    }

    /// The folder, without symbolic links.
    pub fn path(&self) -> &Path {
        &self.root
    }
}

impl Reader for SchemaFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let explain = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => ReadError::Missing,
            _ => ReadError::Other(error.to_string()),
        };
        let path = self.root.join(path).canonicalize().map_err(explain)?;
        if !path.starts_with(&self.root) {
            return Err(ReadError::Outside);
        }
        if !path.is_file() {
            return Err(ReadError::Other("it is no file".into()));
        }
        fs::read(path).map_err(explain)
    }

    fn read_overlay(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        fs::read(self.overlay(path)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => ReadError::Missing,
            _ => ReadError::Other(error.to_string()),
        })
    }

    fn overlay_name(&self, path: &str) -> String {
        workspace::shown(&self.overlay(path))
    }

    fn siblings(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.root.join(folder))
            .into_iter()
            .flatten()
            .flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        names.map(|name| format!("{prefix}{name}")).collect()
    }
}

/// The files of a generated crate that the generator owns, and its manifest.
///
/// # Errors
///
/// When a file is there and cannot be read, or the folder of sources leads elsewhere.
pub fn read_crate(folder: &Path) -> io::Result<Files> {
    let source = folder.join("src");
    if source.is_symlink() {
        let message = format!(
            "`{}` is a symbolic link: make it a folder",
            source.display()
        );
        return Err(io::Error::other(message));
    }
    let mut files = Files::new();
    read_below(folder, "src", &mut files)?;
    for name in ["api.json", "Cargo.toml"] {
        match fs::read(folder.join(name)) {
            Ok(bytes) => {
                files.insert(name.into(), String::from_utf8_lossy(&bytes).into_owned());
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(files)
}

fn read_below(folder: &Path, below: &str, files: &mut Files) -> io::Result<()> {
    let entries = match fs::read_dir(folder.join(below)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            read_below(folder, &path, files)?;
        } else if kind.is_file() {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).into_owned();
            files.insert(path, text);
        } else {
            // A symbolic link could lead anywhere: it does not belong, and is not followed.
            files.insert(path, "not a file\n".into());
        }
    }
    Ok(())
}

/// One change of the disk. After any number of steps every file is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Writes a text beside its place.
    Stage {
        /// The file that it is for.
        path: String,
        /// What the file will hold.
        text: String,
    },
    /// Renames a staged text into its place.
    Publish {
        /// The file.
        path: String,
    },
    /// Removes a file that does not belong.
    Remove {
        /// The file.
        path: String,
    },
}

/// The steps that undo drifts: first what does not belong goes, then each file is replaced.
pub fn plan(drifts: &[Drift]) -> Vec<Step> {
    let removals = drifts.iter().filter_map(|drift| match drift {
        Drift::Extra { path, .. } => Some(Step::Remove { path: path.clone() }),
        Drift::Missing { .. } | Drift::Changed { .. } => None,
    });
    let writes = drifts.iter().flat_map(|drift| match drift {
        Drift::Missing { path, wanted } | Drift::Changed { path, wanted, .. } => vec![
            Step::Stage {
                path: path.clone(),
                text: wanted.clone(),
            },
            Step::Publish { path: path.clone() },
        ],
        Drift::Extra { .. } => Vec::new(),
    });
    removals.chain(writes).collect()
}

/// Carries out a step below a crate's folder.
///
/// # Errors
///
/// When the disk refuses; the message names the file.
pub fn apply(folder: &Path, step: &Step) -> Result<(), String> {
    let (path, done) = match step {
        Step::Stage { path, text } => (path, stage(folder, path, text)),
        Step::Publish { path } => (path, publish(folder, path)),
        Step::Remove { path } => (path, remove(folder, path)),
    };
    done.map_err(|error| format!("cannot write `{}`: {error}", folder.join(path).display()))
}

fn staged(folder: &Path, path: &str) -> PathBuf {
    folder.join(STAGE).join(path.replace('/', "+"))
}

fn stage(folder: &Path, path: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder.join(STAGE))?;
    fs::write(staged(folder, path), text)
}

fn publish(folder: &Path, path: &str) -> io::Result<()> {
    let target = folder.join(path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(staged(folder, path), target)?;
    remove_empty_folders(folder, STAGE);
    Ok(())
}

fn remove(folder: &Path, path: &str) -> io::Result<()> {
    fs::remove_file(folder.join(path))?;
    if let Some((parent, _)) = path.rsplit_once('/') {
        remove_empty_folders(folder, parent);
    }
    Ok(())
}

/// Removes a folder, and those around it up to the crate's, as far as they are empty.
fn remove_empty_folders(folder: &Path, path: &str) {
    let mut path = Some(path);
    while let Some(empty) = path.filter(|path| fs::remove_dir(folder.join(path)).is_ok()) {
        path = empty.rsplit_once('/').map(|(parent, _)| parent);
    }
}
