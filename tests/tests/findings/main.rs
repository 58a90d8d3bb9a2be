//! What was found, as a person or a program gets it from `cargo xtask codegen` and `cargo xtask
//! lint`: levels by code, messages in JSON, going on, colours.

use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tests::workspace::{self, Member, Workspace};

#[cfg(target_os = "linux")]
mod terminal;

/// Three findings: an error, and warnings of two codes.
const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {responses: {'204': {description: None.}}}}
components:
  schemas:
    Größe: {type: strng}
    Pet: {type: object, requried: [name], properties: {name: {type: string}}}
";

const PETS: Member = Member {
    folder: "pets",
    name: "pets",
    schema: "../schema.yaml",
};

const TOOL: &str = env!("CARGO_BIN_EXE_xtask-under-test");

/// A workspace with a document and a crate that is made from it.
struct Subject(Workspace);

impl Subject {
    fn new(document: &str, settings: &str) -> Self {
        let it = Workspace::new(TOOL, &PETS);
        it.write("schema.yaml", document);
        it.write("pets/Cargo.toml", &(PETS.manifest() + settings));
        Self(it)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.0.folder(), arguments)
    }

    fn has_types(&self) -> bool {
        self.0.path("pets/src/types.rs").exists()
    }
}

/// How a command ended, and what it said.
#[derive(Debug)]
struct Ran {
    succeeded: bool,
    out: String,
    err: String,
}

impl Ran {
    /// The code of each finding that is printed for people, with its level.
    fn codes(&self) -> Vec<&str> {
        let titles = self.err.lines().filter_map(|line| line.split_once("]: "));
        titles.map(|(code, _)| code).collect()
    }
}

fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = workspace::run(TOOL, folder, arguments);
    Ran {
        succeeded: status.success(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

const FOUND: [&str; 3] = [
    "warning[missing-operation-id",
    "error[unknown-type",
    "warning[misspelt-keyword",
];

#[test]
fn levels_are_chosen_by_code() {
    let subject = Subject::new(DOCUMENT, "");
    let ran = subject.run(&["codegen"]);
    assert_eq!((ran.succeeded, ran.codes()), (false, FOUND.to_vec()));
    assert!(
        ran.err
            .ends_with("1 error, 2 warnings; nothing is written\n"),
        "{ran:?}"
    );

    let arguments = [
        "codegen",
        "--warn",
        "unknown-type",
        "--allow",
        "misspelt-keyword",
    ];
    let ran = subject.run(&arguments);
    let expected = vec!["warning[missing-operation-id", "warning[unknown-type"];
    assert_eq!((ran.succeeded, ran.codes()), (true, expected));
    assert!(subject.has_types());

    let arguments = ["codegen", "--keep-going", "--deny", "missing-operation-id"];
    let ran = subject.run(&arguments);
    let expected = vec![
        "error[missing-operation-id",
        "warning[unknown-type",
        "warning[misspelt-keyword",
    ];
    assert_eq!((ran.succeeded, ran.codes()), (false, expected));
}

#[test]
fn the_settings_choose_levels_and_the_command_line_counts() {
    let settings =
        "allow = [\"misspelt-keyword\"]\ndeny = [\"missing-operation-id\"]\nkeep-going = true\n";
    let subject = Subject::new(DOCUMENT, settings);
    let ran = subject.run(&["codegen"]);
    let expected = vec!["error[missing-operation-id", "warning[unknown-type"];
    assert_eq!((ran.succeeded, ran.codes()), (false, expected));

    let ran = subject.run(&["codegen", "--warn", "missing-operation-id"]);
    assert!(ran.succeeded, "{ran:?}");
    let fine = DOCUMENT
        .replace("strng", "string")
        .replace("requried", "required")
        .replace("responses", "operationId: list_pets, responses");
    subject.0.write("schema.yaml", &fine);
    subject.0.write("pets/Cargo.toml", &PETS.manifest());
    let ran = subject.run(&["codegen", "--deny-warnings", "--deny", "unsupported"]);
    assert!(ran.succeeded, "{ran:?}");
    // What is recorded of the crate does not depend on how its findings are taken.
    let record = subject.0.read("pets/api.json");
    let record: Value = serde_json::from_str(&record).unwrap();
    let settings = record["settings"].as_object().unwrap();
    let levels = ["allow", "deny", "warn", "deny-warnings", "keep-going"];
    assert!(
        levels.iter().all(|key| !settings.contains_key(*key)),
        "{settings:?}"
    );
}

#[test]
fn an_unknown_code_is_an_error_with_the_one_that_was_meant() {
    let subject = Subject::new(DOCUMENT, "");
    let ran = subject.run(&["codegen", "--allow", "mispelt-keyword"]);
    assert!(
        !ran.succeeded && ran.err.contains("did you mean `misspelt-keyword`?"),
        "{ran:?}"
    );
    let ran = subject.run(&["lint", "--deny", "nonsense"]);
    assert!(
        !ran.succeeded && ran.err.contains("`docs/diagnostics.md` lists them"),
        "{ran:?}"
    );
    let subject = Subject::new(DOCUMENT, "allow = [\"unknown-typ\"]\n");
    let ran = subject.run(&["codegen"]);
    assert!(
        !ran.succeeded && ran.err.contains("pets/Cargo.toml"),
        "{ran:?}"
    );
    assert!(ran.err.contains("did you mean `unknown-type`?"), "{ran:?}");
}

#[test]
fn messages_for_machines_are_one_object_a_line() {
    let subject = Subject::new(DOCUMENT, "");
    let ran = subject.run(&["codegen", "--message-format", "json"]);
    let messages: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        !ran.succeeded && ran.err == "1 error, 2 warnings; nothing is written\n",
        "{ran:?}"
    );
    let text = |message: &Value, key: &str| message[key].as_str().unwrap().to_owned();
    let codes: Vec<_> = messages
        .iter()
        .map(|it| format!("{}[{}", text(it, "level"), text(it, "code")))
        .collect();
    assert_eq!(codes, FOUND);
    // Bytes, lines and columns are those of the text, also behind characters of two bytes.
    let found = &messages[1];
    let start = DOCUMENT.find("strng").unwrap();
    let expected = serde_json::json!({
        "code": "unknown-type",
        "level": "error",
        "message": "unknown type `strng`",
        "spans": [{
            "file": "schema.yaml",
            "byte_start": start,
            "byte_end": start + "strng".len(),
            "line_start": 7,
            "column_start": 19,
            "line_end": 7,
            "column_end": 24,
            "is_primary": true,
            "label": null,
        }],
        "help": "did you mean `string`?",
        "replacement": {
            "file": "schema.yaml",
            "byte_start": start,
            "byte_end": start + "strng".len(),
            "text": "string",
        },
    });
    assert_eq!(found, &expected);
    // Every finding is there, and what a run has to say of itself is not among them.
    let types = "    A: {type: strng}\n".repeat(30);
    let numbered = types.lines().enumerate();
    let many: String = numbered
        .map(|(number, line)| line.replacen('A', &format!("A{number}"), 1) + "\n")
        .collect();
    subject.0.write("schema.yaml", &format!("{DOCUMENT}{many}"));
    let ran = subject.run(&["codegen", "--keep-going", "--message-format", "json"]);
    assert_eq!((ran.succeeded, ran.out.lines().count()), (true, 33));
    assert!(ran.err.contains("wrote   pets/src/types.rs"), "{ran:?}");
    let ran = subject.run(&["codegen"]);
    assert_eq!(ran.codes().len(), 20);
    assert!(ran.err.contains("and 11 more of `unknown-type`"), "{ran:?}");
}

#[test]
fn linting_reads_any_document_and_those_of_the_workspace() {
    let fine = DOCUMENT
        .replace("strng", "string")
        .replace("requried", "required");
    let fine = fine.replace("responses", "operationId: list_pets, responses");
    let subject = Subject::new(&fine, "");
    let ran = subject.run(&["lint"]);
    let expected = vec!["warning[unused-component", "warning[unused-component"];
    assert_eq!((ran.succeeded, ran.codes()), (true, expected.clone()));
    assert!(!subject.has_types());
    assert!(!subject.run(&["lint", "--deny-warnings"]).succeeded);
    let ran = subject.run(&["lint", "schema.yaml", "--deny", "unused-component"]);
    assert_eq!((ran.succeeded, ran.codes().len()), (false, 2));
    let ran = subject.run(&["lint", "--allow", "unused-component"]);
    assert_eq!((ran.succeeded, ran.codes()), (true, Vec::new()));
    assert_eq!(ran.out, "schema.yaml: nothing to complain about\n");
    let ran = subject.run(&["lint", "missing.yaml"]);
    assert!(
        !ran.succeeded && ran.err.contains("cannot read `missing.yaml`"),
        "{ran:?}"
    );
}

#[test]
fn this_schema_is_clean() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let ran = run_in(&repository, &["lint", "--deny-warnings"]);
    assert!(ran.succeeded && ran.err.is_empty(), "{ran:?}");
}
