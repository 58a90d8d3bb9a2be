//! Every place of real documents.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use codegen::source::locate::{Format, Part, Step, locate};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::{at, nth};

/// Real documents, beside the repository; where they are absent, the tests do without.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus");

/// A document as it is written: its keys as text, and those that occur twice too.
#[derive(Debug, PartialEq)]
enum Document {
    Mapping(Vec<(String, Document)>),
    Sequence(Vec<Document>),
    Text(String),
    Integer(i128),
    Float(f64),
    Bool(bool),
    Null,
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DocumentVisitor)
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Document, E> {
        Ok(Document::Integer(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Document, E> {
        Ok(Document::Integer(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Document, E> {
        Ok(Document::Integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Document, E> {
        value.try_into().map(Document::Integer).map_err(E::custom)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Document, E> {
        Ok(Document::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Document, E> {
        Ok(Document::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Document, A::Error> {
        let mut sequence = Vec::new();
        while let Some(item) = items.next_element()? {
            sequence.push(item);
        }
        Ok(Document::Sequence(sequence))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Document, A::Error> {
        let mut mapping = Vec::new();
        while let Some((key, value)) = entries.next_entry()? {
            mapping.push((name(key), value));
        }
        Ok(Document::Mapping(mapping))
    }
}

fn name(key: Document) -> String {
    match key {
        Document::Text(text) => text,
        Document::Integer(number) => number.to_string(),
        Document::Bool(value) => value.to_string(),
        other => format!("{other:?}"),
    }
}

fn parse(text: &str, format: Format) -> Result<Document, String> {
    match format {
        Format::Yaml => serde_yaml::from_str(text).map_err(|error| error.to_string()),
        Format::Json => serde_json::from_str(text).map_err(|error| error.to_string()),
    }
}

/// The paths of a document and what each leads to, in the order of the text.
fn paths(root: &Document) -> Vec<(Vec<Step<'_>>, &Document)> {
    let mut pending = vec![(Vec::new(), root)];
    let mut paths = Vec::new();
    while let Some((path, document)) = pending.pop() {
        let child = |step| path.iter().cloned().chain([step]).collect();
        let first = pending.len();
        match document {
            Document::Mapping(entries) => {
                let mut seen = HashMap::new();
                pending.extend(entries.iter().map(|(name, value)| {
                    let occurrence = *seen
                        .entry(name)
                        .and_modify(|count| *count += 1)
                        .or_insert(0);
                    (child(nth(name, occurrence)), value)
                }));
            }
            Document::Sequence(items) => {
                let items = items.iter().enumerate();
                pending.extend(items.map(|(position, item)| (child(at(position)), item)));
            }
            _ => {}
        }
        pending[first..].reverse();
        paths.push((path, document));
    }
    paths
}

/// Asserts that the text of every key and of every value is that key and that value.
fn check_document(text: &str, format: Format, root: &Document) -> usize {
    let paths = paths(root);
    for paths in paths.chunks(100_000) {
        let both = |part| paths.iter().map(move |(path, _)| (path.as_slice(), part));
        let targets: Vec<_> = both(Part::Key).chain(both(Part::Value)).collect();
        let found = locate(text, format, &targets);
        let (keys, values) = found.split_at(paths.len());
        for (((path, document), key), value) in paths.iter().zip(keys).zip(values) {
            let slice = |range: &Option<Range<usize>>| {
                let range = range
                    .clone()
                    .unwrap_or_else(|| panic!("{path:?} is not found"));
                &text[range]
            };
            if let Some(Step::Key { name: expected, .. }) = path.last() {
                let (key, alias) = (slice(key), slice(key).starts_with('*'));
                let same = alias || name(parse(key, format).unwrap()) == *expected;
                assert!(same, "{key:?} at {path:?}");
            }
            let value = slice(value);
            assert!(
                is_written_as(document, value, format),
                "{value:?} at {path:?}"
            );
        }
    }
    paths.len()
}

/// Whether this is how a node is written. An alias may stand for anything.
fn is_written_as(document: &Document, text: &str, format: Format) -> bool {
    let first = text.chars().next();
    match document {
        _ if format == Format::Yaml && first == Some('*') => true,
        Document::Text(value) if matches!(first, Some('|' | '>')) => {
            let content = text.split_once('\n').map_or("", |(_, content)| content);
            content.split_whitespace().eq(value.split_whitespace())
        }
        Document::Mapping(_) if first == Some('{') => text.ends_with('}'),
        Document::Sequence(_) if first == Some('[') => text.ends_with(']'),
        Document::Mapping(_) => text.contains(':') && !text.contains('\n'),
        Document::Sequence(_) => text.starts_with('-') && !text.contains('\n'),
        Document::Null if text.is_empty() => format == Format::Yaml,
        scalar => parse(text, format).as_ref() == Ok(scalar),
    }
}

/// The documents below a folder, in order.
fn documents(folder: &Path) -> Vec<(PathBuf, Format)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => found.extend(documents(&path)),
            Some("yaml" | "yml") => found.push((path, Format::Yaml)),
            Some("json") => found.push((path, Format::Json)),
            _ => {}
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

#[test]
fn every_place_of_the_corpus() {
    let corpus = Path::new(CORPUS);
    if !corpus.is_dir() {
        eprintln!("skipped: there is no corpus");
        return;
    }
    let (mut count, mut nodes) = (0, 0);
    for (path, format) in documents(corpus) {
        let text = fs::read_to_string(&path).unwrap();
        let document = parse(&text, format).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        nodes += check_document(&text, format, &document);
        count += 1;
    }
    eprintln!("{nodes} places in {count} documents");
    assert!(count > 0);
}
