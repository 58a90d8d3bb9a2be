//! Scopes hand out each name once.

use std::collections::HashMap;

/// The names of one namespace, each with its owner.
#[derive(Debug)]
pub(crate) struct Scope<Owner> {
    owners: HashMap<String, Owner>,
}

impl<Owner> Default for Scope<Owner> {
    fn default() -> Self {
        Self {
            owners: HashMap::new(),
        }
    }
}

impl<Owner: Copy> Scope<Owner> {
    /// Takes a name; an error is the owner that took it before.
    pub(crate) fn claim(&mut self, name: &str, owner: Owner) -> Result<(), Owner> {
        match self.owners.get(name) {
            Some(first) => Err(*first),
            None => {
                self.owners.insert(name.to_owned(), owner);
                Ok(())
            }
        }
    }
}
