//! The table: `tests/cases/changes/*.md`, a heading for each case.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::surface::Surface;
use codegen::surface::diff::{Effect, Level, compare};
use codegen::{Documents, Request, Settings, Texts, record};

/// A change of a document, and what it is expected to do to callers.
#[derive(Clone, Debug)]
pub struct Case {
    /// The file and the line of its heading, for messages.
    pub place: String,
    /// A name that a crate can have.
    pub id: String,
    /// The document before.
    pub old: String,
    /// The document after.
    pub new: String,
    /// What is expected.
    pub expected: Expected,
}

/// What stands under the heading, such as "**major** (wire, source) `member-added`".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// `major`, `minor` or `patch`.
    pub verdict: String,
    /// What breaks: `wire`, `decode`, `source`.
    pub breaking: BTreeSet<String>,
    /// The kinds of all changes.
    pub kinds: BTreeSet<String>,
}

impl Case {
    /// The heading, by which a test can name the case.
    pub fn heading(&self) -> &str {
        self.place.rsplit(": ").next().unwrap_or_default()
    }
}

/// All cases, in the order of their files.
///
/// # Panics
///
/// When a file is not written as `tests/cases/changes/README.md` says.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for path in files() {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        for (number, (line, section)) in sections(&text).into_iter().enumerate() {
            let place = format!("{stem}.md:{line}: {}", section.lines().next().unwrap());
            let id = format!("{}-{}", stem.replace('_', "-"), number + 1);
            cases.push(case(place, id, section));
        }
    }
    cases
}

/// The pairs of whole documents of a folder: `NAME/old.yaml` and `NAME/new.yaml`. What is expected is
/// what is reported.
///
/// # Panics
///
/// When a file cannot be read, or is no document.
pub fn of_documents(folder: &Path) -> Vec<Case> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    folders.sort();
    let case = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let text = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
        let (old, new) = (text("old.yaml"), text("new.yaml"));
        Case {
            expected: reported(&old, &new),
            id: name.replace(|it: char| !it.is_ascii_alphanumeric(), "-"),
            place: name,
            old,
            new,
        }
    };
    folders.into_iter().map(case).collect()
}

/// What is reported of two versions of a document, the names of the first being pinned in the second.
///
/// # Panics
///
/// When one of them cannot be read.
pub fn reported(old: &str, new: &str) -> Expected {
    let old = surface(old, None);
    let new = surface(new, Some(&old));
    let changes = compare(&old, &new);
    let mut reported = Expected {
        verdict: Level::of(&changes).to_string(),
        ..Expected::default()
    };
    for change in &changes {
        reported.kinds.insert(change.kind.to_string());
        for (name, effect) in [
            ("wire", change.wire),
            ("decode", change.decode),
            ("source", change.source),
        ] {
            if effect == Effect::Breaking {
                reported.breaking.insert(name.to_owned());
            }
        }
    }
    reported
}

fn surface(document: &str, surface: Option<&Surface>) -> Surface {
    let texts = Texts::new();
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: "changes",
        settings: &Settings::new("openapi.yaml"),
        surface,
        manifest: "",
    };
    let recording = record(&texts, &Documents::single(document), &request);
    recording
        .surface
        .unwrap_or_else(|| panic!("{:?}\n{document}", recording.diagnostics))
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/changes");
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name != "README.md"));
    paths.sort();
    paths
}

/// The text behind each `## `, with the number of its line.
fn sections(text: &str) -> Vec<(usize, &str)> {
    let mut sections = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\n## ") {
        let start = text.len() - rest.len() + at + 1;
        let line = text[..start].lines().count() + 1;
        let section = &text[start + "## ".len()..];
        let end = section.find("\n## ").unwrap_or(section.len());
        sections.push((line, &section[..end]));
        rest = &rest[at + 1..];
    }
    sections
}

fn case(place: String, id: String, section: &str) -> Case {
    let verdict = section.lines().find(|line| line.starts_with("**"));
    let verdict = verdict.unwrap_or_else(|| panic!("{place}: there is no verdict"));
    let (kind, diff) = fenced(section).unwrap_or_else(|| panic!("{place}: there is no diff"));
    let side = |marker: char| {
        let lines = diff.lines().filter(|line| {
            assert!(
                line.is_empty() || line.starts_with([' ', '+', '-']),
                "{place}: {line}"
            );
            line.starts_with([' ', marker])
        });
        let text: Vec<&str> = lines.map(|line| &line[1..]).collect();
        document(kind, &text)
    };
    Case {
        old: side('-'),
        new: side('+'),
        expected: expected(verdict),
        place,
        id,
    }
}

/// What the first code block is of, and what it holds.
fn fenced(section: &str) -> Option<(&str, &str)> {
    let (_, block) = section.split_once("```diff ")?;
    let (kind, block) = block.split_once('\n')?;
    let (diff, _) = block.split_once("\n```")?;
    Some((kind.trim(), diff))
}

fn expected(line: &str) -> Expected {
    let (verdict, rest) = line[2..].split_once("**").unwrap();
    let (breaking, kinds) = match rest.trim().strip_prefix('(') {
        Some(rest) => rest.split_once(')').unwrap(),
        None => ("", rest),
    };
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(',').map(|word| word.trim().trim_matches('`'));
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    Expected {
        verdict: verdict.to_owned(),
        breaking: words(breaking),
        kinds: words(kinds),
    }
}

/// The whole document of one side. `schemas` are those of components, and `Sent`, `Received` and
/// `Both` among them are what operations send and receive; `document` is all but its first lines.
fn document(kind: &str, lines: &[&str]) -> String {
    let mut text = "openapi: 3.1.0\n".to_owned();
    if !lines.iter().any(|line| line.starts_with("info:")) {
        text.push_str("info: {title: Changes, version: '1'}\n");
    }
    if kind == "document" {
        text.push_str(&lines.join("\n"));
        text.push('\n');
        return text;
    }
    assert_eq!(kind, "schemas");
    let has = |name: &str| {
        lines
            .iter()
            .any(|line| line.starts_with(&format!("{name}:")))
    };
    text.push_str("paths:\n");
    operation(
        &mut text,
        "one",
        has("Sent").then_some("Sent"),
        has("Received").then_some("Received"),
    );
    if has("Both") {
        operation(&mut text, "two", Some("Both"), Some("Both"));
    }
    text.push_str("components:\n  schemas:\n");
    for line in lines {
        writeln!(text, "    {line}").unwrap();
    }
    text
}

fn operation(text: &mut String, name: &str, sent: Option<&str>, received: Option<&str>) {
    let content = |schema: &str| {
        format!("{{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}")
    };
    writeln!(text, "  /{name}:\n    post:\n      operationId: {name}").unwrap();
    if let Some(sent) = sent {
        writeln!(
            text,
            "      requestBody: {{required: true, content: {}}}",
            content(sent)
        )
        .unwrap();
    }
    text.push_str("      responses:\n");
    match received {
        Some(it) => writeln!(
            text,
            "        '200': {{description: Done., content: {}}}",
            content(it)
        ),
        None => writeln!(text, "        '204': {{description: Done.}}"),
    }
    .unwrap();
}
