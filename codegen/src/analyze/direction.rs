//! Who sends a type and who receives it.

use crate::ir::{Api, Direction, Type, TypeId};

/// Marks what operations reach. What no operation reaches, and what that holds, goes both ways.
pub(super) fn mark(api: &mut Api) {
    let requests = api.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        operation.request().into_iter().chain(parameters)
    });
    let responses = api.operations.iter().flat_map(|operation| {
        operation
            .responses
            .iter()
            .filter_map(|response| response.ty.as_ref())
    });
    let sent = reached(api, requests.filter_map(Type::named).collect());
    let received = reached(api, responses.filter_map(Type::named).collect());
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
fn reached(api: &Api, mut waiting: Vec<TypeId>) -> Vec<bool> {
    let mut marks = vec![false; api.types.len()];
    while let Some(id) = waiting.pop() {
        if let Some(mark) = marks.get_mut(id.0).filter(|mark| !**mark) {
            *mark = true;
            waiting.extend(api.get(id).map(|def| def.uses()).unwrap_or_default());
        }
    }
    marks
}
