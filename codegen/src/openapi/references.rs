//! Following `$ref`, and saying why one leads nowhere.

use std::borrow::Cow;

use crate::diagnostics::{Code, Diagnostic};
use crate::limits;
use crate::source::{Entry, FileId, Node, ReadError, ReferenceError, too_large};

use super::context::Context;

/// After so many findings nobody reads on, and looking for what was meant takes time.
const MOST_SUGGESTIONS: usize = 100;

/// The `$ref` of a node, when it is a reference: a `$ref` that is text.
pub(crate) fn reference_of<'a>(node: &'a Node<'a>) -> Option<&'a Node<'a>> {
    node.get("$ref")
        .filter(|reference| reference.as_str().is_some())
}

impl<'a> Context<'a> {
    /// The entries of a mapping, or of the one that a `$ref` in its place leads to.
    pub(crate) fn entries(self, node: Option<&'a Node<'a>>) -> &'a [Entry<'a>] {
        let mapping = node.and_then(|node| self.follow(node)?.as_mapping());
        mapping.map_or(&[], |mapping| mapping.entries())
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
        match self.tree.lead(text, reference.place) {
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

fn outside(text: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReferenceOutside,
        format!("`{text}` lies outside the schema's root"),
    )
    .with_help("move the file below the root document's folder, or widen the setting `root`")
}

/// The beginning of a text that nobody wrote to be that long.
fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}
