//! `cargo xtask corpus`: whole documents, of which every operation and every schema is found again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Real documents up to this size are tried here, the others by `cargo xtask corpus` alone.
const SMALL: u64 = 64 * 1024;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .arg("corpus")
        .args(arguments)
        .output()
        .unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}{}", said(output)))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What is emitted of what is declared, such as `4/4`.
fn count(account: &Value) -> String {
    format!("{}/{}", account["emitted"], account["declared"])
}

fn own(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

#[test]
fn our_documents_compile_and_are_accounted_for() {
    let folder = own("cases/corpus");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let output = run(&[
        folder.to_str().unwrap(),
        "--compile",
        "--format",
        "json",
        "--out",
        out.to_str().unwrap(),
    ]);
    let found: Vec<String> = records(&output)
        .iter()
        .map(|record| {
            assert_eq!(record["compiled"], true, "{}", said(&output));
            format!(
                "{}: {} operations, {} schemas, {} fallbacks",
                record["document"].as_str().unwrap(),
                count(&record["operations"]),
                count(&record["schemas"]),
                record["values"]["fallbacks"].as_array().unwrap().len()
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "depot: 3/3 operations, 2/2 schemas, 0 fallbacks",
            "harbour: 4/4 operations, 4/4 schemas, 0 fallbacks",
            "kiosk.json: 4/4 operations, 3/3 schemas, 0 fallbacks",
            "library.yaml: 6/6 operations, 9/9 schemas, 0 fallbacks",
            "workshop.yaml: 2/2 operations, 8/8 schemas, 0 fallbacks",
        ]
    );
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn small_real_documents_are_accounted_for() {
    let corpus = own("../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: `{}` is not there", corpus.display());
        return;
    }
    let is_small = |path: &Path| {
        let is_document = path
            .extension()
            .is_some_and(|it| it == "json" || it == "yaml");
        is_document && fs::metadata(path).is_ok_and(|it| it.len() <= SMALL)
    };
    let entries = fs::read_dir(&corpus).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let small: Vec<PathBuf> = paths.filter(|path| is_small(path)).collect();
    let mut arguments = vec![corpus.to_str().unwrap(), "--format", "json"];
    // And one of many files.
    arguments.extend(["--filter", "redocly-starter-multi"]);
    for path in &small {
        arguments.extend(["--filter", path.file_name().unwrap().to_str().unwrap()]);
    }
    let output = run(&arguments);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(records(&output).len(), small.len() + 1);
}

#[test]
fn what_fails_is_named_and_what_is_no_document_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let write = |below: &str, text: &str| {
        let path = folder.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let document = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n";
    write("a.yaml", document);
    write("b.yaml", &document.replace("{}", "{/pets: {$ref: x.yaml}}"));
    write("list.yaml", "- openapi\n");
    write("notes/a.yaml", "about: openapi\n");
    write("two/deep/a.yaml", document);
    write("two/deep/b.yml", document);
    let output = run(&[folder.path().to_str().unwrap(), "--format", "json"]);
    let generated: Vec<(String, bool)> = records(&output)
        .iter()
        .map(|record| {
            let name = record["document"].as_str().unwrap().to_owned();
            (name, record["generated"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(
        generated,
        [("a.yaml".to_owned(), true), ("b.yaml".to_owned(), false)]
    );
    let said = said(&output);
    let last: Vec<&str> = said.lines().rev().take(3).collect();
    assert_eq!(
        last,
        [
            "error: `two/` has 2 files with a key `openapi`: `deep/a.yaml`, `deep/b.yml`; if each \
             is a document, give `two` itself as the folder",
            "passed over: `notes/` has no file with a key `openapi`",
            "passed over: `list.yaml` has no key `openapi`",
        ]
    );
    assert!(
        said.starts_with("error: b.yaml: error[missing-file]"),
        "{said}"
    );
    assert!(!output.status.success());
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("crates")).unwrap();
    let out = folder.path().to_str().unwrap();
    let output = run(&[own("cases/corpus").to_str().unwrap(), "--out", out]);
    assert!(!output.status.success());
    assert!(
        said(&output).contains("holds something else"),
        "{}",
        said(&output)
    );
    assert!(folder.path().join("crates").is_dir());
}
