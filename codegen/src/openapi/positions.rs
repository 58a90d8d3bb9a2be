//! Which key of which object holds which object, and the way through all of them.

use std::collections::HashSet;

use super::context::Context;
use super::keywords::{self, Keywords};
use super::references::reference_of;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Node, Place, Value};

/// What an object of OpenAPI is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Callback,
    Components,
    Contact,
    Discriminator,
    Document,
    Encoding,
    Example,
    ExternalDocs,
    Header,
    Info,
    License,
    Link,
    MediaType,
    OAuthFlow,
    OAuthFlows,
    Operation,
    Parameter,
    PathItem,
    RequestBody,
    Response,
    Schema,
    SecurityScheme,
    Server,
    ServerVariable,
    Tag,
    Xml,
}

/// How a key holds objects.
#[derive(Clone, Copy, Debug)]
enum Holds {
    /// One of them.
    One(Kind),
    /// A sequence.
    List(Kind),
    /// A mapping from names.
    Map(Kind),
}

use Holds::{List, Map, One};

impl Kind {
    /// The keys that it knows; none for a callback, whose keys are expressions.
    pub(crate) fn keywords(self) -> Option<&'static Keywords> {
        Some(match self {
            Self::Callback => return None,
            Self::Components => keywords::COMPONENTS,
            Self::Contact => keywords::CONTACT,
            Self::Discriminator => keywords::DISCRIMINATOR,
            Self::Document => keywords::DOCUMENT,
            Self::Encoding => keywords::ENCODING,
            Self::Example => keywords::EXAMPLE,
            Self::ExternalDocs => keywords::EXTERNAL_DOCS,
            Self::Header => keywords::HEADER,
            Self::Info => keywords::INFO,
            Self::License => keywords::LICENSE,
            Self::Link => keywords::LINK,
            Self::MediaType => keywords::MEDIA_TYPE,
            Self::OAuthFlow => keywords::OAUTH_FLOW,
            Self::OAuthFlows => keywords::OAUTH_FLOWS,
            Self::Operation => keywords::OPERATION,
            Self::Parameter => keywords::PARAMETER,
            Self::PathItem => keywords::PATH_ITEM,
            Self::RequestBody => keywords::REQUEST_BODY,
            Self::Response => keywords::RESPONSE,
            Self::Schema => keywords::SCHEMA,
            Self::SecurityScheme => keywords::SECURITY_SCHEME,
            Self::Server => keywords::SERVER,
            Self::ServerVariable => keywords::SERVER_VARIABLE,
            Self::Tag => keywords::TAG,
            Self::Xml => keywords::XML,
        })
    }

    /// What stands under a key of it.
    fn held(self, key: &str) -> Option<Holds> {
        Some(match (self, key) {
            (_, key) if key.starts_with("x-") => return None,
            (Self::Callback, _) => One(Self::PathItem),
            (Self::Document, "info") => One(Self::Info),
            (Self::Document, "components") => One(Self::Components),
            (Self::Document, "paths" | "webhooks") => Map(Self::PathItem),
            (Self::Document, "tags") => List(Self::Tag),
            (Self::Info, "contact") => One(Self::Contact),
            (Self::Info, "license") => One(Self::License),
            (Self::Components, key) => Map(component(key)?),
            (Self::PathItem, "additionalOperations") => Map(Self::Operation),
            (
                Self::PathItem,
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"
                | "query",
            ) => One(Self::Operation),
            (Self::PathItem | Self::Operation, "parameters") => List(Self::Parameter),
            (Self::Document | Self::PathItem | Self::Operation, "servers") => List(Self::Server),
            (Self::Server, "variables") => Map(Self::ServerVariable),
            (Self::Operation, "requestBody") => One(Self::RequestBody),
            (Self::Operation, "responses") => Map(Self::Response),
            (Self::Operation, "callbacks") => Map(Self::Callback),
            (Self::Response | Self::Encoding, "headers") => Map(Self::Header),
            (Self::Response, "links") => Map(Self::Link),
            (Self::Link, "server") => One(Self::Server),
            (Self::Parameter | Self::Header | Self::RequestBody | Self::Response, "content") => {
                Map(Self::MediaType)
            }
            (Self::Parameter | Self::Header | Self::MediaType, "schema" | "itemSchema") => {
                One(Self::Schema)
            }
            (Self::Parameter | Self::Header | Self::MediaType, "examples") => Map(Self::Example),
            (Self::MediaType | Self::Encoding, "encoding") => Map(Self::Encoding),
            (Self::MediaType | Self::Encoding, "itemEncoding") => One(Self::Encoding),
            (Self::MediaType | Self::Encoding, "prefixEncoding") => List(Self::Encoding),
            (Self::SecurityScheme, "flows") => One(Self::OAuthFlows),
            (Self::OAuthFlows, key) if keywords::OAUTH_FLOWS.known.contains(&key) => {
                One(Self::OAuthFlow)
            }
            (Self::Schema, "discriminator") => One(Self::Discriminator),
            (Self::Schema, "xml") => One(Self::Xml),
            (Self::Schema, key) if key != "externalDocs" => return held_by_schema(key),
            (Self::Document | Self::Operation | Self::Tag | Self::Schema, "externalDocs") => {
                One(Self::ExternalDocs)
            }
            _ => return None,
        })
    }
}

/// What a key of `components` holds by name.
fn component(key: &str) -> Option<Kind> {
    Some(match key {
        "callbacks" => Kind::Callback,
        "examples" => Kind::Example,
        "headers" => Kind::Header,
        "links" => Kind::Link,
        "mediaTypes" => Kind::MediaType,
        "parameters" => Kind::Parameter,
        "pathItems" => Kind::PathItem,
        "requestBodies" => Kind::RequestBody,
        "responses" => Kind::Response,
        "schemas" => Kind::Schema,
        "securitySchemes" => Kind::SecurityScheme,
        _ => return None,
    })
}

fn held_by_schema(key: &str) -> Option<Holds> {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "dependencies" => Some(Map(Kind::Schema)),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(List(Kind::Schema)),
        "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Some(One(Kind::Schema)),
        _ => None,
    }
}

/// An object, and what it is.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) kind: Kind,
    pub(crate) node: &'a Node<'a>,
    /// The key of the object that holds it; empty where that is none.
    pub(crate) under: &'a str,
}

/// A way through the objects of a document. It goes wherever references lead, and nowhere twice.
pub(crate) struct Walk<'a> {
    context: Context<'a>,
    visited: HashSet<Place>,
    waiting: Vec<Found<'a>>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(context: Context<'a>) -> Self {
        Self {
            context,
            visited: HashSet::new(),
            waiting: Vec::new(),
        }
    }

    pub(crate) fn context(&self) -> Context<'a> {
        self.context
    }

    /// Goes through an object and everything that it leads to. What was gone through before is left
    /// out.
    pub(crate) fn from(&mut self, kind: Kind, node: &'a Node<'a>) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        self.wait(kind, node, "");
        while let Some(next) = self.waiting.pop() {
            if !self.visited.insert(next.node.place) {
                continue;
            }
            found.push(next);
            self.follow(next);
            for entry in next
                .node
                .as_mapping()
                .into_iter()
                .flat_map(|it| it.entries())
            {
                if let Some(holds) = next.kind.held(&entry.key) {
                    self.held(holds, &entry.value, &entry.key);
                }
            }
        }
        found
    }

    /// True when the way has led there.
    pub(crate) fn has_been_at(&self, place: Place) -> bool {
        self.visited.contains(&place)
    }

    fn wait(&mut self, kind: Kind, node: &'a Node<'a>, under: &'a str) {
        match &node.value {
            Value::Mapping(_) => self.waiting.push(Found { kind, node, under }),
            // A schema of any value or of none.
            Value::Bool(_) if kind == Kind::Schema => {}
            // What depends on a member can be a list of names.
            Value::Sequence(_) if under == "dependencies" => {}
            _ => {
                let object = kind.keywords().map_or("a callback", |it| it.object);
                self.context
                    .wrong_kind(node, &format!("{object} (a mapping)"));
            }
        }
    }

    /// Where a reference leads stands an object of the same kind.
    fn follow(&mut self, found: Found<'a>) {
        let Some(reference) = reference_of(found.node) else {
            return;
        };
        let Some(target) = self.context.resolve(reference) else {
            return;
        };
        let pointer = self.context.tree.pointer(target.place);
        let mut steps = pointer.trim_start_matches("/components/").split('/');
        let is_component = pointer.starts_with("/components/");
        let other = steps.next().filter(|_| is_component).and_then(component);
        match (other, steps.next(), steps.next()) {
            (Some(other), Some(_), None) if other != found.kind => {
                self.report_other(found.kind, other, reference, target);
            }
            _ => self.wait(found.kind, target, found.under),
        }
    }

    /// Reports a reference to a component of another kind.
    fn report_other(&self, kind: Kind, other: Kind, reference: &Node<'a>, target: &Node<'a>) {
        let word = |kind: Kind| kind.keywords().map_or("a callback", |it| it.object);
        let message = format!("expected {}, found {}", word(kind), word(other));
        let diagnostic = Diagnostic::new(Code::WrongKind, message)
            .at_value(reference.place)
            .with_note_at_key(target.place, "it leads here");
        self.context.report(diagnostic);
    }

    /// The same for what stands in another object: unless it is no part of what is wanted. What a
    /// reference leads to always is.
    fn wait_inside(&mut self, kind: Kind, node: &'a Node<'a>, under: &'a str) {
        if !self.context.tree.is_left_out(node.place) {
            self.wait(kind, node, under);
        }
    }

    fn held(&mut self, holds: Holds, node: &'a Node<'a>, key: &'a str) {
        match holds {
            One(kind) => self.wait_inside(kind, node, key),
            List(_) | Map(_) if node.value == Value::Null => {}
            List(kind) => {
                if node.as_sequence().is_none() {
                    self.context.wrong_kind(node, "a sequence");
                }
                for item in node.as_sequence().unwrap_or_default() {
                    self.wait_inside(kind, item, key);
                }
            }
            Map(kind) => {
                // A `$ref` may stand for all of them.
                let Some(node) = self.context.follow(node) else {
                    return;
                };
                if node.as_mapping().is_none() {
                    self.context.wrong_kind(node, "a mapping");
                }
                for entry in node.as_mapping().into_iter().flat_map(|it| it.entries()) {
                    if !is_extension(kind, &entry.key) {
                        self.wait_inside(kind, &entry.value, key);
                    }
                }
            }
        }
    }
}

/// True for a key beside names that is none. Properties and components may be called so.
fn is_extension(kind: Kind, key: &str) -> bool {
    matches!(kind, Kind::PathItem | Kind::Response | Kind::Callback) && key.starts_with("x-")
}
