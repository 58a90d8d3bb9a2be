//! Types that would contain themselves.

use crate::ir::{Api, Shape, Type, TypeId, Why};

/// Puts a `Box` where a struct would have no size without one: on each member that closes a cycle,
/// seen from the types in the order of their paths, so that the order of the schema says nothing.
pub(crate) fn box_cycles(api: &mut Api) {
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by_key(|position| {
        api.types
            .get(*position)
            .map(|def| (def.module.clone(), def.name.clone()))
    });
    let mut search = Search {
        api,
        states: vec![State::New; api.types.len()],
        closing: Vec::new(),
    };
    for position in order {
        search.visit(TypeId(position));
    }
    let closing = search.closing;
    for (id, member) in closing {
        let def = api.types.get_mut(id.0);
        match def.map(|def| &mut def.shape) {
            Some(Shape::Struct(it)) => {
                let mut fields = it.members.iter_mut().chain(it.extra.as_deref_mut());
                if let Some(member) = fields.nth(member) {
                    box_type(&mut member.ty);
                    member.why.push(Why::BoxedRecursive);
                }
            }
            Some(Shape::Union(it)) => {
                if let Some(branch) = it.branches.get_mut(member) {
                    box_type(&mut branch.ty);
                }
            }
            Some(
                Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Choice(_) | Shape::Alias(_),
            )
            | None => {}
        }
    }
}

fn box_type(ty: &mut Type) {
    match ty {
        Type::Named(id) => *ty = Type::Boxed(*id),
        Type::Nullable(inner) => box_type(inner),
        _ => {}
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// A depth-first search that keeps its path on the heap: schemas nest as deep as they like.
struct Search<'a> {
    api: &'a Api,
    states: Vec<State>,
    closing: Vec<(TypeId, usize)>,
}

impl Search<'_> {
    fn visit(&mut self, root: TypeId) {
        let mut path = vec![(root, self.enter(root).into_iter())];
        while let Some((id, edges)) = path.last_mut() {
            let id = *id;
            match edges.next() {
                None => {
                    self.set(id, State::Done);
                    path.pop();
                }
                Some((member, target)) => match self.states.get(target.0) {
                    Some(State::Open) => self.closing.push((id, member)),
                    Some(State::New) => path.push((target, self.enter(target).into_iter())),
                    _ => {}
                },
            }
        }
    }

    /// The members that hold another type in place, each with that type.
    fn enter(&mut self, id: TypeId) -> Vec<(usize, TypeId)> {
        if self.states.get(id.0) != Some(&State::New) {
            return Vec::new();
        }
        self.set(id, State::Open);
        let types: Vec<&Type> = match self.api.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(it)) => it.fields().map(|member| &member.ty).collect(),
            Some(Shape::Union(it)) => it.branches.iter().map(|branch| &branch.ty).collect(),
            Some(
                Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Choice(_) | Shape::Alias(_),
            )
            | None => Vec::new(),
        };
        let held = types.into_iter().enumerate();
        held.filter_map(|(at, ty)| Some((at, in_place(self.api, ty)?)))
            .collect()
    }

    fn set(&mut self, id: TypeId, state: State) {
        if let Some(slot) = self.states.get_mut(id.0) {
            *slot = state;
        }
    }
}

/// The type that a value of this one holds in place: not behind a list or a map.
fn in_place(api: &Api, ty: &Type) -> Option<TypeId> {
    match api.resolved(ty) {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => in_place(api, inner),
        _ => None,
    }
}
