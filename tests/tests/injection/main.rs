//! No text of a document leaves the string, comment, identifier or field that it belongs in.
//!
//! Any texts, in every place that takes one, give a crate that parses, in which nothing is declared
//! that the record of its surface does not have, and which carries the texts back. One crate of
//! many such texts is compiled, documented and run.

mod files;
#[path = "../support/property.rs"]
mod property;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use codegen::diagnostics::Level;
use codegen::output::Files;
use codegen::{Documents, Layout, Texts};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use syn::visit::{self, Visit};
use tests::always::Input;
use tests::injected::document;
use tests::invented::TEXTS;
use tests::nested::cargo;

use property::runner;

/// Texts: those that are known for trouble, any characters, and what may go on in source code.
fn text() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(TEXTS).prop_map(str::to_owned);
    let any = vec(any::<char>(), 0..12).prop_map(String::from_iter);
    let code = vec(
        proptest::sample::select(b"\"'\\/*#![]{}()<>`\n\r\t ax;:=&$%@-_.0".as_slice()),
        0..24,
    );
    let code = code.prop_map(|bytes| bytes.into_iter().map(char::from).collect());
    let several = (known.clone(), any.clone(), known.clone()).prop_map(|(a, b, c)| a + &b + &c);
    prop_oneof![known, any, code, several]
}

/// The crate of a document, of which everything is true that always is.
fn generate(texts: &[String]) -> Files {
    let text = document(texts).to_string();
    let input = Input {
        reader: &Documents::default().with("openapi.json", text),
        root: "openapi.json",
        overlays: &[],
        layout: Layout::Types,
    };
    input
        .check()
        .unwrap_or_else(|| panic!("texts are no errors: {:?}", errors(&input)))
}

fn errors(input: &Input<'_>) -> Vec<String> {
    let found = input.generate(&Texts::new(), None).diagnostics;
    let errors = found.into_iter().filter(|it| it.level == Level::Error);
    errors.map(|it| it.message).collect()
}

fn surface(files: &Files) -> Value {
    serde_json::from_str(&files["api.json"]).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The texts under a key, in lists within lists.
fn collect<'v>(items: &'v [Value], key: &str, wire: &str) -> BTreeSet<&'v str> {
    let inner = items.iter().flat_map(|item| list(item, key));
    inner.filter_map(|it| it[wire].as_str()).collect()
}

#[test]
fn any_text_stays_where_it_belongs() {
    let check = |texts: Vec<String>| {
        let files = generate(&texts);
        let surface = surface(&files);
        check_carried(&texts, &surface);
        check_declared(&files, &surface);
        Ok(())
    };
    runner(24).run(&vec(text(), 1..6), check).unwrap();
}

/// The record has every text where it was said.
fn check_carried(texts: &[String], surface: &Value) {
    let (items, operations) = (list(surface, "items"), list(surface, "operations"));
    let members = collect(items, "members", "wire");
    let values = collect(items, "values", "wire");
    let templates: BTreeSet<&str> = operations
        .iter()
        .filter_map(|it| it["template"].as_str())
        .collect();
    let parameters = collect(operations, "parameters", "wire");
    assert_eq!(surface["title"], *texts[0]);
    for (number, text) in texts.iter().enumerate() {
        assert!(members.contains(text.as_str()), "no member {text:?}");
        assert!(values.contains(text.as_str()), "no value {text:?}");
        assert!(
            templates.contains(format!("/{number}/{text}").as_str()),
            "no path {text:?}"
        );
        assert!(parameters.contains(text.as_str()), "no parameter {text:?}");
    }
}

/// Every type that a file declares is in the record.
fn check_declared(files: &Files, surface: &Value) {
    let recorded = ["items", "operations"]
        .into_iter()
        .flat_map(|key| list(surface, key));
    let recorded = recorded.filter_map(|it| it["path"].as_str()?.rsplit("::").next());
    let accessors = surface["accessors"].as_object().into_iter().flatten();
    let accessors = accessors.filter_map(|(_, it)| it["type"].as_str());
    let recorded: BTreeSet<String> = recorded.chain(accessors).map(identifier).collect();
    for (path, text) in files {
        if !path.ends_with(".rs") || path.starts_with("src/runtime") {
            continue;
        }
        let mut declared = Declared::default();
        declared.visit_file(&syn::parse_file(text).unwrap());
        for name in &declared.types {
            assert!(recorded.contains(name), "{path} declares `{name}`");
        }
        assert_eq!(declared.functions, 0, "{path} has a function of its own");
    }
}

/// A name of the record as Rust has it.
fn identifier(name: &str) -> String {
    match name {
        "gen" => "r#gen".to_owned(),
        "Self" | "self" | "super" | "crate" | "_" => format!("{name}_"),
        _ if syn::parse_str::<syn::Ident>(name).is_err() => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// A path of the record as Rust has it.
fn written(path: &str) -> String {
    let segments: Vec<String> = path.split("::").map(identifier).collect();
    segments.join("::")
}

#[derive(Default)]
struct Declared {
    types: Vec<String>,
    functions: usize,
}

impl Visit<'_> for Declared {
    fn visit_item_struct(&mut self, it: &syn::ItemStruct) {
        self.types.push(it.ident.to_string());
    }

    fn visit_item_enum(&mut self, it: &syn::ItemEnum) {
        self.types.push(it.ident.to_string());
    }

    fn visit_item_type(&mut self, it: &syn::ItemType) {
        self.types.push(it.ident.to_string());
    }

    fn visit_item_fn(&mut self, it: &syn::ItemFn) {
        self.functions += 1;
        visit::visit_item_fn(self, it);
    }
}

/// One crate with many texts at once: it compiles and is documented without a warning, and what it
/// reads it writes back.
#[test]
fn a_crate_of_many_texts_compiles_and_carries_them() {
    let mut texts: Vec<String> = TEXTS.iter().map(|&text| text.to_owned()).collect();
    let mut runner = runner(1);
    for _ in 0..60 {
        let tree = text().new_tree(&mut runner).unwrap();
        texts.push(proptest::strategy::ValueTree::current(&tree));
    }
    let unique: BTreeSet<String> = texts.into_iter().collect();
    let texts: Vec<String> = unique.into_iter().collect();
    let mut files = generate(&texts);
    let program = program(&surface(&files));
    files.insert("tests/carried.rs".into(), program);
    files.insert("README.md".into(), "# Hostile\n".into());
    // Beside the cases, whose dependencies are compiled already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("constructs/target");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("injection");
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, text) in &files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let manifest = manifest + "\n[dev-dependencies]\nserde = \"1\"\nserde_json = \"1\"\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    if !folder.join("Cargo.lock").exists() {
        fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    }
    cargo(&folder, &target, &["test", "--all-features"]);
    cargo(&folder, &target, &["doc", "--all-features", "--no-deps"]);
}

/// A test of the crate: every member, value and path by its name in the document.
fn program(surface: &Value) -> String {
    let mut body = String::new();
    for item in list(surface, "items") {
        let path = written(item["path"].as_str().unwrap());
        let wires = |key: &str| list(item, key).iter().filter_map(|it| it["wire"].as_str());
        let is_text = |it: &Value| it["type"] == "Option<String>";
        match item["kind"].as_str() {
            Some("string-enum") => {
                let values: Vec<&str> = wires("values").collect();
                let _ = writeln!(body, "    values!(hostile::{path}, &{values:?});");
            }
            Some("struct") if list(item, "members").iter().all(is_text) => {
                let members: Vec<&str> = wires("members").collect();
                let _ = writeln!(body, "    members::<hostile::{path}>(&{members:?});");
            }
            _ => {}
        }
    }
    for operation in list(surface, "operations") {
        let path = written(operation["path"].as_str().unwrap());
        let template = operation["template"].as_str().unwrap();
        let constant = format!("<hostile::{path} as hostile::Operation>::PATH");
        let _ = writeln!(body, "    assert_eq!({constant}, {template:?});");
    }
    PROGRAM.replace("    // BODY\n", &body)
}

const PROGRAM: &str = "\
//! Every text is carried back.

use serde_json::{Map, Value, from_value, to_value};

fn members<T: serde::de::DeserializeOwned + serde::Serialize>(names: &[&str]) {
    let all = names.iter().map(|name| (name.to_string(), Value::from(*name)));
    let all = Value::from(all.collect::<Map<_, _>>());
    let back = to_value(from_value::<T>(all.clone()).unwrap()).unwrap();
    assert_eq!(back, all);
}

macro_rules! values {
    ($path:path, $values:expr) => {
        for value in $values {
            use $path as Type;
            let read = Type::from(*value);
            assert!(!matches!(read, Type::Unknown { .. }), \"{value:?} is not known\");
            assert_eq!(read.as_str(), *value);
        }
    };
}

#[test]
fn carried() {
    // BODY
}
";
