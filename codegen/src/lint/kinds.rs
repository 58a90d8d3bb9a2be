//! Values of schemas that are of another kind than their keys ask for, also where no type says them.

use super::subject::Subject;
use crate::openapi::Schema;

/// Keys that hold a number.
const NUMBERS: &[&str] = &[
    "maximum",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
];

/// Keys that say whether something is so.
const FLAGS: &[&str] = &[
    "deprecated",
    "nullable",
    "readOnly",
    "uniqueItems",
    "writeOnly",
];

/// Keys that hold a text.
const TEXTS: &[&str] = &["$id", "description", "format", "pattern", "title"];

pub(super) fn check(subject: &Subject<'_>) {
    for (schema, _) in subject.schemas() {
        check_schema(schema);
    }
}

/// A view reports what it is asked for and cannot give.
fn check_schema(schema: Schema<'_>) {
    for key in NUMBERS {
        let _ = schema.number(key);
    }
    for key in FLAGS {
        let _ = schema.object.flag(key);
    }
    for key in TEXTS {
        let _ = schema.object.text(key);
    }
}
