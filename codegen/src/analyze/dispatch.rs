//! What tells the branches of a union apart.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ir::{Api, Branch, Kind, Presence, Shape, Struct, Tag, TagValue, Type, TypeId};

/// Values inside values are told apart to this depth.
const DEEPEST: usize = 3;

/// Fills in the kinds, members and tags of every branch. Tags that a discriminator gave stay.
pub(super) fn complete(api: &mut Api) {
    let known = Known::default();
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
        let has_tags = |branches: &[Branch]| branches.iter().any(|it| !it.tags.is_empty());
        if has_tags(&branches) {
            add_listed(api, &mut branches);
        } else {
            add_tags(api, &mut branches);
        }
        if !has_tags(&branches) {
            tell_apart(api, &known, &mut branches);
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

/// The kinds of named types, by the depth at which they were asked for: choices between choices
/// would be gone through again and again.
type Known = RefCell<HashMap<(TypeId, usize), Vec<Kind>>>;

fn kinds(api: &Api, known: &Known, ty: &Type, depth: usize) -> Vec<Kind> {
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
        Type::List(item) => vec![Kind::Array(kinds(
            api,
            known,
            without_null(item),
            depth + 1,
        ))],
        Type::Named(id) | Type::Boxed(id) => {
            if let Some(kinds) = known.borrow().get(&(*id, depth)) {
                return kinds.clone();
            }
            let kinds = named_kinds(api, known, *id, depth);
            known.borrow_mut().insert((*id, depth), kinds.clone());
            kinds
        }
    }
}

fn named_kinds(api: &Api, known: &Known, id: TypeId, depth: usize) -> Vec<Kind> {
    match api.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(_)) => vec![Kind::Object],
        Some(Shape::StringEnum(_)) => vec![Kind::String],
        Some(Shape::IntegerEnum(_)) => vec![Kind::Integer],
        Some(Shape::Union(it)) => {
            let mut all = Vec::new();
            for kind in it
                .branches
                .iter()
                .flat_map(|it| kinds(api, known, &it.ty, depth + 1))
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

/// Where branches are of one kind, what is inside their values may be of several.
fn tell_apart(api: &Api, known: &Known, branches: &mut [Branch]) {
    let types: Vec<&Type> = branches.iter().map(|branch| &branch.ty).collect();
    let kinds = different_kinds(api, known, &types, 0);
    for (branch, kinds) in branches.iter_mut().zip(kinds) {
        branch.kinds = kinds;
    }
}

/// The kinds of some types, down to where they differ: objects by the kinds of their members, lists
/// and maps by those of their items.
fn different_kinds(api: &Api, known: &Known, types: &[&Type], depth: usize) -> Vec<Vec<Kind>> {
    let mut all: Vec<Vec<Kind>> = types
        .iter()
        .map(|ty| kinds(api, known, ty, depth))
        .collect();
    if depth > DEEPEST {
        return all;
    }
    let mut structs: BTreeMap<&str, Vec<(usize, &Type)>> = BTreeMap::new();
    let (mut items, mut values) = (Vec::new(), Vec::new());
    for (position, ty) in types.iter().enumerate() {
        match api.resolved(ty) {
            Type::List(item) => items.push((position, without_null(item))),
            Type::Map(value) => values.push((position, without_null(value))),
            _ => {
                if let Some(Shape::Struct(it)) = definition(api, ty) {
                    for member in &it.members {
                        let of_member = structs.entry(member.wire.as_str()).or_default();
                        of_member.push((position, &member.ty));
                    }
                }
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<(String, Vec<Kind>)>> = BTreeMap::new();
    for (member, of_member) in structs {
        for (position, kinds) in those_that_differ(api, known, &of_member, depth) {
            let of_type = members.entry(position).or_default();
            of_type.push((member.to_owned(), kinds));
        }
    }
    let members = members.into_iter().map(|(at, it)| (at, Kind::Members(it)));
    let items = those_that_differ(api, known, &items, depth).into_iter();
    let values = those_that_differ(api, known, &values, depth).into_iter();
    let found = members
        .chain(items.map(|(at, kinds)| (at, Kind::Array(kinds))))
        .chain(values.map(|(at, kinds)| (at, Kind::Values(kinds))));
    for (position, kind) in found {
        if let Some(kinds) = all.get_mut(position) {
            *kinds = vec![kind];
        }
    }
    all
}

/// The kinds of those types that are not of any kind; none where all types are of the same kinds.
fn those_that_differ(
    api: &Api,
    known: &Known,
    types: &[(usize, &Type)],
    depth: usize,
) -> Vec<(usize, Vec<Kind>)> {
    if types.len() < 2 {
        return Vec::new();
    }
    let below: Vec<&Type> = types.iter().map(|(_, ty)| *ty).collect();
    let kinds = different_kinds(api, known, &below, depth + 1);
    let differ = kinds.iter().any(|it| Some(it) != kinds.first());
    let found = types.iter().map(|(position, _)| *position).zip(kinds);
    found
        .filter(|(_, kinds)| differ && !kinds.contains(&Kind::Any))
        .collect()
}

/// Null says nothing of what an item or a value is.
fn without_null(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        other => other,
    }
}

/// What a branch's own member lists is its tag as well, next to what the discriminator says, unless
/// another branch lists it, too.
fn add_listed(api: &Api, branches: &mut [Branch]) {
    let mut claims: BTreeMap<(String, TagValue), usize> = BTreeMap::new();
    let mut new = Vec::new();
    for (position, branch) in branches.iter().enumerate() {
        for tag in &branch.tags {
            let members = members_of(api, &branch.ty).map_or(&[][..], |it| &it.members);
            let member = members.iter().find(|it| it.wire == tag.member);
            let listed = member.and_then(|member| listed(api, &member.ty));
            let mut listed = listed.unwrap_or_default();
            listed.retain(|it| !tag.values.contains(it));
            for value in tag.values.iter().chain(&listed) {
                *claims
                    .entry((tag.member.clone(), value.clone()))
                    .or_default() += 1;
            }
            new.extend(
                listed
                    .into_iter()
                    .map(|value| (position, tag.member.clone(), value)),
            );
        }
    }
    for (position, member, value) in new {
        let is_its_own = claims.get(&(member.clone(), value.clone())) == Some(&1);
        let tags = branches.get_mut(position).map(|branch| &mut branch.tags);
        let mut tags = tags.into_iter().flatten();
        if let Some(tag) = tags.find(|tag| tag.member == member).filter(|_| is_its_own) {
            tag.values.push(value);
        }
    }
}

/// A member tags the branches that have it when it is an enum in at least two of them, and no
/// value stands in two.
fn add_tags(api: &Api, branches: &mut [Branch]) {
    let mut candidates: BTreeMap<String, Vec<(usize, Vec<TagValue>)>> = BTreeMap::new();
    for (position, branch) in branches.iter().enumerate() {
        let members = members_of(api, &branch.ty).map_or(&[][..], |it| &it.members);
        for member in members {
            if let Some(values) = listed(api, &member.ty) {
                let candidates = candidates.entry(member.wire.clone()).or_default();
                candidates.push((position, values));
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
