//! What is wrong with a schema is said at its place.
//!
//! A case marks the place in its input (`# error: code` at the end of the line); the text that is
//! printed is a snapshot. `tests/cases/README.md` says how to add a case.
//!
//! What the cases show is also what `docs/diagnostics.md` is made of.

use std::collections::BTreeSet;
use std::{env, fs};

use codegen::diagnostics::{Code, Diagnostic, Level};
use codegen::{Reading, Texts};
use tests::case::{Case, Finding, findings, printed};
use tests::codes;

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
    contradicting_limits
    control_characters
    dangling_references
    discriminator_property
    document_of_another_kind
    duplicate_id
    duplicate_key
    duplicate_operation_id
    duplicate_parameter
    duplicate_path
    duplicate_value
    empty_document
    empty_lists
    everything_at_once
    files_in_folders
    files_with_faults_of_their_own
    filters
    header_names
    incomplete_object
    invalid_json
    invalid_json_root
    invalid_name
    invalid_value
    invalid_yaml
    json_comma
    json_list
    json_literal
    json_quotes
    json_unclosed
    json_with_tabs
    keep_going
    levels
    levels_in_conflict
    limit_exceeded
    lint_across_files
    lint_in_json
    lint_references_for_mappings
    misplaced_limit
    missing_file
    missing_info
    missing_key
    missing_operation_id
    missing_version
    misspelt_and_there
    misspelt_anywhere
    misspelt_keyword
    name_collision
    names_that_nothing_has
    neither_way
    nested_compositions
    not_openapi_3
    not_utf_8
    numbered_name
    numbers_and_flags
    odd_description
    odd_description_places
    one_fault_used_often
    outdated_keyword
    overlaid_places
    overlay_keys
    overlay_paths
    overlay_that_is_none
    parameter_schema
    parameters_in_pieces
    path_parameter
    path_parameter_presence
    place_after_byte_order_mark
    place_beside_other_scripts
    place_in_anchors
    place_in_blocks
    place_in_flow
    place_in_json
    place_in_long_line
    place_in_multi_line_scalars
    place_in_one_line
    place_in_stream
    place_of_quoted_keys
    place_with_crlf
    place_with_tabs
    quote_left_out
    reference_cycle
    reference_forms
    reference_outside
    reference_to_another_kind
    reference_to_another_section
    reference_to_the_document
    refused_key
    request_bodies
    required_anywhere
    security_schemes
    servers
    settings
    text_for_a_document
    types_by_other_names
    types_in_settings
    types_left_open
    unfit_examples
    unfit_texts
    unfit_update
    unfit_value
    unknown_format
    unknown_format_in_lint
    unknown_name
    unknown_reference
    unknown_required_member
    unknown_type
    unknown_version
    unmatched_target
    unreadable_root
    unsupported
    unused_allow
    unused_allow_in_lint
    unused_component
    values_beyond_numbers
    values_of_enums
    version_without_quotes
    webhooks_and_callbacks
    wrong_kind
    wrong_kind_anywhere
    wrong_level
    yaml_alias
    yaml_bracket
    yaml_colon
    yaml_comment_lost
    yaml_indentation
    yaml_missing_space
    yaml_quote
    yaml_quote_of_key
    yaml_reserved
    yaml_tab
}

/// Kinds that no schema can bring about by itself: those of samples are in `tests/tests/samples/`.
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
            case.read(&texts)
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

/// Replacements are taken up by programs, so they have to be right.
#[test]
fn a_replacement_is_the_repair() {
    let mut count = 0;
    for case in Case::all("diagnostics") {
        let texts = Texts::new();
        let reading = case.read(&texts);
        for found in &reading.diagnostics {
            let location = found.location.zip(found.replacement.as_ref());
            let Some((location, replacement)) = location else {
                continue;
            };
            let (file, bytes, text) = replacement.edit(&reading.tree, location).unwrap();
            let file = reading.tree.file(file).unwrap();
            let mut edited = file.text.to_owned();
            edited.replace_range(bytes.clone(), &text);
            let documents = case.documents().with(&file.path, edited);
            let texts = Texts::new();
            let again = case.read_documents(&texts, &documents);
            let is_there = again.diagnostics.iter().any(|it| {
                let at = it.location.and_then(|at| at.bytes(&again.tree));
                let starts = at.is_some_and(|(_, range)| range.start == bytes.start);
                starts && it.code == found.code && it.message == found.message
            });
            let unread = |found: &[Diagnostic]| {
                let syntax = found.iter().filter(|it| it.code == Code::Syntax);
                syntax.count()
            };
            let breaks = unread(&again.diagnostics) > unread(&reading.diagnostics);
            let (name, message) = (&case.name, &found.message);
            assert!(
                !is_there && !breaks,
                "{name}: `{text}` does not repair: {message}"
            );
            count += 1;
        }
    }
    assert!(count > 30, "{count} replacements were tried");
}

/// Whatever is wrong, a crate is made of the rest of it, unless there is no document.
#[test]
fn going_on_makes_a_crate_of_what_is_broken() {
    for case in Case::all("diagnostics") {
        let mut settings = case.settings();
        settings.keep_going = true;
        settings.deny.clear();
        let texts = Texts::new();
        let generation = case.generate_by(&texts, &settings);
        let is_error = |it: &&Diagnostic| it.level == Level::Error;
        let errors: Vec<_> = generation.diagnostics.iter().filter(is_error).collect();
        let is_whole = generation.tree.root().is_some_and(|root| {
            let version = root.get("openapi").and_then(|it| it.as_str());
            version.is_some_and(|it| it.starts_with("3."))
        });
        let always = errors.iter().all(|it| it.code.fallback().is_none());
        assert!(!is_whole || always, "{}: {errors:?}", case.name);
        assert_eq!(
            generation.files.is_some(),
            errors.is_empty(),
            "{}",
            case.name
        );
    }
}

#[test]
fn codes_are_documented() {
    let wanted = codes::documentation();
    if env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        fs::write(codes::path(), &wanted).unwrap();
    }
    let there = fs::read_to_string(codes::path()).unwrap_or_default();
    assert!(
        there == wanted,
        "docs/diagnostics.md is not what the codes and their cases say. Write it anew with\n\n    \
         INSTA_UPDATE=always cargo test -p tests --test diagnostics"
    );
}

fn check(case: &Case) {
    let texts = Texts::new();
    let Reading { tree, diagnostics } = case.read(&texts);
    let (found, marked) = (findings(&tree, &diagnostics), case.expected_findings());
    let only_in = |these: &[Finding], those: &[Finding]| -> Vec<Finding> {
        let mut those = those.to_vec();
        let mut only = these.to_vec();
        only.retain(|it| match those.iter().position(|other| other == it) {
            Some(position) => {
                those.remove(position);
                false
            }
            None => true,
        });
        only
    };
    let (unmarked, unfound) = (only_in(&found, &marked), only_in(&marked, &found));
    assert_eq!(
        found, marked,
        "not marked: {unmarked:#?}, not found: {unfound:#?}"
    );
    let failed = diagnostics.iter().any(|it| it.level == Level::Error);
    if !case.is_linted() {
        let texts = Texts::new();
        assert_eq!(
            case.generate(&texts).files.is_none(),
            failed,
            "an error, and nothing else, keeps files away"
        );
    }
    let readme = fs::read_to_string(case.folder.join("README.md")).unwrap_or_default();
    insta::with_settings!({
        snapshot_path => &case.folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => readme.trim(),
    }, {
        insta::assert_snapshot!("expected", printed(&tree, &diagnostics));
    });
}
