//! Values made from the schemas of whole documents, through the generated types and back.
//!
//! By default these are our own documents and the small ones of `../shared/corpus`, where that is
//! present. `ROUND_TRIPS=github.json cargo test -p tests --test round_trips -- --nocapture` takes the
//! documents of that folder whose names contain the text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use document::Document;
use samples::Coverage;

mod document;
mod lossless;
mod samples;

/// Documents up to this size are tried by default.
const SMALL: u64 = 64 * 1024;

/// A type that stands for a named schema.
struct Item {
    schema: String,
    path: String,
}

struct Subject {
    document: Document,
    /// The name of its crate.
    name: String,
    items: Vec<Item>,
}

#[test]
fn every_value_comes_back() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("round-trips");
    let paths = documents();
    if paths.is_empty() {
        println!("skipped: there is no document, because ../shared is absent");
        return;
    }
    let subjects: Vec<Subject> = paths.iter().map(|path| prepare(path, &workspace)).collect();
    write_workspace(&workspace, &subjects);
    cargo_build(&workspace);
    let mut failures = Vec::new();
    let mut all = Coverage::default();
    for subject in &subjects {
        let coverage = try_all(subject, &workspace, &mut failures);
        println!("{}: {coverage}", subject.document.name);
        all.add(&coverage);
    }
    println!("all: {all}");
    assert!(all.samples > 0, "no value was tried");
    let count = failures.len();
    failures.truncate(20);
    assert!(
        failures.is_empty(),
        "{count} failures:\n{}",
        failures.join("\n")
    );
}

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wanted = std::env::var("ROUND_TRIPS").ok();
    let files = |folder: PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .map(|entry| entry.path())
            .filter(|path| path.is_file())
    };
    let own = files(root.join("cases/corpus"));
    let real = files(root.join("../../shared/corpus"));
    let mut paths: Vec<PathBuf> = own.chain(real).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_document = [".json", ".yaml"].iter().any(|end| name.ends_with(end));
        is_document
            && match &wanted {
                Some(wanted) => name.contains(wanted.as_str()),
                None => fs::metadata(path).is_ok_and(|it| it.len() <= SMALL),
            }
    });
    paths.sort();
    paths
}

/// Generates the crate of a document.
fn prepare(path: &Path, workspace: &Path) -> Subject {
    let document = Document::read(path);
    let name = document.crate_name();
    let folder = workspace.join(&name);
    let output = Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .args(["codegen", "--name", &name, "--schema"])
        .arg(path)
        .arg("--out")
        .arg(&folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let record = fs::read_to_string(folder.join("api.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    let mut items: BTreeMap<String, Item> = BTreeMap::new();
    for item in record["items"].as_array().unwrap() {
        let pointer = item["origin"]["pointer"].as_str().unwrap();
        let schema = pointer.strip_prefix("/components/schemas/");
        let Some(schema) = schema.filter(|rest| !rest.contains('/')) else {
            continue;
        };
        // Of a type that goes one way, what it goes by is not in its schema.
        if item["kind"] == "choice" || item.get("half").is_some_and(|half| !half.is_null()) {
            continue;
        }
        let schema = schema.replace("~1", "/").replace("~0", "~");
        let path = item["path"].as_str().unwrap().to_owned();
        items.insert(schema.clone(), Item { schema, path });
    }
    Subject {
        document,
        name,
        items: items.into_values().collect(),
    }
}

/// One program for each document, which reads types and values and writes what comes back.
fn write_workspace(workspace: &Path, subjects: &[Subject]) {
    let mut members = String::new();
    for subject in subjects {
        let (name, krate) = (&subject.name, subject.name.replace('-', "_"));
        writeln!(members, "    \"trip-{name}\",").unwrap();
        let mut arms = String::new();
        for item in &subject.items {
            let path = raw(&item.path);
            writeln!(
                arms,
                "        {:?} => trip::<{krate}::{path}>(json),",
                item.path
            )
            .unwrap();
        }
        let folder = workspace.join(format!("trip-{name}"));
        let manifest = format!(
            "[package]\nname = \"trip-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{name} = {{ path = \"../{name}\" }}\nserde = \"1\"\nserde_json = \"1\"\n"
        );
        write(&folder.join("Cargo.toml"), &manifest);
        let program = include_str!("program.rs").replace("        // ARMS\n", &arms);
        write(&folder.join("src/main.rs"), &program);
        let manifest = workspace.join(name).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        write(&manifest, &text.replace("\n[workspace]\n", "\n"));
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n"
    );
    write(&workspace.join("Cargo.toml"), &manifest);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    }
}

/// A path whose words may be keywords.
fn raw(path: &str) -> String {
    let words = path
        .split("::")
        .map(|word| match syn::parse_str::<syn::Ident>(word) {
            Ok(_) => word.to_owned(),
            Err(_) => format!("r#{word}"),
        });
    words.collect::<Vec<_>>().join("::")
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn cargo_build(workspace: &Path) {
    let output = Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(["build", "--quiet", "--offline", "--workspace"])
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Tries every value of every schema of a document.
fn try_all(subject: &Subject, workspace: &Path, failures: &mut Vec<String>) -> Coverage {
    let mut coverage = Coverage::default();
    let mut sent: Vec<(&Item, Value)> = Vec::new();
    for item in &subject.items {
        for value in samples::of(&subject.document, &item.schema, &mut coverage) {
            sent.push((item, value));
        }
    }
    coverage.schemas = subject.items.len();
    coverage.samples = sent.len();
    let lines = sent
        .iter()
        .map(|(item, value)| format!("{}\t{value}\n", item.path));
    let answers = run(subject, workspace, &lines.collect::<String>());
    assert_eq!(
        answers.len(),
        sent.len(),
        "{}: the program stopped",
        subject.name
    );
    let mut validators = BTreeMap::new();
    for ((item, value), answer) in sent.iter().zip(answers) {
        let validator = validators
            .entry(&item.schema)
            .or_insert_with(|| subject.document.validator(&item.schema));
        // What the schema itself does not take says nothing of the type.
        if !validator.is_valid(value) {
            continue;
        }
        coverage.valid += 1;
        let fault = match answer {
            Err(error) => Some(error),
            Ok(back) => lossless::difference(value, &back).or_else(|| {
                let fault = validator.validate(&back).err();
                fault.map(|error| format!("what comes back is not valid: {error}"))
            }),
        };
        if let Some(fault) = fault {
            failures.push(format!(
                "{}, {}: {fault}\n  {value}",
                subject.document.name, item.schema
            ));
        }
    }
    coverage
}

/// What comes back of each line.
fn run(subject: &Subject, workspace: &Path, lines: &str) -> Vec<Result<Value, String>> {
    let program = workspace.join(format!("target/debug/trip-{}", subject.name));
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answer = |line: &str| match line.split_once('\t') {
        Some(("ok", json)) => Ok(serde_json::from_str(json).unwrap()),
        Some((_, error)) => Err(error.to_owned()),
        None => Err(line.to_owned()),
    };
    text.lines().map(answer).collect()
}
