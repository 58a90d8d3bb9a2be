//! Large APIs: which files they become, and what callers can leave out.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use codegen::output::Files;
use codegen::{Documents, Request, Settings, Texts, generate};
use tests::nested;

/// A document of so many operations in three tags. Each tag has a type of its own, and all use the
/// type `Shared`.
fn document(operations: usize) -> String {
    let mut text = String::from("openapi: 3.1.0\ninfo: { title: Large, version: '1' }\npaths:\n");
    for number in 0..operations {
        let tag = ["pets", "time", "toys"][number % 3];
        let schema = match number / 3 % 2 {
            0 => format!("\"#/components/schemas/{tag}Own\""),
            _ => "\"#/components/schemas/Shared\"".to_owned(),
        };
        let response =
            format!("content: {{ application/json: {{ schema: {{ $ref: {schema} }} }} }}");
        writeln!(
            text,
            "  /{tag}/{number}:\n    get:\n      operationId: get{number}\n      tags: [{tag}]\n      \
             responses: {{ '200': {{ description: It., {response} }} }}"
        )
        .unwrap();
    }
    text.push_str("components:\n  schemas:\n    Alone: { $ref: '#/components/schemas/Held' }\n");
    for name in ["Held", "Shared", "petsOwn", "timeOwn", "toysOwn"] {
        writeln!(
            text,
            "    {name}: {{ type: object, properties: {{ a: {{ type: string }} }} }}"
        )
        .unwrap();
    }
    text
}

/// The same where all tags fail with a type that lies in the module of the first, which is there even
/// where its operations are left out.
fn with_an_error_in_common(document: &str) -> String {
    let common = "responses:\n    Later:\n      description: Later.\n      content: { application/json: { \
                  schema: { type: object, properties: { after: { type: integer } } } } }";
    document
        .replace(
            "responses: { ",
            "responses: { '503': { $ref: '#/components/responses/Later' }, ",
        )
        .replace("components:\n", &format!("components:\n  {common}\n"))
}

fn files(document: &str) -> Files {
    let texts = Texts::new();
    let documents = Documents::single(document);
    let settings = Settings::new("openapi.yaml");
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: "large",
        settings: &settings,
        surface: None,
        manifest: "[package]\nname = \"large\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    };
    let generation = generate(&texts, &documents, &request);
    generation.files.expect("the document has no error")
}

/// The features of `default`.
fn default_features(manifest: &str) -> BTreeSet<&str> {
    let (_, list) = manifest.split_once("default = [").unwrap_or_default();
    let list = list.split_once(']').unwrap_or_default().0;
    let names = list.split(',').map(|it| it.trim().trim_matches('"'));
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn small_apis_are_whole() {
    let files = files(&document(100));
    assert_eq!(
        default_features(&files["Cargo.toml"]),
        BTreeSet::from(["client"])
    );
    assert!(files["src/lib.rs"].contains("\npub mod pets;\n"));
    assert!(
        !files
            .values()
            .any(|text| text.contains("feature = \"pets\""))
    );
}

#[test]
fn large_apis_have_a_feature_for_each_tag() {
    let files = files(&document(210));
    let manifest = &files["Cargo.toml"];
    // `time` means the crate of that name.
    let expected = BTreeSet::from(["client", "pets", "time-operations", "toys"]);
    assert_eq!(default_features(manifest), expected);
    let root = &files["src/lib.rs"];
    assert!(
        root.contains("#[cfg(feature = \"pets\")]\npub mod pets;"),
        "{root}"
    );
    assert!(
        root.contains("#[cfg(feature = \"time-operations\")]\npub mod time;"),
        "{root}"
    );
    let types = &files["src/types.rs"];
    for name in ["Alone", "Held", "Shared"] {
        assert!(
            types.contains(&format!(" {name} ")),
            "{name} is always there: {types}"
        );
    }
    assert!(
        types.contains("#[cfg(feature = \"pets\")]\npub use pets::*;"),
        "{types}"
    );
    assert!(files["src/types/pets.rs"].contains("pub struct PetsOwn {"));
    assert!(
        files["src/types/time_operations.rs"].contains("pub struct TimeOwn {"),
        "{:?}",
        files.keys()
    );
}

/// Types whose names begin with the same word are many; the one that holds some of them, and free
/// values, is alone with its word.
fn many_types() -> String {
    let mut text = String::from(
        "    Holder:\n      type: object\n      properties:\n        value: { $ref: '#/components/schemas/Value' }\n        \
         shelf: { $ref: '#/components/schemas/ShelfItem7' }\n        any: {}\n    Value: { type: string }\n",
    );
    for word in ["Shelf", "Value", "Box", "Drawer"] {
        for number in 0..20 {
            let member = "{ type: integer, description: A number. }";
            let members = "abcdef".chars().map(|name| format!("{name}: {member}"));
            let members: Vec<String> = members.collect();
            let members = members.join(", ");
            writeln!(
                text,
                "    {word}Item{number}: {{ type: object, properties: {{ {members} }} }}"
            )
            .unwrap();
        }
    }
    text
}

#[test]
fn long_modules_are_divided_by_words() {
    let files = files(&(document(3) + &many_types()));
    let own = &files["src/types.rs"];
    for part in ["shelf", "value", "drawer"] {
        assert!(own.contains(&format!("\nmod {part};\n")), "{own}");
        assert!(own.contains(&format!("\npub use {part}::*;\n")), "{own}");
    }
    assert!(own.contains("pub struct Holder {"), "{own}");
    // An import would hide what the module shows.
    assert!(!own.contains("use crate::types"), "{own}");
    assert!(
        own.contains("pub any: Option<::serde_json::Value>,"),
        "{own}"
    );
    let modules = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let longest = modules.map(|(_, text)| text.lines().count()).max();
    assert!(longest < Some(2_500), "{longest:?}");
}

/// A document of types that are so long that each gets a file of its own, and of one that uses
/// them. Their names are those of crates and of what the code uses.
fn long_document() -> String {
    let names = [
        "Core",
        "Std",
        "Alloc",
        "Serde",
        "SerdeJson",
        "Option",
        "String",
        "Vec",
        "Value",
        "Map",
        "Secret",
        "Serialize",
        "Deserialize",
        "Default",
        "Fmt",
        "Mod",
        "Con",
        "Type",
        "Types",
    ];
    let mut text = String::from(
        "openapi: 3.1.0\ninfo: { title: Long, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for name in names {
        writeln!(text, "    {name}:\n      type: object\n      properties:").unwrap();
        for member in 0..60 {
            writeln!(text, "        m{member}: {{ type: string }}").unwrap();
        }
    }
    text.push_str("    Uses:\n      type: object\n      properties:\n");
    for name in names {
        writeln!(
            text,
            "        a_{name}: {{ $ref: '#/components/schemas/{name}' }}"
        )
        .unwrap();
    }
    text.push_str(
        "        list: { type: array, items: { type: object } }\n        any: {}\n        \
         secret: { type: string, format: password, x-rust-sensitive: true }\n",
    );
    text
}

#[test]
fn a_module_hides_no_name_of_its_private_files() {
    let mut files = files(&long_document());
    assert!(
        files.contains_key("src/types/serde.rs"),
        "{:?}",
        files.keys()
    );
    let uses = "#![allow(unused_imports, reason = \"each of them is there\")]\n\
                use large::types::{Core, Default, Deserialize, Map, Option, Serde, Std, Uses, Value};\n";
    files.insert("tests/uses.rs".into(), uses.into());
    compile("long", files, &["", "test-util"]);
}

#[test]
fn any_selection_of_features_compiles() {
    let selections = [
        "",
        "client",
        "pets",
        "client,pets",
        "toys,test-util",
        "blocking,time-operations,toys",
        "pets,time-operations,toys",
    ];
    let document = with_an_error_in_common(&document(210)) + &many_types();
    let files = files(&document);
    assert!(files["src/lib.rs"].contains("\npub mod pets;\n"));
    compile("large", files, &selections);
}

/// Compiles a crate with each of some selections of features.
fn compile(folder: &str, mut files: Files, selections: &[&str]) {
    files.insert("README.md".into(), "# Large\n".into());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, text) in &files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(
        &manifest,
        text + "\n[lib]\npath = \"src/lib.rs\"\n\n[workspace]\n",
    )
    .unwrap();
    for features in selections {
        let checks = [
            "check",
            "--tests",
            "--no-default-features",
            "--features",
            features,
        ];
        nested::cargo(&folder, &folder.join("target"), &checks);
    }
}
