//! The kinds of JSON values that types are.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};

use super::definition;
use crate::ir::{Api, Branch, Kind, Shape, Type, TypeId};

/// Values inside values are told apart to this depth.
const DEEPEST: usize = 3;

/// So many members are looked at to tell the branches of one union apart, and those of all unions:
/// types that lead to one another have more ways to what is inside them than anybody can go.
const LOOKS: usize = 100_000;
const ALL_LOOKS: usize = 3_000_000;

/// What is known of types so far.
pub(super) struct Known {
    /// The kinds of named types, by the depth at which they were asked for: choices between choices
    /// would be gone through again and again.
    kinds: RefCell<HashMap<(TypeId, usize), Vec<Kind>>>,
    /// The looks that are left for the union at hand, and for all that follow.
    left: Cell<usize>,
    left_of_all: Cell<usize>,
}

impl Known {
    pub(super) fn new() -> Self {
        Self {
            kinds: RefCell::default(),
            left: Cell::new(0),
            left_of_all: Cell::new(ALL_LOOKS),
        }
    }

    /// Begins with another union.
    fn begin(&self) {
        self.left.set(LOOKS.min(self.left_of_all.get()));
    }

    /// Takes so many looks; false when there are no more.
    fn spend(&self, looks: usize) -> bool {
        let left = self.left.get().checked_sub(looks);
        self.left.set(left.unwrap_or_default());
        let all = self.left_of_all.get().saturating_sub(looks);
        self.left_of_all.set(all);
        left.is_some()
    }
}

pub(super) fn kinds(api: &Api, known: &Known, ty: &Type, depth: usize) -> Vec<Kind> {
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
            if let Some(kinds) = known.kinds.borrow().get(&(*id, depth)) {
                return kinds.clone();
            }
            let kinds = named_kinds(api, known, *id, depth);
            known.kinds.borrow_mut().insert((*id, depth), kinds.clone());
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

/// Where some branches are of one kind, what is inside their values may be of several.
pub(super) fn tell_apart(api: &Api, known: &Known, branches: &mut [Branch], some: &[usize]) {
    let types = some.iter().filter_map(|at| branches.get(*at));
    let types: Vec<&Type> = types.map(|branch| &branch.ty).collect();
    known.begin();
    let kinds = different_kinds(api, known, &types, 0);
    for (at, kinds) in some.iter().zip(kinds) {
        if let Some(branch) = branches.get_mut(*at) {
            branch.kinds = kinds;
        }
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
    let looks = structs.values().map(Vec::len).sum::<usize>() + types.len();
    if !known.spend(looks) {
        return all;
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
