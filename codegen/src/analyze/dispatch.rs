//! What tells the branches of a union apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Branch, Kind, Presence, Shape, Struct, Tag, Type, TypeId};

/// Lists inside lists are told apart to this depth.
const DEEPEST: usize = 3;

/// Fills in the kinds, members and tags of every branch. Tags that a discriminator gave stay.
pub(super) fn complete(api: &mut Api) {
    for position in 0..api.types.len() {
        let Some(Shape::Union(it)) = api.types.get(position).map(|def| &def.shape) else {
            continue;
        };
        let mut branches = it.branches.clone();
        for branch in &mut branches {
            branch.kinds = kinds(api, &branch.ty, 0);
            if let Some(members) = members_of(api, &branch.ty) {
                branch.required = required(members);
                branch.known = members.members.iter().map(|it| it.wire.clone()).collect();
            }
        }
        if branches.iter().all(|branch| branch.tags.is_empty()) {
            add_tags(api, &mut branches);
        }
        if branches.iter().all(|branch| branch.tags.is_empty()) {
            add_differing(api, &mut branches);
        }
        if let Some(Shape::Union(it)) = api.types.get_mut(position).map(|def| &mut def.shape) {
            it.branches = branches;
        }
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
fn members_of<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Struct> {
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

fn kinds(api: &Api, ty: &Type, depth: usize) -> Vec<Kind> {
    match api.resolved(ty) {
        _ if depth > DEEPEST => vec![Kind::Any],
        Type::Bool => vec![Kind::Boolean],
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => vec![Kind::Integer],
        Type::F32 | Type::F64 | Type::DecimalNumber => vec![Kind::Number],
        Type::String
        | Type::Secret
        | Type::DateTime
        | Type::Date
        | Type::Uuid
        | Type::Uri
        | Type::Decimal
        | Type::Base64
        | Type::Binary => vec![Kind::String],
        Type::Null | Type::Any | Type::Nullable(_) | Type::External(_) => vec![Kind::Any],
        Type::Object | Type::Map(_) => vec![Kind::Object],
        Type::List(item) => vec![Kind::Array(kinds(api, item, depth + 1))],
        Type::Named(id) | Type::Boxed(id) => named_kinds(api, *id, depth),
    }
}

fn named_kinds(api: &Api, id: TypeId, depth: usize) -> Vec<Kind> {
    match api.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(_)) => vec![Kind::Object],
        Some(Shape::StringEnum(_)) => vec![Kind::String],
        Some(Shape::IntegerEnum(_)) => vec![Kind::Integer],
        Some(Shape::Union(it)) => {
            let mut all = Vec::new();
            for kind in it
                .branches
                .iter()
                .flat_map(|it| kinds(api, &it.ty, depth + 1))
            {
                if !all.contains(&kind) {
                    all.push(kind);
                }
            }
            all
        }
        Some(Shape::Choice(_) | Shape::Alias(_)) | None => vec![Kind::Any],
    }
}

/// A member speaks for a branch when it is of another kind in another one.
fn add_differing(api: &Api, branches: &mut [Branch]) {
    let mut of_members: BTreeMap<String, Vec<(usize, Vec<Kind>)>> = BTreeMap::new();
    for (position, branch) in branches.iter().enumerate() {
        let members = members_of(api, &branch.ty).map_or(&[][..], |it| &it.members);
        for member in members {
            let kinds = kinds(api, &member.ty, 0);
            let of_member = of_members.entry(member.wire.clone()).or_default();
            of_member.push((position, kinds));
        }
    }
    for (member, kinds) in of_members {
        let differ = kinds
            .iter()
            .any(|(_, it)| kinds.first().is_some_and(|(_, first)| first != it));
        for (position, kinds) in kinds.into_iter().filter(|_| differ) {
            let says = !kinds.contains(&Kind::Any);
            if let Some(branch) = branches.get_mut(position).filter(|_| says) {
                branch.differing.push((member.clone(), kinds));
            }
        }
    }
}

/// A member tags the branches that have it when it is an enum in at least two of them, and no
/// value stands in two.
fn add_tags(api: &Api, branches: &mut [Branch]) {
    let mut candidates: BTreeMap<String, Vec<(usize, Vec<String>)>> = BTreeMap::new();
    for (position, branch) in branches.iter().enumerate() {
        let members = members_of(api, &branch.ty).map_or(&[][..], |it| &it.members);
        for member in members {
            if let Some(Shape::StringEnum(it)) = definition(api, &member.ty) {
                let values = it
                    .variants
                    .iter()
                    .map(|variant| variant.wire.clone())
                    .collect();
                candidates
                    .entry(member.wire.clone())
                    .or_default()
                    .push((position, values));
            }
        }
    }
    for (member, tagged) in candidates {
        let mut seen = BTreeSet::new();
        let disjoint = tagged
            .iter()
            .flat_map(|(_, values)| values)
            .all(|it| seen.insert(it));
        if tagged.len() < 2 || !disjoint {
            continue;
        }
        for (position, values) in tagged {
            if let Some(branch) = branches.get_mut(position) {
                let member = member.clone();
                branch.tags.push(Tag { member, values });
            }
        }
    }
}
