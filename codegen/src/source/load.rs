//! Reads the root document and every file that it leads to.

use std::collections::{HashMap, VecDeque};

use super::draft::{Draft, Edit};
use super::file::File;
use super::locate::Format;
use super::node::{Entry, FileId, Node, Place, Repeated, Value};
use super::parse::{Budget, parse};
use super::reader::{ReadError, Reader};
use super::tree::{Tree, Unreadable};
use super::{Reference, Texts};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, closest};
use crate::limits;

/// Reads all files of a schema, as the edits leave them. A file that cannot be read is reported
/// where it is referred to; one that cannot be parsed, and keys that stand twice, are reported here.
pub(crate) fn load<'a>(
    texts: &'a Texts,
    reader: &dyn Reader,
    root: &str,
    tree: &mut Tree<'a>,
    edits: &dyn Edit<'a>,
    diagnostics: &Diagnostics,
) {
    let mut folders = HashMap::new();
    let mut waiting = VecDeque::from([root.to_owned()]);
    let budget = Budget::default();
    let mut bytes_left = limits::BYTES;
    while let Some(path) = waiting.pop_front() {
        if tree.knows(&path) {
            continue;
        }
        if tree.count() >= limits::FILES || bytes_left == 0 {
            diagnostics.push(too_many_files());
            break;
        }
        match reader.read(&path) {
            Err(error) => {
                let nearest = nearest_file(reader, &path, &mut folders);
                if tree.files().is_empty() {
                    diagnostics.push(unreadable_root(&path, &error, nearest.as_deref()));
                }
                tree.push_unreadable(path, Unreadable { error, nearest });
            }
            Ok(bytes) => {
                bytes_left = bytes_left.saturating_sub(bytes.len());
                let file = match edits.changes(&path) {
                    true => read_edited(texts, bytes, path, tree, &budget, edits, diagnostics),
                    false => {
                        let id = FileId(tree.files().len() as u32);
                        read_file(texts, bytes, path, id, &budget, diagnostics)
                    }
                };
                if let Some(root) = &file.root {
                    collect_references(root, &file.path, &mut waiting);
                }
                tree.push(file);
            }
        }
    }
}

/// Reads a file as the edits leave it, and keeps it beside the schema's as it was.
fn read_edited<'a>(
    texts: &'a Texts,
    bytes: Vec<u8>,
    path: String,
    tree: &mut Tree<'a>,
    budget: &Budget,
    edits: &dyn Edit<'a>,
    diagnostics: &Diagnostics,
) -> File<'a> {
    let id = FileId(tree.files().len() as u32);
    let unchanged = Diagnostics::default();
    let mut original = read_file(texts, bytes, path, tree.next_beside(), budget, &unchanged);
    original.original_of = Some(id);
    let mut file = File::new(original.path.clone(), original.text, original.format, None);
    match &original.root {
        None => unchanged.move_to(diagnostics),
        Some(root) => {
            let mut draft = Draft::new(root.clone());
            edits.edit(&file.path, &mut draft);
            let mut edited = draft.finish(id);
            report_infinite(&edited.root, diagnostics);
            for (again, first) in edited.repeated.drain(..) {
                let Entry { key, value } = &again.entry;
                diagnostics.push(duplicate_key(key, value.place, first));
            }
            file.root = Some(edited.root);
            file.written = edited.written;
        }
    }
    tree.push_beside(original);
    file
}

/// Reads an overlay beside the schema's files, by its path from the crate's folder. None when that
/// cannot be done, which is reported.
pub(crate) fn load_overlay<'a>(
    texts: &'a Texts,
    reader: &dyn Reader,
    path: &str,
    tree: &mut Tree<'a>,
    diagnostics: &Diagnostics,
) -> Option<FileId> {
    match reader.read_overlay(path) {
        Err(error) => {
            let name = reader.overlay_name(path);
            let message = format!("cannot read the overlay `{name}`: {}", reason(&error));
            diagnostics.push(Diagnostic::new(Code::MissingFile, message));
            None
        }
        Ok(bytes) => {
            let shown = reader.overlay_name(path);
            load_beside(texts, bytes, path.to_owned(), shown, tree, diagnostics)
        }
    }
}

/// Reads a text beside the schema's files. `shown` is what a person calls it. None when it cannot be
/// read, which is reported.
pub(crate) fn load_beside<'a>(
    texts: &'a Texts,
    bytes: Vec<u8>,
    path: String,
    shown: String,
    tree: &mut Tree<'a>,
    diagnostics: &Diagnostics,
) -> Option<FileId> {
    let id = tree.next_beside();
    let mut file = read_file(texts, bytes, path, id, &Budget::default(), diagnostics);
    file.shown = Some(shown);
    let is_read = file.root.is_some();
    tree.push_beside(file);
    is_read.then_some(id)
}

/// The file that was probably meant by one that is not there: its siblings are asked for once.
fn nearest_file(
    reader: &dyn Reader,
    path: &str,
    folders: &mut HashMap<String, Vec<String>>,
) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let siblings = folders
        .entry(folder.to_owned())
        .or_insert_with(|| reader.siblings(folder));
    let siblings = || siblings.iter().map(String::as_str);
    let name = stem(path);
    let meant = siblings()
        .find(|sibling| stem(sibling) == name)
        .or_else(|| {
            let meant = closest(name, siblings().map(stem))?;
            siblings().find(|sibling| stem(sibling) == meant)
        });
    meant.map(str::to_owned)
}

/// A file's name without folder and ending, for what two endings share says nothing.
fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn unreadable_root(path: &str, error: &ReadError, nearest: Option<&str>) -> Diagnostic {
    if *error == ReadError::TooLarge {
        return too_large(path);
    }
    let why = reason(error);
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "the setting `schema` names the root document".to_owned(),
    };
    Diagnostic::new(Code::MissingFile, format!("cannot read `{path}`: {why}")).with_help(help)
}

fn reason(error: &ReadError) -> &str {
    match error {
        ReadError::Missing => "there is no such file",
        ReadError::Outside => "it lies outside the schema's root",
        ReadError::Link => "a symbolic link leads to it, which is not followed",
        ReadError::TooLarge => "it is too large to be read",
        ReadError::Other(reason) => reason,
    }
}

/// A file of more bytes than a schema may have.
pub(crate) fn too_large(path: &str) -> Diagnostic {
    let message = format!("`{path}` has more than {} MB", limits::BYTES >> 20);
    Diagnostic::new(Code::LimitExceeded, message)
}

fn too_many_files() -> Diagnostic {
    let (files, megabytes) = (limits::FILES, limits::BYTES >> 20);
    let message = format!("the schema has more than {files} files, or {megabytes} MB of text");
    Diagnostic::new(Code::LimitExceeded, message)
}

fn read_file<'a>(
    texts: &'a Texts,
    bytes: Vec<u8>,
    path: String,
    id: FileId,
    budget: &Budget,
    diagnostics: &Diagnostics,
) -> File<'a> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => texts.alloc(text),
        Err(error) => {
            let diagnostic = Diagnostic::new(Code::Syntax, "this is not UTF-8")
                .at_offset(id, error.utf8_error().valid_up_to())
                .with_help("save the file as UTF-8");
            diagnostics.push(diagnostic);
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            return File::new(path, texts.alloc(text), Format::Yaml, None);
        }
    };
    let format = format_of(&path, text);
    let root = match parse_file(text, format, id, budget) {
        Ok(mut root) => {
            set_repeated_aside(&mut root, diagnostics);
            report_infinite(&root, diagnostics);
            Some(root)
        }
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
    };
    File::new(path, text, format, root)
}

fn parse_file<'a>(
    text: &'a str,
    format: Format,
    id: FileId,
    budget: &Budget,
) -> Result<Node<'a>, Box<Diagnostic>> {
    if is_empty(text, format) {
        let diagnostic = Diagnostic::new(Code::WrongKind, "the document is empty");
        return Err(diagnostic.at_offset(id, 0).into());
    }
    parse(text, format, id, budget).map_err(|error| {
        let diagnostic =
            Diagnostic::new(error.code, error.message).at_offset(id, error.offset.unwrap_or(0));
        let diagnostic = diagnostic.with_help_if(error.help.map(str::to_owned));
        Box::new(match error.context {
            Some((offset, context)) => diagnostic.with_note_at_offset(id, offset, context),
            None => diagnostic,
        })
    })
}

/// True when there is nothing to read, apart from comments.
fn is_empty(text: &str, format: Format) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.all(|line| {
        let comment = line.starts_with('#') || matches!(line, "---" | "...");
        line.is_empty() || comment && format == Format::Yaml
    })
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

/// Reports the keys that stand twice. What stands under the second of two equal keys counts for
/// nothing.
fn set_repeated_aside(node: &mut Node<'_>, diagnostics: &Diagnostics) {
    match &mut node.value {
        Value::Mapping(mapping) => {
            for entry in mapping.entries_mut() {
                set_repeated_aside(&mut entry.value, diagnostics);
            }
            mapping.set_repeated_aside();
            for Repeated { entry, .. } in mapping.repeated() {
                let first = mapping.get(&entry.key).map(|node| node.place);
                diagnostics.push(duplicate_key(&entry.key, entry.value.place, first));
            }
        }
        Value::Sequence(items) => {
            for item in items {
                set_repeated_aside(item, diagnostics);
            }
        }
        _ => {}
    }
}

/// Reports the numbers that no JSON can hold.
fn report_infinite(node: &Node<'_>, diagnostics: &Diagnostics) {
    match &node.value {
        Value::Mapping(mapping) => {
            for entry in mapping.entries() {
                report_infinite(&entry.value, diagnostics);
            }
        }
        Value::Sequence(items) => {
            for item in items {
                report_infinite(item, diagnostics);
            }
        }
        Value::Float(value) if !value.is_finite() => {
            let message = "this number is infinite, or too large to be read";
            diagnostics.push(Diagnostic::new(Code::UnfitValue, message).at_value(node.place));
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

/// A schema that no overlay changes, for tests.
#[cfg(test)]
pub(super) fn as_it_is<'a>(texts: &'a Texts, reader: &dyn Reader, root: &str) -> Tree<'a> {
    struct Nothing;

    impl<'a> Edit<'a> for Nothing {
        fn changes(&self, _: &str) -> bool {
            false
        }

        fn edit(&self, _: &str, _: &mut Draft<'a>) {}
    }

    let mut tree = Tree::default();
    load(
        texts,
        reader,
        root,
        &mut tree,
        &Nothing,
        &Diagnostics::default(),
    );
    tree
}
