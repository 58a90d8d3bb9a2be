//! Every construct: what the generator makes of it, and that it compiles.
//!
//! `tests/cases/README.md` says how to add a case, and how to accept a changed snapshot.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::Texts;
use tests::case::{Case, diagnostics_text, rust_text};
use tests::nested;

macro_rules! cases {
    ($($name:ident)+) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        $(#[test]
        fn $name() {
            check(&Case::named("constructs", stringify!($name)));
        })+
    };
}

cases! {
    aliases
    all_of
    bodies
    boolean_schemas
    branches_told_apart
    broken_schemas
    choices_beside_members
    collections
    constants
    dates
    deprecated
    descriptions
    directions
    documentation
    empty_lists
    enums_of_integers
    enums_of_strings
    examples
    extra_members
    files_by_name
    formats
    ids_of_operations
    inline_types
    integers_beyond_64_bits
    lending_library
    members
    members_merged
    modules_by_file
    modules_by_name
    names
    names_by_rule
    names_in_other_scripts
    names_of_modules
    names_of_rust
    nearest_types
    nullable
    nullable_as_option
    odd_versions
    one_way_members
    operations
    overlays
    parameters
    part_of_a_document
    queries_of_lists
    recursion
    references
    references_beyond_the_standard
    references_by_id
    references_to_texts
    responses
    secrets
    servers
    statuses_together
    styles_of_parameters
    subtypes
    types_of_your_own
    undescribed_members
    unions
    values_alike
    webhooks
    yaml_features
}

#[test]
fn every_folder_is_a_test() {
    let folders: Vec<String> = Case::all("constructs")
        .into_iter()
        .map(|case| case.name)
        .collect();
    assert_eq!(
        folders, NAMES,
        "tests/tests/constructs.rs lists every folder of cases/constructs"
    );
}

/// `cases/constructs/README.md`: each row is a construct, a case, and tests of its `round_trip.rs`.
/// A row without a construct goes on with the one above it.
fn table(text: &str) -> Vec<(&str, &str, Vec<&str>)> {
    let mut rows = Vec::new();
    let mut construct = "";
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [first, case, tests] = cells[..] else {
            panic!("a row has three cells: {line}");
        };
        construct = if first.is_empty() { construct } else { first };
        if case.starts_with('`') {
            let tests = tests.split(", ").map(|name| name.trim_matches('`'));
            rows.push((construct, case.trim_matches('`'), tests.collect()));
        }
    }
    rows
}

#[test]
fn the_table_names_every_case_and_tests_that_exist() {
    let text = fs::read_to_string(constructs().join("README.md")).unwrap();
    let rows = table(&text);
    let named: BTreeSet<&str> = rows.iter().map(|(_, case, _)| *case).collect();
    assert_eq!(named, NAMES.iter().copied().collect());
    for (construct, case, tests) in &rows {
        let path = constructs().join(case).join("round_trip.rs");
        let round_trip = fs::read_to_string(&path).unwrap_or_default();
        for test in tests {
            assert!(
                round_trip.contains(&format!("#[test]\nfn {test}() {{")),
                "{construct}: {} has no test `{test}`",
                path.display()
            );
        }
    }
}

#[test]
fn the_table_has_the_constructs_of_the_generator() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src/lib.rs");
    let library = fs::read_to_string(library).unwrap();
    let (_, documented) = library.split_once("//! | OpenAPI | Rust |\n").unwrap();
    let documented = documented.lines().skip(1);
    let documented = documented.map_while(|line| line.strip_prefix("//! | "));
    let documented: Vec<&str> = documented
        .filter_map(|line| line.split(" | ").next())
        .collect();
    let text = fs::read_to_string(constructs().join("README.md")).unwrap();
    let (first, _) = text.split_once("What a document is made of").unwrap();
    let mut shown: Vec<&str> = table(first).iter().map(|row| row.0).collect();
    shown.dedup();
    assert_eq!(shown, documented);
}

fn constructs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/constructs")
}

fn check(case: &Case) {
    let texts = Texts::new();
    let generation = case.generate(&texts);
    let mut text = diagnostics_text(&generation);
    if let Some(files) = &generation.files {
        text.push_str(&rust_text(files));
    }
    let readme = fs::read_to_string(case.folder.join("README.md")).unwrap_or_default();
    insta::with_settings!({
        snapshot_path => &case.folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => readme.trim(),
    }, {
        insta::assert_snapshot!("expected", text);
    });
}

/// One workspace with every case as a crate: it compiles without a warning, its documentation
/// builds without one, and the tests that lie in the case folders pass.
#[test]
fn every_case_compiles_and_its_own_tests_pass() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("constructs");
    let cases = Case::all("constructs");
    for case in &cases {
        write_crate(case, &workspace.join(&case.name));
    }
    let members: Vec<String> = cases
        .iter()
        .map(|case| format!("{:?}", case.name))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    write_if_changed(&workspace.join("Cargo.toml"), &manifest);
    // The same versions as everywhere else, so that nothing has to be fetched.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    }
    let packages = packages(&cases);
    cargo(
        &workspace,
        "test",
        &packages,
        &["--all-features", "--no-fail-fast"],
    );
    cargo(&workspace, "check", &packages, &["--no-default-features"]);
    cargo(
        &workspace,
        "doc",
        &packages,
        &["--all-features", "--no-deps"],
    );
}

/// The arguments that choose crates: all of them, or those that the variable `CASES` names.
fn packages(cases: &[Case]) -> Vec<String> {
    let Ok(wanted) = std::env::var("CASES") else {
        return vec!["--workspace".into()];
    };
    let names: Vec<&str> = wanted.split(',').collect();
    for name in &names {
        assert!(NAMES.contains(name), "there is no case `{name}`");
    }
    let chosen = cases
        .iter()
        .filter(|case| names.contains(&case.name.as_str()));
    chosen
        .map(|case| format!("--package={}", case.crate_name()))
        .collect()
}

fn write_crate(case: &Case, folder: &Path) {
    let texts = Texts::new();
    let generation = case.generate(&texts);
    let mut files = generation
        .files
        .clone()
        .unwrap_or_else(|| panic!("{}: {}", case.name, diagnostics_text(&generation)));
    files.insert("README.md".into(), format!("# {}\n", case.name));
    let round_trip = case.folder.join("round_trip.rs");
    if round_trip.exists() {
        files.insert(
            "tests/round_trip.rs".into(),
            fs::read_to_string(round_trip).unwrap(),
        );
    }
    let stale = rust_files(&folder.join("src"));
    for path in stale.iter().filter(|path| {
        let below = path
            .strip_prefix(folder)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        !files.contains_key(&below)
    }) {
        fs::remove_file(path).unwrap();
    }
    for (path, text) in &files {
        write_if_changed(&folder.join(path), text);
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Cargo compiles what is newer than it was; the rest stays compiled from the last run.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn cargo(workspace: &Path, command: &str, packages: &[String], arguments: &[&str]) {
    let packages = packages.iter().map(String::as_str);
    let all: Vec<&str> = [command].into_iter().chain(packages).collect();
    nested::cargo(
        workspace,
        &workspace.join("target"),
        &[&all, arguments].concat(),
    );
}
