//! Members whose values say which branch of a union a value is.

use std::collections::{BTreeMap, BTreeSet};

use super::{definition, members_of};
use crate::ir::{Api, Branch, Shape, Tag, TagValue, Type};

/// What a branch's own member lists is its tag as well, next to what the discriminator says, unless
/// the discriminator says that it is another branch's.
pub(super) fn add_listed(api: &Api, branches: &mut [Branch]) {
    let tags = branches.iter().flat_map(|branch| &branch.tags);
    let said: BTreeSet<(String, TagValue)> = tags
        .flat_map(|tag| tag.values.iter().map(|it| (tag.member.clone(), it.clone())))
        .collect();
    for branch in branches {
        let members = members_of(api, &branch.ty).map_or(&[][..], |it| &it.members);
        for tag in &mut branch.tags {
            let member = members.iter().find(|it| it.wire == tag.member);
            let listed = member.and_then(|member| listed(api, &member.ty));
            let listed = listed.into_iter().flatten();
            let new = listed.filter(|it| !said.contains(&(tag.member.clone(), it.clone())));
            tag.values.extend(new);
        }
    }
}

/// A member tags the branches that have it when it is an enum in at least two of them, and no
/// value stands in two.
pub(super) fn add_new(api: &Api, branches: &mut [Branch]) {
    let all: Vec<usize> = (0..branches.len()).collect();
    for (member, listing) in listings(api, branches, &all) {
        if listing.len() < 2 || !is_disjoint(&listing) {
            continue;
        }
        for (position, values) in listing {
            if let Some(branch) = branches.get_mut(position) {
                let member = member.clone();
                branch.tags.push(Tag { member, values });
            }
        }
    }
}

/// The branches that list the values of a member, each by its position and with the values.
pub(super) type Listing = Vec<(usize, Vec<TagValue>)>;

/// The members of some branches of which the values are listed.
pub(super) fn listings(
    api: &Api,
    branches: &[Branch],
    some: &[usize],
) -> BTreeMap<String, Listing> {
    let mut listings: BTreeMap<String, Listing> = BTreeMap::new();
    for position in some {
        let branch = branches.get(*position);
        let members = branch.and_then(|it| members_of(api, &it.ty));
        for member in members.map_or(&[][..], |it| &it.members) {
            if let Some(values) = listed(api, &member.ty) {
                let listing = listings.entry(member.wire.clone()).or_default();
                listing.push((*position, values));
            }
        }
    }
    listings
}

/// True when no value stands in two branches.
pub(super) fn is_disjoint(listing: &Listing) -> bool {
    let mut seen = BTreeSet::new();
    let mut values = listing.iter().flat_map(|(_, values)| values);
    values.all(|it| seen.insert(it))
}

/// The values of an enum.
fn listed(api: &Api, ty: &Type) -> Option<Vec<TagValue>> {
    match definition(api, ty)? {
        Shape::StringEnum(it) => {
            let texts = it.variants.iter().map(|it| it.wire.clone());
            Some(texts.map(TagValue::Text).collect())
        }
        Shape::IntegerEnum(it) => {
            let integers = it.variants.iter().map(|it| it.wire);
            Some(integers.map(TagValue::Integer).collect())
        }
        Shape::Struct(_) | Shape::Union(_) | Shape::Choice(_) | Shape::Alias(_) => None,
    }
}
