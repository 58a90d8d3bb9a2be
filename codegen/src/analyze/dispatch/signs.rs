//! What tells branches of a union apart that no tag does.

use std::collections::{BTreeMap, BTreeSet};

use super::tags::{is_disjoint, listings};
use crate::ir::{Api, Branch, Tag, TagValue};

/// The groups of branches that share a value of a tag, by their positions.
pub(super) fn of_one_tag(branches: &[Branch]) -> BTreeSet<Vec<usize>> {
    let mut groups: BTreeMap<(&str, &TagValue), Vec<usize>> = BTreeMap::new();
    for (position, branch) in branches.iter().enumerate() {
        for tag in &branch.tags {
            let values: BTreeSet<&TagValue> = tag.values.iter().collect();
            for value in values {
                let group = groups.entry((tag.member.as_str(), value)).or_default();
                group.push(position);
            }
        }
    }
    let groups = groups.into_values().filter(|group| group.len() > 1);
    groups.collect()
}

/// Adds the members of some branches that list different texts: a text that a branch lists speaks
/// for it, but others may be new, so they rule nothing out. Returns whether each of the branches
/// has texts that no other one has.
pub(super) fn add(api: &Api, branches: &mut [Branch], some: &[usize]) -> bool {
    let mut is_enough = false;
    for (member, mut listing) in listings(api, branches, some) {
        for (_, values) in &mut listing {
            values.retain(|it| matches!(it, TagValue::Text(_)));
        }
        listing.retain(|(_, values)| !values.is_empty());
        let of_first = listing.first().map(|(_, values)| values.clone());
        if listing.iter().all(|(_, it)| Some(it) == of_first.as_ref()) {
            continue;
        }
        is_enough |= listing.len() == some.len() && is_disjoint(&listing);
        for (position, values) in listing {
            if let Some(branch) = branches.get_mut(position) {
                add_to(branch, &member, values);
            }
        }
    }
    is_enough
}

fn add_to(branch: &mut Branch, member: &str, values: Vec<TagValue>) {
    let known = branch.tags.iter().chain(&branch.signs);
    if known.into_iter().all(|it| it.member != member) {
        let member = member.to_owned();
        branch.signs.push(Tag { member, values });
    }
}
