//! Which operations become a part of the crate.

use std::collections::HashSet;

use super::patterns::{Patterns, Subject};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, Operation, PathItem};
use crate::settings::Settings;
use crate::source::Place;

/// What was chosen.
#[derive(Default)]
pub(super) struct Chosen {
    /// The operations that are left out.
    pub(super) operations: HashSet<Place>,
    /// The entries of `paths` and `webhooks` of which all operations are left out.
    pub(super) paths: HashSet<Place>,
}

/// Chooses among the operations and webhooks of a document: what is included, which is all where
/// nothing says otherwise, without what is excluded. Patterns that fit nothing are reported.
pub(super) fn choose(
    document: Document<'_>,
    settings: &Settings,
    diagnostics: &Diagnostics,
) -> Chosen {
    let include = Patterns::read("include", &settings.include, diagnostics);
    let exclude = Patterns::read("exclude", &settings.exclude, diagnostics);
    let mut chosen = Chosen::default();
    let mut kept = HashSet::new();
    let mut all = Vec::new();
    for item in document.path_items().into_iter().chain(document.webhooks()) {
        let mut is_kept = false;
        for (method, operation) in item.operations() {
            let subjects = subjects(item, &method, operation);
            let borrowed = subjects.iter();
            let borrowed: Vec<_> = borrowed.map(|(it, text)| (*it, text.as_str())).collect();
            // Both are asked, so that both know which of their patterns fit.
            let (included, excluded) = (include.fit(&borrowed), exclude.fit(&borrowed));
            let place = operation.object.place;
            if (included || include.are_none()) && !excluded {
                is_kept = true;
                kept.insert(place);
            } else {
                chosen.operations.insert(place);
            }
            all.extend(subjects);
        }
        if !is_kept {
            chosen.paths.insert(item.entry);
        }
    }
    include.report_unused(&all, diagnostics);
    exclude.report_unused(&all, diagnostics);
    // Two paths may share their operations.
    chosen.operations.retain(|place| !kept.contains(place));
    if kept.is_empty() && !all.is_empty() {
        let message = "`include` and `exclude` leave no operation";
        diagnostics.push(Diagnostic::new(Code::Settings, message));
    }
    chosen
}

/// What the patterns are compared with. Where an operation has no id, its method and its path.
fn subjects(item: PathItem<'_>, method: &str, operation: Operation<'_>) -> Vec<(Subject, String)> {
    let object = operation.object;
    let id = object.text("operationId").map(str::to_owned);
    let id = id.unwrap_or_else(|| format!("{} {}", method.to_lowercase(), item.path));
    let tags = object
        .texts("tags")
        .map(|(tag, _)| (Subject::Tag, tag.to_owned()));
    let own = [
        (Subject::Path, item.path.to_owned()),
        (Subject::Operation, id),
    ];
    own.into_iter().chain(tags).collect()
}
