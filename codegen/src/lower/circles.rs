//! Types that lead back to themselves with nothing on the way that could end.

use std::collections::HashSet;

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Presence, Shape, Type, TypeId, Why};
use crate::limits;

impl Lowering<'_> {
    /// Rust has no `type A = Vec<A>`, and no end to an enum of itself: what closes such a circle
    /// becomes any value, or is left out.
    pub(super) fn break_circles(&mut self) {
        for position in 0..self.types.len() {
            let id = TypeId(position);
            if self.is_too_long(id) {
                return;
            }
            match self.types.get(position).map(|def| &def.shape) {
                Some(Shape::Alias(target)) if self.leads_to(target.named(), id) == Some(true) => {
                    self.report_circle(id, "it becomes any value");
                    if let Some(def) = self.types.get_mut(position) {
                        def.shape = Shape::Alias(Type::Any);
                        def.why.push(Why::NearestType);
                    }
                }
                Some(Shape::Union(it)) => {
                    let branches = it.branches.iter();
                    let closing =
                        branches.map(|it| self.leads_to(direct(&it.ty), id) == Some(true));
                    let closing: Vec<bool> = closing.collect();
                    if closing.contains(&true) {
                        self.report_circle(id, "that choice is left out");
                        self.drop_branches(position, &closing);
                    }
                }
                Some(Shape::Struct(_)) if self.requires_itself(id) => {
                    self.report_circle(id, "no value of it has an end");
                }
                _ => {}
            }
        }
    }

    /// True when every value of a struct holds another one, and so on without end.
    fn requires_itself(&self, id: TypeId) -> bool {
        let required = |id: TypeId| match self.types.get(id.0).map(|def| &def.shape) {
            Some(Shape::Struct(it)) => {
                let required = it.fields().filter(|it| it.presence == Presence::Required);
                required.filter_map(|member| direct(&member.ty)).collect()
            }
            Some(Shape::Alias(target)) => direct(target).into_iter().collect(),
            _ => Vec::new(),
        };
        reaches(required(id), id, required) == Some(true)
    }

    fn drop_branches(&mut self, position: usize, dropped: &[bool]) {
        if let Some(Shape::Union(it)) = self.types.get_mut(position).map(|def| &mut def.shape) {
            let mut dropped = dropped.iter();
            it.branches.retain(|_| dropped.next() != Some(&true));
        }
    }

    fn report_circle(&self, id: TypeId, consequence: &str) {
        let name = self.types.get(id.0).map_or("", |def| def.name.as_str());
        let message = format!("`{name}` leads back to itself; {consequence}");
        let diagnostic = Diagnostic::new(Code::Unsupported, message)
            .with_help("make one step of the circle optional, a list, or an object of its own");
        self.report_at(id, diagnostic);
    }

    fn report_at(&self, id: TypeId, diagnostic: Diagnostic) {
        let places = self.ids.iter().filter(|(_, other)| **other == id);
        // Several places can be of one type; which one comes first in a map is chance.
        self.context
            .report(match places.map(|(place, _)| place).min() {
                Some(place) => diagnostic.at_key(*place),
                None => diagnostic,
            });
    }

    /// True when a type stands for so many others that it would take too long to tell whether it
    /// is one of them, which is reported.
    fn is_too_long(&self, id: TypeId) -> bool {
        let is_short = self.leads_to(Some(id), TypeId(usize::MAX)).is_some();
        if !is_short {
            let most = limits::ALIASES;
            let message = format!("this stands for more than {most} other types, one for another");
            self.report_at(id, Diagnostic::new(Code::LimitExceeded, message));
        }
        !is_short
    }

    /// True when a type is another one, through any number of aliases and choices.
    fn leads_to(&self, from: Option<TypeId>, wanted: TypeId) -> Option<bool> {
        reaches(from.into_iter().collect(), wanted, |id| {
            match self.types.get(id.0).map(|def| &def.shape) {
                Some(Shape::Alias(target)) => target.named().into_iter().collect(),
                Some(Shape::Union(it)) => {
                    it.branches.iter().filter_map(|it| direct(&it.ty)).collect()
                }
                _ => Vec::new(),
            }
        })
    }
}

/// True when steps from some types lead to another. None when that takes too many.
fn reaches(
    mut waiting: Vec<TypeId>,
    wanted: TypeId,
    step: impl Fn(TypeId) -> Vec<TypeId>,
) -> Option<bool> {
    let mut seen = HashSet::new();
    while let Some(id) = waiting.pop() {
        if id == wanted {
            return Some(true);
        }
        if seen.len() > limits::ALIASES {
            return None;
        }
        if seen.insert(id) {
            waiting.extend(step(id));
        }
    }
    Some(false)
}

/// The type itself, not one that it holds.
fn direct(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) | Type::Boxed(id) => Some(*id),
        _ => None,
    }
}
