//! Who sends a type and who receives it.

use crate::ir::{Api, Direction, Operation, Type, TypeDef, TypeId, Way};

/// Marks what operations reach. What no operation reaches, and what that holds, goes both ways.
pub(super) fn mark(api: &mut Api) {
    let sent = Reached::from(api, roots(api, Way::Sent), TypeDef::uses);
    let received = Reached::from(api, roots(api, Way::Received), TypeDef::uses);
    let ids = (0..api.types.len()).map(TypeId);
    let alone = ids.filter(|id| !sent.has(*id) && !received.has(*id));
    let both = Reached::from(api, alone.collect(), TypeDef::uses);
    for (position, def) in api.types.iter_mut().enumerate() {
        let id = TypeId(position);
        def.direction = Direction {
            sent: sent.has(id) || both.has(id),
            received: received.has(id) || both.has(id),
        };
    }
}

/// The types that operations and webhooks name themselves.
fn roots(api: &Api, way: Way) -> Vec<TypeId> {
    let named = |types: &mut dyn Iterator<Item = &Type>| types.filter_map(Type::named).collect();
    match way {
        Way::Sent => {
            let requests = api.operations.iter().flat_map(Operation::members);
            let answered = api.webhooks.iter().flat_map(|it| &it.answered);
            named(&mut requests.map(|member| &member.ty).chain(answered))
        }
        Way::Received => {
            let responses = api.operations.iter().flat_map(|operation| {
                let sides = [&operation.success, &operation.failure];
                sides.into_iter().filter_map(|side| side.ty.as_ref())
            });
            let delivered = api.webhooks.iter().filter_map(|it| it.received.as_ref());
            named(&mut responses.chain(delivered))
        }
    }
}

/// Which types can be reached from those, through any number of others.
pub(super) fn reached(api: &Api, waiting: Vec<TypeId>) -> Vec<bool> {
    Reached::from(api, waiting, TypeDef::uses).0
}

/// Types that can be reached from some others.
pub(crate) struct Reached(Vec<bool>);

impl Reached {
    /// What operations reach with values that go that way.
    pub(crate) fn by(api: &Api, way: Way) -> Self {
        Self::from(api, roots(api, way), |def| def.uses_going(way))
    }

    /// What can be reached from those, through any number of others.
    fn from(api: &Api, mut waiting: Vec<TypeId>, uses: impl Fn(&TypeDef) -> Vec<TypeId>) -> Self {
        let mut marks = vec![false; api.types.len()];
        while let Some(id) = waiting.pop() {
            if let Some(mark) = marks.get_mut(id.0).filter(|mark| !**mark) {
                *mark = true;
                waiting.extend(api.get(id).map(&uses).unwrap_or_default());
            }
        }
        Self(marks)
    }

    /// True for a type that can be reached.
    pub(crate) fn has(&self, id: TypeId) -> bool {
        self.0.get(id.0).copied().unwrap_or(false)
    }
}
