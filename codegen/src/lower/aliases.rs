//! Names for types that lead back to themselves.

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Shape, Type, TypeId, Why};

impl Lowering<'_> {
    /// Rust has no `type A = Vec<A>`: the alias that closes such a circle becomes any value.
    pub(super) fn break_alias_circles(&mut self) {
        for position in 0..self.types.len() {
            let id = TypeId(position);
            if !self.leads_back(id) {
                continue;
            }
            let place = self
                .ids
                .iter()
                .find(|(_, other)| **other == id)
                .map(|(place, _)| *place);
            if let Some(def) = self.types.get_mut(position) {
                let message = format!("`{}` is nothing but itself; it becomes any value", def.name);
                let diagnostic = Diagnostic::new(Code::Unsupported, message);
                let help = "give it a property, or a `type` of its own";
                let diagnostic = diagnostic.with_help(help);
                self.context.report(match place {
                    Some(place) => diagnostic.at_key(place),
                    None => diagnostic,
                });
                def.shape = Shape::Alias(Type::Any);
                def.why.push(Why::NearestType);
            }
        }
    }

    /// True when following aliases from a type leads to the type.
    fn leads_back(&self, start: TypeId) -> bool {
        let mut current = start;
        for _ in 0..self.types.len() {
            let target = match self.types.get(current.0).map(|def| &def.shape) {
                Some(Shape::Alias(target)) => target.named(),
                _ => None,
            };
            match target {
                None => return false,
                Some(id) if id == start => return true,
                Some(id) => current = id,
            }
        }
        false
    }
}
