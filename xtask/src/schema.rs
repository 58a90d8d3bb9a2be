//! Where a schema lies on the disk.

use std::path::Path;

use crate::Failure;
use crate::disk::SchemaFolder;
use crate::workspace::{self, GeneratedCrate, shown};

/// A root document, and the folder that its references may not leave.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The folder.
    pub(crate) folder: SchemaFolder,
    /// The root document's path below it, with `/` between the parts.
    pub(crate) root_document: String,
}

impl Schema {
    /// The schema of a generated crate, as its settings have it.
    pub(crate) fn of(it: &GeneratedCrate) -> Result<Self, Failure> {
        let schema = workspace::path_from(&it.folder, &it.settings.schema)?;
        let root = it.settings.root.as_ref();
        let root = root.map(|root| workspace::path_from(&it.folder, root));
        let opened = Self::open(&schema, root.transpose()?.as_deref())?;
        Ok(opened.with_overlays_of(&it.folder))
    }

    /// The same, with the overlays that are named from a crate's folder.
    pub(crate) fn with_overlays_of(self, crate_folder: &Path) -> Self {
        Self {
            folder: self.folder.with_overlays_of(crate_folder),
            ..self
        }
    }

    /// A root document; its own folder is the one that counts where none is given.
    pub(crate) fn open(document: &Path, root: Option<&Path>) -> Result<Self, Failure> {
        let cannot_read = |error| format!("cannot read `{}`: {error}", shown(document));
        let path = document.canonicalize().map_err(cannot_read)?;
        let root = root.or(path.parent()).unwrap_or(Path::new(""));
        let folder = SchemaFolder::new(root)
            .map_err(|error| format!("cannot read `{}`: {error}", shown(root)))?;
        let below = path.strip_prefix(folder.path()).map_err(|_| {
            format!(
                "`{}` lies outside the setting `root`, `{}`",
                shown(&path),
                shown(root)
            )
        })?;
        Ok(Self {
            root_document: below.to_string_lossy().replace('\\', "/"),
            folder,
        })
    }

    /// What the folder is called in headers of generated files, such as `schema/`.
    pub(crate) fn name(&self) -> String {
        let name = self.folder.path().file_name().unwrap_or_default();
        format!("{}/", name.to_string_lossy())
    }

    /// The folder as the person at the terminal would write it, with a `/` at its end.
    pub(crate) fn shown_folder(&self) -> String {
        match shown(self.folder.path()).as_str() {
            "." => String::new(),
            folder => format!("{folder}/"),
        }
    }
}
