//! Names that look alike: rustc warns where one of them is in another script than Latin letters
//! without accents.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::ir::{Api, Shape};
use crate::name;
use crate::surface::Pins;

/// Writes names in ASCII that look like another name of the crate, as `Categoría1` does like
/// `CategoríaI`. Those that are pinned stay.
pub(super) fn tell_apart(api: &mut Api, pins: &Pins) {
    let Names { items, members } = names(api);
    let all: BTreeSet<String> = items
        .into_iter()
        .chain(members)
        .map(|it| it.clone())
        .collect();
    if all.iter().all(|name| name.is_ascii()) {
        return;
    }
    let mut alike: HashMap<String, Vec<&str>> = HashMap::new();
    for name in &all {
        alike.entry(name::look(name)).or_default().push(name);
    }
    let alike = alike.into_values().filter(|group| group.len() > 1);
    let alike = alike
        .flatten()
        .filter(|name| !name.is_ascii() && !pins.has_name(name));
    let mut told = Told {
        alike: alike.map(str::to_owned).collect(),
        taken: all.iter().cloned().collect(),
        names: HashMap::new(),
    };
    let Names { items, members } = names(api);
    items
        .into_iter()
        .for_each(|name| told.tell(name, name::item_in_ascii));
    members
        .into_iter()
        .for_each(|name| told.tell(name, name::member_in_ascii));
}

/// The names of an API, by how they are written.
struct Names<'a> {
    items: Vec<&'a mut String>,
    members: Vec<&'a mut String>,
}

/// All names that become identifiers, but those of modules, which are in ASCII.
fn names(api: &mut Api) -> Names<'_> {
    let mut items = Vec::new();
    let mut members = Vec::new();
    for def in &mut api.types {
        items.push(&mut def.name);
        match &mut def.shape {
            Shape::Struct(it) => members.extend(it.members.iter_mut().map(|it| &mut it.name)),
            Shape::StringEnum(it) => items.extend(it.variants.iter_mut().map(|it| &mut it.name)),
            Shape::IntegerEnum(it) => items.extend(it.variants.iter_mut().map(|it| &mut it.name)),
            Shape::Union(it) => items.extend(it.branches.iter_mut().map(|it| &mut it.name)),
            // The cases of a choice are called after statuses and media types.
            Shape::Choice(_) | Shape::Alias(_) => {}
        }
    }
    for operation in &mut api.operations {
        items.push(&mut operation.name);
        members.push(&mut operation.method_name);
        members.extend(
            operation
                .parameters
                .iter_mut()
                .map(|it| &mut it.member.name),
        );
    }
    Names { items, members }
}

/// Names that look alike, and what they are called instead.
struct Told {
    alike: HashSet<String>,
    taken: HashSet<String>,
    names: HashMap<String, String>,
}

impl Told {
    fn tell(&mut self, name: &mut String, in_ascii: fn(&str) -> String) {
        if !self.alike.contains(name.as_str()) {
            return;
        }
        if !self.names.contains_key(name.as_str()) {
            let spelled = in_ascii(name);
            let mut free = spelled.clone();
            let mut number = 2;
            while !self.taken.insert(free.clone()) {
                free = format!("{spelled}{number}");
                number += 1;
            }
            self.names.insert(name.clone(), free);
        }
        if let Some(told) = self.names.get(name.as_str()) {
            name.clone_from(told);
        }
    }
}
