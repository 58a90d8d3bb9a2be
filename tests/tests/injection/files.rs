//! Names of files stay where they belong, and so do texts in what is written for people.

use std::fs;
use std::path::Path;
use std::process::Command;

use codegen::{Documents, Layout};
use pulldown_cmark::{Event, Parser};
use serde_json::{Map, json};
use syn::visit::Visit;
use tests::always::Input;
use tests::injected::document;
use toml_edit::DocumentMut;

use super::{Declared, check_declared, errors, list, surface};

/// Names of files and folders, which name modules and stand in the first lines of generated files.
const PATHS: &[&str] = &[
    "\"quoted\".yaml",
    "a'b/c'd.yaml",
    "*/ fn evil() {} /*.yaml",
    "`tick`/`tock`.yaml",
    "new\nfn evil() {}\n/line.yaml",
    "return\rfn evil() {}.yaml",
    "tab\t.yaml",
    "{{braces}}.yaml",
    "#![evil].yaml",
    "...yaml",
    ".. /dots.yaml",
    "$(evil)/;evil.yaml",
    "\u{202e}turned.yaml",
    "crate/self/super.yaml",
    "mod/lib.rs.yaml",
    "größe/尺寸.yaml",
];

#[test]
fn any_name_of_a_file_stays_where_it_belongs() {
    let encoded = |path: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'/';
        let encode = |byte: u8| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        };
        path.bytes().map(encode).collect()
    };
    let schema = |number: usize, path: &str| {
        let reference = format!("{}#/S{number}", encoded(path));
        (format!("R{number}"), json!({"$ref": reference}))
    };
    let numbered = || PATHS.iter().enumerate();
    let schemas: Map<_, _> = numbered().map(|(at, path)| schema(at, path)).collect();
    let root = json!({
        "openapi": "3.1.0",
        "info": {"title": "Files", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    });
    let documents = Documents::default().with("openapi.json", root.to_string());
    let documents = numbered().fold(documents, |documents, (at, path)| {
        let member = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        documents.with(path, json!({format!("S{at}"): member}).to_string())
    });
    for layout in [Layout::Files, Layout::Types] {
        let input = Input {
            reader: &documents,
            root: "openapi.json",
            overlays: &[],
            layout,
        };
        let files = input
            .check()
            .unwrap_or_else(|| panic!("names are no errors: {:?}", errors(&input)));
        let surface = surface(&files);
        check_declared(&files, &surface);
        let items = list(&surface, "items");
        let names: Vec<_> = items.iter().filter_map(|it| it["path"].as_str()).collect();
        for (at, path) in numbered() {
            let end = [format!("S{at}"), format!("R{at}")];
            let is_there = names
                .iter()
                .any(|name| end.iter().any(|it| name.ends_with(it)));
            assert!(is_there, "nothing of {path:?} in {names:?}");
        }
    }
}

/// What is written for a new crate and belongs to people, README and manifest. The document lies in
/// a folder and a file of these names, and has a text everywhere.
fn written(folder: &str, root: &str, text: &str) -> [String; 2] {
    let here = tempfile::tempdir().unwrap();
    let schema = here.path().join(folder);
    fs::create_dir_all(&schema).unwrap();
    let document = document(&[text.to_owned()]).to_string();
    fs::write(schema.join(root), document).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask-under-test"))
        .current_dir(here.path())
        .args(["codegen", "--out", "hostile", "--schema"])
        .arg(Path::new(folder).join(root))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = |path: &str| fs::read_to_string(here.path().join("hostile").join(path)).unwrap();
    for path in ["src/lib.rs", "src/types.rs"] {
        let mut declared = Declared::default();
        declared.visit_file(&syn::parse_file(&text(path)).unwrap());
        assert_eq!(declared.functions, 0, "{path} of {folder:?} and {root:?}");
    }
    ["README.md", "Cargo.toml"].map(text)
}

#[test]
fn no_text_gets_into_the_readme_or_the_manifest() {
    let written = |text: &str| written("schema", "openapi.json", text);
    let expected = written("plain");
    assert!(expected[0].starts_with("# hostile\n") && expected[1].contains("name = \"hostile\""));
    for text in [
        "\"\"\"\n[dependencies]\nevil = \"1\"\n",
        "'''\n[lib]\nproc-macro = true\n",
        "```rust\nfn main() {}\n```",
        "<script>evil()</script>",
        "](https://x.example)",
        "#!",
    ] {
        assert_eq!(written(text), expected, "{text:?}");
    }
}

/// The path of the root document is a setting of a new crate, and a piece of code in its README.
#[test]
fn the_path_of_the_root_document_stays_where_it_belongs() {
    let [plain_readme, plain_manifest] = written("schema", "openapi.json", "plain");
    for name in [
        "`.json",
        "``` a.json",
        "a\n\n```rust\nfn main() {}\n```\n.json",
        "a\r# A heading.json",
        "'''.json",
        "a\"\nevil = \"1.json",
        "a\"]\n[lib]\nproc-macro = true.json",
        "<script>evil()<|script>.json",
        "`](https:x.example).json",
        "\u{202e}\u{1b}[2J.json",
    ] {
        for (folder, root) in [("schema", name), (name, "openapi.json")] {
            let [readme, manifest] = written(folder, root, "plain");
            assert_eq!(parts(&readme), parts(&plain_readme), "{readme}");
            let (schema, others) = taken_apart(&manifest);
            assert_eq!(schema, format!("../{folder}/{root}"));
            assert_eq!(others, taken_apart(&plain_manifest).1);
        }
    }
}

/// What a Markdown text is made of, without what its pieces of code say.
fn parts(text: &str) -> Vec<Event<'_>> {
    let part = |it| match it {
        Event::Code(_) => Event::Code("".into()),
        other => other,
    };
    Parser::new(text).map(part).collect()
}

/// The setting `schema` of a manifest, and everything else in it.
fn taken_apart(manifest: &str) -> (String, String) {
    let mut manifest: DocumentMut = manifest.parse().unwrap();
    let settings = &mut manifest["package"]["metadata"]["codegen"];
    let schema = settings["schema"].as_str().unwrap().to_owned();
    settings["schema"] = toml_edit::value("");
    (schema, manifest.to_string())
}
