//! Real documents that were damaged: bytes changed, parts of the tree lost, doubled or moved.
//!
//! Whatever the generator says of one, or makes of it, has to be what it always is.

#[path = "support/property.rs"]
mod property;

use std::fs;
use std::path::Path;

use codegen::{Documents, Layout};
use proptest::prelude::*;
use serde_json::Value;
use tests::always::Input;
use tests::invented;

use property::runner;

/// Documents up to this size are damaged.
const SMALL: u64 = 26 * 1024;

/// The small documents beside the repository and in it, by name.
fn documents() -> Vec<(String, String)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = here.join("../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: {} is not there", corpus.display());
    }
    let folders = [corpus, here.join("cases/corpus")];
    let entries = folders
        .iter()
        .filter_map(|it| fs::read_dir(it).ok())
        .flatten()
        .flatten();
    let mut documents: Vec<_> = entries
        .filter(|entry| {
            entry
                .metadata()
                .is_ok_and(|it| it.is_file() && it.len() < SMALL)
        })
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                entry.path(),
            )
        })
        .filter(|(name, _)| name.ends_with(".json") || name.ends_with(".yaml"))
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    documents.sort();
    assert!(!documents.is_empty());
    documents
}

/// What fuzzing found, in few bytes.
const FINDS: &[(&str, &str)] = &[
    // No version, and not a word about it.
    ("openapi.yaml", "openapi: #/paths/o:"),
    // Text behind the root of the document was not looked at.
    ("openapi.yaml", "a # b\nc?d: { e: 1 f: g } }\n"),
    ("openapi.yaml", "a: 1\n---\nb: {"),
    // A mark before the first key made it the only one.
    ("openapi.yaml", "\u{feff}openapi: 3.1.0\ninfo: {}\n"),
    // A name with a tab in it was proposed as it is.
    (
        "openapi.yaml",
        "openapi: 3.1.0\ncomponents: {schemas: {\"W\tith\": {}, A: {$ref: '#/components/schemas/With'}}}",
    ),
];

#[test]
fn finds() {
    for (root, text) in FINDS {
        check(root, text.as_bytes().to_vec());
    }
}

fn check(root: &str, bytes: Vec<u8>) {
    let input = Input {
        reader: &Documents::default().with(root, bytes),
        root,
        overlays: &[],
        layout: Layout::Types,
    };
    input.check();
}

/// A change of some bytes: where, how many go, and what comes.
type Damage = (prop::sample::Index, usize, Vec<u8>);

/// A change of a tree: where, from where, of which kind, and what decides about something new.
type Change = (prop::sample::Index, prop::sample::Index, usize, Vec<u8>);

fn damage() -> impl Strategy<Value = Damage> {
    let token = prop::sample::select(invented::TEXTS).prop_map(|text| text.as_bytes().to_vec());
    let bytes = prop::collection::vec(any::<u8>(), 0..4);
    (
        any::<prop::sample::Index>(),
        0..30_usize,
        prop_oneof![token, bytes],
    )
}

#[test]
fn changed_bytes() {
    let documents = documents();
    let any = (
        any::<prop::sample::Index>(),
        prop::collection::vec(damage(), 1..4),
    );
    let run = |(which, damages): (prop::sample::Index, Vec<Damage>)| {
        let (name, text) = which.get(&documents);
        let mut bytes = text.clone().into_bytes();
        for (at, length, new) in damages {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, new);
        }
        check(name, bytes);
        Ok(())
    };
    runner(40).run(&any, run).unwrap();
}

/// Every value of a document, by its JSON Pointer.
fn pointers(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, format!("{at}/{index}"), into);
            }
        }
        Value::Object(entries) => {
            for (key, entry) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(entry, format!("{at}/{key}"), into);
            }
        }
        _ => {}
    }
    into.push(at);
}

#[test]
fn changed_trees() {
    let parsed = documents()
        .into_iter()
        .filter_map(|(name, text)| match name.ends_with(".json") {
            true => serde_json::from_str(&text).ok(),
            false => serde_yaml::from_str(&text).ok(),
        });
    let documents: Vec<Value> = parsed.collect();
    let index = any::<prop::sample::Index>;
    let change = (
        index(),
        index(),
        0..4_usize,
        prop::collection::vec(any::<u8>(), 0..80),
    );
    let any = (index(), prop::collection::vec(change, 1..5));
    let run = |(which, changes): (prop::sample::Index, Vec<Change>)| {
        let mut document = which.get(&documents).clone();
        for (target, source, kind, bytes) in changes {
            let mut all = Vec::new();
            pointers(&document, String::new(), &mut all);
            let pick = |index: prop::sample::Index| index.get(&all).clone();
            let (target, source) = (pick(target), pick(source));
            let new = match kind {
                0 => Value::Null,
                1 => document.pointer(&source).cloned().unwrap_or_default(),
                2 => serde_json::json!({"$ref": format!("#{source}")}),
                _ => invented::document(&bytes),
            };
            if let Some(value) = document.pointer_mut(&target) {
                *value = new;
            }
        }
        check("openapi.json", document.to_string().into_bytes());
        Ok(())
    };
    runner(40).run(&any, run).unwrap();
}

#[test]
fn invented_documents() {
    let run = |bytes: Vec<u8>| {
        check(
            "openapi.json",
            invented::document(&bytes).to_string().into_bytes(),
        );
        Ok(())
    };
    runner(40)
        .run(&prop::collection::vec(any::<u8>(), 0..1500), run)
        .unwrap();
}
