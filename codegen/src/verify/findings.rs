//! Findings, and how they are said.

use std::collections::HashMap;

use super::bodies::Missing;
use super::names;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Context, Schema, SchemaType, reference_of};
use crate::source::{Node, Place};

/// A disagreement of a sample and its schema.
#[derive(Clone, Copy)]
pub(super) struct Finding<'a> {
    pub(super) kind: Kind<'a>,
    /// The value in the sample.
    pub(super) value: &'a Node<'a>,
}

/// What the disagreement is.
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    /// A member that the schema does not describe.
    Undescribed { name: &'a str, part: Schema<'a> },
    /// A value that `enum` or `const` does not list.
    Unlisted { part: Schema<'a> },
    /// A text by which a discriminator tells schemas apart, and that leads to none of them.
    Untagged { part: Schema<'a> },
    /// Null, where it has to be a value.
    Null { site: &'a Node<'a> },
    /// A member that has to be there. The entry is that of `required`.
    Missing { name: &'a str, entry: &'a Node<'a> },
    /// A value of another kind. The part is the one that names kinds; none where no branch fits.
    Unfit {
        site: &'a Node<'a>,
        part: Option<Schema<'a>>,
    },
    /// An integer that its format cannot hold.
    TooLarge { part: Schema<'a> },
    /// A body that is not described.
    NoBody { missing: Missing, body: names::Kind },
}

impl<'a> Finding<'a> {
    pub(super) fn undescribed(value: &'a Node<'a>, missing: Missing, body: names::Kind) -> Self {
        Self {
            kind: Kind::NoBody { missing, body },
            value,
        }
    }

    /// What makes two findings the same disagreement: the code, the place in the schema, and what is
    /// missing or new there.
    fn key(&self) -> (Code, Place, String) {
        let (place, what) = match self.kind {
            Kind::Undescribed { name, part } => (part.object.place, name.to_owned()),
            Kind::Unlisted { part } => (part.object.place, self.value.to_json().to_string()),
            Kind::Untagged { part } => (part.object.place, self.value.to_json().to_string()),
            Kind::Null { site } => (site.place, String::new()),
            Kind::Missing { name, entry } => (entry.place, name.to_owned()),
            Kind::Unfit { site, .. } => (site.place, self.value.kind().to_owned()),
            Kind::TooLarge { part } => (part.object.place, String::new()),
            Kind::NoBody { missing, body } => (missing.place(), format!("{body:?}")),
        };
        (self.code(), place, what)
    }

    fn code(&self) -> Code {
        match self.kind {
            Kind::Undescribed { .. } => Code::UndescribedMember,
            Kind::Unlisted { .. } | Kind::Untagged { .. } => Code::UnlistedValue,
            Kind::Null { .. } => Code::UnexpectedNull,
            Kind::Missing { .. } => Code::MissingMember,
            Kind::Unfit { .. } | Kind::TooLarge { .. } => Code::UnexpectedKind,
            Kind::NoBody { .. } => Code::UndescribedBody,
        }
    }

    fn diagnostic(&self) -> Diagnostic {
        let value = self.value;
        let diagnostic = |message: String| Diagnostic::new(self.code(), message);
        match self.kind {
            Kind::Undescribed { name, part } => {
                diagnostic(format!("the schema does not describe `{name}`"))
                    .at_key(value.place)
                    .with_note_at_key(part.object.place, "the other members are described here")
            }
            Kind::Unlisted { part } => {
                let listed = part.object.get("enum").or_else(|| part.object.get("const"));
                let place = listed.map_or(part.object.place, |it| it.place);
                diagnostic(format!("the schema does not list {}", value.to_json()))
                    .at_value(value.place)
                    .with_note_at_key(place, "the values are listed here")
            }
            Kind::Untagged { part } => {
                let discriminator = part.object.get("discriminator");
                let place = discriminator.map_or(part.object.place, |it| it.place);
                diagnostic(format!("no schema is called {}", value.to_json()))
                    .at_value(value.place)
                    .with_note_at_key(place, "this tells the schemas apart")
            }
            Kind::Null { site } => {
                diagnostic("this is null, and the schema has no null here".into())
                    .at_value(value.place)
                    .with_note_at_key(site.place, "the value is described here")
            }
            Kind::Missing { name, entry } => diagnostic(format!("`{name}` is not there"))
                .at_value(value.place)
                .with_note_at_key(entry.place, "the schema requires it"),
            Kind::Unfit { site, part } => diagnostic(format!(
                "this is {}, but the schema wants {}",
                value.kind(),
                wanted(part)
            ))
            .at_value(value.place)
            .with_note_at_key(site.place, "the value is described here"),
            Kind::TooLarge { part } => {
                let place = part
                    .object
                    .get("format")
                    .map_or(part.object.place, |it| it.place);
                diagnostic("this integer is too large for its format".into())
                    .at_value(value.place)
                    .with_note_at_value(place, "the format is said here")
            }
            Kind::NoBody { missing, body } => diagnostic(missing.text(body))
                .at_value(value.place)
                .with_note_at_key(missing.place(), "it would be described here"),
        }
    }
}

impl Missing {
    /// Where it would be said.
    pub(super) fn place(self) -> Place {
        match self {
            Self::Body(place)
            | Self::Responses(place)
            | Self::Status(place)
            | Self::Json(place) => place,
        }
    }

    fn text(self, body: names::Kind) -> String {
        match (self, body) {
            (Self::Json(_), _) => "the document describes no JSON for this body".into(),
            (_, names::Kind::Request) => "the document describes no body for this request".into(),
            (_, names::Kind::Response(status)) => {
                format!("the document describes no response of the status {status}")
            }
        }
    }
}

/// What a schema wants, in words.
fn wanted(part: Option<Schema<'_>>) -> String {
    let names = part.map(|it| it.types()).unwrap_or_default();
    let names = names.into_iter().map(|ty| match ty {
        SchemaType::Null => "null",
        SchemaType::Boolean => "a boolean",
        SchemaType::Integer => "an integer",
        SchemaType::Number => "a number",
        SchemaType::String => "a string",
        SchemaType::Array => "a sequence",
        SchemaType::Object => "a mapping",
    });
    let names = names.collect::<Vec<_>>().join(" or ");
    match (part, names.as_str()) {
        (None, _) => "one of several things, of which it is none".into(),
        (Some(_), "") => "null".into(),
        _ => names,
    }
}

/// Reports findings, each disagreement once: where it was found first, and how often more.
pub(super) fn report(findings: &[Finding<'_>], context: Context<'_>) {
    let mut counts: HashMap<_, usize> = HashMap::new();
    for finding in findings {
        *counts.entry(finding.key()).or_default() += 1;
    }
    for finding in findings {
        // Taken by the first one that says it.
        let Some(count) = counts.remove(&finding.key()) else {
            continue;
        };
        let more = match count {
            1 => None,
            2 => Some("the samples say so in one more place".to_owned()),
            _ => Some(format!("the samples say so in {} more places", count - 1)),
        };
        context.report(finding.diagnostic().with_help_if(more));
    }
}

/// True for a schema that is only a reference.
pub(super) fn is_reference(node: &Node<'_>) -> bool {
    reference_of(node).is_some()
}
