//! The crates of the documents as programs that decode and encode values of their types.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use toml_edit::DocumentMut;

use crate::document::{Document, Place};
use crate::programs::Programs;
use crate::schemas::{Key, Way};

/// A type that stands for a schema.
pub(crate) struct Item {
    pub(crate) path: String,
    pub(crate) key: Key,
    /// True for an enum, which may hold what it does not know.
    pub(crate) is_open: bool,
}

/// What a value came to.
pub(crate) enum Answer {
    Back(Value),
    /// It came back, but as something that the type does not know.
    Unknown(Value),
    Error(String),
}

pub(crate) struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Generates the crate of a document and makes programs of it; returns them and its types.
    pub(crate) fn add(
        &self,
        name: &str,
        root: &Path,
        document: &Document,
    ) -> (Programs, Vec<Item>) {
        let generated = self.folder.join("generated").join(name);
        generate(name, root, &generated);
        let record = fs::read_to_string(generated.join("api.json")).unwrap();
        let mut items = items(&serde_json::from_str(&record).unwrap());
        // What several parts of an `allOf` describe stands in none of them alone: it is tried in
        // what holds it.
        items.retain(|item| {
            let (place, _) = &item.key;
            document.at(place).is_some() || !document.is_merged(place)
        });
        let mut files = BTreeMap::new();
        collect(&generated.join("src"), "src", &mut files);
        let programs = Programs::write(name, &items, &mut files);
        let manifest = fs::read_to_string(generated.join("Cargo.toml")).unwrap();
        files.insert("Cargo.toml".into(), manifest_of(name, &manifest));
        files.insert("README.md".into(), String::new());
        self.write_files(name, &files);
        (programs, items)
    }

    /// Writes the files of a package, and removes those that it no longer has.
    fn write_files(&self, name: &str, files: &BTreeMap<String, String>) {
        let folder = self.folder.join(name);
        let mut stale = BTreeMap::new();
        collect(&folder.join("src"), "src", &mut stale);
        for path in stale.keys().filter(|path| !files.contains_key(*path)) {
            fs::remove_file(folder.join(path)).unwrap();
        }
        for (path, text) in files {
            write(&folder.join(path), text);
        }
    }

    /// Compiles the programs.
    pub(crate) fn build(&self, names: &[&str]) {
        let mut members = String::new();
        for name in names {
            writeln!(members, "    {name:?},").unwrap();
        }
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n"
        );
        write(&self.folder.join("Cargo.toml"), &manifest);
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        if !self.folder.join("Cargo.lock").exists() {
            fs::copy(lock, self.folder.join("Cargo.lock")).unwrap();
        }
        let output = Command::new(env!("CARGO"))
            .current_dir(&self.folder)
            .args(["build", "--quiet", "--offline", "--workspace"])
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("RUSTFLAGS", "-A warnings")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }

    /// What a program makes of values, each given with the number of its type.
    pub(crate) fn run(&self, program: &str, values: &[(usize, &Value)]) -> Vec<Answer> {
        let mut lines = String::new();
        for (number, value) in values {
            writeln!(lines, "{number}\t{value}").unwrap();
        }
        let mut child = Command::new(self.folder.join("target/debug").join(program))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let answers: Vec<Answer> = text.lines().map(answer).collect();
        assert_eq!(answers.len(), values.len(), "{program} stopped");
        answers
    }
}

fn answer(line: &str) -> Answer {
    match line.split_once('\t') {
        Some(("ok", json)) => Answer::Back(serde_json::from_str(json).unwrap()),
        Some(("unknown", json)) => Answer::Unknown(serde_json::from_str(json).unwrap()),
        Some((_, error)) => Answer::Error(error.to_owned()),
        None => Answer::Error(line.to_owned()),
    }
}

fn generate(name: &str, root: &Path, folder: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .args(["codegen", "--name", name, "--schema"])
        .arg(root)
        .arg("--out")
        .arg(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// The types of a record that stand for a schema: all but what is chosen by status or media type.
fn items(record: &Value) -> Vec<Item> {
    let items = record["items"].as_array().unwrap().iter();
    let items = items.filter(|item| item["kind"] != "choice");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let items = items.map(|item| {
        let origin = &item["origin"];
        let place = Place {
            file: text(&origin["file"]),
            pointer: text(&origin["pointer"]),
        };
        Item {
            path: text(&item["path"]),
            key: (place, way_of(item)),
            is_open: ["union", "string-enum", "integer-enum"]
                .contains(&item["kind"].as_str().unwrap()),
        }
    });
    items.collect()
}

/// The way that values of a type go.
fn way_of(item: &Value) -> Way {
    let direction = &item["direction"];
    let half = item.get("half").and_then(Value::as_str);
    match (
        half,
        direction["sent"] == true,
        direction["received"] == true,
    ) {
        (Some("sent"), ..) | (None, true, false) => Way::Sent,
        (Some("received"), ..) | (None, false, true) => Way::Received,
        (half, ..) => {
            assert_eq!(half, None, "a half is sent or received");
            Way::Both
        }
    }
}

/// The manifest of a crate as that of a program.
fn manifest_of(name: &str, manifest: &str) -> String {
    let mut manifest: DocumentMut = manifest.parse().unwrap();
    manifest["package"]["name"] = toml_edit::value(name);
    manifest.remove("lib");
    manifest.remove("workspace");
    let default = manifest["features"].get_mut("default");
    if let Some(default) = default.and_then(|it| it.as_array_mut()) {
        default.retain(|feature| feature.as_str() != Some("client"));
    }
    for dependency in ["serde", "serde_json"] {
        let dependencies = manifest["dependencies"].as_table_mut().unwrap();
        if !dependencies.contains_key(dependency) {
            dependencies.insert(dependency, toml_edit::value("1"));
        }
    }
    manifest.to_string()
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => collect(&entry.path(), &path, files),
            false => drop(files.insert(path, fs::read_to_string(entry.path()).unwrap())),
        }
    }
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The schemas that the types stand for.
pub(crate) fn keys(items: &[Item]) -> BTreeSet<Key> {
    items.iter().map(|item| item.key.clone()).collect()
}
