//! Which operations a type matters to.

use std::collections::{HashMap, VecDeque};

use super::types::paths;
use super::{Surface, SurfaceOperation};
use crate::ir::Way;

/// An operation that sends or receives a type.
#[derive(Clone, Debug)]
pub struct Use<'s> {
    /// The operation.
    pub operation: &'s SurfaceOperation,
    /// The way that the type goes.
    pub way: Way,
    /// The members and variants that lead from what the operation sends or receives to the type;
    /// empty where it is the type itself.
    pub through: Vec<String>,
}

impl Surface {
    /// The operations that send or receive a type, in the order of the record.
    pub fn uses_of(&self, path: &str) -> Vec<Use<'_>> {
        let holders = self.holders_of(path);
        let mut uses = Vec::new();
        for operation in &self.operations {
            let sent = operation.fields().map(|field| field.ty.as_str());
            let answered = operation.answers.values().map(|answer| answer.ty.as_str());
            let received = [operation.response.as_str(), operation.error.as_str()];
            let received = received.into_iter().chain(answered);
            let ways = [
                (Way::Sent, nearest(&holders, sent)),
                (Way::Received, nearest(&holders, received)),
            ];
            uses.extend(ways.into_iter().filter_map(|(way, through)| {
                Some(Use {
                    operation,
                    way,
                    through: through?,
                })
            }));
        }
        uses
    }

    /// The types that hold a type at any depth, each with the shortest way down to it.
    fn holders_of(&self, path: &str) -> HashMap<&str, Vec<String>> {
        let mut held_by: HashMap<&str, Vec<(&str, String)>> = HashMap::new();
        for item in &self.items {
            let members = item
                .members
                .iter()
                .map(|it| (it.ty.as_str(), it.name.as_str()));
            let branches = item
                .values
                .iter()
                .map(|it| (it.wire.as_str(), it.name.as_str()));
            let target = item.target.iter().map(|target| (target.as_str(), ""));
            for (ty, name) in members.chain(branches).chain(target) {
                let at = match name {
                    "" => item.path.clone(),
                    name => format!("{}::{name}", item.path),
                };
                for held in paths(ty).filter(|path| path.contains("::")) {
                    held_by
                        .entry(held)
                        .or_default()
                        .push((&item.path, at.clone()));
                }
            }
        }
        let mut found: HashMap<&str, Vec<String>> = HashMap::new();
        let mut waiting = VecDeque::new();
        if let Some(item) = self.items.iter().find(|item| item.path == path) {
            found.insert(&item.path, Vec::new());
            waiting.push_back(item.path.as_str());
        }
        while let Some(held) = waiting.pop_front() {
            let below = found.get(held).cloned().unwrap_or_default();
            for (holder, at) in held_by.get(held).into_iter().flatten() {
                if !found.contains_key(holder) {
                    let through = [at.clone()].into_iter().chain(below.clone());
                    found.insert(holder, through.collect());
                    waiting.push_back(holder);
                }
            }
        }
        found
    }
}

/// The shortest way down from one of some types.
fn nearest<'t>(
    holders: &HashMap<&str, Vec<String>>,
    types: impl Iterator<Item = &'t str>,
) -> Option<Vec<String>> {
    let found = types.flat_map(paths).filter_map(|path| holders.get(path));
    found.min_by_key(|through| through.len()).cloned()
}
