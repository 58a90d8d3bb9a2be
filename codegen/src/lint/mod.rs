//! What a document says that its author can hardly have meant. One check per file, all with one
//! signature.
//!
//! What keeps a crate from being made, or changes it, is found by the stages that make it. The
//! checks here look into every object of the document, also into those that no crate needs.

mod completeness;
mod descriptions;
mod discriminators;
mod duplicates;
mod encodings;
mod keywords;
mod kinds;
mod limits;
mod names;
mod outdated;
mod parameters;
mod required;
mod servers;
mod subject;
mod types;
mod unused;
mod values;

use crate::openapi::Context;
use subject::Subject;

/// Reports what the checks find in the documents.
pub(crate) fn lint(context: Context<'_>) {
    if let Some(subject) = Subject::of(context) {
        for check in CHECKS {
            check(&subject);
        }
    }
}

/// A check looks at all objects and reports what it finds.
type Check = fn(&Subject<'_>);

const CHECKS: &[Check] = &[
    keywords::check,
    types::check,
    kinds::check,
    completeness::check,
    outdated::check,
    servers::check,
    encodings::check,
    names::check,
    required::check,
    parameters::check,
    duplicates::check,
    values::check,
    limits::check,
    discriminators::check,
    descriptions::check,
    unused::check,
];
