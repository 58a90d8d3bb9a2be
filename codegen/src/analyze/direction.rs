//! Who sends a type and who receives it.

use crate::ir::{Api, Direction, Type, TypeId};

/// Marks what operations reach. What no operation reaches could go either way, and goes both.
pub(super) fn mark(api: &mut Api) {
    let sent = reached(
        api,
        api.operations.iter().flat_map(|operation| {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
            operation.request().into_iter().chain(parameters)
        }),
    );
    let received = reached(
        api,
        api.operations.iter().flat_map(|operation| {
            operation
                .responses
                .iter()
                .filter_map(|response| response.ty.as_ref())
        }),
    );
    for (position, def) in api.types.iter_mut().enumerate() {
        let at = |marks: &[bool]| marks.get(position).copied().unwrap_or(false);
        let alone = !at(&sent) && !at(&received);
        def.direction = Direction {
            sent: at(&sent) || alone,
            received: at(&received) || alone,
        };
    }
}

/// Which types can be reached from those, through any number of others.
fn reached<'a>(api: &Api, from: impl Iterator<Item = &'a Type>) -> Vec<bool> {
    let mut marks = vec![false; api.types.len()];
    let mut waiting: Vec<TypeId> = from.filter_map(Type::named).collect();
    while let Some(id) = waiting.pop() {
        if let Some(mark) = marks.get_mut(id.0).filter(|mark| !**mark) {
            *mark = true;
            waiting.extend(api.get(id).map(|def| def.uses()).unwrap_or_default());
        }
    }
    marks
}
