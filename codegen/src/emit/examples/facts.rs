//! Which types can have an example, and which would need their own to make one.

use std::collections::HashSet;

use crate::ir::{Api, Shape, Type, TypeDef, TypeId, Wrapper};

use super::circles;

/// What is known of every type before any example is written.
pub(in crate::emit) struct Facts {
    /// The circle that a type belongs to: two types of one circle hold each other.
    circles: Vec<usize>,
    /// When a type's example can be made, if ever: after all those that it needs.
    turns: Vec<Option<usize>>,
}

impl Facts {
    pub(in crate::emit) fn of(api: &Api) -> Self {
        let uses: Vec<Vec<TypeId>> = api.types.iter().map(TypeDef::uses).collect();
        Self {
            circles: circles::find(&uses),
            turns: turns(api),
        }
    }

    /// True when a type has an example.
    pub(super) fn has_example(&self, id: TypeId) -> bool {
        self.turn(id).is_some()
    }

    /// True when the example of one type can ask for that of another.
    pub(super) fn can_ask(&self, asking: TypeId, asked: TypeId) -> bool {
        let comes_first = self.turn(asked) < self.turn(asking);
        self.has_example(asked) && (comes_first || !self.are_in_a_circle(asking, asked))
    }

    /// True when two types hold each other, which any type does that holds itself.
    ///
    /// Asked only of types of which the first holds the second.
    pub(super) fn are_in_a_circle(&self, holder: TypeId, held: TypeId) -> bool {
        self.circles.get(holder.0) == self.circles.get(held.0)
    }

    fn turn(&self, id: TypeId) -> Option<usize> {
        self.turns.get(id.0).copied().flatten()
    }
}

/// Gives a type its turn as soon as all have theirs that it cannot do without.
fn turns(api: &Api) -> Vec<Option<usize>> {
    let endless = endless_aliases(api);
    let mut turns = vec![None; api.types.len()];
    let mut missing: Vec<usize> = Vec::new();
    let mut waiting_for: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut ready = Vec::new();
    for (position, def) in api.types.iter().enumerate() {
        let id = TypeId(position);
        let needs = match endless.contains(&id) {
            true => Needs::some(false),
            false => Needs::of(api, def),
        };
        if needs.least == 0 {
            ready.push(id);
        }
        missing.push(needs.least);
        for needed in needs.types {
            if let Some(waiting) = waiting_for.get_mut(needed.0) {
                waiting.push(id);
            }
        }
    }
    let mut next = 0;
    while let Some(id) = ready.get(next).copied() {
        if let Some(turn) = turns.get_mut(id.0) {
            *turn = Some(next);
        }
        next += 1;
        for waiting in waiting_for.get(id.0).into_iter().flatten() {
            if let Some(missing) = missing.get_mut(waiting.0).filter(|missing| **missing > 0) {
                *missing -= 1;
                if *missing == 0 {
                    ready.push(*waiting);
                }
            }
        }
    }
    turns
}

/// Aliases that lead back to themselves through nothing but aliases: no value would ever end.
fn endless_aliases(api: &Api) -> HashSet<TypeId> {
    let is_alias = |id: &TypeId| {
        let shape = api.get(*id).map(|def| &def.shape);
        matches!(shape, Some(Shape::Alias(_)))
    };
    let targets = api.types.iter().map(|def| match &def.shape {
        Shape::Alias(target) => target.named().filter(is_alias).into_iter().collect(),
        _ => Vec::new(),
    });
    let targets: Vec<Vec<TypeId>> = targets.collect();
    let circles = circles::find(&targets);
    let leads_back = |id: &TypeId| {
        let target = targets.get(id.0).and_then(|targets| targets.first());
        target.is_some_and(|target| circles.get(target.0) == circles.get(id.0))
    };
    (0..api.types.len())
        .map(TypeId)
        .filter(leads_back)
        .collect()
}

/// What an example needs examples of.
struct Needs {
    types: Vec<TypeId>,
    /// How many of them; beyond their number where it is never enough.
    least: usize,
}

impl Needs {
    fn of(api: &Api, def: &TypeDef) -> Self {
        match &def.shape {
            Shape::Struct(it) => {
                let always = it.fields().filter(|member| {
                    api.wrapper(member) == Wrapper::None && !api.is_collection(&member.ty)
                });
                Self::all(always.map(|member| &member.ty))
            }
            Shape::Alias(target) => Self::all([target].into_iter()),
            Shape::Union(it) => {
                let branches = it.branches.iter().map(|branch| &branch.ty);
                let is_easy = |ty: &Type| in_place(ty).is_none() && !is_external(ty);
                Self {
                    types: branches.clone().filter_map(in_place).collect(),
                    least: usize::from(!branches.clone().any(is_easy)),
                }
            }
            Shape::Choice(_) => Self::some(false),
            Shape::StringEnum(it) => Self::some(!it.variants.is_empty()),
            Shape::IntegerEnum(it) => Self::some(!it.variants.is_empty()),
        }
    }

    fn all<'t>(held: impl Iterator<Item = &'t Type> + Clone) -> Self {
        if held.clone().any(is_external) {
            return Self::some(false);
        }
        let types: Vec<TypeId> = held.filter_map(in_place).collect();
        let least = types.len();
        Self { types, least }
    }

    fn some(is_possible: bool) -> Self {
        Self {
            types: Vec::new(),
            least: usize::from(!is_possible),
        }
    }
}

/// True for a type of which nothing is known but its path.
fn is_external(ty: &Type) -> bool {
    matches!(ty, Type::External(_))
}

/// The type without whose value there is none of this: lists, maps and nulls can be empty.
fn in_place(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) | Type::Boxed(id) => Some(*id),
        _ => None,
    }
}
