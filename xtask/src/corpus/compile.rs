//! The crates in one workspace, through `cargo check` and `cargo doc`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use toml_edit::DocumentMut;

use super::MARK;
use crate::Failure;
use crate::command;

/// What is done to every crate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Job {
    /// `cargo check` with all features.
    Check,
    /// `cargo check` with one tag, and without the others: unused is what only these use.
    CheckOneTag,
    /// `cargo doc`.
    Document,
}

/// The crates that were made, as members of one workspace.
#[derive(Debug)]
pub(super) struct Workspace<'f> {
    folder: &'f Path,
}

/// A line of what Cargo prints for machines.
#[derive(Deserialize)]
struct Line {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    message: Option<Message>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

/// What came of the crates, by their folders' names: what is wrong with each.
pub(super) type Results = BTreeMap<String, Vec<String>>;

impl<'f> Workspace<'f> {
    /// Makes a workspace of the crates in `crates/`.
    pub(super) fn new(folder: &'f Path, crates: &[String]) -> Result<Self, Failure> {
        let members: Vec<String> = crates.iter().map(|it| format!("\"crates/{it}\"")).collect();
        let members = members.join(", ");
        let manifest = format!("{MARK}\n[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
        write(&folder.join("Cargo.toml"), &manifest)?;
        for it in crates {
            join(&folder.join("crates").join(it).join("Cargo.toml"))?;
        }
        // The versions that are used here are the ones that are there without a network.
        if let Some(lock) = lock_file() {
            let _ = fs::copy(lock, folder.join("Cargo.lock"));
        }
        Ok(Self { folder })
    }

    /// Puts every crate through Cargo, several at a time, and says after each that it is done.
    pub(super) fn run(
        &self,
        job: Job,
        crates: &[String],
        mut done: impl FnMut(&str),
    ) -> Result<Results, Failure> {
        let log = self.folder.join("cargo.log");
        let cannot_run = |error| format!("cannot run cargo: {error}");
        let mut child = self
            .command(job, crates)?
            .stdout(Stdio::piped())
            .stderr(File::create(&log).map_err(cannot_run)?)
            .spawn()
            .map_err(cannot_run)?;
        let mut results = Results::new();
        for line in BufReader::new(child.stdout.take().ok_or("cargo says nothing")?).lines() {
            let line = line.map_err(cannot_run)?;
            let Ok(line) = serde_json::from_str::<Line>(&line) else {
                continue;
            };
            if let Some(name) = self.crate_of(&line.manifest_path) {
                note(&mut results, &name, line);
                done(&name);
            }
        }
        child.wait().map_err(cannot_run)?;
        let said = fs::read_to_string(&log).unwrap_or_default();
        for name in crates {
            // Only what Cargo says it has made is made.
            let wrong = results.entry(name.clone());
            wrong.or_insert_with(|| vec![format!("cargo did not get to it\n{said}")]);
        }
        Ok(results)
    }

    fn command(&self, job: Job, crates: &[String]) -> Result<Command, Failure> {
        let mut command = Command::new(command::program());
        match job {
            Job::Check => command.args(["check", "--workspace", "--all-features"]),
            Job::CheckOneTag => command.args(["check", "--no-default-features"]),
            Job::Document => command.args(["doc", "--no-deps", "--workspace", "--all-features"]),
        };
        if let Job::CheckOneTag = job {
            for name in crates {
                command.args(["--package", name]);
                for feature in self.features_of(name)?.of_one_tag() {
                    command.args(["--features", &format!("{name}/{feature}")]);
                }
            }
        }
        command
            .current_dir(self.folder)
            .args(["--offline", "--keep-going"])
            .args(["--message-format", "json"])
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .stdin(Stdio::null());
        Ok(command)
    }

    /// The crates of which callers can leave tags out.
    pub(super) fn with_tags(&self, crates: &[String]) -> Result<Vec<String>, Failure> {
        let mut chosen = Vec::new();
        for name in crates {
            if !self.features_of(name)?.tags.is_empty() {
                chosen.push(name.clone());
            }
        }
        Ok(chosen)
    }

    fn features_of(&self, name: &str) -> Result<Features, Failure> {
        let manifest = self.folder.join("crates").join(name).join("Cargo.toml");
        Ok(Features::of(&read_manifest(&manifest)?))
    }

    fn crate_of(&self, manifest: &Path) -> Option<String> {
        let below = manifest.strip_prefix(self.folder.join("crates")).ok()?;
        let name = below.parent()?.to_str()?;
        Some(name.to_owned())
    }
}

/// The features of a crate.
#[derive(Debug)]
pub(super) struct Features {
    /// Those that leave operations out: what is on by default beside the client.
    tags: Vec<String>,
    others: Vec<String>,
}

impl Features {
    pub(super) fn of(manifest: &DocumentMut) -> Self {
        let table = manifest.get("features").and_then(|it| it.as_table_like());
        let default = table.and_then(|it| it.get("default")?.as_array());
        let tags = default.into_iter().flatten().filter_map(|it| it.as_str());
        let tags = tags.filter(|it| *it != "client").map(str::to_owned);
        let tags: Vec<String> = tags.collect();
        let names = table.into_iter().flat_map(|it| it.iter());
        let names = names.map(|(name, _)| name.to_owned());
        let others = names.filter(|name| name != "default" && !tags.contains(name));
        Self {
            others: others.collect(),
            tags,
        }
    }

    /// All that are no tags, and one of the tags.
    pub(super) fn of_one_tag(&self) -> impl Iterator<Item = &String> {
        self.others.iter().chain(self.tags.first())
    }
}

fn note(results: &mut Results, name: &str, line: Line) {
    let is_library = || line.target.is_some_and(|it| it.kind == ["lib"]);
    match (line.reason.as_str(), line.message) {
        ("compiler-artifact", _) if is_library() => {
            results.entry(name.to_owned()).or_default();
        }
        ("compiler-message", Some(message)) if message.level == "error" => {
            let wrong = results.entry(name.to_owned()).or_default();
            wrong.extend(message.rendered);
        }
        _ => {}
    }
}

/// A crate that was made inside of another's folder is a workspace by itself: it becomes a member.
fn join(manifest: &Path) -> Result<(), Failure> {
    let mut document = read_manifest(manifest)?;
    match document.remove("workspace") {
        Some(_) => write(manifest, &document.to_string()),
        None => Ok(()),
    }
}

fn read_manifest(path: &Path) -> Result<DocumentMut, Failure> {
    let cannot_read = |error: String| format!("cannot read `{}`: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| cannot_read(error.to_string()))?;
    let document = text.parse::<DocumentMut>();
    document.map_err(|error| cannot_read(error.to_string()))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

/// The lock file of the workspace that the command runs in.
fn lock_file() -> Option<PathBuf> {
    let output = Command::new(command::program())
        .args(["locate-project", "--workspace", "--message-format", "plain"])
        .output()
        .ok()?;
    let manifest = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    let lock = manifest.parent()?.join("Cargo.lock");
    lock.exists().then_some(lock)
}
