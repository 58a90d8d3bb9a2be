//! `Cargo.toml`: it belongs to people. What the generated code needs is added, nothing is removed.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

/// The platforms that a dependency is for, as Cargo writes them, where it is not for all; and its
/// name.
type Dependency = (Option<String>, String);

/// What generated code needs in its manifest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    dependencies: BTreeMap<Dependency, Item>,
    features: BTreeMap<String, BTreeSet<String>>,
    /// Features that are on unless callers say otherwise.
    default: Vec<String>,
}

impl Needs {
    /// Adds the front matter of a runtime file. Answers the other runtime files that it uses.
    pub(crate) fn add_front_matter(&mut self, toml: &str) -> Vec<String> {
        let Ok(document) = toml.parse::<DocumentMut>() else {
            return Vec::new();
        };
        self.add_dependencies(None, document.get("dependencies"));
        for (target, item) in entries(document.get("target")) {
            self.add_dependencies(Some(target), item.get("dependencies"));
        }
        for (name, item) in entries(document.get("features")) {
            let feature = self.features.entry(name.to_owned()).or_default();
            feature.extend(texts(Some(item)));
        }
        self.default.extend(texts(document.get("default")));
        texts(document.get("uses")).collect()
    }

    fn add_dependencies(&mut self, target: Option<&str>, table: Option<&Item>) {
        for (name, item) in entries(table) {
            if let Some(wanted) = item.as_value() {
                self.add_dependency(target, name, wanted.clone());
            }
        }
    }

    /// Several files may need one crate, each with features of its own.
    fn add_dependency(&mut self, target: Option<&str>, name: &str, wanted: Value) {
        let wanted = Item::Value(wanted);
        let dependency = (target.map(str::to_owned), name.to_owned());
        match self.dependencies.entry(dependency) {
            Entry::Vacant(entry) => {
                entry.insert(wanted);
            }
            Entry::Occupied(mut entry) => add_features(entry.get_mut(), &wanted),
        }
    }

    /// Adds the crates whose names the code uses, and the feature that the examples are behind.
    pub(crate) fn add_used(&mut self, used: &BTreeSet<String>, has_examples: bool) {
        let uses = |name: &str| {
            used.iter()
                .any(|path| path.split("::").next() == Some(name))
        };
        if uses("serde") || uses("crate") {
            let mut serde = InlineTable::new();
            serde.insert("version", "1.0.219".into());
            serde.insert("features", Array::from_iter(["derive"]).into());
            self.add_dependency(None, "serde", serde.into());
        }
        if uses("serde_json") {
            self.add_dependency(None, "serde_json", "1.0.140".into());
        }
        if has_examples {
            self.features.entry("test-util".into()).or_default();
        }
    }

    /// Adds features that leave a part of the API out. All are there unless callers say otherwise.
    pub(crate) fn add_optional<'a>(&mut self, features: impl IntoIterator<Item = &'a str>) {
        for feature in features {
            self.features.entry(feature.to_owned()).or_default();
            self.default.push(feature.to_owned());
        }
    }
}

fn entries(table: Option<&Item>) -> impl Iterator<Item = (&str, &Item)> {
    let table = table.and_then(Item::as_table);
    table.into_iter().flat_map(Table::iter)
}

fn texts(array: Option<&Item>) -> impl Iterator<Item = String> {
    let array = array.and_then(Item::as_array);
    let texts = array.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned)
}

/// The manifest with what is needed. An entry that is there stays as it is, but for the features of
/// a dependency, which grow.
///
/// # Errors
///
/// When the text is no TOML.
pub(crate) fn complete(manifest: &str, needs: &Needs) -> Result<String, toml_edit::TomlError> {
    let mut document: DocumentMut = manifest.parse()?;
    for ((target, name), wanted) in &needs.dependencies {
        let dependencies = match target {
            Some(target) => target_mut(&mut document, target),
            None => table_mut(&mut document, "dependencies"),
        };
        match dependencies.and_then(|table| {
            if table.contains_key(name) {
                return table.get_mut(name);
            }
            table.insert(name, wanted.clone());
            table.sort_values();
            None
        }) {
            Some(there) => add_features(there, wanted),
            None => continue,
        }
    }
    add_default_features(&mut document, &needs.default);
    for (name, wanted) in &needs.features {
        if let Some(features) = table_mut(&mut document, "features")
            && !features.contains_key(name)
        {
            let mut wanted = Array::from_iter(wanted.iter().map(String::as_str));
            if wanted.len() > 3 {
                one_a_line(&mut wanted);
            }
            features.insert(name, Item::Value(wanted.into()));
        }
    }
    Ok(document.to_string())
}

/// Turns features on that are new; one that is there already is people's to decide about.
fn add_default_features(document: &mut DocumentMut, wanted: &[String]) {
    if wanted.is_empty() {
        return;
    }
    let Some(features) = table_mut(document, "features") else {
        return;
    };
    let new = wanted.iter().filter(|name| !features.contains_key(name));
    let new: Vec<&str> = new.map(String::as_str).collect();
    let default = features
        .entry("default")
        .or_insert_with(|| Item::Value(Array::new().into()));
    if let Some(default) = default.as_array_mut() {
        default.extend(new);
        if default.len() > 3 {
            one_a_line(default);
        }
    }
}

/// A new value is a new line.
fn one_a_line(array: &mut Array) {
    for value in array.iter_mut() {
        value.decor_mut().set_prefix("\n    ");
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}

fn table_mut<'a>(document: &'a mut DocumentMut, name: &str) -> Option<&'a mut Table> {
    document
        .entry(name)
        .or_insert_with(|| Item::Table(Table::new()))
        .as_table_mut()
}

/// The dependencies for some platforms: `[target.'cfg(unix)'.dependencies]`.
fn target_mut<'a>(document: &'a mut DocumentMut, target: &str) -> Option<&'a mut Table> {
    let mut table = table_mut(document, "target")?;
    for name in [target, "dependencies"] {
        // Only the innermost table has a line of its own.
        table.set_implicit(true);
        let inner = table.entry(name);
        let inner = inner.or_insert_with(|| Item::Table(Table::new()));
        table = inner.as_table_mut()?;
    }
    Some(table)
}

/// `serde = "1"` becomes a table when it needs features; a table's list grows.
fn add_features(there: &mut Item, wanted: &Item) {
    let wanted = wanted.as_inline_table().and_then(|it| it.get("features"));
    let Some(wanted) = wanted.and_then(Value::as_array).filter(|it| !it.is_empty()) else {
        return;
    };
    if let Some(version) = there.as_str().map(str::to_owned) {
        let mut table = InlineTable::new();
        table.insert("version", version.into());
        *there = Item::Value(table.into());
    }
    let Some(table) = there.as_table_like_mut() else {
        return;
    };
    if !table.contains_key("features") {
        table.insert("features", toml_edit::value(Array::new()));
        // Puts the comma where it belongs.
        table.fmt();
    }
    let Some(features) = table.get_mut("features") else {
        return;
    };
    let Some(features) = features.as_array_mut() else {
        return;
    };
    for feature in wanted {
        let name = feature.as_str();
        if !features.iter().any(|there| there.as_str() == name) {
            features.extend(name);
        }
    }
}

/// The manifest of a crate that is not there yet. People own it from then on.
///
/// A standalone crate is the root of a workspace of its own: it may lie inside a folder that
/// belongs to another one.
pub fn fresh(name: &str, settings: &crate::Settings, standalone: bool) -> String {
    let mut document = DocumentMut::new();
    let mut package = Table::new();
    package.insert("name", toml_edit::value(name));
    package.insert("version", toml_edit::value("0.1.0"));
    package.insert("edition", toml_edit::value("2024"));
    package.insert("rust-version", toml_edit::value("1.85"));
    package.insert("publish", toml_edit::value(false));
    document.insert("package", Item::Table(package));
    if let Ok(settings) = toml_edit::ser::to_document(settings) {
        let mut metadata = Table::new();
        metadata.set_implicit(true);
        let mut codegen = settings.as_table().clone();
        codegen.set_implicit(false);
        metadata.insert("codegen", Item::Table(codegen));
        if let Some(package) = document.get_mut("package").and_then(Item::as_table_mut) {
            package.insert("metadata", Item::Table(metadata));
        }
    }
    let mut lib = Table::new();
    lib.insert("path", toml_edit::value("src/lib.rs"));
    document.insert("lib", Item::Table(lib));
    if standalone {
        document.insert("workspace", Item::Table(Table::new()));
    }
    document.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs() -> Needs {
        let mut needs = Needs::default();
        needs.add_front_matter(
            "[features]\njiff = [\"dep:jiff\"]\n[dependencies]\njiff = \"0.2\"\n",
        );
        needs.add_used(&BTreeSet::from(["serde::Serialize".to_owned()]), true);
        needs
    }

    #[test]
    fn what_is_missing_is_added() {
        let text = complete("[package]\nname = \"a\"\n", &needs()).unwrap();
        assert_eq!(
            text,
            "[package]\nname = \"a\"\n\n[dependencies]\njiff = \"0.2\"\n\
             serde = { version = \"1.0.219\", features = [\"derive\"] }\n\n\
             [features]\njiff = [\"dep:jiff\"]\ntest-util = []\n"
        );
        assert_eq!(complete(&text, &needs()).unwrap(), text);
    }

    #[test]
    fn files_of_the_runtime_add_to_the_features_of_one_crate() {
        let mut needs = Needs::default();
        for features in ["", ", features = [\"a\"]", ", features = [\"b\", \"a\"]"] {
            needs.add_front_matter(&format!(
                "[dependencies]\nx = {{ version = \"1\"{features} }}\n"
            ));
        }
        needs.add_front_matter("[dependencies]\nx = \"1\"\n");
        assert_eq!(
            complete("", &needs).unwrap(),
            "[dependencies]\nx = { version = \"1\", features = [\"a\", \"b\"] }\n"
        );
    }

    #[test]
    fn what_is_there_stays_and_features_grow() {
        let text = "[dependencies] # mine\nserde = \"1.0.0\"\njiff = { path = \"../jiff\" }\n";
        let text = complete(text, &needs()).unwrap();
        assert!(text.starts_with(
            "[dependencies] # mine\nserde = { version = \"1.0.0\", features = [\"derive\"] }\n\
             jiff = { path = \"../jiff\" }\n"
        ));
    }
}
