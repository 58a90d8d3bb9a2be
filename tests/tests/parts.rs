//! A part of a document: it is the same as in the whole, and the command line can ask for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use codegen::surface::{Item, Surface};
use codegen::{Request, Settings, Texts, record};
use tempfile::TempDir;
use xtask::disk::SchemaFolder;

/// Documents larger than this take too long in a debug build.
const SMALL: u64 = 200_000;

/// The record of a document of a folder, made with settings.
fn surface(folder: &Path, settings: &Settings) -> Surface {
    let texts = Texts::new();
    let reader = SchemaFolder::new(folder).unwrap();
    let request = Request {
        root: &settings.schema,
        root_name: "schema/",
        crate_name: "part",
        settings,
        surface: None,
        manifest: "",
    };
    let recording = record(&texts, &reader, &request);
    recording
        .surface
        .expect("a document of the corpus has no error")
}

/// What a type is, whoever sends and receives it: that is another in a part.
fn facts(item: &Item) -> Vec<String> {
    let members = item
        .members
        .iter()
        .map(|it| format!("{}: {}", it.wire, it.ty));
    let values = item.values.iter().map(|it| it.wire.clone());
    members.chain(values).collect()
}

#[test]
fn a_part_is_as_in_the_whole() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: `{}` is not there", corpus.display());
        return;
    }
    let mut parts = 0;
    for entry in fs::read_dir(&corpus).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|it| it.to_str());
        let is_document = matches!(ending, Some("json" | "yaml"));
        if is_document && fs::metadata(&path).unwrap().len() <= SMALL {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            parts += compare_parts(&corpus, &name);
        }
    }
    println!("compared {parts} parts");
    assert!(parts > 100, "{parts} parts are few");
}

/// Takes each operation by itself. What it has is in the whole, under the same name.
fn compare_parts(folder: &Path, document: &str) -> usize {
    let whole = surface(folder, &Settings::new(document));
    for operation in &whole.operations {
        let mut settings = Settings::new(document);
        // An id may have what a pattern takes for more than a character.
        let id = operation
            .id
            .replace('[', "[[]")
            .replace('*', "[*]")
            .replace('?', "[?]");
        settings.include.operations.push(id);
        let part = surface(folder, &settings);
        let ids: BTreeSet<&str> = part.operations.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, BTreeSet::from([operation.id.as_str()]), "{document}");
        for item in part.items.iter().filter(|it| is_component(it)) {
            compare_item(&whole, item, document);
        }
    }
    whole.operations.len()
}

/// What stands in no component is called after the first operation that uses it.
fn is_component(item: &Item) -> bool {
    item.origin.pointer.starts_with("/components/schemas/")
}

/// What is sent and received may be two types in the whole, and one in the part.
fn compare_item(whole: &Surface, item: &Item, document: &str) {
    let of_it = || whole.items.iter().filter(|it| it.origin == item.origin);
    if of_it().any(|it| it.half.is_some()) {
        return;
    }
    let same = of_it().find(|it| it.path == item.path);
    let same = same.unwrap_or_else(|| panic!("{document}: `{}` is not in the whole", item.path));
    assert_eq!(facts(item), facts(same), "{document}: {}", item.path);
}

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Zoo, version: '1'}
paths:
  /animals:
    get: {operationId: listAnimals, tags: [animals], responses: {'204': {description: None.}}}
  /tickets:
    get: {operationId: listTickets, tags: [tickets], responses: {'204': {description: None.}}}
";

fn zoo() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("schema")).unwrap();
    fs::write(folder.path().join("schema/openapi.yaml"), DOCUMENT).unwrap();
    folder
}

fn codegen(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .current_dir(folder.path())
        .args([
            "codegen",
            "--schema",
            "schema/openapi.yaml",
            "--out",
            "crate",
        ])
        .args(arguments)
        .output()
        .unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_new_crate_keeps_the_part_of_the_command_line() {
    let folder = zoo();
    let output = codegen(&folder, &["--include-tag", "animals"]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(folder.path().join("crate/src/animals.rs").exists());
    assert!(!folder.path().join("crate/src/tickets.rs").exists());
    let checked = codegen(&folder, &["--check"]);
    assert!(checked.status.success(), "{}", errors(&checked));
    // For once, something else: the other operations go.
    let checked = codegen(&folder, &["--check", "--include-tag", "tickets"]);
    let diff = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(!checked.status.success());
    assert!(diff.contains("crate/src/tickets.rs"), "{diff}");
}

#[test]
fn a_pattern_of_the_command_line_that_fits_nothing_is_an_error() {
    let folder = zoo();
    let output = codegen(&folder, &["--exclude-path", "/animal"]);
    assert!(!output.status.success());
    let errors = errors(&output);
    let said = "`/animal` in `exclude.paths` fits no path";
    assert!(
        errors.contains(said) && errors.contains("did you mean `/animals`?"),
        "{errors}"
    );
    assert!(!folder.path().join("crate").exists());
}
