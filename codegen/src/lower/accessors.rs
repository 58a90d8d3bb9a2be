//! What leads a client to the operations of each module.

use std::collections::HashSet;

use crate::ir::{Accessor, Api, Module};
use crate::name;

/// Methods that a client has by itself.
const OF_CLIENT: &[&str] = &["builder", "call", "clone", "new", "options", "with"];

/// Names the accessors of all modules that have operations, in themselves or below.
pub(super) fn name(api: &Api, modules: &mut [Module]) {
    let of_operations: HashSet<&[String]> = api
        .operations
        .iter()
        .flat_map(|operation| {
            let path = operation.module.as_slice();
            (1..=path.len()).filter_map(|end| path.get(..end))
        })
        .collect();
    for module in modules {
        if of_operations.contains(module.path.as_slice()) {
            module.accessor = accessor(api, &module.path);
        }
    }
}

fn accessor(api: &Api, path: &[String]) -> Option<Accessor> {
    let (last, above) = path.split_last()?;
    let items = api.types.iter().map(|def| (&def.module, &def.name));
    let items = items.chain(api.operations.iter().map(|it| (&it.module, &it.name)));
    let items = items.filter(|(module, _)| *module == path);
    let items: HashSet<&str> = items.map(|(_, name)| name.as_str()).collect();
    let beside = api.operations.iter().filter(|it| it.module == above);
    let beside: HashSet<&str> = beside.map(|it| it.method_name.as_str()).collect();
    let is_of_client = |name: &str| above.is_empty() && OF_CLIENT.contains(&name);
    Some(Accessor {
        name: free(&name::item_name(&format!("{last}_api")), "_", |name| {
            !items.contains(name)
        }),
        method: free(last, "_api", |name| {
            !beside.contains(name) && !is_of_client(name)
        }),
    })
}

/// A name, with something behind it as often as it takes to be free.
fn free(wanted: &str, behind: &str, is_free: impl Fn(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    while !is_free(&name) {
        name.push_str(behind);
    }
    name
}
