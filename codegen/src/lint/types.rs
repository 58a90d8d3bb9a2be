//! Unknown types and formats, in all schemas.

use super::subject::Subject;
use crate::openapi::Reported;

pub(super) fn check(subject: &Subject<'_>) {
    for (schema, _) in subject.schemas() {
        // Asking for the types reports those that there are not.
        let _ = schema.types();
        schema.check_format(Reported::All);
    }
}
