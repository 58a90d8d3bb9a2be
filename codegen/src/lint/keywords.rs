//! Near misses of keywords, in all objects.

use super::subject::Subject;
use crate::openapi::Object;

pub(super) fn check(subject: &Subject<'_>) {
    for found in &subject.objects {
        if let Some(keywords) = found.kind.keywords() {
            // A view checks the keys of what it looks at.
            let _ = Object::new(subject.context, found.node, keywords);
        }
    }
}
