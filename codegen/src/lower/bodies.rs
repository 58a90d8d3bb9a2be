//! Request bodies.

use std::collections::HashSet;

use super::budget::PART;
use super::contents::variant_of;
use super::operations::Site;
use super::parameters::BODY;
use super::{Lowering, docs};
use crate::ir::{
    Asked, Body, Case, Choice, Content, Docs, Member, Parameter, Presence, Shape, Type, Why,
};
use crate::openapi;
use crate::source::Place;

impl<'a> Lowering<'a> {
    /// What an operation sends: one content, or a choice between several.
    pub(super) fn body(
        &mut self,
        site: &Site<'_>,
        operation: openapi::Operation<'a>,
        parameters: &[Parameter],
    ) -> Option<Body> {
        let object = operation.request_body()?;
        let offered = self.offered(object);
        let mut contents: Vec<Content> = Vec::new();
        let mut names = HashSet::new();
        for it in offered {
            self.report_foreign(it);
            let variant = unique(variant_of(it), &mut names);
            let name = match contents.as_slice() {
                [] => format!("{}Request", site.base),
                _ => format!("{}{variant}Request", site.base),
            };
            let mut content = self.content(it, site.module, &name);
            content.variant = Some(variant);
            self.spend(it.media.place(), PART + content.media_type.len());
            contents.push(content);
        }
        let ty = match contents.as_mut_slice() {
            [] => return None,
            [only] => {
                only.variant = None;
                only.ty.clone()
            }
            several => {
                let cases = several.iter().map(|content| Case {
                    name: content.variant.clone().unwrap_or_default(),
                    ty: Some(content.ty.clone()),
                    docs: Docs(format!("As `{}`.", content.media_type)),
                });
                let choice = Choice {
                    cases: cases.collect(),
                };
                let place = operation.object.get("requestBody").map(|node| node.place);
                let name = format!("{}Body", site.base);
                self.choice(site, &name, place?, choice)
            }
        };
        let required = object.flag("required");
        let is_taken = |name: &str| parameters.iter().any(|it| it.member.name == name);
        let mut name = BODY.to_owned();
        while is_taken(&name) {
            name = format!("request_{name}");
        }
        let member = Member {
            wire: BODY.to_owned(),
            name,
            ty,
            presence: if required {
                Presence::Required
            } else {
                Presence::Optional
            },
            docs: docs(object.text("description")),
            constraints: Asked::default(),
            deprecated: false,
            sensitive: object.flag("x-rust-sensitive"),
            keeps_empty: false,
            only: None,
            since: None,
            example: None,
            origin: self.origin(object.place),
            why: (!required)
                .then_some(Why::OptionalNotRequired)
                .into_iter()
                .collect(),
        };
        Some(Body { member, contents })
    }

    /// A type that is one of several contents.
    pub(super) fn choice(
        &mut self,
        site: &Site<'_>,
        name: &str,
        place: Place,
        choice: Choice,
    ) -> Type {
        let id = self.add_item(site.module, name, place, Shape::Choice(choice));
        Type::Named(id)
    }
}

/// A name that no other case has.
pub(super) fn unique(name: String, names: &mut HashSet<String>) -> String {
    let mut unique = name.clone();
    let mut number = 2;
    while !names.insert(unique.clone()) {
        unique = format!("{name}{number}");
        number += 1;
    }
    unique
}
