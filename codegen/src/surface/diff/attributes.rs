//! What types, fields and operations have alike: traits, features, deprecation, descriptions.

use super::words::{code, list};
use super::{Change, Kind, Side};
use crate::ir::Origin;

/// Traits that are gone, and new ones.
pub(super) fn derives(
    (path, origin): (&str, &Origin),
    (old, new): (&[String], &[String]),
) -> Vec<Change> {
    let missing = |from: &[String], of: &[String]| -> Vec<String> {
        let missing = of.iter().filter(|it| !from.contains(it));
        missing.map(|it| code(it)).collect()
    };
    let (lost, gained) = (missing(new, old), missing(old, new));
    let shown = code(path);
    let change = |kind: Kind| {
        let derive = |derives: &[String]| Some(format!("#[derive({})]", derives.join(", ")));
        Change::new(kind, path, Side::New, origin).with_rust(derive(old), derive(new))
    };
    let lost = (!lost.is_empty() && !new.is_empty()).then(|| {
        let traits = list(&lost);
        let advice = match lost.iter().any(|it| it == "`Default`") {
            true => "build it with `new`",
            false => "do without the trait, or wrap the type",
        };
        let change = change(Kind::DeriveLost).says(format!("{shown} has no {traits} any more"));
        change.advises(advice).breaks_source()
    });
    let gained = (!gained.is_empty() && !old.is_empty()).then(|| {
        let traits = list(&gained);
        change(Kind::DeriveGained).says(format!("{shown} has {traits}"))
    });
    lost.into_iter().chain(gained).collect()
}

/// The feature without which something is not there.
pub(super) fn feature(
    path: &str,
    origin: &Origin,
    (old, new): (Option<&str>, Option<&str>),
) -> Option<Change> {
    let shown = code(path);
    let change = |kind: Kind| Change::new(kind, path, Side::New, origin);
    match (old, new) {
        (None, Some(new)) => Some(
            change(Kind::FeatureRequired)
                .says(format!(
                    "{shown} is there with the feature {} only",
                    code(new)
                ))
                .advises("ask for the feature where the default ones are turned off")
                .breaks_source(),
        ),
        (Some(old), None) => {
            let message = format!("{shown} is there without the feature {}", code(old));
            Some(change(Kind::FeatureNoLongerRequired).says(message))
        }
        (Some(old), Some(new)) if old != new => Some(
            change(Kind::FeatureExchanged)
                .says(format!(
                    "{shown} needs the feature {}, not {}",
                    code(new),
                    code(old)
                ))
                .advises("ask for the new feature")
                .breaks_source(),
        ),
        _ => None,
    }
}

/// Whether callers should move away from something.
pub(super) fn deprecation(path: &str, origin: &Origin, (old, new): (bool, bool)) -> Option<Change> {
    let shown = code(path);
    let change = |kind: Kind| Change::new(kind, path, Side::New, origin);
    match (old, new) {
        (false, true) => Some(
            change(Kind::Deprecated)
                .says(format!("{shown} is deprecated"))
                .advises("move away from it"),
        ),
        (true, false) => {
            let message = format!("{shown} is no longer deprecated");
            Some(change(Kind::NoLongerDeprecated).says(message))
        }
        _ => None,
    }
}

/// What the schema says of something.
pub(super) fn description(path: &str, origin: &Origin, (old, new): (&str, &str)) -> Option<Change> {
    (old != new).then(|| {
        let message = format!("{} is described otherwise", code(path));
        Change::new(Kind::DescriptionChanged, path, Side::New, origin).says(message)
    })
}
