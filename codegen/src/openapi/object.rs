//! What all views share: reading a key of a given kind, and following `$ref`.

use std::borrow::Cow;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Replacement, closest};
use crate::limits;
use crate::source::{
    Entry, FileId, Mapping, Node, Place, ReadError, ReferenceError, Tree, Value, too_large,
};

use super::keywords::{self, EXTENSIONS, Keywords, SCHEMA};
use super::schema::SchemaType;

/// What every view needs: the files, and where to report.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) diagnostics: &'a Diagnostics,
}

/// A mapping of the document.
#[derive(Clone, Copy)]
pub(crate) struct Object<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) place: Place,
    /// The reference that led here, if one did.
    via: Option<Place>,
    mapping: &'a Mapping<'a>,
}

impl<'a> Context<'a> {
    pub(crate) fn report(self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn wrong_kind(self, node: &Node<'_>, expected: &str) {
        self.wrong_kind_behind(node, expected, None);
    }

    /// The same of a node that a reference leads to.
    pub(crate) fn wrong_kind_behind(self, node: &Node<'_>, expected: &str, via: Option<Place>) {
        let message = format!("expected {expected}, found {}", node.kind());
        let diagnostic = Diagnostic::new(Code::WrongKind, message).at_value(node.place);
        let diagnostic = self.with_kind_help(diagnostic, node, expected);
        self.report(with_way(diagnostic, via));
    }

    /// The repair, where what stands there shows what was meant.
    fn with_kind_help(self, diagnostic: Diagnostic, node: &Node<'_>, expected: &str) -> Diagnostic {
        let wants = |what: &str| expected.contains(what);
        let text = node.as_str();
        let (help, replacement) = match text {
            _ if wants("a schema") && self.is_among_names(node) => {
                let help = "the key is taken for a name here: compare its indentation";
                (Some(help.to_owned()), None)
            }
            Some(text) if wants("a schema") => help_for_schema(text),
            Some(text) if wants("number") && text.parse().is_ok_and(f64::is_infinite) => {
                (Some("no number is that large".to_owned()), None)
            }
            Some(text) if wants("number") || wants("`true`") => self.help_for_quotes(node, text),
            None if node.value != Value::Null => (None, None),
            None if wants("a schema") => {
                let help = "write `{}` for a schema of any value";
                (Some(help.to_owned()), Some(" {}".to_owned()))
            }
            None if wants("a reference") => {
                let help = "put the reference in quotes: without them, `#` starts a comment";
                (Some(help.to_owned()), None)
            }
            _ => (None, None),
        };
        let diagnostic = diagnostic.with_help_if(help);
        match replacement {
            Some(text) => diagnostic.with_replacement(Replacement::Verbatim(text)),
            None => diagnostic,
        }
    }

    /// True for what stands under a keyword where names belong.
    fn is_among_names(self, node: &Node<'_>) -> bool {
        let pointer = self.tree.pointer(node.place);
        let mut keys = pointer.rsplit('/');
        let key = keys.next().unwrap_or_default();
        let holds_names = matches!(keys.next(), Some("properties" | "schemas"));
        holds_names && keywords::SCHEMA.known.binary_search(&key).is_ok()
    }

    /// For a text in quotes that is a number or a flag without them.
    fn help_for_quotes(self, node: &Node<'_>, text: &str) -> (Option<String>, Option<String>) {
        let is_scalar = text.parse::<f64>().is_ok() || matches!(text, "true" | "false");
        let is_quoted = self.tree.text_of(node.place) != Some(text);
        match is_scalar && is_quoted {
            true => {
                let help = format!("write `{text}` without quotes");
                (Some(help), Some(text.to_owned()))
            }
            false => (None, None),
        }
    }

    /// What a node holds; nothing where that is more than so many.
    fn limited<'n, T>(self, node: &Node<'_>, all: &'n [T], most: usize) -> &'n [T] {
        if all.len() <= most {
            return all;
        }
        let message = format!("there are {} of these; {most} are the most", all.len());
        self.report(Diagnostic::new(Code::LimitExceeded, message).at_key(node.place));
        &[]
    }

    /// The text of a node that has to be a string; a scalar of another kind gives its own text.
    /// A `$ref` to a text is followed, though the standard has none there.
    pub(crate) fn text(self, node: &'a Node<'a>) -> Option<&'a str> {
        if reference_of(node).is_some() {
            return match self.follow(node)? {
                target if target.as_mapping().is_none() => self.text(target),
                _ => {
                    self.wrong_kind(node, "a string");
                    None
                }
            };
        }
        match &node.value {
            Value::String(text) => Some(text),
            Value::Bool(_) | Value::Integer(_) | Value::Float(_) => self.tree.text_of(node.place),
            Value::Null => None,
            Value::Sequence(_) | Value::Mapping(_) => {
                self.wrong_kind(node, "a string");
                None
            }
        }
    }

    /// The node that stands behind every `$ref` of a node; the node itself where there is none.
    pub(crate) fn follow(self, node: &'a Node<'a>) -> Option<&'a Node<'a>> {
        let mut current = node;
        let mut visited = vec![node.place];
        while let Some(reference) = reference_of(current) {
            current = self.resolve(reference)?;
            let fault = if visited.contains(&current.place) {
                let message = "this `$ref` leads back to itself, and to nothing else";
                Diagnostic::new(Code::ReferenceCycle, message)
            } else if visited.len() > limits::CHAIN {
                let times = limits::CHAIN;
                let message =
                    format!("this `$ref` leads to another one, and so on, more than {times} times");
                Diagnostic::new(Code::LimitExceeded, message)
            } else {
                visited.push(current.place);
                continue;
            };
            let place = reference_of(node).map_or(node.place, |reference| reference.place);
            self.report(fault.at_value(place));
            return None;
        }
        Some(current)
    }

    /// The node that a `$ref` names.
    pub(crate) fn resolve(self, reference: &'a Node<'a>) -> Option<&'a Node<'a>> {
        let text = reference.as_str()?;
        let found = self.tree.resolve(text, reference.place.file);
        let by_id = || self.tree.resolve_by_id(text, reference.place);
        match found.or_else(|error| by_id().ok_or(error)) {
            Ok(target) => Some(target),
            Err(error) => {
                if let Some(diagnostic) = self.explain(text, reference.place.file, &error) {
                    self.report(diagnostic.at_value(reference.place));
                }
                None
            }
        }
    }

    /// The schema that a value in the `mapping` of a discriminator leads to: by a reference, or by
    /// the name of a component.
    pub(crate) fn mapped(self, value: &Node<'_>) -> Option<&'a Node<'a>> {
        let (text, file) = (value.as_str()?, value.place.file);
        let named = || {
            let pointer = format!("#/components/schemas/{text}");
            self.tree.resolve(&pointer, file).ok()
        };
        self.tree.resolve(text, file).ok().or_else(named)
    }

    /// None when the fault lies in the file that is named, and is reported there.
    fn explain(self, text: &str, from: FileId, error: &ReferenceError) -> Option<Diagnostic> {
        let nearest = self.nearest(text, from, error);
        let nearest = nearest.as_deref();
        Some(match error {
            ReferenceError::Url => {
                Diagnostic::new(Code::ReferenceOutside, format!("`{text}` is a URL"))
                    .with_help("save the file beside the schema, and refer to it by its path")
            }
            ReferenceError::Absolute => {
                let message = format!("`{text}` is not a relative path");
                Diagnostic::new(Code::ReferenceOutside, message)
                    .with_help("write the path from this file, with `/` between its parts")
                    .with_meant(nearest)
            }
            ReferenceError::Outside => outside(text),
            ReferenceError::File(path) => match &self.tree.unreadable(path)?.error {
                ReadError::Outside => outside(text),
                ReadError::Missing => {
                    Diagnostic::new(Code::MissingFile, format!("there is no file `{path}`"))
                        .with_meant(nearest)
                }
                ReadError::Link => {
                    let message = format!("a symbolic link leads to `{path}`, and is not followed");
                    Diagnostic::new(Code::ReferenceOutside, message)
                        .with_help("put the file itself there, or widen the setting `root` to it")
                }
                ReadError::TooLarge => too_large(path),
                ReadError::Other(reason) => {
                    Diagnostic::new(Code::MissingFile, format!("cannot read `{path}`: {reason}"))
                }
            },
            ReferenceError::Nowhere { file } => {
                let fragment = text.split_once('#').map_or("", |(_, fragment)| fragment);
                let fragment = shortened(fragment);
                let message = format!("there is nothing at `{fragment}` in `{file}`");
                let diagnostic = Diagnostic::new(Code::UnknownReference, message);
                let goes_on = text.contains(": ") || text.contains('\n');
                let help = "this text goes on with what follows it: is a quote missing?";
                let help = goes_on.then(|| help.to_owned());
                diagnostic.with_help_if(help).with_meant(nearest)
            }
        })
    }

    fn nearest(self, text: &str, from: FileId, error: &ReferenceError) -> Option<String> {
        if self.diagnostics.count() > MOST_SUGGESTIONS {
            return None;
        }
        self.tree.nearest_reference(text, from, error)
    }
}

/// The beginning of a text that nobody wrote to be that long.
fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

/// Keys, one after the other.
fn named(keys: &[&str]) -> String {
    let quoted: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => quoted.concat(),
    }
}

/// Keys that hold items by their names.
const ITEMS: [&str; 4] = ["pathItems", "paths", "schemas", "webhooks"];

/// After so many findings nobody reads on, and looking for what was meant takes time.
const MOST_SUGGESTIONS: usize = 100;

fn outside(text: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReferenceOutside,
        format!("`{text}` lies outside the schema's root"),
    )
    .with_help("move the file below the root document's folder, or widen the setting `root`")
}

/// For a text where a schema belongs: the name of a type, a reference, or a key without the space
/// behind its colon.
fn help_for_schema(text: &str) -> (Option<String>, Option<String>) {
    let schema = if SchemaType::named(text).is_some() {
        format!("{{ type: {text} }}")
    } else if text.starts_with("#/") {
        format!("{{ $ref: '{text}' }}")
    } else {
        let (key, value) = text.split_once(':').unwrap_or_default();
        let is_key = keywords::SCHEMA.known.binary_search(&key).is_ok();
        let help = format!("write a space behind the colon: `{key}: {value}`");
        return (is_key.then_some(help), None);
    };
    (Some(format!("did you mean `{schema}`?")), None)
}

/// Adds the reference that leads to the place of a finding.
fn with_way(diagnostic: Diagnostic, via: Option<Place>) -> Diagnostic {
    match via {
        Some(place) => diagnostic.with_note_at_value(place, "it is referred to here"),
        None => diagnostic,
    }
}

/// A value that stands twice where each should stand once.
pub(crate) fn duplicate_value(text: &str, second: Place, first: Place) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateValue,
        format!("the value `{text}` stands twice"),
    )
    .at_value(second)
    .with_note_at_value(first, "it stands here first")
    .with_help("keep one of the two")
}

/// A name in `required` that is none of those that an object has.
pub(crate) fn unknown_required<'n>(
    name: &str,
    node: &Node<'_>,
    names: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    let message = format!("`{name}` is required, but there is no such property");
    Diagnostic::new(Code::UnknownRequiredMember, message)
        .at_value(node.place)
        .with_help("describe it under `properties`, or take it out of `required`")
        .with_meant(closest(name, names))
}

/// The `$ref` of a node, when it is a reference: a `$ref` that is text.
pub(crate) fn reference_of<'a>(node: &'a Node<'a>) -> Option<&'a Node<'a>> {
    node.get("$ref")
        .filter(|reference| reference.as_str().is_some())
}

impl<'a> Object<'a> {
    /// A view of a node that has to be a mapping, whose keys are checked against those it knows.
    pub(crate) fn new(
        context: Context<'a>,
        node: &'a Node<'a>,
        keywords: &'static Keywords,
    ) -> Option<Self> {
        Self::reached(context, node, keywords, None)
    }

    /// A view of what stands behind every `$ref` of a node.
    pub(crate) fn behind(
        context: Context<'a>,
        node: &'a Node<'a>,
        keywords: &'static Keywords,
    ) -> Option<Self> {
        let via = reference_of(node).map(|reference| reference.place);
        Self::reached(context, context.follow(node)?, keywords, via)
    }

    fn reached(
        context: Context<'a>,
        node: &'a Node<'a>,
        keywords: &'static Keywords,
        via: Option<Place>,
    ) -> Option<Self> {
        let Some(mapping) = node.as_mapping() else {
            let expected = format!("{} (a mapping)", keywords.object);
            context.wrong_kind_behind(node, &expected, via);
            return None;
        };
        let object = Self {
            context,
            place: node.place,
            via,
            mapping,
        };
        object.check_keywords(keywords);
        Some(object)
    }

    /// A view of a node that may be anything, whose keys are checked elsewhere.
    pub(crate) fn untested(context: Context<'a>, node: &'a Node<'a>) -> Option<Self> {
        Some(Self {
            context,
            place: node.place,
            via: None,
            mapping: node.as_mapping()?,
        })
    }

    fn check_keywords(self, keywords: &Keywords) {
        for Entry { key, value } in self.mapping.entries() {
            if key == "$ref" && !matches!(value.value, Value::String(_) | Value::Mapping(_)) {
                let expected = "a reference, such as `#/components/schemas/Pet`";
                self.context.wrong_kind(value, expected);
            }
            if key == "x-rust-type" {
                self.check_type(value, keywords);
                continue;
            }
            let is_extension = key.starts_with("x-");
            let known = match is_extension {
                true => EXTENSIONS,
                false => keywords.known,
            };
            if known.binary_search(&key.as_ref()).is_ok() {
                continue;
            }
            let prefix = if is_extension { "x-" } else { "" };
            let bare = |key: &'static str| key.trim_start_matches(prefix);
            let meant = closest(
                key.trim_start_matches(prefix),
                known.iter().copied().map(bare),
            );
            // What starts so is for this generator; other extensions are somebody else's.
            if meant.is_some() || key.starts_with("x-rust-") {
                let message = format!("{} has no `{key}`", keywords.object);
                let diagnostic =
                    Diagnostic::new(Code::MisspeltKeyword, message).at_key(value.place);
                let meant = meant.map(|meant| format!("{prefix}{meant}"));
                self.context
                    .report(self.with_key(diagnostic, meant.as_deref()));
            }
        }
    }

    /// Adds the key that was meant, unless it is there already.
    fn with_key(self, diagnostic: Diagnostic, meant: Option<&str>) -> Diagnostic {
        let there = meant.and_then(|meant| Some((meant, self.get(meant)?)));
        match there {
            Some((meant, node)) => diagnostic
                .with_help(format!("remove it, if it means `{meant}`"))
                .with_note_at_key(node.place, format!("`{meant}` stands here")),
            None => diagnostic.with_meant(meant),
        }
    }

    /// Reports every key that is not known and no extension.
    pub(crate) fn check_all_keys(self, keywords: &Keywords, code: Code) {
        for Entry { key, value } in self.mapping.entries() {
            if key.starts_with("x-") || keywords.known.contains(&key.as_ref()) {
                continue;
            }
            let help = match closest(key, keywords.known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it has {}", named(keywords.known)),
            };
            let message = format!("{} has no `{key}`", keywords.object);
            let diagnostic = Diagnostic::new(code, message).at_key(value.place);
            self.context.report(diagnostic.with_help(help));
        }
    }

    /// Whoever writes the document does not choose which code the crate runs. Whoever writes an
    /// overlay does.
    fn check_type(self, node: &Node<'_>, keywords: &Keywords) {
        let diagnostic = if !self.context.tree.is_overlaid(node.place) {
            let message = "a document cannot say which Rust type is used";
            let help = "say it in an overlay, or under `types` in the settings, \
                        `[package.metadata.codegen]`";
            Diagnostic::new(Code::RefusedKey, message).with_help(help)
        } else if keywords.object != SCHEMA.object {
            let message = format!("{} has no `x-rust-type`", keywords.object);
            Diagnostic::new(Code::MisspeltKeyword, message).with_help("only a schema has a type")
        } else {
            return;
        };
        self.context.report(diagnostic.at_key(node.place));
    }

    /// The node of a key.
    pub(crate) fn get(self, key: &str) -> Option<&'a Node<'a>> {
        self.mapping.get(key)
    }

    /// The text of a key.
    pub(crate) fn text(self, key: &str) -> Option<&'a str> {
        self.context.text(self.get(key)?)
    }

    /// The text of a key that has to be there.
    pub(crate) fn required_text(self, key: &str, object: &str) -> Option<&'a str> {
        if self.get(key).is_none_or(|node| node.value == Value::Null) {
            self.missing(key, object);
        }
        self.text(key)
    }

    /// What stands under a key that is nearly this one.
    pub(crate) fn near(self, key: &str) -> Option<&'a Node<'a>> {
        let entries = self.mapping.entries().iter();
        let near = closest(key, entries.map(|entry| entry.key.as_ref()))?;
        // As near as what is reported as misspelt.
        closest(near, [key]).and_then(|_| self.get(near))
    }

    /// Reports that a key has to be there.
    pub(crate) fn missing(self, key: &str, object: &str) {
        let message = format!("{object} needs `{key}`");
        let diagnostic = Diagnostic::new(Code::MissingKey, message);
        // It may be there and misspelt, which is then no fault of its own.
        let diagnostic = match self.near(key) {
            Some(node) => diagnostic.at_key(node.place).with_meant(Some(key)),
            None => diagnostic.at_key(self.place),
        };
        self.context.report(with_way(diagnostic, self.via));
    }

    /// Whether a key says `true`; absent is `false`.
    pub(crate) fn flag(self, key: &str) -> bool {
        self.optional_flag(key).unwrap_or(false)
    }

    /// What a key says, if it says `true` or `false`.
    pub(crate) fn optional_flag(self, key: &str) -> Option<bool> {
        let node = self.get(key)?;
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                self.context.wrong_kind(node, "`true` or `false`");
                None
            }
        }
    }

    /// The entries of a key that holds a mapping, or a `$ref` to one, though the standard has none
    /// there.
    pub(crate) fn entries(self, key: &str) -> &'a [Entry<'a>] {
        let Some(node) = self.get(key).and_then(|node| self.context.follow(node)) else {
            return &[];
        };
        match &node.value {
            Value::Null => &[],
            Value::Mapping(mapping) => {
                let is_of_items = ITEMS.contains(&key);
                let most = if is_of_items {
                    limits::ENTRIES
                } else {
                    limits::MEMBERS
                };
                self.context.limited(node, mapping.entries(), most)
            }
            _ => {
                let via = self.get(key).and_then(reference_of).map(|it| it.place);
                self.context.wrong_kind_behind(node, "a mapping", via);
                &[]
            }
        }
    }

    /// The items of a key that holds a sequence.
    pub(crate) fn items(self, key: &str) -> &'a [Node<'a>] {
        match self.get(key).map(|node| (node, &node.value)) {
            None | Some((_, Value::Null)) => &[],
            Some((node, Value::Sequence(items))) => {
                self.context.limited(node, items, limits::MEMBERS)
            }
            Some((node, _)) => {
                self.context.wrong_kind(node, "a sequence");
                &[]
            }
        }
    }

    /// A mapping below a key, or behind a `$ref` below it.
    pub(crate) fn object(self, key: &str, keywords: &'static Keywords) -> Option<Object<'a>> {
        Object::behind(self.context, self.get(key)?, keywords)
    }

    /// The texts of a key that holds a sequence of strings.
    pub(crate) fn texts(self, key: &str) -> impl Iterator<Item = (&'a str, &'a Node<'a>)> {
        let context = self.context;
        self.items(key)
            .iter()
            .filter_map(move |item| Some((context.text(item)?, item)))
    }
}
