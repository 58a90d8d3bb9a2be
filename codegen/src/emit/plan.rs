//! Which items stand in which file.
//!
//! A module is one file until that would be thousands of lines. Then its items go to private files
//! by the words of their names, which the module shows as its own: what callers write stays.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use heck::ToSnakeCase;

use crate::ir::{Api, Module, Operation, Shape, TypeDef, TypeId};
use crate::name;

/// A file that would have more lines than that is divided, as far as names tell items apart.
const MOST_LINES: usize = 2_000;

/// So many lines make a file of their own.
const ENOUGH_LINES: usize = 500;

/// The files of a crate's modules.
pub(crate) struct Plan<'a> {
    pub(super) api: &'a Api,
    pub(super) files: Vec<Planned<'a>>,
    /// The file of each type.
    homes: Vec<usize>,
}

/// A file of a module.
#[derive(Debug)]
pub(crate) struct Planned<'a> {
    /// Its position in the plan.
    pub(super) number: usize,
    pub(super) module: &'a Module,
    /// Its name below the module; none for the module's own file.
    pub(super) part: Option<String>,
    /// The feature without which it is not there.
    pub(super) feature: Option<&'a str>,
    pub(super) items: Items<'a>,
    /// The files that a module's own file shows as its own.
    pub(super) parts: Vec<(String, Option<&'a str>)>,
}

/// Types and operations, each sorted by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Items<'a> {
    pub(super) types: Vec<TypeId>,
    pub(super) operations: Vec<&'a Operation>,
}

impl<'a> Items<'a> {
    fn append(&mut self, other: Self) {
        self.types.extend(other.types);
        self.operations.extend(other.operations);
    }

    fn is_empty(&self) -> bool {
        self.types.is_empty() && self.operations.is_empty()
    }
}

impl Planned<'_> {
    /// The members of the item that has the most of them.
    pub(super) fn most_members(&self, api: &Api) -> usize {
        let types = self.items.types.iter().filter_map(|id| api.get(*id));
        let of_types = types.map(|def| match &def.shape {
            Shape::Struct(it) => it.members.len(),
            Shape::StringEnum(it) => it.variants.len(),
            Shape::IntegerEnum(it) => it.variants.len(),
            Shape::Union(it) => it.branches.len(),
            Shape::Choice(it) => it.cases.len(),
            Shape::Alias(_) => 0,
        });
        let of_operations = self.items.operations.iter().map(|it| it.parameters.len());
        of_types.chain(of_operations).max().unwrap_or_default()
    }
}

impl<'a> Plan<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let mut by_module: BTreeMap<&[String], Items<'a>> = BTreeMap::new();
        let mut types: Vec<(usize, &TypeDef)> = api.types.iter().enumerate().collect();
        types.sort_by_key(|(_, def)| &def.name);
        for (position, def) in types {
            let items = by_module.entry(&def.module).or_default();
            items.types.push(TypeId(position));
        }
        for operation in &api.operations {
            let items = by_module.entry(&operation.module).or_default();
            items.operations.push(operation);
        }
        let mut plan = Self {
            api,
            files: Vec::new(),
            homes: vec![usize::MAX; api.types.len()],
        };
        for module in &api.modules {
            let items = by_module.remove(module.path.as_slice()).unwrap_or_default();
            plan.add_module(module, items);
        }
        plan
    }

    /// True when a type stands in a file.
    pub(super) fn is_at(&self, id: TypeId, file: usize) -> bool {
        self.homes.get(id.0) == Some(&file)
    }

    /// The names of the items that a module's own file shows from other files.
    pub(super) fn shown_by<'p>(&'p self, own: &'p Planned<'a>) -> impl Iterator<Item = &'p str> {
        let shows = |file: &&Planned<'a>| {
            !own.parts.is_empty() && file.part.is_some() && file.module.path == own.module.path
        };
        self.files.iter().filter(shows).flat_map(|file| {
            let types = file.items.types.iter().filter_map(|id| self.api.get(*id));
            let operations = file.items.operations.iter().map(|it| it.name.as_str());
            types.map(|def| def.name.as_str()).chain(operations)
        })
    }

    /// The modules below another one, each with the feature that all of it needs.
    pub(super) fn children(
        &self,
        parent: &[String],
    ) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let modules = self.files.iter().filter(|file| file.part.is_none());
        modules.filter_map(move |file| {
            let (name, above) = file.module.path.split_last()?;
            (above == parent).then_some((name.as_str(), file.feature))
        })
    }

    /// The features that leave something out, sorted.
    pub(super) fn features(&self) -> BTreeSet<&'a str> {
        let operations = self.api.operations.iter();
        operations.filter_map(|it| it.feature.as_deref()).collect()
    }

    fn add_module(&mut self, module: &'a Module, items: Items<'a>) {
        let feature = self.common_feature(module);
        let mut own = Items::default();
        let mut parts: Vec<(String, Option<&'a str>, Items<'a>)> = Vec::new();
        let mut taken: HashSet<String> = self.names_below(module);
        for (of_group, items) in self.by_feature(&items) {
            let is_module = of_group.is_none() || feature.is_some();
            if is_module && self.lines(&items) <= MOST_LINES {
                own = items;
                continue;
            }
            let prefix = of_group.filter(|_| !is_module).map(name::module_name);
            for (words, items) in self.divided(items) {
                let name: Vec<&str> = prefix.iter().chain(&words).map(String::as_str).collect();
                if name.is_empty() {
                    own = items;
                    continue;
                }
                let mut name = name::module_name(&name.join("_"));
                // `mod.rs` would be the module's own file.
                while name == "mod" || !taken.insert(name.clone()) {
                    name.push('_');
                }
                parts.push((name, of_group.filter(|_| !is_module), items));
            }
        }
        parts.sort_by(|a, b| a.0.cmp(&b.0));
        let shown = parts
            .iter()
            .map(|(name, feature, _)| (name.clone(), *feature));
        let shown = shown.collect();
        self.add_file(module, None, feature, own, shown);
        for (name, of_part, items) in parts {
            self.add_file(module, Some(name), of_part.or(feature), items, Vec::new());
        }
    }

    fn add_file(
        &mut self,
        module: &'a Module,
        part: Option<String>,
        feature: Option<&'a str>,
        items: Items<'a>,
        parts: Vec<(String, Option<&'a str>)>,
    ) {
        let number = self.files.len();
        for id in &items.types {
            if let Some(home) = self.homes.get_mut(id.0) {
                *home = number;
            }
        }
        self.files.push(Planned {
            number,
            module,
            part,
            feature,
            items,
            parts,
        });
    }

    /// The feature of all that is in a module and below it.
    fn common_feature(&self, module: &Module) -> Option<&'a str> {
        let types = self
            .api
            .types
            .iter()
            .map(|it| (&it.module, it.feature.as_deref()));
        let operations = self.api.operations.iter();
        let operations = operations.map(|it| (&it.module, it.feature.as_deref()));
        let inside = types
            .chain(operations)
            .filter(|(it, _)| it.starts_with(&module.path));
        let features: BTreeSet<Option<&'a str>> = inside.map(|(_, feature)| feature).collect();
        match features.first() {
            Some(only) if features.len() == 1 => *only,
            _ => None,
        }
    }

    fn names_below(&self, module: &Module) -> HashSet<String> {
        let below = self.api.modules.iter().filter_map(|other| {
            let (name, above) = other.path.split_last()?;
            (above == module.path).then(|| name.clone())
        });
        below.collect()
    }

    /// Items by the feature that they need; those that need none first.
    fn by_feature(&self, items: &Items<'a>) -> BTreeMap<Option<&'a str>, Items<'a>> {
        let mut groups: BTreeMap<Option<&'a str>, Items<'a>> = BTreeMap::new();
        for id in &items.types {
            let feature = self.api.get(*id).and_then(|def| def.feature.as_deref());
            groups.entry(feature).or_default().types.push(*id);
        }
        for operation in &items.operations {
            let group = groups.entry(operation.feature.as_deref()).or_default();
            group.operations.push(operation);
        }
        groups
    }

    /// Items in groups by the first words of their names. What has a word in common with many
    /// lines of others is a group of its own; the rest stays together.
    fn divided(&self, items: Items<'a>) -> Vec<(Vec<String>, Items<'a>)> {
        let mut done = Vec::new();
        let mut waiting = vec![(Vec::new(), items)];
        while let Some((words, items)) = waiting.pop() {
            let groups = self.by_word(&items, words.len());
            if self.lines(&items) <= MOST_LINES || groups.keys().all(Option::is_none) {
                done.push((words, items));
                continue;
            }
            let mut rest = Items::default();
            for (word, group) in groups {
                match word {
                    Some(word) if self.lines(&group) >= ENOUGH_LINES => {
                        waiting.push(([&words[..], &[word]].concat(), group));
                    }
                    _ => rest.append(group),
                }
            }
            done.extend(self.in_short_groups(&words, rest));
        }
        done.sort_by(|a, b| a.0.cmp(&b.0));
        done
    }

    /// Items of which no word is common: together, or where they are many, by their first letters.
    fn in_short_groups(&self, words: &[String], items: Items<'a>) -> Vec<(Vec<String>, Items<'a>)> {
        if items.is_empty() {
            return Vec::new();
        }
        if self.lines(&items) <= MOST_LINES {
            return vec![(words.to_vec(), items)];
        }
        let mut groups: BTreeMap<String, Items<'a>> = BTreeMap::new();
        for (word, group) in self.by_word(&items, words.len()) {
            let letter = word.iter().flat_map(|word| word.chars()).take(1).collect();
            groups.entry(letter).or_default().append(group);
        }
        let named = groups.into_iter().map(|(letter, group)| {
            // As in a dictionary: `under_b`.
            let under = (!letter.is_empty()).then(|| ["under".to_owned(), letter]);
            let under = under.into_iter().flatten();
            (words.iter().cloned().chain(under).collect(), group)
        });
        named.collect()
    }

    /// Items by a word of their names.
    fn by_word(&self, items: &Items<'a>, position: usize) -> BTreeMap<Option<String>, Items<'a>> {
        let word = |name: &str| {
            let name = name.to_snake_case();
            name.split('_').nth(position).map(str::to_owned)
        };
        let mut groups: BTreeMap<Option<String>, Items<'a>> = BTreeMap::new();
        for id in &items.types {
            let name = self.api.get(*id).map_or("", |def| &def.name);
            groups.entry(word(name)).or_default().types.push(*id);
        }
        for operation in &items.operations {
            let group = groups.entry(word(&operation.name)).or_default();
            group.operations.push(operation);
        }
        groups
    }

    /// About how many lines items have.
    pub(super) fn lines(&self, items: &Items<'_>) -> usize {
        let types = items.types.iter().filter_map(|id| self.api.get(*id));
        let operations = items.operations.iter();
        let operations = operations.map(|it| 40 + 14 * it.members().count() + it.docs.0.len() / 80);
        types.map(lines_of).sum::<usize>() + operations.sum::<usize>()
    }
}

fn lines_of(def: &TypeDef) -> usize {
    let each_member = if def.direction.sent { 14 } else { 6 };
    let shape = match &def.shape {
        Shape::Struct(it) => {
            let docs = it.members.iter().map(|member| member.docs.0.len() / 80);
            each_member * it.members.len() + docs.sum::<usize>()
        }
        Shape::StringEnum(it) => 10 + 3 * it.variants.len(),
        Shape::IntegerEnum(it) => 10 + 3 * it.variants.len(),
        Shape::Union(it) => 15 + 8 * it.branches.len(),
        Shape::Choice(it) => 2 * it.cases.len(),
        Shape::Alias(_) => 0,
    };
    shape + 8 + def.docs.0.len() / 80
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Direction, Docs, Origin, Struct};

    fn def(name: &str, docs: usize) -> TypeDef {
        TypeDef {
            module: vec!["types".into()],
            name: name.into(),
            docs: Docs("x".repeat(docs * 80)),
            shape: Shape::Struct(Struct::default()),
            direction: Direction::default(),
            deprecated: false,
            example: None,
            feature: None,
            half: None,
            origin: Origin::default(),
            why: Vec::new(),
        }
    }

    fn parts(types: Vec<TypeDef>) -> Vec<(Option<String>, usize)> {
        let module = Module {
            path: vec!["types".into()],
            ..Module::default()
        };
        let api = Api {
            types,
            modules: vec![module],
            ..Api::default()
        };
        let plan = Plan::of(&api);
        let files = plan.files.iter();
        files
            .map(|file| (file.part.clone(), file.items.types.len()))
            .collect()
    }

    #[test]
    fn a_short_module_is_one_file() {
        assert_eq!(parts(vec![def("Pet", 10), def("Toy", 10)]), [(None, 2)]);
    }

    #[test]
    fn a_long_module_is_divided_by_words() {
        let types = vec![
            def("Pet", 900),
            def("PetFood", 900),
            def("PetFoodBowl", 900),
            def("Mod", 1),
            def("Toy", 900),
            def("ToyBox", 900),
        ];
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(
            parts(types),
            [
                (None, 1),
                (named("pet"), 1),
                (named("pet_food"), 2),
                (named("toy"), 2)
            ]
        );
    }
}
