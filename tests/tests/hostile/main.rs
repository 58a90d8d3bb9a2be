//! Documents that mean harm: each ends in a finding at its place, or in a crate, within 256 MB and
//! ten seconds.
//!
//! The generator runs as a child whose memory and time the system limits, so that one that goes
//! astray takes nothing else with it.
#![cfg(target_os = "linux")]

mod amplifiers;
mod bytes;
mod chains;
mod child;
mod crowds;
mod document;
mod limits;
mod made;
mod names;
mod nesting;
mod references;

use child::check;

macro_rules! documents {
    ($($module:ident::$name:ident => $outcome:expr,)+) => {
        $(#[test]
        fn $name() {
            check(stringify!($name), &$module::$name(), $outcome);
        })+
    };
}

/// A crate.
const CRATE: &str = "";

documents! {
    nesting::alias_bomb => "limit-exceeded",
    nesting::aliases_side_by_side => "limit-exceeded",
    nesting::merge_key_bomb => "limit-exceeded",
    nesting::merge_key_cascade => "limit-exceeded",
    nesting::deep_block => "limit-exceeded",
    nesting::deep_dashes => "limit-exceeded",
    nesting::deep_question_marks => "syntax",
    nesting::deep_brackets => "limit-exceeded",
    nesting::deep_braces => "limit-exceeded",
    nesting::deep_arrays_of_json => "limit-exceeded",
    nesting::deep_objects_of_json => "limit-exceeded",
    nesting::deep_inline_schemas => CRATE,
    nesting::deep_modules => "limit-exceeded",

    chains::references => "limit-exceeded",
    chains::references_in_a_ring => "limit-exceeded",
    chains::short_rings_of_everything => "reference-cycle",
    chains::path_items_in_a_ring => "limit-exceeded",
    chains::callbacks_of_themselves => CRATE,
    chains::files_in_a_ring => CRATE,
    chains::files_that_are_each_other => "limit-exceeded",
    chains::ids_in_a_ring => "limit-exceeded",
    chains::parts => "limit-exceeded",
    chains::parts_in_a_ring => "limit-exceeded",
    chains::parts_twice_each => "limit-exceeded",
    chains::parts_of_themselves => "limit-exceeded",
    chains::texts_twice_each => CRATE,
    chains::parts_of_all_before => "limit-exceeded",
    chains::choices_in_a_ring => "limit-exceeded",
    chains::choices_of_all_after => CRATE,
    chains::choices_that_lead_to_each_other => CRATE,
    chains::branches_that_nothing_tells_apart => CRATE,
    chains::lists => "limit-exceeded",
    chains::required_members => CRATE,
    chains::properties_of_properties => "limit-exceeded",
    chains::discriminators => "limit-exceeded",

    crowds::values_of_an_enum => "limit-exceeded",
    crowds::values_of_an_enum_in_yaml => "limit-exceeded",
    crowds::values_within_the_limit => CRATE,
    crowds::values_with_one_name => CRATE,
    crowds::schemas => "limit-exceeded",
    crowds::modules => "limit-exceeded",
    crowds::schemas_with_one_name => CRATE,
    crowds::members => "limit-exceeded",
    crowds::members_with_one_name => CRATE,
    crowds::required_members_that_are_not => CRATE,
    crowds::paths => "limit-exceeded",
    crowds::parameters => "limit-exceeded",
    crowds::responses => "limit-exceeded",
    crowds::media_types => "limit-exceeded",
    crowds::branches => "limit-exceeded",
    crowds::uses_of_a_path_item => "limit-exceeded",
    crowds::uses_of_a_long_description => "limit-exceeded",
    crowds::unions_of_all_schemas => CRATE,
    crowds::subtypes => CRATE,
    crowds::unknown_references => "unknown-reference",
    crowds::misspelt_keys => CRATE,
    crowds::files => CRATE,
    crowds::files_that_are_not => "missing-file",

    amplifiers::members_of_one_object => "limit-exceeded",
    amplifiers::inherited_members_of_subtypes => "limit-exceeded",
    amplifiers::inherited_members_of_a_chain => "limit-exceeded",
    amplifiers::members_of_branches => CRATE,
    amplifiers::shared_parameters => "limit-exceeded",
    amplifiers::shared_answers => "limit-exceeded",
    amplifiers::shared_bodies => "limit-exceeded",
    amplifiers::many_operations => "limit-exceeded",
    amplifiers::examples_of_what_is_referred_to => "limit-exceeded",
    amplifiers::inherited_examples => "limit-exceeded",
    amplifiers::inherited_patterns_and_defaults => "limit-exceeded",
    amplifiers::inherited_versions => "limit-exceeded",
    amplifiers::long_places => "limit-exceeded",
    amplifiers::long_paths_of_types => "limit-exceeded",
    amplifiers::security_of_a_path_item => "limit-exceeded",
    amplifiers::servers_of_a_path_item => "limit-exceeded",
    amplifiers::tags_of_a_path_item => "limit-exceeded",
    amplifiers::callbacks_of_a_path_item => CRATE,
    amplifiers::enums_of_choices => "limit-exceeded",
    amplifiers::inline_branches => "limit-exceeded",
    amplifiers::members_that_tell_branches_apart => "limit-exceeded",
    amplifiers::inline_objects => "limit-exceeded",
    amplifiers::two_halves => "limit-exceeded",
    amplifiers::media_types_of_a_path_item => "limit-exceeded",
    amplifiers::copies_of_an_overlay => "limit-exceeded",

    names::a_megabyte_of_a_name => CRATE,
    names::a_megabyte_everywhere => CRATE,
    names::long_references => "unknown-reference",
    names::markdown_that_nests => CRATE,

    bytes::digits_of_json => "syntax",
    bytes::digits_of_yaml => CRATE,
    bytes::lengths_without_end => CRATE,
    bytes::invalid_utf_8 => "syntax",
    bytes::utf_16 => "syntax",
    bytes::nul_in_yaml => "syntax",
    bytes::nul_in_json => "syntax",
    bytes::byte_order_mark => CRATE,
    bytes::byte_order_marks => "syntax",
    bytes::zeros => "syntax",
    bytes::spaces => "wrong-kind",
    bytes::comments => "wrong-kind",
    bytes::commas => "limit-exceeded",
    bytes::empty_lists => "limit-exceeded",
    bytes::equal_keys => "limit-exceeded",
    bytes::dashes => "limit-exceeded",
    bytes::keys_without_values => "limit-exceeded",
    bytes::anchors => "limit-exceeded",
    bytes::one_line => "wrong-kind",
    bytes::documents_of_a_stream => "wrong-kind",
    bytes::more_than_any_file => "limit-exceeded",
}

/// As much as the generator takes on is no harm: 95 % of each limit. Items of their own, as many as
/// there may be, take more: it is the crate that is large then.
mod within {
    use super::{CRATE, check, limits, made};

    documents! {
        limits::bytes_of_comments => CRATE,
        limits::bytes_of_a_text => CRATE,
        limits::bytes_of_files => CRATE,
        limits::files => CRATE,
        limits::values_of_json => CRATE,
        limits::values_of_yaml => CRATE,
        limits::values_of_aliases => CRATE,
        limits::modules => CRATE,
        limits::path_of_a_module => CRATE,
        limits::members_of_a_struct => CRATE,
        limits::values_of_an_enum => CRATE,
        limits::parameters_of_an_operation => CRATE,
        limits::operations_of_a_module => CRATE,
        limits::parts => CRATE,
        limits::text_of_one_description => CRATE,
        limits::depth => CRATE,
        limits::chain_of_references => CRATE,
        limits::chain_of_parts => CRATE,
        limits::aliases => CRATE,

        made::members_of_parts => CRATE,
        made::members_of_parts_beside_much => CRATE,
        made::members_of_items => CRATE,
        made::members_of_items_beside_much => CRATE,
        made::values_of_enums => CRATE,
        made::values_of_enums_beside_much => CRATE,
        made::answers => CRATE,
        made::answers_beside_much => CRATE,
        made::members_of_unions => CRATE,
        made::members_of_unions_beside_much => CRATE,
        made::text_of_parts => CRATE,
        made::text_of_parts_beside_much => CRATE,
        made::text_of_many_descriptions => CRATE,
        made::text_of_many_descriptions_beside_much => CRATE,
    }
}
