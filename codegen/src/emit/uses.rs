//! Which operations send and answer a type.

use std::collections::HashMap;

use super::file::path_of;
use crate::ir::{Api, Choice, Operation, Shape, Type, TypeDef};

/// An operation that sends or answers a type.
pub(super) struct Use<'a> {
    pub(super) operation: &'a Operation,
    /// What it sends or answers: the type, or a list of it.
    pub(super) ty: &'a Type,
    /// "Sent to" or "Answer of".
    pub(super) word: &'static str,
}

/// Which operations send and answer a type, by its path.
pub(super) struct Uses<'a>(HashMap<String, Vec<Use<'a>>>);

impl<'a> Uses<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        Self(uses(api))
    }

    /// Those of one type.
    pub(super) fn of_type(&self, def: &TypeDef) -> &[Use<'a>] {
        self.0.get(&path_of(def)).map_or(&[], Vec::as_slice)
    }
}

fn uses(api: &Api) -> HashMap<String, Vec<Use<'_>>> {
    let mut uses: HashMap<String, Vec<Use<'_>>> = HashMap::new();
    for operation in &api.operations {
        let sent = operation.request().map(|ty| ("Sent to", ty));
        let answered = operation.response().map(|ty| ("Answer of", ty));
        let contents = [sent, answered].into_iter().flatten();
        // What a choice is between is sent and answered as well; errors are too many to list.
        let held = contents.clone().flat_map(|(word, ty)| {
            let cases = choice(api, ty).map_or(&[][..], |choice| &choice.cases);
            cases
                .iter()
                .filter_map(move |case| Some((word, case.ty.as_ref()?)))
        });
        let error = operation.error().filter(|ty| choice(api, ty).is_some());
        let error = error.map(|ty| ("Error of", ty));
        for (word, ty) in contents.clone().chain(held).chain(error) {
            if let Some(def) = ty.named().and_then(|id| api.get(id)) {
                uses.entry(path_of(def)).or_default().push(Use {
                    operation,
                    ty,
                    word,
                });
            }
        }
    }
    uses
}

fn choice<'a>(api: &'a Api, ty: &Type) -> Option<&'a Choice> {
    match &api.get(ty.named()?)?.shape {
        Shape::Choice(it) => Some(it),
        _ => None,
    }
}
