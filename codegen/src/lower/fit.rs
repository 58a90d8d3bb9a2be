//! Whether an example or a default is a value of its schema.

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Misfit, Schema, SchemaType, Strictness, is_of, misfits, unfit_value, wanted};
use crate::source::{Node, Value};

impl<'a> Lowering<'a> {
    /// Reports the parts of a value that its schema does not allow. True when all are of their
    /// types: an enum takes values that it does not list.
    pub(super) fn check_fit(&self, value: &'a Node<'a>, schema: &'a Node<'a>, what: &str) -> bool {
        let misfits = misfits(self.context, value, schema, Strictness::Types);
        for misfit in &misfits {
            self.context.report(unfit_value(misfit, what));
        }
        misfits.iter().all(Misfit::is_unlisted)
    }

    /// Reports an `enum` none of whose values is of the `type` beside it.
    pub(super) fn check_enum(&self, schema: Schema<'a>) {
        let (types, values) = (schema.types(), schema.enum_values());
        let fits = |value: &Node<'_>| types.iter().any(|ty| is_of(value, *ty, schema));
        let is_integer = |value: &Node<'_>| matches!(value.value, Value::Integer(_));
        match values.first() {
            None => {}
            // Integers that are too wide are reported where the values are lowered.
            Some(first)
                if types.contains(&SchemaType::Integer) && is_integer(first) && !fits(first) => {}
            Some(first) if !types.is_empty() && !values.iter().any(fits) => {
                let wanted = wanted(first, schema);
                let message = format!("this value is {}, but `type` says {wanted}", first.kind());
                let diagnostic = Diagnostic::new(Code::UnfitValue, message);
                self.context.report(diagnostic.at_value(first.place));
            }
            // Both of them is what the type says.
            Some(_) if types == [SchemaType::Boolean] && lists_both(values) => {}
            Some(_) => schema.unsupported("enum", "any value of its type is accepted"),
        }
    }
}

/// True for a list of `true` and `false`.
fn lists_both(values: &[Node<'_>]) -> bool {
    let lists = |wanted: bool| values.iter().any(|it| it.value == Value::Bool(wanted));
    lists(true) && lists(false)
}
