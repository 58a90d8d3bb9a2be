//! Which parts of a large API callers can leave out.

use std::collections::{BTreeMap, BTreeSet};

use super::direction::reached;
use crate::ir::{Api, Operation, Type, TypeId};

/// Below so many operations nothing is left out: a feature is one more thing to know.
const MANY_OPERATIONS: usize = 200;

/// Features that mean something else.
const RESERVED: &[&str] = &[
    "blocking",
    "chrono",
    "client",
    "default",
    "jiff",
    "native-tls",
    "rust_decimal",
    "test-util",
    "time",
    "tracing",
    "url",
    "uuid",
];

/// Gives each module of operations a feature, and each type the feature of the only module that
/// reaches it. What several modules reach, and what none does, is always there.
pub(super) fn assign(api: &mut Api) {
    if api.operations.len() < MANY_OPERATIONS {
        return;
    }
    let mut roots: BTreeMap<&[String], Vec<TypeId>> = BTreeMap::new();
    for operation in &api.operations {
        let types = roots.entry(&operation.module).or_default();
        types.extend(types_of(operation));
    }
    if roots.len() < 2 {
        return;
    }
    let features = names(roots.keys().copied());
    let mut owners: Vec<Owner<'_>> = vec![Owner::Nobody; api.types.len()];
    for (module, roots) in roots {
        for (owner, is_reached) in owners.iter_mut().zip(reached(api, roots)) {
            if is_reached {
                *owner = owner.and(features.get(module).map(String::as_str));
            }
        }
    }
    let always = always_there(api, &owners);
    let of_types: Vec<Option<String>> = owners
        .iter()
        .zip(always)
        .map(|(owner, always)| match owner {
            Owner::One(feature) if !always => Some((*feature).to_owned()),
            Owner::One(_) | Owner::Nobody | Owner::Several => None,
        })
        .collect();
    for (def, feature) in api.types.iter_mut().zip(of_types) {
        def.feature = feature;
    }
    for operation in &mut api.operations {
        operation.feature = features.get(operation.module.as_slice()).cloned();
    }
}

/// Which modules reach a type.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Nobody,
    One(&'a str),
    Several,
}

impl<'a> Owner<'a> {
    fn and(self, feature: Option<&'a str>) -> Self {
        match (self, feature) {
            (Self::Nobody, Some(feature)) => Self::One(feature),
            (Self::One(first), Some(feature)) if first == feature => self,
            _ => Self::Several,
        }
    }
}

/// What is there without any operation, and what that holds.
fn always_there(api: &Api, owners: &[Owner<'_>]) -> Vec<bool> {
    let unreached = owners.iter().enumerate();
    let unreached = unreached.filter(|(_, owner)| matches!(owner, Owner::Nobody));
    let unreached = unreached.map(|(position, _)| TypeId(position));
    let sent_by_itself = api.webhooks.iter().flat_map(|webhook| {
        let received = webhook.received.iter();
        received.chain(&webhook.answered).filter_map(Type::named)
    });
    reached(api, unreached.chain(sent_by_itself).collect())
}

fn types_of(operation: &Operation) -> impl Iterator<Item = TypeId> + '_ {
    let members = operation.members().map(|member| &member.ty);
    let sides = operation.response().into_iter().chain(operation.error());
    members.chain(sides).filter_map(Type::named)
}

/// A feature for each module: its path, with dashes.
fn names<'a>(modules: impl Iterator<Item = &'a [String]>) -> BTreeMap<Vec<String>, String> {
    let mut taken: BTreeSet<String> = RESERVED.iter().map(|&name| name.to_owned()).collect();
    let mut names = BTreeMap::new();
    for module in modules {
        let mut name = module.join("-").replace('_', "-");
        while !taken.insert(name.clone()) {
            name.push_str("-operations");
        }
        names.insert(module.to_vec(), name);
    }
    names
}
