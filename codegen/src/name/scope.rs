//! Scopes hand out each name once.

use std::collections::HashMap;

use super::length::capped;

/// The names of one namespace, each with its owner.
#[derive(Debug)]
pub(crate) struct Scope<Owner> {
    owners: HashMap<String, Owner>,
    kept: HashMap<String, Owner>,
}

impl<Owner> Default for Scope<Owner> {
    fn default() -> Self {
        Self {
            owners: HashMap::new(),
            kept: HashMap::new(),
        }
    }
}

/// A name that was handed out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Claimed<Owner> {
    /// The name.
    pub(crate) name: String,
    /// Who has the name that was wanted, when it is another one.
    pub(crate) first: Option<Owner>,
}

impl<Owner: Copy + PartialEq> Scope<Owner> {
    /// Keeps a name for an owner who is yet to come. Of two the first counts.
    pub(crate) fn keep(&mut self, name: &str, owner: Owner) {
        self.kept.entry(name.to_owned()).or_insert(owner);
    }

    /// True for a name that was handed out.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.owners.contains_key(name)
    }

    /// Takes a name; where somebody has it, the name with the first number that is free.
    pub(crate) fn claim(&mut self, wanted: &str, owner: Owner) -> Claimed<Owner> {
        self.claim_but(wanted, owner, |_| false)
    }

    /// The same, passing over names that are kept for others.
    pub(crate) fn claim_but(
        &mut self,
        wanted: &str,
        owner: Owner,
        is_kept: impl Fn(&str) -> bool,
    ) -> Claimed<Owner> {
        let wanted = capped(wanted.to_owned());
        let keeper = self.kept.get(&wanted).filter(|keeper| **keeper != owner);
        let first = self.owners.get(&wanted).or(keeper).copied();
        let mut name = wanted.clone();
        let mut number = 2;
        let is_kept = |name: &str| {
            is_kept(name) || self.kept.get(name).is_some_and(|keeper| *keeper != owner)
        };
        while self.owners.contains_key(&name) || is_kept(&name) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        self.owners.insert(name.clone(), owner);
        Claimed { name, first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_handed_out_once() {
        let mut scope = Scope::default();
        let claimed = |name: &str, first| Claimed {
            name: name.to_owned(),
            first,
        };
        assert_eq!(scope.claim("Pet", 1), claimed("Pet", None));
        assert_eq!(scope.claim("Pet", 2), claimed("Pet2", Some(1)));
        assert_eq!(
            scope.claim_but("Pet", 3, |name| name == "Pet3"),
            claimed("Pet4", Some(1))
        );
        assert_eq!(
            scope.claim_but("Dog", 4, |name| name == "Dog"),
            claimed("Dog2", None)
        );
        scope.keep("Cat", 6);
        assert_eq!(scope.claim("Cat", 5), claimed("Cat2", Some(6)));
        assert_eq!(scope.claim("Cat", 6), claimed("Cat", None));
    }
}
