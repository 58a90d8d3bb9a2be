//! How items are called in sentences: by as little of their paths as tells them apart.

use std::collections::{HashMap, HashSet};

use super::Change;
use crate::surface::Surface;
use crate::surface::types::exchange;

/// The short names of the items of two surfaces, by their paths.
pub(super) struct Names<'a> {
    short: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(old: &'a Surface, new: &'a Surface) -> Self {
        let paths: HashSet<&str> = paths(old).chain(paths(new)).collect();
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for end in paths.iter().flat_map(|path| ends(path)) {
            *uses.entry(end).or_default() += 1;
        }
        let short = paths.iter().map(|path| {
            let mut unique = ends(path).filter(|end| uses.get(end) == Some(&1));
            (*path, unique.next().unwrap_or(path))
        });
        Self {
            short: short.collect(),
        }
    }

    /// The same change with short names in what it says.
    pub(super) fn shorten(&self, change: Change) -> Change {
        Change {
            message: self.shortened(&change.message),
            advice: self.shortened(&change.advice),
            ..change
        }
    }

    /// A text with short names in what stands between backticks.
    fn shortened(&self, text: &str) -> String {
        let parts = text.split('`').enumerate();
        let parts = parts.map(|(position, part)| match position % 2 {
            0 => part.to_owned(),
            _ => exchange(part, |path| self.short(path)).unwrap_or_else(|| part.to_owned()),
        });
        parts.collect::<Vec<_>>().join("`")
    }

    /// An item, or something in it.
    fn short(&self, path: &str) -> Option<String> {
        if let Some(short) = self.short.get(path) {
            return Some((*short).to_owned());
        }
        let (item, within) = path.rsplit_once("::")?;
        let short = self.short.get(item)?;
        Some(format!("{short}::{within}"))
    }
}

fn paths(surface: &Surface) -> impl Iterator<Item = &str> {
    let items = surface.items.iter().map(|item| item.path.as_str());
    items.chain(surface.operations.iter().map(|it| it.path.as_str()))
}

/// The ends of a path, the shortest first.
fn ends(path: &str) -> impl Iterator<Item = &str> {
    let cuts = path.rmatch_indices("::").map(|(at, cut)| at + cut.len());
    cuts.chain([0]).filter_map(|from| path.get(from..))
}
