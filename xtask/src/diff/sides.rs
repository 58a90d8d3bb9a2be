//! The two sides of a comparison: documents in the work tree, in a commit, or anywhere.

use std::path::Path;

use codegen::diagnostics::{Level, render};
use codegen::source::Tree;
use codegen::surface::Surface;
use codegen::surface::diff::{Cause, Change, Kind, Steps, compare, features};
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
    let read = |texts, path: &Path, pins: Option<(&Surface, &str)>| {
        let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name());
        let name = name.unwrap_or_default().to_string_lossy().into_owned();
        let here = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let cannot_read = |error| format!("cannot read `{}`: {error}", path.display());
        let reader = SchemaFolder::new(here).map_err(cannot_read)?;
        let mut settings = Settings::new(&name);
        if layout == Some("files") {
            settings.layout = Layout::Files;
        }
        let pins = pins.map(|(surface, was)| surface.clone().with_file_called(was, &name));
        let prefix = match folder.as_os_str().is_empty() {
            true => String::new(),
            false => format!("{}/", folder.display()),
        };
        let request = request(&name, &settings, pins.as_ref());
        Ok::<_, Failure>((Side::read(texts, &reader, &request, prefix)?, name))
    };
    let (old, was_called) = read(&texts.0, from, None)?;
    let (new, is_called) = read(&texts.1, to, Some((&old.surface, &was_called)))?;
    let before = old
        .surface
        .clone()
        .with_file_called(&was_called, &is_called);
    let trees = Trees {
        old: Some((&old.tree, &old.prefix)),
        new: (&new.tree, &new.prefix),
    };
    let title = new.surface.title.clone();
    Ok(Report::new(
        title,
        None,
        compare(&before, &new.surface),
        &trees,
    ))
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
        let today = self.read(texts, &self.it.settings);
        let changes = self.changes(&today, &it.settings, &new.surface)?;
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
    fn read<'t>(&self, texts: &'t Texts, settings: &Settings) -> Recording<'t> {
        let folder = RevisionFolder {
            revision: &self.revision,
            folder: self.root.clone(),
            crate_folder: self.folder.clone(),
        };
        let request = request(&self.root_document, settings, self.surface.as_ref());
        record(texts, &folder, &request)
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
            false => self.read(&texts, &settings).surface,
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
