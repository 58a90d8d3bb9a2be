//! Reads the root document and every file that it leads to.

use std::collections::{HashSet, VecDeque};

use super::locate::Format;
use super::node::{FileId, Node, Place, Value};
use super::parse::parse;
use super::reader::{ReadError, Reader};
use super::tree::{File, Tree};
use super::{Reference, Texts};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// Reads all files of a schema. A file that cannot be read is reported where it is referred to;
/// one that cannot be parsed, and keys that stand twice, are reported here.
pub(crate) fn load<'a>(
    texts: &'a Texts,
    reader: &dyn Reader,
    root: &str,
    diagnostics: &Diagnostics,
) -> Tree<'a> {
    let mut tree = Tree::default();
    let mut waiting = VecDeque::from([root.to_owned()]);
    while let Some(path) = waiting.pop_front() {
        if tree.knows(&path) {
            continue;
        }
        match read_text(reader, &path) {
            Err(error) => {
                if tree.files().is_empty() {
                    diagnostics.push(unreadable_root(&path, &error));
                }
                tree.push_unreadable(path, error);
            }
            Ok(text) => {
                let file = parse_file(texts.alloc(text), path, tree.files().len(), diagnostics);
                if let Some(root) = &file.root {
                    collect_references(root, &file.path, &mut waiting);
                }
                tree.push(file);
            }
        }
    }
    tree
}

fn read_text(reader: &dyn Reader, path: &str) -> Result<String, ReadError> {
    String::from_utf8(reader.read(path)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        ReadError::Other(format!(
            "it is not UTF-8 (the first wrong byte is number {at})"
        ))
    })
}

fn unreadable_root(path: &str, error: &ReadError) -> Diagnostic {
    let why = match error {
        ReadError::Missing => "there is no such file".to_owned(),
        ReadError::Outside => "it lies outside the schema's root".to_owned(),
        ReadError::Other(reason) => reason.clone(),
    };
    Diagnostic::new(Code::MissingFile, format!("cannot read `{path}`: {why}"))
        .with_help("the setting `schema` names the root document")
}

fn parse_file<'a>(
    text: &'a str,
    path: String,
    number: usize,
    diagnostics: &Diagnostics,
) -> File<'a> {
    let id = FileId(number as u32);
    let format = format_of(&path, text);
    let root = match parse(text, format, id) {
        Ok(root) => {
            report_duplicate_keys(&root, diagnostics);
            Some(root)
        }
        Err(error) => {
            let kind = match format {
                Format::Yaml => "YAML",
                Format::Json => "JSON",
            };
            let message = format!("this is not valid {kind}: {}", error.message);
            let diagnostic = Diagnostic::new(Code::Syntax, message);
            diagnostics.push(diagnostic.at_offset(id, error.offset.unwrap_or(0)));
            None
        }
    };
    File {
        path,
        text,
        format,
        root,
    }
}

/// By the file's ending, and where that says nothing by its first character.
fn format_of(path: &str, text: &str) -> Format {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "json" => Format::Json,
        "yaml" | "yml" => Format::Yaml,
        _ if text
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('{') =>
        {
            Format::Json
        }
        _ => Format::Yaml,
    }
}

fn report_duplicate_keys(node: &Node<'_>, diagnostics: &Diagnostics) {
    match &node.value {
        Value::Mapping(mapping) => {
            let mut seen: HashSet<&str> = HashSet::with_capacity(mapping.entries().len());
            for entry in mapping.entries() {
                if !seen.insert(&entry.key) {
                    let first = mapping.get(&entry.key).map(|node| node.place);
                    diagnostics.push(duplicate_key(&entry.key, entry.value.place, first));
                }
                report_duplicate_keys(&entry.value, diagnostics);
            }
        }
        Value::Sequence(items) => {
            items
                .iter()
                .for_each(|item| report_duplicate_keys(item, diagnostics));
        }
        _ => {}
    }
}

fn duplicate_key(key: &str, place: Place, first: Option<Place>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::DuplicateKey, format!("`{key}` stands twice"))
        .at_key(place)
        .with_help("keep one of the two");
    match first {
        Some(first) => diagnostic.with_note_at_key(first, "it stands here first"),
        None => diagnostic,
    }
}

/// The files that a document refers to. What cannot be followed is reported by whoever follows it.
fn collect_references(node: &Node<'_>, path: &str, found: &mut VecDeque<String>) {
    match &node.value {
        Value::Mapping(mapping) => {
            for entry in mapping.entries() {
                match (entry.key.as_ref(), entry.value.as_str()) {
                    ("$ref", Some(reference)) => {
                        let reference = Reference::parse(reference, path);
                        found.extend(reference.ok().and_then(|reference| reference.file));
                    }
                    (key, _) if key.starts_with("x-") => {}
                    _ => collect_references(&entry.value, path, found),
                }
            }
        }
        Value::Sequence(items) => {
            items
                .iter()
                .for_each(|item| collect_references(item, path, found));
        }
        _ => {}
    }
}
