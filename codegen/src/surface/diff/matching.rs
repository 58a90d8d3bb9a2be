//! What of one surface is what of the other.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::ir::{Origin, Way};
use crate::surface::types::exchange;
use crate::surface::{Item, Surface, SurfaceOperation};

/// Old things and new ones, side by side.
pub(super) struct Pairs<'a, T> {
    /// What is on both sides.
    pub(super) both: Vec<(&'a T, &'a T)>,
    /// What is gone.
    pub(super) removed: Vec<&'a T>,
    /// What is new.
    pub(super) added: Vec<&'a T>,
}

impl<'a, T> Pairs<'a, T> {
    /// Pairs what has the same key.
    pub(super) fn by<K: Eq + Hash>(
        old: impl IntoIterator<Item = &'a T>,
        new: impl IntoIterator<Item = &'a T>,
        key: impl Fn(&'a T) -> K,
    ) -> Self {
        let nothing = Self {
            both: Vec::new(),
            removed: old.into_iter().collect(),
            added: new.into_iter().collect(),
        };
        nothing.or_by(key)
    }

    /// Pairs what is left by another key.
    pub(super) fn or_by<K: Eq + Hash>(self, key: impl Fn(&'a T) -> K) -> Self {
        self.or_by_some(|it| Some(key(it)))
    }

    /// Pairs what is left by another key, where there is one. Of several with one key the first is
    /// paired.
    pub(super) fn or_by_some<K: Eq + Hash>(mut self, key: impl Fn(&'a T) -> Option<K>) -> Self {
        let mut waiting: HashMap<K, &'a T> = HashMap::new();
        for it in self.removed.iter().rev() {
            waiting.extend(key(it).map(|key| (key, *it)));
        }
        let mut paired = HashSet::new();
        let mut added = Vec::new();
        for new in self.added {
            match key(new).and_then(|key| waiting.remove(&key)) {
                Some(old) => {
                    paired.insert(std::ptr::from_ref(old));
                    self.both.push((old, new));
                }
                None => added.push(new),
            }
        }
        let is_left = |it: &&'a T| !paired.contains(&std::ptr::from_ref(*it));
        Self {
            both: self.both,
            removed: self.removed.into_iter().filter(is_left).collect(),
            added,
        }
    }
}

/// The items and the operations of two surfaces, side by side.
pub(super) struct Matching<'a> {
    pub(super) items: Pairs<'a, Item>,
    pub(super) operations: Pairs<'a, SurfaceOperation>,
    new_paths: HashMap<&'a str, &'a str>,
    old_paths: HashMap<&'a str, &'a str>,
}

impl<'a> Matching<'a> {
    /// By path, since that is what callers write; what is left by the place that it comes from.
    pub(super) fn of(old: &'a Surface, new: &'a Surface) -> Self {
        let items = Pairs::by(&old.items, &new.items, |item| item.path.as_str());
        let items = items.or_by(|item| (place(&item.origin), item.half == Some(Way::Sent)));
        let operations = Pairs::by(&old.operations, &new.operations, |it| it.path.as_str());
        let operations = operations
            .or_by(|it| (it.method.as_str(), it.template.as_str()))
            .or_by(|it| it.id.as_str())
            .or_by(|it| place(&it.origin));
        let renamed = |(old, new): &(&'a Item, &'a Item)| (old.path.as_str(), new.path.as_str());
        let renamed = items.both.iter().map(renamed);
        let renamed = renamed.filter(|(old, new)| old != new);
        Self {
            new_paths: renamed.clone().collect(),
            old_paths: renamed.map(|(old, new)| (new, old)).collect(),
            items,
            operations,
        }
    }

    /// The path that an old item has now, where it is another one.
    pub(super) fn new_path(&self, old: &str) -> Option<&'a str> {
        self.new_paths.get(old).copied()
    }

    /// The path that a new item had, where it was another one.
    pub(super) fn old_path(&self, new: &str) -> Option<&'a str> {
        self.old_paths.get(new).copied()
    }

    /// An old type with the paths that its items have now.
    pub(super) fn renamed(&self, ty: &str) -> String {
        let other = |path: &str| self.new_path(path).map(str::to_owned);
        exchange(ty, other).unwrap_or_else(|| ty.to_owned())
    }
}

fn place(origin: &Origin) -> (&str, &str) {
    (&origin.file, &origin.pointer)
}
