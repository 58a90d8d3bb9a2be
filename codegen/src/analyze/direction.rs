//! Who sends a type and who receives it.

use crate::ir::{Api, Direction, Operation, Type, TypeId};

/// Marks what operations reach. What no operation reaches, and what that holds, goes both ways.
pub(super) fn mark(api: &mut Api) {
    let requests = api.operations.iter().flat_map(Operation::members);
    let requests = requests.map(|member| &member.ty);
    let answered = api.webhooks.iter().flat_map(|it| &it.answered);
    let responses = api.operations.iter().flat_map(|operation| {
        let sides = [&operation.success, &operation.failure];
        sides.into_iter().filter_map(|side| side.ty.as_ref())
    });
    let delivered = api.webhooks.iter().filter_map(|it| it.received.as_ref());
    let named = |types: &mut dyn Iterator<Item = &Type>| types.filter_map(Type::named).collect();
    let sent = reached(api, named(&mut requests.chain(answered)));
    let received = reached(api, named(&mut responses.chain(delivered)));
    let is = |marks: &[bool], id: &TypeId| marks.get(id.0).copied().unwrap_or(false);
    let ids = (0..api.types.len()).map(TypeId);
    let alone = ids
        .filter(|id| !is(&sent, id) && !is(&received, id))
        .collect();
    let both = reached(api, alone);
    for (position, def) in api.types.iter_mut().enumerate() {
        let id = TypeId(position);
        def.direction = Direction {
            sent: is(&sent, &id) || is(&both, &id),
            received: is(&received, &id) || is(&both, &id),
        };
    }
}

/// Which types can be reached from those, through any number of others.
pub(super) fn reached(api: &Api, mut waiting: Vec<TypeId>) -> Vec<bool> {
    let mut marks = vec![false; api.types.len()];
    while let Some(id) = waiting.pop() {
        if let Some(mark) = marks.get_mut(id.0).filter(|mark| !**mark) {
            *mark = true;
            waiting.extend(api.get(id).map(|def| def.uses()).unwrap_or_default());
        }
    }
    marks
}
