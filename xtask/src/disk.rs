//! The one door to the disk.
//!
//! Every generated file is whole at any moment: it is written beside its place and renamed into it.
//! Whatever a run that was killed left behind is an extra file to the next one, which removes it.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use codegen::output::{Drift, Files};
use codegen::{ReadError, Reader, limits};

use crate::workspace;

/// Where files are written before they are renamed into place.
const STAGE: &str = "src/.staged";

/// The bytes of the name of a staged file.
const LONGEST_NAME: usize = 200;

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
        // Step by step: what a link leads to is somebody else's choice, wherever that is.
        let mut target = self.root.clone();
        for part in path.split('/') {
            target.push(part);
            let kind = target.symlink_metadata().map_err(explain)?.file_type();
            if kind.is_symlink() {
                return Err(ReadError::Link);
            }
        }
        if !target
            .canonicalize()
            .map_err(explain)?
            .starts_with(&self.root)
        {
            return Err(ReadError::Outside);
        }
        read_regular(&target)
            .map_err(explain)?
            .ok_or(ReadError::TooLarge)
    }

    fn read_overlay(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let bytes = read_regular(&self.overlay(path)).map_err(explain)?;
        bytes.ok_or(ReadError::TooLarge)
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

fn explain(error: io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => {
            ReadError::Missing
        }
        _ => ReadError::Other(error.to_string()),
    }
}

/// The content of a file; none where it has more bytes than a schema may have. What is no regular
/// file, such as a pipe or a device, is not opened: it might never end.
fn read_regular(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let is_regular = |it: fs::Metadata| match it.is_file() {
        true => Ok(()),
        false => Err(io::Error::other("it is no file")),
    };
    is_regular(fs::metadata(path)?)?;
    let file = fs::File::open(path)?;
    is_regular(file.metadata()?)?;
    let mut bytes = Vec::new();
    let most = limits::BYTES as u64 + 1;
    file.take(most).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limits::BYTES).then_some(bytes))
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
        match fs::metadata(folder.join(name)) {
            Ok(it) if !it.is_file() => {
                let path = folder.join(name);
                let message = format!("`{}` is there, and is no file", path.display());
                return Err(io::Error::other(message));
            }
            Ok(_) => {
                let bytes = fs::read(folder.join(name))?;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Writes a text beside its place.
    Stage {
        /// The file that it is for.
        path: &'a str,
        /// What the file will hold.
        text: &'a str,
    },
    /// Renames a staged text into its place.
    Publish {
        /// The file.
        path: &'a str,
    },
    /// Removes a file that does not belong.
    Remove {
        /// The file.
        path: &'a str,
    },
}

/// The steps that undo drifts: first what does not belong goes, then each file is replaced.
pub fn plan<'a>(drifts: &[Drift<'a>]) -> Vec<Step<'a>> {
    let removals = drifts.iter().filter_map(|drift| match *drift {
        Drift::Extra { path, .. } => Some(Step::Remove { path }),
        Drift::Missing { .. } | Drift::Changed { .. } => None,
    });
    let writes = drifts.iter().flat_map(|drift| match *drift {
        Drift::Missing { path, wanted } | Drift::Changed { path, wanted, .. } => {
            vec![Step::Stage { path, text: wanted }, Step::Publish { path }]
        }
        Drift::Extra { .. } => Vec::new(),
    });
    removals.chain(writes).collect()
}

/// Carries out a step below a crate's folder.
///
/// # Errors
///
/// When the disk refuses; the message names the file.
pub fn apply(folder: &Path, step: Step<'_>) -> Result<(), String> {
    let (path, done) = match step {
        Step::Stage { path, text } => (path, stage(folder, path, text)),
        Step::Publish { path } => (path, publish(folder, path)),
        Step::Remove { path } => (path, remove(folder, path)),
    };
    done.map_err(|error| format!("cannot write `{}`: {error}", folder.join(path).display()))
}

fn staged(folder: &Path, path: &str) -> PathBuf {
    let name = path.replace('/', "+");
    // No file system takes longer names than 255 bytes. The end tells files apart.
    let end = name.get(name.len().saturating_sub(LONGEST_NAME)..);
    folder.join(STAGE).join(end.unwrap_or(&name))
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
