//! What is wrong with a schema is said at its place.
//!
//! A case marks the place in its input (`# error: code` at the end of the line); the text that is
//! printed is a snapshot. `tests/cases/README.md` says how to add a case.

use std::collections::BTreeSet;
use std::fs;

use codegen::Texts;
use codegen::diagnostics::{Code, Level};
use tests::case::{Case, Finding, diagnostics_text, findings};

macro_rules! cases {
    ($($name:ident)+) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        $(#[test]
        fn $name() {
            check(&Case::named("diagnostics", stringify!($name)));
        })+
    };
}

cases! {
    conflicting_members
    duplicate_key
    duplicate_operation_id
    empty_document
    everything_at_once
    filters
    invalid_json
    invalid_json_root
    invalid_name
    invalid_yaml
    missing_file
    missing_info
    missing_key
    missing_operation_id
    missing_version
    misspelt_keyword
    name_collision
    neither_way
    not_openapi_3
    numbered_name
    overlaid_places
    overlay_keys
    overlay_paths
    overlay_that_is_none
    path_parameter
    reference_cycle
    reference_outside
    refused_key
    required_without_property
    settings
    unfit_update
    unfit_value
    unknown_format
    unknown_reference
    unknown_type
    unknown_version
    unmatched_target
    unsupported
    wrong_kind
}

/// Kinds that no schema can bring about by itself: those of samples are in `tests/tests/samples.rs`.
const NOT_FROM_A_SCHEMA: &[Code] = &[
    Code::Internal,
    Code::MissingMember,
    Code::UndescribedBody,
    Code::UndescribedMember,
    Code::UnexpectedKind,
    Code::UnexpectedNull,
    Code::UnknownSample,
    Code::UnlistedValue,
];

#[test]
fn every_folder_is_a_test() {
    let folders: Vec<String> = Case::all("diagnostics")
        .into_iter()
        .map(|case| case.name)
        .collect();
    assert_eq!(
        folders, NAMES,
        "tests/tests/diagnostics.rs lists every folder of the group"
    );
}

#[test]
fn every_kind_has_a_case() {
    let mut seen = BTreeSet::new();
    for case in Case::all("diagnostics") {
        let texts = Texts::new();
        seen.extend(
            case.generate(&texts)
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code),
        );
    }
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !seen.contains(code) && !NOT_FROM_A_SCHEMA.contains(code))
        .collect();
    assert!(
        missing.is_empty(),
        "no case in tests/cases/diagnostics shows {missing:?}"
    );
}

fn check(case: &Case) {
    let texts = Texts::new();
    let generation = case.generate(&texts);
    // JSON has no comments, and what follows a syntax error is not read.
    if case.root() == "openapi.yaml" {
        let (found, marked) = (findings(&generation), case.expected_findings());
        let only_in = |these: &[Finding], those: &[Finding]| -> Vec<Finding> {
            these
                .iter()
                .filter(|it| !those.contains(it))
                .cloned()
                .collect()
        };
        let (unmarked, unfound) = (only_in(&found, &marked), only_in(&marked, &found));
        assert_eq!(
            found, marked,
            "not marked: {unmarked:#?}, not found: {unfound:#?}"
        );
    }
    let is_error = |level: Level| level == Level::Error;
    let failed = generation
        .diagnostics
        .iter()
        .any(|diagnostic| is_error(diagnostic.level()));
    assert_eq!(
        generation.files.is_none(),
        failed,
        "an error, and nothing else, keeps files away"
    );
    let readme = fs::read_to_string(case.folder.join("README.md")).unwrap_or_default();
    insta::with_settings!({
        snapshot_path => &case.folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => readme.trim(),
    }, {
        insta::assert_snapshot!("expected", diagnostics_text(&generation));
    });
}
