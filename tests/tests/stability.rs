//! The same schema gives the same bytes, and a small change of it a small change of the Rust.

use codegen::output::{Files, compare};
use codegen::surface::Surface;
use codegen::{Documents, Request, Settings, Texts, generate};
use serde_yaml::{Mapping, Value};
use similar::{ChangeTag, TextDiff};
use tests::case::Case;
use tests::own_schema::{OwnSchema, repository};
use xtask::disk;

#[test]
fn the_committed_crate_is_what_the_schema_gives() {
    let found = disk::read_crate(&repository().join("generated")).unwrap();
    let wanted = OwnSchema::read().generate();
    let drifts = compare(&wanted, &found);
    let paths: Vec<&str> = drifts.iter().map(|drift| drift.path()).collect();
    assert!(
        paths.is_empty(),
        "{paths:?} are stale: run `{}`",
        codegen::COMMAND
    );
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    assert_eq!(OwnSchema::read().generate(), OwnSchema::read().generate());
}

#[test]
fn names_that_are_recorded_change_nothing() {
    for case in Case::all("constructs") {
        let texts = Texts::new();
        let first = case
            .generate(&texts)
            .files
            .expect("a construct has no error");
        let surface = Surface::from_json(&first["api.json"]).expect("the record can be read");
        let second = case.generate_with(&texts, Some(&surface)).files;
        assert_eq!(second, Some(first), "{}", case.name);
    }
}

/// In `cargo xtask ci` this runs once more with `arbitrary_precision` of `serde_json`.
#[test]
fn numbers_of_json_are_numbers_whatever_features_serde_json_has() {
    let document = r#"{
        "openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": {},
        "components": {"schemas": {"Pet": {"type": "object", "properties": {
            "age": {"type": "integer", "minimum": 0, "maximum": 9223372036854775808},
            "weight": {"type": "number", "default": 1.5}
        }}}}
    }"#;
    let settings = Settings::new("openapi.json");
    let request = Request {
        root: "openapi.json",
        root_name: "schema/",
        crate_name: "pets",
        settings: &settings,
        surface: None,
        manifest: "",
    };
    let documents = Documents::default().with("openapi.json", document);
    let texts = Texts::new();
    let files = generate(&texts, &documents, &request)
        .files
        .expect("the document has no error");
    let types = &files["src/types.rs"];
    assert!(
        types.contains("/// From 0 to 9223372036854775808."),
        "{types}"
    );
    assert!(types.contains("/// Defaults to `1.5`."), "{types}");
}

/// What a caller names stays, whoever else uses the schema later.
#[test]
fn a_new_use_renames_nothing() {
    let sent = r#""requestBody": {"content": {"application/json": {"schema": PET}}}"#;
    let answered = r#""responses": {"200": {"description": "A pet.",
        "content": {"application/json": {"schema": PET}}}}"#;
    let document = |uses: &[&str]| {
        let text = r##"{
            "openapi": "3.1.0", "info": {"title": "Pets", "version": "1"},
            "paths": {"/pets": {"put": {"operationId": "put_pet", USES}}},
            "components": {"schemas": {"Pet": {"type": "object", "properties": {
                "id": {"type": "integer", "readOnly": true}, "name": {"type": "string"}
            }}}}
        }"##;
        let text = text.replace("USES", &uses.join(","));
        text.replace("PET", r##"{"$ref": "#/components/schemas/Pet"}"##)
    };
    let only_sent = names_of(&document(&[sent]), None);
    assert_eq!(shown(&only_sent.1), [("types::Pet", "name")]);
    let then_both = names_of(&document(&[sent, answered]), Some(&only_sent.0));
    let halves = [("types::Pet", "name"), ("types::PetResponse", "id name")];
    assert_eq!(shown(&then_both.1), halves);
    let only_received = names_of(&document(&[answered]), None);
    assert_eq!(shown(&only_received.1), [("types::Pet", "id name")]);
    let then_both = names_of(&document(&[sent, answered]), Some(&only_received.0));
    let halves = [("types::Pet", "id name"), ("types::PetRequest", "name")];
    assert_eq!(shown(&then_both.1), halves);
    let then_sent = names_of(&document(&[sent]), Some(&then_both.0));
    assert_eq!(shown(&then_sent.1), [("types::PetRequest", "name")]);
}

/// An operation is known by its id: what callers name stays when it is served at another path.
#[test]
fn another_path_renames_nothing() {
    let document = |path: &str| {
        let text = r#"{
            "openapi": "3.1.0", "info": {"title": "Pets", "version": "1"},
            "paths": {"PATH": {"put": {"operationId": "put_pet", "requestBody": {"content":
                {"application/json": {"schema": {"type": "object", "properties":
                    {"name": {"type": "string"}}}}}}}}}
        }"#;
        text.replace("PATH", path)
    };
    let (before, _) = names_of(&document("/pets"), None);
    let (after, items) = names_of(&document("/v2/pets"), Some(&before));
    assert_eq!(shown(&items), [("operations::PutPetRequest", "name")]);
    let operation = &after.operations[0];
    assert_eq!(operation.path, "operations::PutPetOperation");
    assert_eq!(operation.template, "/v2/pets");
}

fn shown(items: &[(String, String)]) -> Vec<(&str, &str)> {
    let items = items.iter();
    items
        .map(|(path, members)| (path.as_str(), members.as_str()))
        .collect()
}

/// The record of a document's crate; the path and the members of each of its items.
fn names_of(document: &str, surface: Option<&Surface>) -> (Surface, Vec<(String, String)>) {
    let settings = Settings::new("openapi.json");
    let request = Request {
        root: "openapi.json",
        root_name: "schema/",
        crate_name: "pets",
        settings: &settings,
        surface,
        manifest: "",
    };
    let documents = Documents::default().with("openapi.json", document);
    let texts = Texts::new();
    let generation = generate(&texts, &documents, &request);
    let files = generation.files.expect("the document has no error");
    let surface = Surface::from_json(&files["api.json"]).expect("the record can be read");
    let items = surface.items.iter().map(|item| {
        let members: Vec<&str> = item.members.iter().map(|it| it.wire.as_str()).collect();
        (item.path.clone(), members.join(" "))
    });
    let items = items.collect();
    (surface, items)
}

#[test]
fn the_order_of_everything_but_properties_and_enum_says_nothing() {
    let schema = OwnSchema::read();
    let mut reversed = schema.clone();
    for text in reversed.0.values_mut() {
        let mut value: Value = serde_yaml::from_str(text).unwrap();
        reverse(&mut value, "");
        *text = serde_yaml::to_string(&value).unwrap();
    }
    assert_ne!(schema.0, reversed.0);
    let (before, after) = (schema.generate(), reversed.generate());
    for (path, text) in &before {
        assert_eq!(changes(text, &after[path]), Vec::<String>::new(), "{path}");
    }
    assert_eq!(before.len(), after.len());
}

/// Reverses every mapping but `properties`, and the sequences that are sets.
fn reverse(value: &mut Value, key: &str) {
    match value {
        Value::Mapping(mapping) => {
            let entries = mapping.iter().map(|(name, value)| {
                let (name, mut value) = (name.clone(), value.clone());
                reverse(&mut value, name.as_str().unwrap_or_default());
                (name, value)
            });
            let mut entries: Vec<(Value, Value)> = entries.collect();
            if key != "properties" {
                entries.reverse();
            }
            *mapping = entries.into_iter().collect::<Mapping>();
        }
        Value::Sequence(items) => {
            items.iter_mut().for_each(|item| reverse(item, ""));
            if ["required", "tags", "security"].contains(&key) {
                items.reverse();
            }
        }
        _ => {}
    }
}

#[test]
fn reordering_properties_moves_their_lines_only() {
    let schema = OwnSchema::read();
    let mut reordered = schema.clone();
    let text = reordered.0.get_mut("attribute.yaml").unwrap();
    let mut value: Value = serde_yaml::from_str(text).unwrap();
    let properties = &mut value["components"]["schemas"]["Attributes"]["properties"];
    let mut entries: Vec<(Value, Value)> = properties
        .as_mapping()
        .unwrap()
        .clone()
        .into_iter()
        .collect();
    entries.reverse();
    *properties = Value::Mapping(entries.into_iter().collect());
    *text = serde_yaml::to_string(&value).unwrap();
    let sorted = |files: &Files| {
        let mut lines: Vec<String> = files["src/attribute.rs"]
            .lines()
            .map(str::to_owned)
            .collect();
        lines.sort();
        lines
    };
    let (before, after) = (schema.generate(), reordered.generate());
    assert_ne!(before["src/attribute.rs"], after["src/attribute.rs"]);
    assert_eq!(sorted(&before), sorted(&after));
}

#[test]
fn a_description_changes_its_doc_lines_only() {
    let schema = OwnSchema::read();
    let old = "How long the session is to live, in minutes from now.";
    let edited = schema
        .clone()
        .with_edit("otp.yaml", old, "The session's lifetime in minutes.");
    let (before, after) = (schema.generate(), edited.generate());
    let changed: Vec<&String> = before
        .keys()
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(changed, ["src/otp.rs"]);
    let lines = changes(&before["src/otp.rs"], &after["src/otp.rs"]);
    assert_eq!(
        lines,
        [
            "-    /// How long the session is to live, in minutes from now.",
            "+    /// The session's lifetime in minutes.",
        ]
    );
}

#[test]
fn an_optional_member_in_the_middle_is_just_its_lines() {
    let schema = OwnSchema::read();
    let edited = schema.clone().with_edit(
        "otp.yaml",
        "        session_jwt:\n          description: |\n            JSON Web Token of a session that the user already has.\n",
        "        device_id:\n          description: Where the request came from.\n          type: string\n        session_jwt:\n          description: |\n            JSON Web Token of a session that the user already has.\n",
    );
    let (before, after) = (schema.generate(), edited.generate());
    let changed: Vec<&String> = before
        .keys()
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(changed, ["api.json", "src/otp.rs"]);
    assert_eq!(
        changes(&before["src/otp.rs"], &after["src/otp.rs"]),
        [
            "+    /// Where the request came from.",
            "+    #[serde(default, skip_serializing_if = \"Option::is_none\")]",
            "+    pub device_id: Option<String>,",
            "+            device_id: None,",
            "+    pub fn device_id(mut self, device_id: impl Into<String>) -> Self {",
            "+        self.device_id = Some(device_id.into());",
            "+        self",
            "+    }",
            "+",
            "+            .field(\"device_id\", &self.device_id)",
        ]
    );
}

#[test]
fn an_enum_value_in_the_middle_is_just_its_lines() {
    let schema = OwnSchema::read();
    let edited = schema.clone().with_edit(
        "sessions.yaml",
        "- oauth_google\n",
        "- oauth_google\n        - oauth_new\n",
    );
    let (before, after) = (schema.generate(), edited.generate());
    let changed: Vec<&String> = before
        .keys()
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(changed, ["api.json", "src/sessions.rs"]);
    assert_eq!(
        changes(&before["src/sessions.rs"], &after["src/sessions.rs"]),
        [
            "+    OauthNew,",
            "+        (\"oauth_new\", Self::OauthNew),"
        ]
    );
}

/// The lines that differ, each with `-` or `+`.
fn changes(before: &str, after: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal);
    changes
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end()))
        .collect()
}
