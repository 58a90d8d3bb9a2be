//! Samples of real bodies are compared with the schema, and the schema is corrected by them.
//!
//! A case in `tests/cases/samples` has a document, samples, and in `findings.txt` what they disagree
//! about and where, written before the comparison was run. The snapshot has what is said, and the
//! overlays that correct the document; with them the samples have nothing to say.

use std::fs;
use std::path::Path;

use codegen::diagnostics::{Location, render};
use codegen::source::locate::line_column;
use codegen::verify::{Correction, Sample, Verification, correct, verify};
use codegen::{Documents, Layout, Request, Settings, Texts};
use serde_json::Value;
use tests::case::Case;
use tests::own_schema::{OwnSchema, repository};

use crate::support::data;

mod command;
#[path = "../support/mod.rs"]
mod support;

macro_rules! cases {
    ($($name:ident)+) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        $(#[test]
        fn $name() {
            check(&Case::named("samples", stringify!($name)));
        })+
    };
}

cases! {
    names
    older
    parcels
}

#[test]
fn every_folder_is_a_test() {
    let cases = Case::all("samples").into_iter();
    let folders: Vec<String> = cases.map(|case| case.name).collect();
    assert_eq!(
        folders, NAMES,
        "tests/tests/samples/main.rs lists every folder of the group"
    );
}

/// The samples of a case, by their paths.
fn samples(case: &Case) -> Vec<Sample> {
    let folder = case.folder.join("samples");
    let files = data::files(&folder, "json").into_iter();
    let sample = |path: std::path::PathBuf| {
        let below = path
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        Sample {
            shown: format!("samples/{below}"),
            path: below,
            text: fs::read(&path).unwrap(),
        }
    };
    files.map(sample).collect()
}

/// A request for a case, with overlays.
fn request<'a>(settings: &'a Settings, root: &'a str) -> Request<'a> {
    Request {
        root,
        root_name: "schema/",
        crate_name: "samples",
        settings,
        surface: None,
        manifest: "",
    }
}

fn said(verification: &Verification<'_>) -> String {
    let found = verification.diagnostics.iter();
    let texts = found.map(|it| render(&verification.tree, it, "", false) + "\n\n");
    texts.collect()
}

/// Where the findings point: `path:line code`.
fn places(verification: &Verification<'_>) -> Vec<String> {
    let tree = &verification.tree;
    let place = |location: Location| {
        let (file, bytes) = location.bytes(tree)?;
        let file = tree.file(file)?;
        Some(format!(
            "{}:{}",
            file.path,
            line_column(file.text, bytes.start).0
        ))
    };
    let found = verification.diagnostics.iter();
    let found = found.map(|it| format!("{} {}", it.location.and_then(place).unwrap(), it.code));
    let mut found: Vec<String> = found.collect();
    found.sort();
    found
}

fn check(case: &Case) {
    let samples = samples(case);
    let documents = case.documents();
    let settings = case.settings();
    let texts = Texts::new();
    let verification = verify(
        &texts,
        &documents,
        &request(&settings, case.root()),
        &samples,
    );
    let expected = fs::read_to_string(case.folder.join("findings.txt")).unwrap();
    let mut expected: Vec<String> = expected.lines().map(str::to_owned).collect();
    expected.sort();
    assert_eq!(places(&verification), expected, "{}", said(&verification));

    let corrections = correct(
        &documents,
        &request(&settings, case.root()),
        &samples,
        "fix.overlay.yaml",
    )
    .unwrap();
    let mut text = said(&verification);
    for Correction {
        path,
        text: overlay,
    } in &corrections
    {
        text += &format!("==== {path}\n{overlay}\n");
    }
    insta::with_settings!({
        snapshot_path => &case.folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("expected", text);
    });
    if case.name != "names" {
        check_corrected(documents, settings, case.root(), &samples, corrections);
    }
}

/// With the overlays the samples have nothing to say.
fn check_corrected(
    mut documents: Documents,
    mut settings: Settings,
    root: &str,
    samples: &[Sample],
    corrections: Vec<Correction>,
) {
    assert!(!corrections.is_empty());
    for Correction { path, text } in corrections {
        documents = documents.with(&path, text);
        settings.overlays.push(path);
    }
    let texts = Texts::new();
    let verification = verify(&texts, &documents, &request(&settings, root), samples);
    assert_eq!(said(&verification), "");
    let generation = codegen::generate(&texts, &documents, &request(&settings, root));
    assert!(
        generation.files.is_some(),
        "the corrected document makes a crate"
    );
}

/// The recordings of the API as samples: requests, answers and errors.
fn recorded() -> Vec<Sample> {
    let mut samples = Vec::new();
    for folder in ["requests", "responses"] {
        let folder = repository().join("tests/data").join(folder);
        for path in data::files(&folder, "json") {
            let below = path
                .strip_prefix(&folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let recording: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            samples.extend(sample_of(&below, &folder, &recording));
        }
    }
    samples
}

/// A recording under the name that it has as a sample. Errors are answers of any operation, and one
/// of them is no JSON.
fn sample_of(below: &str, folder: &Path, recording: &Value) -> Option<Sample> {
    let stem = below.trim_end_matches(".json");
    let (note, name) = stem.rsplit_once('/')?;
    let note = note.replace('.', "-");
    let operation = |name: &str| match name.split_once('_') {
        Some((channel @ ("sms" | "whatsapp" | "email"), method)) => {
            format!("otp.{channel}.{method}")
        }
        _ => format!("otp.{name}"),
    };
    let (path, body) = if folder.ends_with("requests") {
        let (name, kind) = name.rsplit_once('-')?;
        let path = format!("{}/request.{kind}-{note}.json", operation(name));
        (path, &recording["body"])
    } else if note == "errors" {
        let path = format!(
            "otp.authenticate/response-{}.json",
            name.replacen('-', ".", 1)
        );
        (path, &recording["body"])
    } else {
        let (name, kind) = name.split_once('.').unwrap_or((name, "full"));
        let path = format!("{}/response-200.{kind}-{note}.json", operation(name));
        (path, recording)
    };
    (!body.is_null()).then(|| Sample {
        shown: path.clone(),
        path,
        text: serde_json::to_vec_pretty(body).unwrap(),
    })
}

#[test]
fn the_own_schema_says_what_was_recorded() {
    let documents = OwnSchema::read().0.into_iter();
    let documents = documents.fold(Documents::default(), |documents, (path, text)| {
        documents.with(&path, text)
    });
    let mut settings = Settings::new("openapi.yaml");
    settings.layout = Layout::Files;
    let samples = recorded();
    // Two versions of 7 requests, full and least, and of 8 answers; 6 errors.
    assert_eq!(samples.len(), 28 + 16 + 6);
    let texts = Texts::new();
    let request = request(&settings, "openapi.yaml");
    let verification = verify(&texts, &documents, &request, &samples);
    assert_eq!(said(&verification), "");
}

const TAGGED: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pet:
    get:
      operationId: getPet
      responses:
        '200':
          description: It.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind, mapping: { hound: Dog } }
    Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    Dog: { type: object, required: [kind], properties: { kind: { type: string } } }
";

/// A discriminator has the values of its mapping and the names of its schemas.
#[test]
fn a_tag_of_no_branch_is_found() {
    let documents = Documents::single(TAGGED);
    let settings = Settings::new("openapi.yaml");
    let found = |kind: &str| {
        let sample = Sample {
            path: "getPet/response-200.json".into(),
            shown: "response-200.json".into(),
            text: format!("{{\"kind\": \"{kind}\"}}").into_bytes(),
        };
        let texts = Texts::new();
        let request = request(&settings, "openapi.yaml");
        said(&verify(&texts, &documents, &request, &[sample]))
    };
    for known in ["Cat", "Dog", "hound"] {
        assert_eq!(found(known), "");
    }
    insta::assert_snapshot!(found("bird"), @r#"
    warning[unlisted-value]: no schema is called "bird"
      --> response-200.json:1:10
       |
     1 | {"kind": "bird"}
       |          ^^^^^^
       |
    note: this tells the schemas apart
      --> openapi.yaml:15:7
       |
    15 |       discriminator: { propertyName: kind, mapping: { hound: Dog } }
       |       ^^^^^^^^^^^^^
    "#);
}
