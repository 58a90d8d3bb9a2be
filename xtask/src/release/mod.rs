//! `cargo xtask release`: the next version, and what is said of it.

mod changelog;
mod version;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use codegen::surface::diff::Level;
use semver::Version;

use crate::Failure;
use crate::diff::{self, Report};
use crate::git::Repository;
use crate::workspace::{self, GeneratedCrate, shown};

/// What to release.
///
/// Compares the work tree with the last release, writes the version that the changes ask for into
/// the crate's `Cargo.toml`, and an entry into `CHANGELOG.md`. Commits, tags and publishes nothing.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The crate, where the workspace has several.
    #[arg(long, short, value_name = "NAME")]
    package: Option<String>,
    /// The version; by default the least that the changes ask for.
    #[arg(long, value_name = "VERSION")]
    version: Option<Version>,
    /// The revision of the last release; by default the last tag like `v0.1.0`.
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// Writes nothing; prints what it would write.
    #[arg(long)]
    dry_run: bool,
    /// Writes nothing; fails if the version in `Cargo.toml` is too small for what changed.
    #[arg(long, conflicts_with_all = ["version", "dry_run"])]
    check: bool,
}

/// Runs the command; the answer is whether the version is large enough.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let crates = chosen(arguments)?;
    let first = crates.first().ok_or(
        "no member of this workspace has a table `[package.metadata.codegen]`\n\
         help: a release is made of a generated crate",
    )?;
    let repository = Repository::around(&first.folder)?;
    let base = match &arguments.base {
        Some(revision) => Some(revision.clone()),
        None => repository.last_release()?,
    };
    let mut all_well = true;
    for it in &crates {
        let release = Release::of(it, &repository, base.as_deref())?;
        all_well &= match arguments.check {
            true => release.check(),
            false => release.make(arguments).map(|()| true)?,
        };
    }
    Ok(all_well)
}

fn chosen(arguments: &Arguments) -> Result<Vec<GeneratedCrate>, Failure> {
    let mut crates = workspace::generated_crates()?;
    let Some(name) = &arguments.package else {
        if arguments.version.is_some() && crates.len() > 1 {
            return Err("there are several crates\nhelp: name one by `--package NAME`".into());
        }
        return Ok(crates);
    };
    crates.retain(|it| it.name == *name);
    match crates.is_empty() {
        true => Err(format!(
            "no crate of this workspace that is generated is called `{name}`"
        )),
        false => Ok(crates),
    }
}

/// What is known of a release before anything is written.
struct Release<'a> {
    it: &'a GeneratedCrate,
    /// The version that the manifest has.
    present: Version,
    /// What changed since the last release; none where there was none.
    since: Option<Since>,
    day: String,
    changelog: PathBuf,
}

/// What changed since a release.
struct Since {
    /// The revision.
    base: String,
    /// Its version.
    version: Version,
    report: Report,
}

impl<'a> Release<'a> {
    fn of(
        it: &'a GeneratedCrate,
        repository: &Repository,
        base: Option<&str>,
    ) -> Result<Self, Failure> {
        let manifest = it.folder.join("Cargo.toml");
        let since = match base {
            None => None,
            Some(base) => {
                let report = diff::since(it, repository, &repository.commit(base)?)?;
                // A crate that was not there then has had no release.
                let versions = report.versions.clone();
                let since = versions.map(|versions| {
                    Ok::<_, Failure>(Since {
                        base: base.to_owned(),
                        version: version::parse(&versions.old, base)?,
                        report,
                    })
                });
                since.transpose()?
            }
        };
        Ok(Self {
            it,
            present: version::parse(&it.version, &shown(&manifest))?,
            since,
            day: repository.day()?,
            changelog: changelog::find(&it.folder, repository.top()),
        })
    }

    /// The least version that what changed asks for.
    fn least(&self) -> Version {
        match &self.since {
            None => self.present.clone(),
            Some(since) => version::least(&since.version, since.report.level()),
        }
    }

    /// Prints whether the version of the manifest is large enough for what changed.
    fn check(&self) -> bool {
        let (name, present, least) = (&self.it.name, &self.present, self.least());
        let Some(since) = &self.since else {
            println!("{name}: version {present} is the first");
            return true;
        };
        let level = since.report.level();
        let Since { base, version, .. } = since;
        // Descriptions can wait for the next release.
        if level == Level::Patch || *present >= least {
            println!(
                "{name}: version {present} is large enough: {level} since `{base}`, {version}"
            );
            return true;
        }
        eprintln!(
            "error: version {present} of `{name}` is too small: {}",
            since.reason(&least)
        );
        eprintln!("help: `cargo xtask release` writes it, and the entry in `CHANGELOG.md`");
        false
    }

    fn make(&self, arguments: &Arguments) -> Result<(), Failure> {
        let target = self.target(arguments.version.as_ref())?;
        let manifest = version::write(&self.it.manifest, &target)?;
        let text = read_or_empty(&self.changelog)?;
        let none = Vec::new();
        let entries = self
            .since
            .as_ref()
            .map_or(&none, |since| &since.report.entries);
        let changelog = changelog::with_release(&text, &target, &self.day, entries);
        let manifest_path = self.it.folder.join("Cargo.toml");
        if arguments.dry_run {
            println!("{}: {} → {target}", self.it.name, self.present);
            print!("{}", unified(&manifest_path, &self.it.manifest, &manifest));
            print!("{}", unified(&self.changelog, &text, &changelog));
            return Ok(());
        }
        for (path, text) in [(&manifest_path, manifest), (&self.changelog, changelog)] {
            let cannot_write = |error| format!("cannot write `{}`: {error}", path.display());
            fs::write(path, text).map_err(cannot_write)?;
            println!("wrote   {}", shown(path));
        }
        println!("{}: version {target}", self.it.name);
        println!("next: read `git diff`, commit it, and tag it `v{target}`");
        Ok(())
    }

    /// The version to write: the one that was asked for, if it is large enough.
    fn target(&self, asked: Option<&Version>) -> Result<Version, Failure> {
        let least = self.least();
        let Some(since) = &self.since else {
            return Ok(asked.cloned().unwrap_or(least));
        };
        if let Some(asked) = asked {
            return match *asked >= least {
                true => Ok(asked.clone()),
                false => Err(format!(
                    "version {asked} of `{}` is too small: {}",
                    self.it.name,
                    since.reason(&least)
                )),
            };
        }
        // Whoever raised it by hand meant it.
        let is_raised = self.present > since.version && self.present >= least;
        Ok(if is_raised {
            self.present.clone()
        } else {
            least
        })
    }
}

impl Since {
    /// Why it has to be that version: the first changes that ask for it.
    fn reason(&self, least: &Version) -> String {
        let level = self.report.level();
        let changes: Vec<_> = self.report.of_level(level).collect();
        let shown = changes
            .iter()
            .take(5)
            .map(|entry| format!("\n  {}", entry.change.sentence()));
        let more = match changes.len().saturating_sub(5) {
            0 => String::new(),
            more => format!("\n  and {more} more"),
        };
        let (base, version) = (&self.base, &self.version);
        format!(
            "what changed since `{base}`, {version}, is {level} and asks for {least} at least{}{more}",
            shown.collect::<String>()
        )
    }
}

fn read_or_empty(path: &Path) -> Result<String, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(format!("cannot read `{}`: {error}", path.display())),
    }
}

fn unified(path: &Path, old: &str, new: &str) -> String {
    let path = shown(path);
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff()
        .context_radius(3)
        .header(&path, &path)
        .to_string()
}
