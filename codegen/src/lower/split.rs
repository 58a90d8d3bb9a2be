//! Types that are both sent and received, and have members that only go one way, become two.

use std::collections::HashMap;

use super::Lowering;
use super::budget::{ITEM, amount_of_members};
use super::declare::{Naming, Wanted};
use crate::analyze::Reached;
use crate::ir::{Api, Half, Shape, TypeDef, TypeId, Way, Why};
use crate::source::Place;

/// What the sent half is called, after the name of the schema: the first that is free.
const SENT: &[&str] = &["Request", "Input"];
/// The same for the received half, where the sent one has had the name of the schema before.
const RECEIVED: &[&str] = &["Response", "Output"];

impl Lowering<'_> {
    /// Leaves out of every type what its values do not have on the way that they go. One whose
    /// values go both ways, and differ, becomes two types, through everything that holds it. What
    /// no operation reaches is left as it is.
    pub(super) fn split(&mut self, api: &mut Api) {
        api.types = std::mem::take(&mut self.types);
        let differing = differing(&api.types);
        if differing.is_empty() {
            return;
        }
        let sent = Reached::by(api, Way::Sent);
        let received = Reached::by(api, Way::Received);
        let places = self.places();
        let mut halves = Vec::new();
        let mut sent_halves = HashMap::new();
        for id in differing {
            if self.is_exhausted() {
                break;
            }
            match (sent.has(id), received.has(id)) {
                (true, true) => {
                    let other = self.add_sent_half(api, id, places.get(&id).copied());
                    sent_halves.insert(id, other);
                    halves.push((other, Way::Sent, Some(id)));
                    halves.push((id, Way::Received, Some(other)));
                }
                (true, false) => {
                    self.keep_sent_name(api, id, places.get(&id).copied());
                    halves.push((id, Way::Sent, None));
                }
                (false, true) => halves.push((id, Way::Received, None)),
                (false, false) => {}
            }
        }
        let sent_half = |id: TypeId| sent_halves.get(&id).copied().unwrap_or(id);
        for (id, way, other) in halves {
            let Some(def) = api.types.get_mut(id.0) else {
                continue;
            };
            def.half = Some(Half { way, other });
            def.why.push(Why::OneWay);
            match way {
                Way::Sent => def.keep(way, &sent_half),
                Way::Received => def.keep(way, &|id| id),
            }
        }
        let operations = api.operations.iter_mut().flat_map(|it| it.sent_types());
        let webhooks = api.webhooks.iter_mut().flat_map(|it| it.sent_types());
        operations
            .chain(webhooks)
            .for_each(|ty| ty.exchange(&sent_half));
    }

    /// Where each type stands.
    pub(super) fn places(&self) -> HashMap<TypeId, Place> {
        let mut places = HashMap::new();
        for (place, id) in &self.ids {
            let first = places.entry(*id).or_insert(*place);
            *first = (*first).min(*place);
        }
        places
    }

    /// Adds a type for what is sent of another one. The name of the schema stays with what is
    /// received, unless it has been that of what is sent.
    fn add_sent_half(&mut self, api: &mut Api, id: TypeId, place: Option<Place>) -> TypeId {
        let other = TypeId(api.types.len());
        let Some(def) = api.types.get(id.0) else {
            return other;
        };
        let mut sent = def.clone();
        let pinned = self.pins.sent_item(&def.origin).map(str::to_owned);
        if pinned.as_ref() == Some(&def.name) {
            let name = self.free_name(def, RECEIVED, None, place);
            if let Some(def) = api.types.get_mut(id.0) {
                def.name = name;
            }
        } else {
            sent.name = self.free_name(def, SENT, pinned, place);
        }
        sent.example = None;
        self.spend_half(&sent, place);
        api.types.push(sent);
        other
    }

    /// Accounts for the members of another half.
    fn spend_half(&self, half: &TypeDef, place: Option<Place>) {
        let Shape::Struct(it) = &half.shape else {
            return;
        };
        let place = place.unwrap_or(self.document.object.place);
        self.spend(place, ITEM + amount_of_members(it.fields()));
    }

    /// What is only sent now, and was half of what was sent and received, keeps the name of that
    /// half.
    fn keep_sent_name(&mut self, api: &mut Api, id: TypeId, place: Option<Place>) {
        let Some(def) = api.types.get_mut(id.0) else {
            return;
        };
        let pinned = self.pins.sent_item(&def.origin).map(str::to_owned);
        if pinned.as_ref().is_some_and(|pinned| *pinned != def.name) {
            def.name = self.free_name(def, SENT, pinned, place);
        }
    }

    /// The pinned name, else that of the schema with the first ending that is free.
    fn free_name(
        &mut self,
        def: &TypeDef,
        endings: &[&str],
        pinned: Option<String>,
        place: Option<Place>,
    ) -> String {
        let scope = self.scopes.get(&def.module);
        let is_free = |name: &String| scope.is_none_or(|scope| !scope.has(name));
        let mut names = endings.iter().map(|ending| format!("{}{ending}", def.name));
        let first = names.next().unwrap_or_default();
        let free = [first.clone()].into_iter().chain(names).find(is_free);
        let name = pinned.or(free).unwrap_or(first);
        let Some(place) = place else {
            return name;
        };
        let wanted = Wanted {
            name: &name,
            naming: Naming::Derived,
        };
        self.claim_item(&def.module, &wanted, place)
    }
}

/// The types whose values differ by the way that they go, and those that hold them, sorted by
/// path: names are handed out in that order.
fn differing(types: &[TypeDef]) -> Vec<TypeId> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); types.len()];
    for (position, def) in types.iter().enumerate() {
        for held in def.uses() {
            if let Some(holders) = holders.get_mut(held.0) {
                holders.push(position);
            }
        }
    }
    let mut is_found = vec![false; types.len()];
    let mut found: Vec<(usize, &TypeDef)> = Vec::new();
    let indexed = types.iter().enumerate();
    let mut waiting: Vec<usize> = indexed
        .filter(|(_, def)| def.has_one_way_members())
        .map(|(position, _)| position)
        .collect();
    while let Some(position) = waiting.pop() {
        let is_new = is_found.get_mut(position).filter(|is_found| !**is_found);
        if let (Some(is_found), Some(def)) = (is_new, types.get(position)) {
            *is_found = true;
            found.push((position, def));
            waiting.extend(holders.get(position).into_iter().flatten());
        }
    }
    found.sort_by_key(|(_, def)| (&def.module, &def.name));
    found
        .into_iter()
        .map(|(position, _)| TypeId(position))
        .collect()
}
