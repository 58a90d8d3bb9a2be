//! Documents that are not ours are corrected by overlays, and stay as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codegen::diagnostics::Code;
use codegen::{Documents, Generation, Request, Settings, Texts, generate};
use tempfile::TempDir;
use tests::case::diagnostics_text;
use xtask::disk::SchemaFolder;

/// A published document, and what its overlay corrects.
struct Correction {
    document: &'static str,
    overlay: &'static str,
    code: Code,
}

const CORRECTIONS: &[Correction] = &[
    Correction {
        document: "spotify.yaml",
        overlay: "spotify.overlay.yaml",
        code: Code::UnknownRequiredMember,
    },
    Correction {
        document: "typesense.yaml",
        overlay: "typesense.overlay.yaml",
        code: Code::UnfitValue,
    },
];

fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn published_documents_are_corrected_without_touching_them() {
    let corpus = own("../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: `{}` is not there", corpus.display());
        return;
    }
    for correction in CORRECTIONS {
        let path = corpus.join(correction.document);
        let before = fs::read(&path).unwrap();
        let found = |overlays: &[&str]| {
            let texts = Texts::new();
            let generation = from_disk(&texts, &corpus, correction.document, overlays);
            assert!(
                generation.files.is_some(),
                "{}",
                diagnostics_text(&generation)
            );
            let found = generation.diagnostics.iter();
            let found = found.filter(|it| it.code == correction.code).count();
            (found, diagnostics_text(&generation))
        };
        let (wrong, _) = found(&[]);
        let (left, text) = found(&[correction.overlay]);
        assert_ne!(wrong, 0, "{} needs a correction", correction.document);
        assert_eq!(left, 0, "{}:\n{text}", correction.document);
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

/// Runs the generator on a document of a folder, with overlays of `tests/cases/corrections`.
fn from_disk<'a>(
    texts: &'a Texts,
    folder: &Path,
    document: &str,
    overlays: &[&str],
) -> Generation<'a> {
    let mut settings = Settings::new(document);
    settings.overlays = overlays.iter().map(|it| (*it).to_owned()).collect();
    let reader = SchemaFolder::new(folder).unwrap();
    let reader = reader.with_overlays_of(&own("cases/corrections"));
    let request = Request {
        root: document,
        root_name: "schema/",
        crate_name: "corrected",
        settings: &settings,
        surface: None,
        manifest: "",
    };
    generate(texts, &reader, &request)
}

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Parcels, version: '1'}
paths: {}
components:
  schemas:
    Parcel:
      type: object
      properties:
        id: {type: strng}
";
const OVERLAY: &str = "\
overlay: 1.1.0
info: {title: A misprint, version: '1'}
extends: ../schema/openapi.yaml
actions:
  - target: $.components.schemas.Parcel.properties.id.type
    update: string
";

/// A folder with a document that has an error, and an overlay that takes it out.
fn parcels() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |below: &str, text: &str| {
        let path = folder.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("schema/openapi.yaml", DOCUMENT);
    write("overlays/parcels.overlay.yaml", OVERLAY);
    folder
}

fn codegen(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .current_dir(folder.path())
        .arg("codegen")
        .args(["--schema", "schema/openapi.yaml", "--out", "crate"])
        .args(arguments)
        .output()
        .unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_new_crate_keeps_the_overlays_of_the_command_line() {
    let folder = parcels();
    let output = codegen(&folder, &[]);
    assert!(!output.status.success(), "the document has an error");
    let output = codegen(&folder, &["--overlay", "overlays/parcels.overlay.yaml"]);
    assert!(output.status.success(), "{}", errors(&output));
    let manifest = fs::read_to_string(folder.path().join("crate/Cargo.toml")).unwrap();
    let setting = "overlays = [\"../overlays/parcels.overlay.yaml\"]";
    assert!(manifest.contains(setting), "{manifest}");
    let record = fs::read_to_string(folder.path().join("crate/api.json")).unwrap();
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(
        record["settings"]["overlays"],
        serde_json::json!(["../overlays/parcels.overlay.yaml"])
    );
    let checked = codegen(&folder, &["--check"]);
    assert!(checked.status.success(), "{}", errors(&checked));
}

#[test]
fn a_change_of_an_overlay_is_a_change_of_the_crate() {
    let folder = parcels();
    let output = codegen(&folder, &["--overlay", "overlays/parcels.overlay.yaml"]);
    assert!(output.status.success(), "{}", errors(&output));
    let overlay = folder.path().join("overlays/parcels.overlay.yaml");
    fs::write(
        &overlay,
        OVERLAY.replace("update: string", "update: integer"),
    )
    .unwrap();
    let checked = codegen(&folder, &["--check"]);
    assert!(!checked.status.success());
    let diff = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(diff.contains("+    pub id: Option<i64>,"), "{diff}");
    assert_eq!(
        fs::read_to_string(folder.path().join("schema/openapi.yaml")).unwrap(),
        DOCUMENT
    );
}

#[test]
fn an_overlay_is_named_as_the_person_would_name_it() {
    let folder = parcels();
    let overlay = folder.path().join("overlays/parcels.overlay.yaml");
    fs::write(&overlay, OVERLAY.replace("Parcel.", "Parcels.")).unwrap();
    let output = codegen(&folder, &["--overlay", "overlays/parcels.overlay.yaml"]);
    let errors = errors(&output);
    assert!(
        errors.contains("--> overlays/parcels.overlay.yaml:5:13"),
        "{errors}"
    );
    assert!(
        errors.contains("`$.components.schemas` has `Parcel`: did you mean that?"),
        "{errors}"
    );
}

#[test]
fn copies_of_copies_come_to_an_end() {
    let doubled = "  - {target: $.tags, copy: $.tags}\n".repeat(40);
    let overlay =
        format!("overlay: 1.1.0\ninfo: {{title: Many, version: '1'}}\nactions:\n{doubled}");
    let document = DOCUMENT.replace("paths: {}", "paths: {}\ntags: [{name: one}]");
    let documents = Documents::single(&document).with("many.yaml", overlay);
    let mut settings = Settings::new("openapi.yaml");
    settings.overlays.push("many.yaml".into());
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: "many",
        settings: &settings,
        surface: None,
        manifest: "",
    };
    let texts = Texts::new();
    let generation = generate(&texts, &documents, &request);
    let found = generation.diagnostics.iter().map(|it| it.message.as_str());
    let found: Vec<&str> = found.filter(|it| it.starts_with("the overlays")).collect();
    assert!(!found.is_empty(), "{}", diagnostics_text(&generation));
    assert!(generation.files.is_none());
}
