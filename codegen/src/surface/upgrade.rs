//! Records made fit to be compared: older ones, and those of files that are called otherwise.

use std::collections::HashMap;

use super::{Surface, SurfaceMember, SurfaceValue};
use crate::ir::Origin;

impl Surface {
    /// Completes the record of a crate by what the generator of today makes of the same documents.
    ///
    /// A record has no descriptions, and one of an older format lacks more: what it does not know
    /// is taken to have been as it is.
    #[must_use]
    pub fn completed_by(mut self, today: &Self) -> Self {
        let is_older = self.format < Self::FORMAT;
        if is_older {
            self.servers.clone_from(&today.servers);
            self.schemes.clone_from(&today.schemes);
            self.security.clone_from(&today.security);
        }
        // It was not recorded from the first day of the format.
        if self.client.is_empty() {
            self.client.clone_from(&today.client);
            self.accessors.clone_from(&today.accessors);
        }
        let items: HashMap<_, _> = today.items.iter().map(|it| (&it.path, it)).collect();
        for item in &mut self.items {
            let Some(known) = items.get(&item.path) else {
                continue;
            };
            item.docs.clone_from(&known.docs);
            if is_older {
                item.derives.clone_from(&known.derives);
            }
            describe(&mut item.members, &known.members);
            describe_values(&mut item.values, &known.values);
        }
        let operations = today.operations.iter();
        let operations: HashMap<_, _> = operations.map(|it| (&it.path, it)).collect();
        for operation in &mut self.operations {
            let Some(known) = operations.get(&operation.path) else {
                continue;
            };
            operation.docs.clone_from(&known.docs);
            if is_older {
                operation.derives.clone_from(&known.derives);
                operation.body.clone_from(&known.body);
                operation.sends.clone_from(&known.sends);
                operation.answers.clone_from(&known.answers);
                operation.servers.clone_from(&known.servers);
                operation.security.clone_from(&known.security);
            }
            let parameters = operation.parameters.iter_mut().map(|it| &mut it.member);
            describe(parameters.chain(&mut operation.body), known.fields());
        }
        self
    }
}

/// The same for the values of an enum, and the tags of the types of a union.
fn describe_values(values: &mut [SurfaceValue], known: &[SurfaceValue]) {
    let known: HashMap<_, _> = known.iter().map(|it| (&it.wire, it)).collect();
    for value in values {
        if let Some(known) = known.get(&value.wire) {
            value.docs.clone_from(&known.docs);
            value.tags.clone_from(&known.tags);
        }
    }
}

/// Takes over descriptions, by the names on the wire.
fn describe<'m>(
    members: impl IntoIterator<Item = &'m mut SurfaceMember>,
    known: impl IntoIterator<Item = &'m SurfaceMember>,
) {
    let known = known.into_iter();
    let known: HashMap<_, _> = known.map(|it| (&it.wire, &it.docs)).collect();
    for member in members {
        if let Some(docs) = known.get(&member.wire) {
            member.docs.clone_from(docs);
        }
    }
}

impl Surface {
    /// The same record of documents of which one is called otherwise.
    #[must_use]
    pub fn with_file_called(mut self, old: &str, new: &str) -> Self {
        for origin in self.origins().filter(|it| it.file == old) {
            new.clone_into(&mut origin.file);
        }
        self
    }

    /// Where everything comes from.
    pub(super) fn origins(&mut self) -> impl Iterator<Item = &mut Origin> {
        let items = self.items.iter_mut().flat_map(|item| {
            let members = item.members.iter_mut().map(|it| &mut it.origin);
            members.chain([&mut item.origin])
        });
        let operations = self.operations.iter_mut().flat_map(|operation| {
            let parameters = operation.parameters.iter_mut().map(|it| &mut it.member);
            let fields = parameters.chain(&mut operation.body);
            let fields = fields.map(|it| &mut it.origin);
            fields.chain([&mut operation.origin])
        });
        items.chain(operations)
    }
}
