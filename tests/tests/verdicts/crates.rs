//! The crates of both sides, as one workspace.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::surface::Surface;
use codegen::{Documents, Request, Settings, Texts, generate};
use tests::case::diagnostics_text;
use tests::change::Case;

use crate::bodies::Bodies;
use crate::public::{self, Files, Public};

/// One side of a change: the crate that the document becomes, and what is sent and answered.
pub(crate) struct Side {
    /// The name of the crate.
    pub(crate) name: String,
    files: Files,
    pub(crate) public: Vec<Public>,
    pub(crate) bodies: Bodies,
}

/// A change, with both sides.
pub(crate) struct Pair {
    pub(crate) case: Case,
    pub(crate) old: Side,
    pub(crate) new: Side,
}

impl Pair {
    /// Generates both crates, the new one with the names of the old one's record.
    /// Bodies are sampled in full to a depth of references.
    pub(crate) fn of(case: Case, workspace: &Path, depth: usize) -> Self {
        let side = |side: &str, document: &str, surface: Option<&Surface>| {
            let name = format!("{side}-{}", case.id);
            let files = files(&case.place, &name, document, surface);
            Side {
                public: public::of(&files),
                bodies: Bodies::of(document, &workspace.join("bodies").join(&name), depth),
                files,
                name,
            }
        };
        let old = side("old", &case.old, None);
        let record = Surface::from_json(&old.files["api.json"]).unwrap();
        let new = side("new", &case.new, Some(&record));
        Self { old, new, case }
    }
}

fn files(place: &str, name: &str, document: &str, surface: Option<&Surface>) -> Files {
    let settings = Settings::new("openapi.yaml");
    let manifest = codegen::manifest::fresh(name, &settings, false);
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: name,
        settings: &settings,
        surface,
        manifest: &manifest,
    };
    let texts = Texts::new();
    let generation = generate(&texts, &Documents::single(document), &request);
    let said = diagnostics_text(&generation);
    let files = generation
        .files
        .unwrap_or_else(|| panic!("{place}: {said}\n{document}"));
    let readme = ("README.md".to_owned(), format!("# {name}\n"));
    files.into_iter().chain([readme]).collect()
}

/// Writes the crates of both sides, and packages that use all of them.
pub(crate) fn write_workspace(
    workspace: &Path,
    pairs: &[Pair],
    packages: &BTreeMap<String, Files>,
) {
    let mut members: Vec<&str> = packages.keys().map(String::as_str).collect();
    for side in pairs.iter().flat_map(|pair| [&pair.old, &pair.new]) {
        write_crate(&workspace.join(&side.name), &side.files);
        members.push(&side.name);
    }
    for (name, files) in packages {
        write_crate(&workspace.join(name), files);
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n"
    );
    write(&workspace.join("Cargo.toml"), &manifest);
    // The same versions as everywhere else, so that nothing has to be fetched.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    }
}

/// The manifest of a package that depends on the crates of one side.
pub(crate) fn manifest(name: &str, sides: &[&Side]) -> String {
    let mut text = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nserde = \"1\"\nserde_json = \"1\"\n"
    );
    for side in sides {
        let features = match side.files["Cargo.toml"].contains("\ntest-util") {
            true => "\"test-util\"",
            false => "",
        };
        text.push_str(&format!(
            "{name} = {{ path = \"../{name}\", default-features = false, features = [{features}] }}\n",
            name = side.name
        ));
    }
    text
}

/// Writes what differs and removes what does not belong: Cargo compiles what is newer than it was.
fn write_crate(folder: &Path, files: &Files) {
    for path in rust_files(&folder.join("src")) {
        let below = path
            .strip_prefix(folder)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        if !files.contains_key(&below) {
            fs::remove_file(path).unwrap();
        }
    }
    for (path, text) in files {
        write(&folder.join(path), text);
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let below = entries
        .map(|entry| entry.path())
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false => vec![path],
        });
    below.collect()
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
