//! What all views share: reading a key of a given kind, and checking which keys there are.

use crate::diagnostics::{Code, Diagnostic, closest};
use crate::limits;
use crate::source::{Entry, Mapping, Node, Place, Value};

use super::context::{Context, with_way};
use super::keywords::{EXTENSIONS, Keywords, SCHEMA};
use super::references::reference_of;

/// A mapping of the document.
#[derive(Clone, Copy)]
pub(crate) struct Object<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) place: Place,
    /// The reference that led here, if one did.
    via: Option<Place>,
    mapping: &'a Mapping<'a>,
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

/// The extension that a key was probably meant to be: one that is like it as a whole and in its
/// first word, which says whose it is.
fn meant_extension(key: &str) -> Option<&'static str> {
    let bare = |key: &'_ str| key.trim_start_matches("x-").to_owned();
    let owner = |key: &str| bare(key).split('-').next().map(str::to_owned);
    let (word, first) = (bare(key), owner(key)?);
    let is_near = |known: &&&'static str| {
        let other = owner(known).unwrap_or_default();
        first == other || closest(&first, [other.as_str()]).is_some()
    };
    let near = EXTENSIONS.iter().filter(is_near).map(|known| &known[2..]);
    let meant = closest(&word, near)?;
    EXTENSIONS
        .iter()
        .copied()
        .find(|known| known.ends_with(meant))
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
            let meant = match is_extension {
                true => meant_extension(key),
                false => closest(key, known.iter().copied()),
            };
            // What starts so is for this generator; other extensions are somebody else's.
            if meant.is_some() || key.starts_with("x-rust-") {
                let message = format!("{} has no `{key}`", keywords.object);
                let diagnostic =
                    Diagnostic::new(Code::MisspeltKeyword, message).at_key(value.place);
                self.context.report(self.with_key(diagnostic, meant));
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

    /// The text of an extension that others have as well, in forms of their own: these say nothing
    /// here.
    pub(crate) fn shared_text(self, key: &str) -> Option<&'a str> {
        let node = self.get(key)?;
        let is_other = matches!(node.value, Value::Mapping(_) | Value::Sequence(_));
        if is_other {
            None
        } else {
            self.context.text(node)
        }
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
