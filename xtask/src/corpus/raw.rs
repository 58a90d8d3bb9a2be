//! A document as plain values, read afresh: nothing here is the generator's.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::yaml::Plain;

/// The files of a document that its references lead to.
#[derive(Debug)]
pub(super) struct Raw {
    files: Vec<File>,
    numbers: HashMap<String, usize>,
}

#[derive(Debug)]
struct File {
    /// The path below the document's folder.
    path: String,
    value: Value,
}

/// A value somewhere in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'d> {
    file: usize,
    pub(super) value: &'d Value,
}

impl<'d> Spot<'d> {
    /// What stands under a key.
    pub(super) fn get(self, key: &str) -> Option<Self> {
        let value = self.value.get(key)?;
        Some(Self { value, ..self })
    }

    /// The values of a mapping, with their keys.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'d str, Self)> {
        let entries = self.value.as_object().into_iter().flatten();
        entries.map(move |(key, value)| (key.as_str(), Self { value, ..self }))
    }

    /// The values of a list.
    pub(super) fn items(self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten();
        items.map(move |value| Self { value, ..self })
    }

    /// What tells this value from every other one of the document.
    pub(super) fn identity(self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }
}

/// Where a `$ref` leads.
#[derive(Debug)]
pub(super) struct Target<'d> {
    pub(super) spot: Spot<'d>,
    /// The file, below the document's folder.
    pub(super) path: &'d str,
    /// The steps to the value in it.
    pub(super) steps: Vec<String>,
}

impl Raw {
    /// Reads a root document and the files of its folder that it leads to. A file that cannot be
    /// read is left out: the generator is the one to say so.
    pub(super) fn read(root: &Path, folder: &Path) -> Result<Self, String> {
        let name = root.strip_prefix(folder).unwrap_or(root).to_string_lossy();
        let mut raw = Self {
            files: Vec::new(),
            numbers: HashMap::new(),
        };
        raw.add(folder, name.into_owned())?;
        let mut next = 0;
        while let Some(file) = raw.files.get(next) {
            let mut paths = Vec::new();
            collect_files(&file.value, &file.path, &mut paths);
            for path in paths {
                if !raw.numbers.contains_key(&path) {
                    let _ = raw.add(folder, path);
                }
            }
            next += 1;
        }
        Ok(raw)
    }

    fn add(&mut self, folder: &Path, path: String) -> Result<(), String> {
        let whole = folder.join(&path);
        let text = fs::read(&whole).map_err(|error| error.to_string())?;
        let value = parse(&whole, &String::from_utf8_lossy(&text))?;
        self.numbers.insert(path.clone(), self.files.len());
        self.files.push(File { path, value });
        Ok(())
    }

    /// The top of each file, the root document first, with its path.
    pub(super) fn tops(&self) -> impl Iterator<Item = (&str, Spot<'_>)> {
        self.files.iter().enumerate().map(|(number, file)| {
            let value = &file.value;
            let file_path = file.path.as_str();
            (
                file_path,
                Spot {
                    file: number,
                    value,
                },
            )
        })
    }

    /// What a `$ref` at a value leads to, one step.
    pub(super) fn target<'d>(&'d self, spot: Spot<'d>) -> Option<Target<'d>> {
        let mut left = LONGEST_CHAIN;
        self.target_within(spot, &mut left)
    }

    /// The same, with so many more references on the way.
    fn target_within<'d>(&'d self, spot: Spot<'d>, left: &mut usize) -> Option<Target<'d>> {
        *left = left.checked_sub(1)?;
        let reference = spot.value.get("$ref")?.as_str()?;
        let from = self.files.get(spot.file)?;
        let (path, fragment) = split(reference, &from.path)?;
        let number = *self.numbers.get(&path)?;
        let file = self.files.get(number)?;
        let (value, steps) = if fragment.is_empty() || fragment.starts_with('/') {
            let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
            let steps: Vec<String> = fragment.split('/').skip(1).map(unescape).collect();
            let Some(value) = file.value.pointer(&fragment) else {
                return self.target_through(number, &steps, left);
            };
            (value, steps)
        } else {
            (anchored(&file.value, &fragment)?, vec![fragment])
        };
        Some(Target {
            spot: Spot {
                file: number,
                value,
            },
            path: &file.path,
            steps,
        })
    }

    /// What a pointer leads to when a `$ref` stands on its way.
    fn target_through(
        &self,
        file: usize,
        steps: &[String],
        left: &mut usize,
    ) -> Option<Target<'_>> {
        let File { path, value } = self.files.get(file)?;
        let mut here = Target {
            spot: Spot { file, value },
            path,
            steps: Vec::new(),
        };
        for step in steps {
            while here.spot.get(step).is_none() {
                here = self.target_within(here.spot, left)?;
            }
            here.spot = here.spot.get(step)?;
            here.steps.push(step.clone());
        }
        Some(here)
    }

    /// The values of a mapping, with their keys, or of the one that a `$ref` in its place leads to.
    pub(super) fn entries<'d>(
        &'d self,
        spot: Spot<'d>,
    ) -> impl Iterator<Item = (&'d str, Spot<'d>)> {
        self.follow(spot).into_iter().flat_map(Spot::entries)
    }

    /// The value that references lead to in the end; a circle leads nowhere.
    pub(super) fn follow<'d>(&'d self, mut spot: Spot<'d>) -> Option<Spot<'d>> {
        for _ in 0..LONGEST_CHAIN {
            if spot.value.get("$ref").and_then(Value::as_str).is_none() {
                return Some(spot);
            }
            spot = self.target(spot)?.spot;
        }
        None
    }
}

/// So many references may lead on to a reference.
const LONGEST_CHAIN: usize = 64;

/// The files that are mentioned by a `$ref`, wherever it stands.
fn collect_files(value: &Value, from: &str, paths: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            let reference = entries.get("$ref").and_then(Value::as_str);
            paths.extend(
                reference
                    .and_then(|it| split(it, from))
                    .map(|(path, _)| path),
            );
            entries
                .values()
                .for_each(|value| collect_files(value, from, paths));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|value| collect_files(value, from, paths)),
        _ => {}
    }
}

/// The file and the fragment of a reference; none for another machine or a file outside.
fn split(reference: &str, from: &str) -> Option<(String, String)> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let fragment = percent_decoded(fragment);
    if path.is_empty() {
        return Some((from.to_owned(), fragment));
    }
    if path.contains("://") || path.starts_with('/') {
        return None;
    }
    let path = percent_decoded(path);
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some((steps.join("/"), fragment))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn anchored<'d>(value: &'d Value, anchor: &str) -> Option<&'d Value> {
    let below = |value: &'d Value| anchored(value, anchor);
    match value {
        Value::Object(entries) => {
            let here = entries.get("$anchor").and_then(Value::as_str) == Some(anchor);
            here.then_some(value)
                .or_else(|| entries.values().find_map(below))
        }
        Value::Array(items) => items.iter().find_map(below),
        _ => None,
    }
}

/// Parses a text by its file's ending.
pub(super) fn parse(path: &Path, text: &str) -> Result<Value, String> {
    let text = text.trim_start_matches('\u{feff}');
    let ending = path.extension().unwrap_or_default();
    if ending.eq_ignore_ascii_case("json") {
        return serde_json::from_str(text).map_err(|error| error.to_string());
    }
    let plain: Plain = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    Ok(plain.0)
}
