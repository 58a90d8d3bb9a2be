//! What tells the branches of a union apart.

use crate::ir::{Api, Branch, Presence, Shape, Struct, Type};

use kinds::{Known, kinds, tell_apart};

mod kinds;
mod signs;
mod tags;

/// Fills in the kinds, members, tags and signs of every branch. Tags that a discriminator gave stay.
pub(super) fn complete(api: &mut Api) {
    let known = Known::new();
    for position in 0..api.types.len() {
        let Some(Shape::Union(it)) = api.types.get(position).map(|def| &def.shape) else {
            continue;
        };
        let mut branches = it.branches.clone();
        for branch in &mut branches {
            branch.kinds = kinds(api, &known, &branch.ty, 0);
            if let Some(members) = members_of(api, &branch.ty) {
                branch.required = required(members);
                branch.known = members.members.iter().map(|it| it.wire.clone()).collect();
            }
        }
        drop_tags_of_a_list(api, &mut branches);
        let has_tags = |branches: &[Branch]| branches.iter().any(|it| !it.tags.is_empty());
        if has_tags(&branches) {
            tags::add_listed(api, &mut branches);
        } else {
            tags::add_new(api, &mut branches);
        }
        if has_tags(&branches) {
            for group in signs::of_one_tag(&branches) {
                let is_enough = signs::add(api, &mut branches, &group);
                if !is_enough {
                    tell_apart(api, &known, &mut branches, &group);
                }
            }
        } else {
            let all: Vec<usize> = (0..branches.len()).collect();
            signs::add(api, &mut branches, &all);
            tell_apart(api, &known, &mut branches, &all);
        }
        if let Some(Shape::Union(it)) = api.types.get_mut(position).map(|def| &mut def.shape) {
            it.branches = branches;
        }
    }
}

/// A list has no member to be told by. Of several, those of the items say which one it is; the only
/// one is told by being one.
fn drop_tags_of_a_list(api: &Api, branches: &mut [Branch]) {
    let lists = branches.iter_mut();
    let mut lists = lists.filter(|it| matches!(api.resolved(&it.ty), Type::List(_)));
    if let (Some(only), None) = (lists.next(), lists.next()) {
        only.tags.clear();
    }
}

fn required(it: &Struct) -> Vec<String> {
    let required = it
        .members
        .iter()
        .filter(|it| it.presence == Presence::Required);
    required.map(|member| member.wire.clone()).collect()
}

/// The members that tell a type: its own, or those of the items of a list.
pub(crate) fn members_of<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Struct> {
    let ty = match api.resolved(ty) {
        Type::List(item) => item,
        other => other,
    };
    match definition(api, ty)? {
        Shape::Struct(it) => Some(it),
        _ => None,
    }
}

fn definition<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Shape> {
    match api.resolved(ty) {
        Type::Named(id) | Type::Boxed(id) => api.get(*id).map(|def| &def.shape),
        _ => None,
    }
}
