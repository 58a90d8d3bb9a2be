//! Names that would have moved.

use std::collections::HashMap;

use super::words::{code, name};
use super::{Change, Kind, Side};
use crate::ir::{Origin, Way};
use crate::surface::Surface;

/// A version of a crate, and what it would be if no name were pinned.
#[derive(Clone, Copy, Debug)]
pub struct Pinned<'a> {
    /// As it is.
    pub with_pins: &'a Surface,
    /// By the documents alone.
    pub without: &'a Surface,
}

/// The names that are what they were because they are pinned: the documents gave them before, and
/// would give others now.
pub fn kept(old: Pinned<'_>, new: Pinned<'_>) -> Vec<Change> {
    let old_names = (paths(old.with_pins), paths(old.without));
    let would_be = paths(new.without);
    let mut kept = Vec::new();
    for (place, (path, origin)) in paths(new.with_pins) {
        let is_as_it_was = [&old_names.0, &old_names.1]
            .iter()
            .all(|names| names.get(&place).is_some_and(|(it, _)| *it == path));
        let other = would_be.get(&place).map(|(it, _)| *it);
        if let Some(other) = other.filter(|it| *it != path && is_as_it_was) {
            kept.push(change(path, other, origin));
        }
    }
    kept.sort_by(|a, b| a.item.cmp(&b.item));
    kept
}

fn change(path: &str, other: &str, origin: &Origin) -> Change {
    let is_renamed = name(path) != name(other);
    let other = if is_renamed { name(other) } else { other };
    Change::new(Kind::NameKept, path, Side::New, origin)
        .says(format!(
            "{} would be called {} by the documents alone",
            code(path),
            code(other)
        ))
        .advises("keep `api.json`, which pins the name")
}

/// Where something stands: file, pointer, and whether it is the half that is sent.
type Place<'a> = (&'a str, &'a str, bool);

/// The paths of items and operations by where they come from.
fn paths(surface: &Surface) -> HashMap<Place<'_>, (&str, &Origin)> {
    let items = surface.items.iter().map(|item| {
        let is_sent = item.half == Some(Way::Sent);
        (item.path.as_str(), &item.origin, is_sent)
    });
    let operations = surface.operations.iter();
    let operations = operations.map(|it| (it.path.as_str(), &it.origin, false));
    let all = items.chain(operations);
    all.map(|(path, origin, is_sent)| {
        let place = (origin.file.as_str(), origin.pointer.as_str(), is_sent);
        (place, (path, origin))
    })
    .collect()
}
