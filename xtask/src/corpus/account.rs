//! What is declared against what is emitted, one to one.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::declared::Declared;
use super::emitted::Emitted;

/// How many of what a document declares its crate has.
#[derive(Debug, Default, Serialize)]
pub(super) struct Account {
    pub(super) declared: usize,
    pub(super) emitted: usize,
    /// What is declared and not emitted.
    pub(super) missing: Vec<String>,
    /// What is emitted and not declared, or once too often.
    pub(super) surplus: Vec<String>,
}

impl Account {
    /// True when nothing is missing, and nothing there that should not be.
    pub(super) fn is_settled(&self) -> bool {
        self.missing.is_empty() && self.surplus.is_empty()
    }
}

/// Operations are the same by method and path.
pub(super) fn of_operations(declared: &Declared<'_>, emitted: &Emitted) -> Account {
    let mut counts: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for (method, path) in declared.operations.keys() {
        *counts.entry((method, path)).or_default() += 1;
    }
    for operation in &emitted.operations {
        *counts
            .entry((&operation.method, &operation.path))
            .or_default() -= 1;
    }
    let listed = |fits: fn(i64) -> bool| {
        let fitting = counts.iter().filter(|(_, count)| fits(**count));
        let lines = fitting.map(|((method, path), _)| format!("{method} {path}"));
        lines.collect::<Vec<_>>()
    };
    let missing = listed(|count| count > 0);
    Account {
        declared: declared.operations.len(),
        emitted: declared.operations.len() - missing.len(),
        missing,
        surplus: listed(|count| count < 0),
    }
}

/// Which item each schema is, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) schema_of_item: HashMap<usize, usize>,
}

/// Finds an item for each schema. An item is one schema at most.
///
/// The names are compared by their letters and digits alone. An item's name is its whole path, of
/// which the first modules may be left out; those that leave out least choose first. What is then
/// left over takes a name with a number behind it, if another item has the name without.
pub(super) fn of_schemas(declared: &Declared<'_>, emitted: &Emitted) -> (Account, Matches) {
    let paths: Vec<&[String]> = emitted.items.iter().map(|it| it.path.as_slice()).collect();
    let names: Vec<&[String]> = declared.schemas.iter().map(|it| &*it.names).collect();
    let item_of_schema = match_names(&names, &paths);
    let mut account = Account {
        declared: names.len(),
        ..Account::default()
    };
    let mut matches = Matches::default();
    for (number, schema) in declared.schemas.iter().enumerate() {
        match item_of_schema.get(&number) {
            Some(item) => {
                account.emitted += 1;
                matches.schema_of_item.insert(*item, number);
            }
            None => account.missing.push(schema.place.clone()),
        }
    }
    (account, matches)
}

/// The items that answer to a name, by how many modules the name leaves out.
type Index = BTreeMap<usize, HashMap<String, Vec<usize>>>;

/// For each of the names that schemas may have, in order of preference, the number of an item.
fn match_names(schemas: &[&[String]], items: &[&[String]]) -> HashMap<usize, usize> {
    let mut exact = Index::new();
    let mut numbered = Index::new();
    for (number, path) in items.iter().enumerate() {
        for (left_out, name) in names_of_item(path) {
            let mut base = name.as_str();
            while let Some(shorter) = base.strip_suffix(|last: char| last.is_ascii_digit()) {
                let by_name = numbered.entry(left_out).or_default();
                by_name.entry(shorter.to_owned()).or_default().push(number);
                base = shorter;
            }
            let by_name = exact.entry(left_out).or_default();
            by_name.entry(name).or_default().push(number);
        }
    }
    let mut matching = Matching {
        names: schemas
            .iter()
            .map(|names| names.iter().map(|name| reduced(name)).collect())
            .collect(),
        taken: vec![false; items.len()],
        item_of_schema: HashMap::new(),
    };
    for by_name in exact.values() {
        matching.claim(|name| by_name.get(name));
    }
    for (left_out, by_name) in &numbered {
        let others = exact.get(left_out);
        matching.claim(|name| {
            let taken_by_another = others.is_some_and(|others| others.contains_key(name));
            by_name.get(name).filter(|_| taken_by_another)
        });
    }
    matching.item_of_schema
}

struct Matching {
    names: Vec<Vec<String>>,
    taken: Vec<bool>,
    item_of_schema: HashMap<usize, usize>,
}

impl Matching {
    /// Gives each schema that has no item yet one that is free and answers to one of its names.
    fn claim<'i>(&mut self, items_of: impl Fn(&str) -> Option<&'i Vec<usize>>) {
        for (schema, names) in self.names.iter().enumerate() {
            if self.item_of_schema.contains_key(&schema) {
                continue;
            }
            let mut items = names.iter().filter_map(|it| items_of(it)).flatten();
            let free = items.find(|item| self.taken.get(**item) == Some(&false));
            if let Some(item) = free {
                self.item_of_schema.insert(schema, *item);
                if let Some(taken) = self.taken.get_mut(*item) {
                    *taken = true;
                }
            }
        }
    }
}

/// What an item answers to: its path and what is left of it without its first modules, with the
/// number of modules left out.
fn names_of_item(path: &[String]) -> Vec<(usize, String)> {
    let path = match path {
        [first, rest @ ..] if first == "types" && !rest.is_empty() => rest,
        whole => whole,
    };
    let mut names = Vec::new();
    for start in 0..path.len() {
        let parts = path.get(start..).unwrap_or_default();
        let whole: String = parts.iter().map(|part| reduced(part)).collect();
        let bare: String = parts.iter().map(|part| without_prefix(part)).collect();
        if bare != whole {
            names.push((start, bare));
        }
        names.push((start, whole));
    }
    names
}

/// Without the word that stands before what cannot begin a name: `Type2fa`, `module_2fa`.
fn without_prefix(part: &str) -> String {
    let part = reduced(part);
    for prefix in ["type", "types", "module"] {
        let rest = part.strip_prefix(prefix);
        let needed =
            rest.filter(|it| it.starts_with(|c: char| c.is_ascii_digit()) || *it == "self");
        if let Some(rest) = needed {
            return rest.to_owned();
        }
    }
    part
}

/// The letters and digits of a name, in lower case.
pub(super) fn reduced(name: &str) -> String {
    let kept = name.chars().filter(|it| it.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each schema the path of its item.
    fn matched(schemas: &[&str], items: &[&str]) -> Vec<Option<String>> {
        let schemas: Vec<Vec<String>> = schemas.iter().map(|it| vec![(*it).into()]).collect();
        let schemas: Vec<&[String]> = schemas.iter().map(|it| &**it).collect();
        let paths: Vec<Vec<String>> = items
            .iter()
            .map(|path| path.split("::").map(str::to_owned).collect())
            .collect();
        let paths: Vec<&[String]> = paths.iter().map(|it| &**it).collect();
        let found = match_names(&schemas, &paths);
        let item = |schema: usize| found.get(&schema).map(|item| items[*item].to_owned());
        (0..schemas.len()).map(item).collect()
    }

    #[test]
    fn names_are_compared_by_letters_and_digits() {
        assert_eq!(
            matched(
                &["api.v1.User", "list-for_org", "2fa", "Self", "größe"],
                &[
                    "types::api::v1::User",
                    "types::ListForOrg",
                    "types::Type2fa",
                    "types::TypeSelf",
                    "types::Größe",
                ]
            ),
            [
                Some("types::api::v1::User".to_owned()),
                Some("types::ListForOrg".into()),
                Some("types::Type2fa".into()),
                Some("types::TypeSelf".into()),
                Some("types::Größe".into()),
            ]
        );
    }

    #[test]
    fn a_longer_name_is_another_name() {
        let none: [Option<String>; 1] = [None];
        assert_eq!(matched(&["Status"], &["types::OrderStatus"]), none);
        assert_eq!(matched(&["Status"], &["types::StatusItem"]), none);
    }

    #[test]
    fn an_item_is_one_schema() {
        assert_eq!(
            matched(&["FooBar", "foo_bar"], &["types::FooBar"]),
            [Some("types::FooBar".to_owned()), None]
        );
        assert_eq!(
            matched(&["User", "a.User"], &["types::a::User", "types::User"]),
            [
                Some("types::User".to_owned()),
                Some("types::a::User".into())
            ]
        );
    }

    #[test]
    fn a_number_counts_where_names_collide() {
        assert_eq!(
            matched(&["FooBar", "foo_bar"], &["types::FooBar2", "types::FooBar"]),
            [
                Some("types::FooBar".to_owned()),
                Some("types::FooBar2".into())
            ]
        );
        assert_eq!(
            matched(&["V1", "v_1"], &["types::V1", "types::V12"]),
            [Some("types::V1".to_owned()), Some("types::V12".into())]
        );
        let none: [Option<String>; 1] = [None];
        assert_eq!(matched(&["Address"], &["types::Address2"]), none);
    }
}
