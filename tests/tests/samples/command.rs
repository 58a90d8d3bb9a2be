//! `cargo xtask verify` as a person runs it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tests::case::Case;

use crate::TAGGED;
use crate::support::data;

/// Compares the samples of a folder with its document, from another folder.
fn verify(from: &Path, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .current_dir(from)
        .args(["verify", "--schema"])
        .arg(folder.join("openapi.yaml"))
        .arg("--samples")
        .arg(folder.join("samples"))
        .args(arguments)
        .output()
        .unwrap()
}

/// The same; whether it succeeded, and what it said.
fn verdict(from: &Path, folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = verify(from, folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), errors)
}

#[test]
fn the_command_compares_and_corrects() {
    let folder = tempfile::tempdir().unwrap();
    let case = Case::named("samples", "parcels");
    let run = |arguments: &[&str]| verify(folder.path(), &case.folder, arguments);
    let found = run(&["--write-overlay", "fix.overlay.yaml"]);
    let errors = String::from_utf8_lossy(&found.stderr).into_owned();
    assert!(!found.status.success(), "{errors}");
    assert!(
        errors.contains("parcels.get/response-200.json:7:12"),
        "{errors}"
    );
    let text = fs::read_to_string(folder.path().join("fix.overlay.yaml")).unwrap();
    assert!(text.starts_with("overlay: 1.1.0\n"), "{text}");

    let machines = run(&["--message-format", "json"]);
    let lines = String::from_utf8_lossy(&machines.stdout).into_owned();
    let codes: Vec<Value> = lines
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!(codes.len(), 19, "{lines}");
    assert_eq!(codes[0]["code"], "undescribed-body", "{lines}");

    let clean = run(&["--overlay", "fix.overlay.yaml"]);
    let errors = String::from_utf8_lossy(&clean.stderr).into_owned();
    assert!(clean.status.success(), "{errors}");

    // What is there may have been written by hand.
    let again = run(&["--write-overlay", "fix.overlay.yaml"]);
    assert!(!again.status.success());
    assert_eq!(
        fs::read_to_string(folder.path().join("fix.overlay.yaml")).unwrap(),
        text
    );
}

#[test]
fn levels_are_chosen_by_code() {
    let case = Case::named("samples", "parcels");
    let said = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
            .current_dir(&case.folder)
            .args(["verify", "--schema", "openapi.yaml", "--samples", "samples"])
            .args(["--message-format", "json"])
            .args(arguments)
            .output()
            .unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let found = lines.lines().map(|line| {
            let finding: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            (text("code"), text("level"))
        });
        (output.status.success(), found.collect::<Vec<_>>())
    };
    let (succeeded, found) = said(&[]);
    assert!(!succeeded);
    let codes: BTreeSet<&str> = found.iter().map(|(code, _)| code.as_str()).collect();

    let levels = |flag: &'static str| codes.iter().flat_map(move |code| [flag, code]);
    let (succeeded, warned) = said(&levels("--warn").collect::<Vec<_>>());
    assert!(succeeded, "{warned:?}");
    assert!(warned.len() == found.len() && warned.iter().all(|(_, level)| level == "warning"));
    let denied = ["--warn", "missing-member", "--deny-warnings"];
    assert!(!said(&denied).0);
    assert_eq!(said(&levels("--allow").collect::<Vec<_>>()), (true, vec![]));

    // An allow that matches nothing is a finding; one of what samples never show says nothing here.
    let allowed = levels("--allow").chain(["--allow", "unknown-sample", "--allow", "unsupported"]);
    let (succeeded, left) = said(&allowed.collect::<Vec<_>>());
    let unused = ("unused-allow".to_owned(), "warning".to_owned());
    assert_eq!((succeeded, left), (true, vec![unused]));
}

/// Corrections that lie elsewhere than the schema lead to its files all the same.
#[test]
fn overlays_are_written_anywhere() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let case = Case::named("samples", "older");
    let run = |arguments: &[&str]| verdict(folder.path(), &case.folder, arguments);
    let path = elsewhere.path().join("a/fix.overlay.yaml");
    fs::create_dir(elsewhere.path().join("a")).unwrap();
    run(&["--write-overlay", &path.to_string_lossy()]);
    let mut written = data::files(elsewhere.path(), "yaml");
    written.sort();
    assert!(!written.is_empty());
    let overlays = written
        .iter()
        .flat_map(|it| ["--overlay", it.to_str().unwrap()]);
    let (succeeded, errors) = run(&overlays.collect::<Vec<_>>());
    assert!(succeeded, "{errors}");
}

/// An overlay is held against the samples before it is written: the two members that it adds have
/// names that are one in Rust, which is denied.
#[test]
fn an_overlay_that_brings_about_an_error_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("openapi.yaml"), TAGGED).unwrap();
    fs::create_dir_all(path("samples/getPet")).unwrap();
    let sample = r#"{"kind": "Dog", "bark-s": 1, "bark_s": 2}"#;
    fs::write(path("samples/getPet/response-200.json"), sample).unwrap();
    let run = |arguments: &[&str]| {
        let writes = ["--write-overlay", "fix.yaml"];
        verdict(folder.path(), Path::new(""), &[&writes, arguments].concat())
    };
    let (succeeded, errors) = run(&["--deny", "numbered-name"]);
    assert!(!succeeded && !path("fix.yaml").exists(), "{errors}");
    let (_, end) = errors.split_once("the schema would have errors").unwrap();
    assert!(
        end.contains("error[numbered-name]") && end.contains("fix.yaml:"),
        "{errors}"
    );
    let (_, errors) = run(&[]);
    assert!(path("fix.yaml").exists(), "{errors}");
}

/// Where the document has what is denied, nothing is compared, and that is no success.
#[test]
fn a_document_with_what_is_denied_is_compared_with_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let document = TAGGED.replace("    Dog: {", "    dog: { type: string }\n    Dog: {");
    fs::write(path("openapi.yaml"), document).unwrap();
    fs::create_dir_all(path("samples/getPet")).unwrap();
    fs::write(path("samples/getPet/response-200.json"), "{}").unwrap();
    let denied = ["--deny", "numbered-name"];
    let (succeeded, errors) = verdict(folder.path(), Path::new(""), &denied);
    assert!(!succeeded, "{errors}");
    assert!(errors.starts_with("error[numbered-name]"), "{errors}");
    assert!(!errors.contains("missing-member"), "{errors}");
}
