//! The two sides of a comparison: documents in the work tree, in a commit, or anywhere.

use std::path::Path;

use codegen::diagnostics::{Level, render};
use codegen::source::Tree;
use codegen::surface::Surface;
use codegen::surface::diff::{Cause, Change, Kind, Pinned, Steps, compare, features, kept};
use codegen::{Layout, Reader, Recording, Request, Settings, Texts, record};

use super::recorded;
use super::report::{Report, Trees, Versions};
use crate::Failure;
use crate::disk::SchemaFolder;
use crate::git::{Repository, Revision, RevisionFolder, join};
use crate::schema::Schema;
use crate::workspace::{self, GeneratedCrate, shown};

/// Documents, and what a crate made from them offers.
pub(crate) struct Side<'a> {
    /// The documents.
    pub(crate) tree: Tree<'a>,
    /// What the crate offers.
    pub(crate) surface: Surface,
    /// What stands before the paths of its files, as the reader of the report knows them.
    pub(crate) prefix: String,
}

impl<'a> Side<'a> {
    /// A crate of the work tree, whose names are pinned by its record.
    pub(crate) fn of_work_tree(texts: &'a Texts, it: &GeneratedCrate) -> Result<Self, Failure> {
        let schema = Schema::of(it)?;
        let recorded = recorded(it)?;
        let prefix = format!("{}/", shown(schema.folder.path()));
        Self::read(
            texts,
            &schema.folder,
            &request(&schema.root_document, &it.settings, recorded.as_ref()),
            prefix,
        )
    }

    /// What the crate would offer if no name were pinned.
    fn by_documents(it: &GeneratedCrate) -> Result<Surface, Failure> {
        let schema = Schema::of(it)?;
        let request = request(&schema.root_document, &it.settings, None);
        let texts = Texts::new();
        let side = Side::read(&texts, &schema.folder, &request, String::new())?;
        Ok(side.surface)
    }

    fn read(
        texts: &'a Texts,
        reader: &dyn Reader,
        request: &Request<'_>,
        prefix: String,
    ) -> Result<Self, Failure> {
        let recording = record(texts, reader, request);
        match recording.surface {
            Some(surface) => Ok(Self {
                tree: recording.tree,
                surface,
                prefix,
            }),
            None => Err(errors(&recording, &prefix)),
        }
    }
}

fn request<'r>(root: &'r str, settings: &'r Settings, surface: Option<&'r Surface>) -> Request<'r> {
    Request {
        root,
        root_name: "",
        crate_name: "",
        settings,
        surface,
        manifest: "",
    }
}

/// What keeps documents from being compared.
fn errors(recording: &Recording<'_>, prefix: &str) -> Failure {
    let found = recording.diagnostics.iter();
    let found = found.filter(|it| it.level == Level::Error);
    let shown = found.map(|it| render(&recording.tree, it, prefix, false));
    let mut shown: Vec<String> = shown.collect();
    let more = shown.len().saturating_sub(5);
    shown.truncate(5);
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    format!("the documents cannot be read\n\n{}", shown.join("\n\n"))
}

/// Compares two documents. The names of the first are pinned in the second.
pub(super) fn documents(from: &Path, to: &Path, layout: Option<&str>) -> Result<Report, Failure> {
    let texts = (Texts::new(), Texts::new());
    let (from, to) = (Document::at(from, layout)?, Document::at(to, layout)?);
    let old = from.read(&texts.0, None)?;
    let before = old.surface.clone();
    let before = before.with_file_called(&from.name, &to.name);
    let new = to.read(&texts.1, Some(&before))?;
    let alone = to.read(&Texts::new(), None)?.surface;
    let mut changes = compare(&before, &new.surface);
    let was = Pinned {
        with_pins: &before,
        without: &before,
    };
    let is = Pinned {
        with_pins: &new.surface,
        without: &alone,
    };
    changes.extend(kept(was, is));
    let trees = Trees {
        old: Some((&old.tree, &old.prefix)),
        new: (&new.tree, &new.prefix),
    };
    let title = new.surface.title.clone();
    Ok(Report::new(title, None, changes, &trees))
}

/// A document by itself, in a crate of which nothing is known.
struct Document {
    folder: SchemaFolder,
    name: String,
    settings: Settings,
    prefix: String,
}

impl Document {
    fn at(path: &Path, layout: Option<&str>) -> Result<Self, Failure> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let (here, prefix) = match folder.as_os_str().is_empty() {
            true => (Path::new("."), String::new()),
            false => (folder, format!("{}/", folder.display())),
        };
        let cannot_read = |error| format!("cannot read `{}`: {error}", path.display());
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let mut settings = Settings::new(&name);
        if layout == Some("files") {
            settings.layout = Layout::Files;
        }
        Ok(Self {
            folder: SchemaFolder::new(here).map_err(cannot_read)?,
            name,
            settings,
            prefix,
        })
    }

    fn read<'t>(&self, texts: &'t Texts, pins: Option<&Surface>) -> Result<Side<'t>, Failure> {
        let request = request(&self.name, &self.settings, pins);
        Side::read(texts, &self.folder, &request, self.prefix.clone())
    }
}

/// A crate as it was in a commit.
pub(super) struct OldSide {
    revision: Revision,
    it: GeneratedCrate,
    surface: Option<Surface>,
    /// Its folder, below the top of the repository.
    folder: String,
    /// The folder of its documents, the same.
    root: String,
    root_document: String,
}

impl OldSide {
    /// Reads settings and record. None where the crate was not there.
    pub(super) fn at(
        it: &GeneratedCrate,
        repository: &Repository,
        commit: &str,
    ) -> Result<Option<Self>, Failure> {
        let revision = repository.files_at(commit)?;
        let folder = repository.below(&it.folder)?;
        let file = |path: &str| {
            let outside = || format!("`{path}` leads out of the repository");
            join(&folder, path).ok_or_else(outside)
        };
        let manifest_path = file("Cargo.toml")?;
        let Some(manifest) = revision.text(&manifest_path)? else {
            return Ok(None);
        };
        if !manifest.contains("metadata.codegen") {
            return Ok(None);
        }
        let was = workspace::parse(&it.folder, manifest, &in_commit(&manifest_path, commit))?;
        let record = file("api.json")?;
        let surface = revision.text(&record)?.map(|text| {
            let cannot_read =
                |error| format!("cannot read `{}`: {error}", in_commit(&record, commit));
            Surface::from_json(&text).map_err(cannot_read)
        });
        let schema = file(&was.settings.schema)?;
        let root = match &was.settings.root {
            Some(root) => file(root)?,
            None => schema
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder)
                .to_owned(),
        };
        let below = schema.strip_prefix(root.as_str()).unwrap_or(&schema);
        Ok(Some(Self {
            root_document: below.trim_start_matches('/').to_owned(),
            surface: surface.transpose()?,
            it: was,
            revision,
            folder,
            root,
        }))
    }

    /// Compares it with what is there now.
    pub(super) fn compared_with(
        &self,
        texts: &Texts,
        it: &GeneratedCrate,
        new: &Side<'_>,
    ) -> Result<Report, Failure> {
        let today = self.read(texts, &self.it.settings, self.surface.as_ref());
        let mut changes = self.changes(&today, &it.settings, &new.surface)?;
        changes.extend(self.kept(&today, it, new)?);
        let changes = with_features(changes, &self.it.manifest, &it.manifest);
        let versions = Versions {
            old: self.it.version.clone(),
            new: it.version.clone(),
        };
        let trees = Trees {
            old: Some((&today.tree, &self.prefix())),
            new: (&new.tree, &new.prefix),
        };
        Ok(Report::new(
            it.name.clone(),
            Some(versions),
            changes,
            &trees,
        ))
    }

    /// What the generator of today makes of the documents.
    fn read<'t>(
        &self,
        texts: &'t Texts,
        settings: &Settings,
        pins: Option<&Surface>,
    ) -> Recording<'t> {
        let folder = RevisionFolder {
            revision: &self.revision,
            folder: self.root.clone(),
            crate_folder: self.folder.clone(),
        };
        let request = request(&self.root_document, settings, pins);
        record(texts, &folder, &request)
    }

    /// The names that would have moved.
    fn kept(
        &self,
        today: &Recording<'_>,
        it: &GeneratedCrate,
        new: &Side<'_>,
    ) -> Result<Vec<Change>, Failure> {
        let alone = self.read(&Texts::new(), &self.it.settings, None).surface;
        let (Some(with_pins), Some(without)) = (&today.surface, &alone) else {
            return Ok(Vec::new());
        };
        let old = Pinned { with_pins, without };
        let new = Pinned {
            with_pins: &new.surface,
            without: &Side::by_documents(it)?,
        };
        Ok(kept(old, new))
    }

    /// What stands before the paths of its documents.
    fn prefix(&self) -> String {
        match self.root.as_str() {
            "" => String::new(),
            root => format!("{root}/"),
        }
    }

    /// Everything that changed, step by step.
    fn changes(
        &self,
        today: &Recording<'_>,
        settings: &Settings,
        new: &Surface,
    ) -> Result<Vec<Change>, Failure> {
        let (regenerated, old) = match (&today.surface, &self.surface) {
            (Some(regenerated), Some(recorded)) => {
                (regenerated, recorded.clone().completed_by(regenerated))
            }
            (Some(regenerated), None) => (regenerated, regenerated.clone()),
            // The generator of today does not take the old documents: all that is left to compare
            // is what was recorded.
            (None, Some(recorded)) => return Ok(compare(recorded, new)),
            (None, None) => return Err(errors(today, &self.prefix())),
        };
        let settings = Settings {
            schema: self.it.settings.schema.clone(),
            root: self.it.settings.root.clone(),
            // They correct the documents, so a change of them is one of the documents.
            overlays: self.it.settings.overlays.clone(),
            ..settings.clone()
        };
        let texts = Texts::new();
        let with_settings = match settings == self.it.settings {
            true => None,
            false => self.read(&texts, &settings, self.surface.as_ref()).surface,
        };
        let steps = Steps {
            old: &old,
            regenerated,
            with_settings: with_settings.as_ref().unwrap_or(regenerated),
            new,
        };
        Ok(steps.changes())
    }
}

/// The changes with those of the features as the manifests have them: people own what is there, and
/// the generator takes none away.
fn with_features(changes: Vec<Change>, old: &str, new: &str) -> Vec<Change> {
    let of_features = [Kind::FeatureAdded, Kind::FeatureRemoved];
    let (old, new) = (workspace::features(old), workspace::features(new));
    let of_manifests = features(&old, &new);
    let changes = changes
        .into_iter()
        .filter(|it| !of_features.contains(&it.kind));
    let of_manifests = of_manifests.into_iter().map(|it| it.by(Cause::Settings));
    changes.chain(of_manifests).collect()
}

fn in_commit(path: &str, commit: &str) -> String {
    format!("{path}` of the commit `{commit}")
}
