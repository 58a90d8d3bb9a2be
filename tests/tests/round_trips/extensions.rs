//! Schemas with a discriminator and no choice, which stand for those that extend them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::document::{Document, Place};
use crate::raw::Spot;
use crate::tags::Tag;

/// A schema that another one stands for.
pub(crate) struct Subtype<'d> {
    pub(crate) place: Place,
    pub(crate) spot: Spot<'d>,
    /// What tells it; none where it stands for others itself.
    pub(crate) tag: Option<Tag>,
}

/// Which schemas extend which through `allOf`.
pub(crate) struct Extensions<'d> {
    document: &'d Document,
    /// Those that refer to a schema; found out when it is first asked.
    extending: OnceCell<BTreeMap<Place, Vec<(Place, Spot<'d>)>>>,
}

impl<'d> Extensions<'d> {
    pub(crate) fn of(document: &'d Document) -> Self {
        Self {
            document,
            extending: OnceCell::new(),
        }
    }

    /// The schemas that one stands for: those that its mapping leads to, else all components that
    /// extend it.
    pub(crate) fn subtypes(&self, base: &Place, spot: Spot<'d>) -> Vec<Subtype<'d>> {
        let Some(member) = discriminator(spot) else {
            return Vec::new();
        };
        let mapping = spot.value["discriminator"].get("mapping");
        let mapping = mapping.and_then(Value::as_object);
        let name = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
        let values_of = |place: &Place| -> Vec<String> {
            let entries = mapping.into_iter().flatten();
            let here = entries.filter(|(_, target)| {
                let target = target.as_str().unwrap_or_default();
                name(target) == name(&place.pointer) || name(target) == name(&place.file)
            });
            here.map(|(value, _)| value.clone()).collect()
        };
        let subtype = |place: Place, spot: Spot<'d>, values: Vec<String>| {
            let is_base = place != *base && discriminator(spot).is_some();
            let tag = (!is_base).then(|| (member.to_owned(), values));
            Subtype { place, spot, tag }
        };
        let extending = self.all_extending(base);
        let mapped = [(base.clone(), spot)].into_iter().chain(extending.clone());
        let mapped = mapped.filter_map(|(place, spot)| {
            let values = values_of(&place);
            (!values.is_empty()).then(|| subtype(place, spot, values))
        });
        let mapped: Vec<Subtype<'d>> = mapped.collect();
        if mapped.iter().any(|it| it.place != *base) {
            return mapped;
        }
        let components = extending
            .into_iter()
            .filter(|(place, _)| is_component(place));
        let components = components.map(|(place, spot)| {
            let values = vec![name(&place.pointer)];
            subtype(place, spot, values)
        });
        components.collect()
    }

    /// What extends a schema, through any number of others, except below one that has a
    /// discriminator.
    fn all_extending(&self, base: &Place) -> Vec<(Place, Spot<'d>)> {
        let extending = self.extending.get_or_init(|| extending(self.document));
        let (mut found, mut seen) = (Vec::new(), BTreeSet::from([base.clone()]));
        let mut waiting = vec![base.clone()];
        while let Some(place) = waiting.pop() {
            for (place, spot) in extending.get(&place).into_iter().flatten() {
                if seen.insert(place.clone()) {
                    found.push((place.clone(), *spot));
                    waiting.extend(discriminator(*spot).is_none().then(|| place.clone()));
                }
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        found
    }
}

/// The member that tells what a schema without a choice of its own stands for.
fn discriminator(schema: Spot<'_>) -> Option<&str> {
    let has_choice = ["oneOf", "anyOf"].iter().any(|it| schema.get(it).is_some());
    let member = schema.value.get("discriminator")?.get("propertyName")?;
    member.as_str().filter(|_| !has_choice)
}

fn is_component(place: &Place) -> bool {
    let name = place.pointer.strip_prefix("/components/schemas/");
    name.is_some_and(|name| !name.contains('/'))
}

/// All schemas that refer to others in their `allOf`, by those.
fn extending(document: &Document) -> BTreeMap<Place, Vec<(Place, Spot<'_>)>> {
    let mut found: BTreeMap<Place, Vec<(Place, Spot<'_>)>> = BTreeMap::new();
    let mut waiting = document.tops();
    while let Some((place, spot)) = waiting.pop() {
        let parts = spot.get("allOf");
        for part in parts.into_iter().flat_map(Spot::items) {
            if let Some((base, _)) = document.target(part) {
                found.entry(base).or_default().push((place.clone(), spot));
            }
        }
        let members = spot.entries().map(|(step, value)| (step.to_owned(), value));
        let items = spot.items().enumerate();
        let items = items.map(|(number, value)| (number.to_string(), value));
        waiting.extend(
            members
                .chain(items)
                .map(|(step, value)| (place.below(&step), value)),
        );
    }
    found
}
