//! What is true of every run of the generator, whatever the documents say.
//!
//! The fuzz targets in `tests/fuzz` compile this file as well.

use std::collections::BTreeMap;

use codegen::diagnostics::{Code, Diagnostic, Level, render};
use codegen::output::Files;
use codegen::source::locate::Part;
use codegen::source::{Node, Value};
use codegen::surface::Surface;
use codegen::{Generation, Layout, Reader, Request, Settings, Texts, generate};

/// Documents, and how they are generated.
pub struct Input<'a> {
    /// The documents.
    pub reader: &'a dyn Reader,
    /// The path of the root document.
    pub root: &'a str,
    /// The paths of the overlays.
    pub overlays: &'a [&'a str],
    /// Where types live.
    pub layout: Layout,
}

impl Input<'_> {
    /// Runs the generator.
    pub fn generate<'t>(&self, texts: &'t Texts, surface: Option<&Surface>) -> Generation<'t> {
        let mut settings = Settings::new(self.root);
        settings.layout = self.layout;
        settings.overlays = self.overlays.iter().map(|it| (*it).to_owned()).collect();
        let manifest = codegen::manifest::fresh("hostile", &settings, true);
        let request = Request {
            root: self.root,
            root_name: "schema/",
            crate_name: "hostile",
            settings: &settings,
            surface,
            manifest: &manifest,
        };
        generate(texts, self.reader, &request)
    }

    /// Runs the generator, and checks everything that has to be true of what it says and makes.
    /// The answer is the crate, if there is one.
    ///
    /// # Panics
    ///
    /// When something is not true.
    pub fn check(&self) -> Option<Files> {
        let texts = Texts::new();
        let generation = self.generate(&texts, None);
        check_diagnostics(&generation);
        let again = Texts::new();
        let again = self.generate(&again, None);
        assert_eq!(generation.files, again.files, "a second run differs");
        assert_eq!(
            generation.diagnostics, again.diagnostics,
            "a second run finds something else"
        );
        let files = generation.files?;
        check_files(&files);
        self.check_pinned(&files);
        Some(files)
    }

    /// The record of the surface pins every name: a run with it changes nothing.
    #[allow(clippy::expect_used, reason = "a check that cannot go on has failed")]
    fn check_pinned(&self, files: &Files) {
        let record = files.get("api.json").expect("the surface is recorded");
        let surface = Surface::from_json(record).expect("the record can be read");
        let texts = Texts::new();
        let pinned = self.generate(&texts, Some(&surface)).files;
        let pinned = pinned.expect("what was generated once is generated again");
        for (path, text) in files {
            assert_eq!(
                pinned.get(path),
                Some(text),
                "{path} differs after a run with its own names"
            );
        }
        assert_eq!(files.len(), pinned.len(), "other files with pinned names");
    }
}

/// Every finding can be printed, and nothing that a document says reaches the terminal raw.
///
/// # Panics
///
/// When that is not so, when the generator finds a fault of its own, or when it says nothing about
/// why there are no files.
pub fn check_diagnostics(generation: &Generation<'_>) {
    let found = &generation.diagnostics;
    let failed = found.iter().any(|it| it.level == Level::Error);
    assert_eq!(
        generation.files.is_none(),
        failed,
        "an error, and nothing else, keeps files away: {found:#?}"
    );
    for diagnostic in found {
        assert_ne!(diagnostic.code, Code::Internal, "{}", diagnostic.message);
        check_diagnostic(generation, diagnostic);
    }
}

fn check_diagnostic(generation: &Generation<'_>, diagnostic: &Diagnostic) {
    let text = render(&generation.tree, diagnostic, "schema/", false);
    let raw = text.chars().find(|it| is_dangerous(*it));
    assert_eq!(raw, None, "in {text:?}");
    if diagnostic.location.is_some() {
        // An overlay need not lie where the schema does.
        let has_place = ["--> schema/", "--> overlay."]
            .iter()
            .any(|it| text.contains(it));
        assert!(has_place, "no place in {text:?}");
    }
}

/// True for a character that a terminal obeys instead of showing it, or that turns text around.
pub fn is_dangerous(character: char) -> bool {
    let turns = matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && character != '\n')
}

/// Files lie where they may lie, and each is what its ending says.
///
/// # Panics
///
/// When that is not so.
pub fn check_files(files: &Files) {
    let mut folded = BTreeMap::new();
    for (path, text) in files {
        assert!(is_harmless(path), "{path:?} is no path for a file");
        let twin = folded.insert(path.to_lowercase(), path);
        assert_eq!(twin, None, "two files of one name where case is ignored");
        let dangerous = |it: char| is_dangerous(it) && it != '\t';
        let raw = text.chars().find(|it| dangerous(*it));
        assert_eq!(raw, None, "{path} has a character that is not shown");
        let parsed = match path.rsplit('.').next() {
            Some("rs") => syn::parse_file(text).map(drop).map_err(|it| it.to_string()),
            Some("json") => serde_json::from_str::<serde_json::Value>(text)
                .map(drop)
                .map_err(|it| it.to_string()),
            _ => text
                .parse::<toml_edit::DocumentMut>()
                .map(drop)
                .map_err(|it| it.to_string()),
        };
        assert_eq!(
            parsed,
            Ok(()),
            "{path} is not what its ending says:\n{text}"
        );
    }
}

/// True for a path that stays below the crate's folder, on every platform.
fn is_harmless(path: &str) -> bool {
    let plain = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    let part = |it: &str| {
        let stem = it.split_once('.').map_or(it, |(stem, _)| stem);
        !stem.is_empty() && it.len() < 200 && stem.chars().all(plain) && it.matches('.').count() < 2
    };
    let owned = path.starts_with("src/") || path == "api.json" || path == "Cargo.toml";
    owned && path.split('/').all(part)
}

/// Every node of every document can be looked up in its text.
///
/// # Panics
///
/// When the place of one is no piece of the text.
pub fn check_places(generation: &Generation<'_>) {
    for file in generation.tree.files() {
        let mut waiting: Vec<&Node<'_>> = file.root.iter().collect();
        while let Some(node) = waiting.pop() {
            for part in [Part::Key, Part::Value] {
                let span = generation.tree.span(node.place, part);
                // What an overlay has brought is written there.
                let shown = span.clone().map(|span| {
                    let file = generation.tree.file(span.file);
                    file.and_then(|file| file.text.get(span.range))
                });
                let pointer = generation.tree.pointer(node.place);
                assert_ne!(shown, Some(None), "{part:?} of {pointer:?} is at {span:?}");
            }
            match &node.value {
                Value::Sequence(items) => waiting.extend(items),
                Value::Mapping(it) => waiting.extend(it.entries().iter().map(|it| &it.value)),
                _ => {}
            }
        }
    }
}
