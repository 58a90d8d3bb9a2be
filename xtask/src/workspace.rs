//! The generated crates of a workspace, and their settings.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use codegen::Settings;
use codegen::output::Files;
use codegen::surface::Surface;
use serde::Deserialize;

use crate::Failure;

/// What `cargo metadata` says, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// A package of the workspace.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    manifest_path: PathBuf,
    /// Its features.
    pub(crate) features: BTreeMap<String, Vec<String>>,
    rust_version: Option<String>,
    #[serde(default)]
    metadata: serde_json::Value,
}

impl Package {
    /// The oldest Rust that it is for.
    pub(crate) fn rust_version(&self) -> Option<&str> {
        self.rust_version.as_deref()
    }
}

/// A crate that is generated.
#[derive(Debug)]
pub(crate) struct GeneratedCrate {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// Its name.
    pub(crate) name: String,
    /// Its version; empty where the workspace says it.
    pub(crate) version: String,
    /// Its manifest, as it is.
    pub(crate) manifest: String,
    /// Its settings.
    pub(crate) settings: Settings,
    /// True for a crate that is not there yet.
    pub(crate) is_new: bool,
}

/// The packages of this workspace that have `[package.metadata.codegen]`.
pub(crate) fn generated_packages() -> Result<Vec<Package>, Failure> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .output()
        .map_err(|error| format!("cannot run `cargo metadata`: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cannot read what `cargo metadata` says: {error}"))?;
    let generated = |package: &Package| package.metadata.get("codegen").is_some();
    Ok(metadata.packages.into_iter().filter(generated).collect())
}

/// The generated crates of this workspace.
pub(crate) fn generated_crates() -> Result<Vec<GeneratedCrate>, Failure> {
    let packages = generated_packages()?;
    packages
        .iter()
        .map(|package| load(&package.manifest_path))
        .collect()
}

#[derive(Deserialize)]
struct Manifest {
    package: ManifestPackage,
}

#[derive(Deserialize)]
struct ManifestPackage {
    name: String,
    #[serde(default)]
    version: Version,
    #[serde(default)]
    metadata: ManifestMetadata,
}

/// A version in a manifest.
#[derive(Deserialize)]
#[serde(untagged)]
enum Version {
    Own(String),
    Inherited {},
}

impl Default for Version {
    fn default() -> Self {
        Self::Inherited {}
    }
}

#[derive(Default, Deserialize)]
struct ManifestMetadata {
    codegen: Option<Settings>,
}

/// Reads a crate's manifest. An unknown key of the settings is an error that names its place.
pub(crate) fn load(manifest_path: &Path) -> Result<GeneratedCrate, Failure> {
    let shown = shown(manifest_path);
    let manifest = fs::read_to_string(manifest_path)
        .map_err(|error| format!("cannot read `{shown}`: {error}"))?;
    let folder = manifest_path.parent().unwrap_or(Path::new(""));
    parse(folder, manifest, &shown)
}

/// Takes a crate from the text of its manifest, which is shown as the path.
pub(crate) fn parse(
    folder: &Path,
    manifest: String,
    shown: &str,
) -> Result<GeneratedCrate, Failure> {
    let parsed: Manifest = toml_edit::de::from_str(&manifest)
        .map_err(|error| format!("cannot read `{shown}`: {}", error.to_string().trim_end()))?;
    let settings = parsed.package.metadata.codegen;
    Ok(GeneratedCrate {
        folder: folder.to_owned(),
        name: parsed.package.name,
        version: match parsed.package.version {
            Version::Own(version) => version,
            Version::Inherited {} => String::new(),
        },
        manifest,
        settings: settings
            .ok_or_else(|| format!("`{shown}` has no table `[package.metadata.codegen]`"))?,
        is_new: false,
    })
}

/// The record of the surface that a crate has now, among its files.
pub(crate) fn read_surface(found: &Files, folder: &Path) -> Result<Option<Surface>, Failure> {
    let Some(text) = found.get("api.json") else {
        return Ok(None);
    };
    let surface = Surface::from_json(text).map_err(|error| {
        let path = shown(&folder.join("api.json"));
        format!(
            "cannot read `{path}`: {error}\n\
             help: it pins the names of the crate: take it back from version control, or remove \
             it to name everything anew"
        )
    });
    surface.map(Some)
}

/// The features that a manifest has; the default ones are a choice among them.
pub(crate) fn features(manifest: &str) -> BTreeSet<String> {
    #[derive(Deserialize)]
    struct Features {
        #[serde(default)]
        features: BTreeMap<String, Vec<String>>,
    }
    let parsed: Result<Features, _> = toml_edit::de::from_str(manifest);
    let features = parsed.map_or_else(|_| BTreeMap::new(), |it| it.features);
    features.into_keys().filter(|it| it != "default").collect()
}

/// A path from a folder, as the manifest there has it.
pub(crate) fn relative(path: &Path, folder: &Path) -> Result<String, Failure> {
    let path = path
        .canonicalize()
        .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let folder = without_links(folder)
        .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    let shared = folder
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// The same of several paths.
pub(crate) fn all_relative(paths: &[PathBuf], folder: &Path) -> Result<Vec<String>, Failure> {
    paths.iter().map(|path| relative(path, folder)).collect()
}

/// The absolute path of a folder that need not be there yet.
pub(crate) fn without_links(folder: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(folder)?;
    let there = absolute
        .ancestors()
        .find(|it| it.exists())
        .unwrap_or(&absolute);
    let below = absolute.strip_prefix(there).unwrap_or(Path::new(""));
    Ok(there.canonicalize()?.join(below))
}

/// A path of the settings, which starts at the crate's folder.
pub(crate) fn path_from(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let mut target = without_links(folder)
        .map_err(|error| format!("cannot find `{}`: {error}", folder.display()))?;
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                target.pop();
            }
            part => target.push(part),
        }
    }
    Ok(target)
}

/// A path as the person at the terminal would write it.
pub(crate) fn shown(path: &Path) -> String {
    let here = env::current_dir().ok();
    let relative = here
        .as_deref()
        .and_then(|here| path.strip_prefix(here).ok());
    let shown = relative.unwrap_or(path).display().to_string();
    if shown.is_empty() { ".".into() } else { shown }
}
