//! Types that hold each other.

use crate::ir::TypeId;

/// The circle of every type, as a number: the strongly connected components of what uses what, by
/// Tarjan. The path is kept on the heap, since types nest as deep as they like.
pub(super) fn find(uses: &[Vec<TypeId>]) -> Vec<usize> {
    let mut search = Search {
        uses,
        states: vec![State::default(); uses.len()],
        open: Vec::new(),
        count: 0,
    };
    for id in 0..uses.len() {
        search.visit(id);
    }
    let states = search.states.iter();
    states
        .map(|state| state.circle.unwrap_or_default())
        .collect()
}

/// What is known of a type.
#[derive(Clone, Copy, Default)]
struct State {
    /// When it was first seen.
    found: Option<usize>,
    /// The first of the open types that it is known to lead to.
    lowest: usize,
    /// Its circle, once that is complete.
    circle: Option<usize>,
}

struct Search<'a> {
    uses: &'a [Vec<TypeId>],
    states: Vec<State>,
    /// The types whose circle is not complete.
    open: Vec<usize>,
    count: usize,
}

impl<'a> Search<'a> {
    fn visit(&mut self, root: usize) {
        let mut path: Vec<(usize, std::slice::Iter<'a, TypeId>)> = Vec::new();
        path.extend(self.enter(root));
        while let Some((id, uses)) = path.last_mut() {
            let id = *id;
            if let Some(used) = uses.next() {
                match self.enter(used.0) {
                    Some(entered) => path.push(entered),
                    None => self.reach(id, used.0),
                }
                continue;
            }
            path.pop();
            self.leave(id);
            if let Some((parent, _)) = path.last() {
                self.reach(*parent, id);
            }
        }
    }

    /// A type that was not seen before, with what it uses.
    fn enter(&mut self, id: usize) -> Option<(usize, std::slice::Iter<'a, TypeId>)> {
        let state = self.states.get_mut(id)?;
        if state.found.is_some() {
            return None;
        }
        state.found = Some(self.count);
        state.lowest = self.count;
        self.count += 1;
        self.open.push(id);
        Some((id, self.uses.get(id)?.iter()))
    }

    fn reach(&mut self, from: usize, to: usize) {
        let open = self.states.get(to).filter(|state| state.circle.is_none());
        let lowest = open.map(|state| state.lowest);
        if let (Some(state), Some(lowest)) = (self.states.get_mut(from), lowest) {
            state.lowest = state.lowest.min(lowest);
        }
    }

    /// Completes the circle that was entered by a type.
    fn leave(&mut self, id: usize) {
        let state = self.states.get(id).copied().unwrap_or_default();
        if state.found != Some(state.lowest) {
            return;
        }
        while let Some(member) = self.open.pop() {
            if let Some(state) = self.states.get_mut(member) {
                state.circle = Some(id);
            }
            if member == id {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_that_hold_each_other_are_in_one_circle() {
        let uses = [
            vec![1],
            vec![2, 3],
            vec![0],
            vec![4],
            vec![3],
            vec![5],
            vec![0],
        ];
        let uses = uses.map(|uses| uses.into_iter().map(TypeId).collect());
        let circles = find(&uses);
        let same = |a: usize, b: usize| circles.get(a) == circles.get(b);
        assert!(same(0, 1) && same(1, 2) && same(3, 4));
        assert!(!same(0, 3) && !same(0, 5) && !same(0, 6) && !same(3, 5));
    }

    #[test]
    fn a_long_chain_does_no_harm() {
        let uses: Vec<_> = (1..100_000).map(|next| vec![TypeId(next)]).collect();
        assert_eq!(find(&uses).len(), uses.len());
    }
}
