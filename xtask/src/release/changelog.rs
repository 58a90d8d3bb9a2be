//! The entry in `CHANGELOG.md`, in the form of Keep a Changelog.

use std::path::{Path, PathBuf};

use codegen::surface::diff::{Kind, Level};
use semver::Version;

use crate::diff::{Entry, Sentence};

/// What a changelog begins with, where there is none.
const HEAD: &str = "\
# Changelog

All notable changes are listed here, in the form of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/). The versions follow
[Semantic Versioning](https://semver.org/spec/v2.0.0.html).
";

/// The titles of the parts of an entry, in their order.
const TITLES: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// The changelog of a crate: in its folder, or in one around it up to the top of the repository.
pub(super) fn find(folder: &Path, top: &Path) -> PathBuf {
    let around = folder.ancestors().take_while(|it| it.starts_with(top));
    let mut found = around.map(|it| it.join("CHANGELOG.md"));
    let found = found.find(|it| it.exists());
    found.unwrap_or_else(|| folder.join("CHANGELOG.md"))
}

/// A changelog with an entry for a release. What stands under "Unreleased" becomes part of it.
pub(super) fn with_release(text: &str, version: &Version, day: &str, entries: &[Entry]) -> String {
    let text = if text.trim().is_empty() { HEAD } else { text };
    let (before, unreleased, after) = taken_apart(text);
    let mut parts = Parts::of(unreleased);
    for (title, line) in lines(entries) {
        parts.add(title, line);
    }
    let between = if after.is_empty() { "" } else { "\n" };
    let heading = format!("## {version} - {day}");
    format!(
        "{}\n\n{heading}\n{}{between}{after}",
        before.trim_end(),
        parts.text()
    )
}

/// What stands before the entry of what is not released, in it, and after it.
fn taken_apart(text: &str) -> (&str, &str, &str) {
    let heading = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let found = rest.match_indices("## ").find(|(at, _)| {
            let before = rest.get(..*at).unwrap_or_default();
            (from == 0 && before.is_empty()) || before.ends_with('\n')
        });
        found.map_or(text.len(), |(at, _)| from + at)
    };
    let first = heading(0);
    let (before, rest) = text.split_at(first);
    let title = rest.lines().next().unwrap_or_default();
    if !title.to_lowercase().contains("unreleased") {
        return (before, "", rest);
    }
    let body = (first + title.len() + 1).min(text.len());
    let end = heading(body);
    let inside = text.get(body..end).unwrap_or_default();
    (before, inside, text.get(end..).unwrap_or_default())
}

/// The parts of an entry, each with its title and its text.
struct Parts {
    parts: Vec<(String, String)>,
}

impl Parts {
    fn of(text: &str) -> Self {
        let mut parts = vec![(String::new(), String::new())];
        for line in text.lines() {
            match line.strip_prefix("### ") {
                Some(title) => parts.push((title.trim().to_owned(), String::new())),
                None => {
                    if let Some((_, part)) = parts.last_mut() {
                        part.push_str(line);
                        part.push('\n');
                    }
                }
            }
        }
        Self { parts }
    }

    fn add(&mut self, title: &str, line: String) {
        let found = self.parts.iter_mut().find(|(it, _)| it == title);
        match found {
            Some((_, part)) => *part = format!("{}\n{line}\n", part.trim_end()),
            None => self.parts.push((title.to_owned(), format!("\n{line}\n"))),
        }
    }

    fn text(&self) -> String {
        let part = |(title, text): &(String, String)| match (title.as_str(), text.trim()) {
            ("", "") => String::new(),
            ("", text) => format!("\n{text}\n"),
            (title, text) => format!("\n### {title}\n\n{text}\n"),
        };
        self.parts.iter().map(part).collect()
    }
}

/// A line for each change that callers notice, with the title that it belongs under.
fn lines(entries: &[Entry]) -> Vec<(&'static str, String)> {
    let noticed = entries.iter();
    let noticed = noticed.filter(|it| it.change.kind != Kind::DescriptionChanged);
    let sentences = Sentence::of(noticed, |entry| {
        title(entry.change.kind, entry.change.level())
    });
    let of_title = |title: &'static str| sentences.iter().filter(move |it| it.key == title);
    let sentences = TITLES.into_iter().flat_map(of_title);
    sentences.map(|it| (it.key, line(it))).collect()
}

/// `- **Breaking:** What changed: what callers have to do.`
fn line(sentence: &Sentence<'_, &'static str>) -> String {
    let is_breaking = sentence.entries.iter().any(|it| it.change.is_breaking());
    let breaking = if is_breaking { "**Breaking:** " } else { "" };
    let advice = match sentence.advice() {
        advice if is_breaking && !advice.is_empty() => format!(": {advice}"),
        _ => String::new(),
    };
    let text = format!("{}{advice}.", sentence.message());
    let mut characters = text.chars();
    let first = characters.next().map(|it| it.to_uppercase().to_string());
    wrapped(&format!(
        "{breaking}{}{}",
        first.unwrap_or_default(),
        characters.as_str()
    ))
}

/// The title that a change belongs under.
fn title(kind: Kind, level: Level) -> &'static str {
    match (kind, level) {
        (Kind::Deprecated, _) => "Deprecated",
        (kind, _) if kind.as_str().ends_with("-removed") || kind.as_str().ends_with("-lost") => {
            "Removed"
        }
        (_, Level::Minor) => "Added",
        _ => "Changed",
    }
}

/// The width of a line.
const WIDTH: usize = 100;

/// An item of a list, in lines of a readable length.
fn wrapped(text: &str) -> String {
    let mut lines = vec!["-".to_owned()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("  {word}")),
        }
    }
    lines.join("\n")
}
