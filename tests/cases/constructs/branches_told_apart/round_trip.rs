//! The right branch, and back.

use case_branches_told_apart::Nullable;
use case_branches_told_apart::types::{Choice, Counts, Entry, Holder, Item, Job, Measure, Pages, Rule, State, Step};
use serde_json::{Value, json};

fn decoded(value: Value) -> Holder {
    let holder: Holder = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&holder).unwrap(), value);
    holder
}

#[test]
fn a_number_is_a_tag() {
    let rule = |value: Value| decoded(json!({ "rule": value })).rule;
    assert!(matches!(rule(json!({"type": 2, "words": ["a"]})), Some(Rule::Words(_))));
    assert!(matches!(rule(json!({"type": 5, "words": ["a"]})), Some(Rule::Mentions(_))));
    assert!(matches!(rule(json!({"type": 5, "mode": "some"})), Some(Rule::Mentions(_))));
    // Tags that contradict each other, and a number and a text that are new.
    assert!(matches!(rule(json!({"type": 5, "mode": "all"})), Some(Rule::Unknown { .. })));
    assert!(matches!(rule(json!({"type": 7})), Some(Rule::Unknown { .. })));
    assert!(matches!(rule(json!({"type": "1"})), Some(Rule::Unknown { .. })));
}

#[test]
fn a_branch_is_also_told_by_the_value_that_only_it_lists() {
    let item = |value: Value| decoded(json!({ "item": value })).item;
    assert!(matches!(item(json!({"type": "track", "name": "a"})), Some(Item::Track(_))));
    assert!(matches!(item(json!({"type": "episode", "name": "a"})), Some(Item::Episode(_))));
    assert!(matches!(item(json!({"type": "Episode"})), Some(Item::Episode(_))));
    assert!(matches!(item(json!({"type": "chapter"})), Some(Item::Unknown { .. })));
}

#[test]
fn what_is_deeper_tells_branches_apart() {
    let choice = |value: Value| decoded(json!({ "choice": { "choices": value } })).choice;
    assert!(matches!(choice(json!([null, {"value": "a"}])), Some(Choice::Texts(_))));
    assert!(matches!(choice(json!([{"value": 1}, null])), Some(Choice::Integers(_))));
    assert!(matches!(choice(json!([{}, {"value": "a"}])), Some(Choice::Texts(_))));
    assert!(matches!(choice(json!([null])), Some(Choice::Integers(_))));
    assert!(matches!(choice(json!([{"value": 1}, {"value": "a"}])), Some(Choice::Unknown { .. })));
    let counts = |value: Value| decoded(json!({ "counts": value })).counts;
    assert!(matches!(counts(json!({"a": 1})), Some(Counts::IntegerMap(_))));
    assert!(matches!(counts(json!({"a": [1], "b": []})), Some(Counts::IntegerListMap(_))));
    assert!(matches!(counts(json!({"a": true})), Some(Counts::Unknown { .. })));
}

#[test]
fn branches_that_share_a_tag_are_told_by_another_member() {
    let entry = |value: Value| decoded(json!({ "entry": value })).entry;
    assert!(matches!(entry(json!({"type": "message", "role": "user", "text": "a"})), Some(Entry::Asked(_))));
    assert!(matches!(entry(json!({"type": "message", "role": "assistant", "text": "a", "id": "1"})), Some(Entry::Answered(_))));
    assert!(matches!(entry(json!({"role": "user", "text": "a"})), Some(Entry::Asked(_))));
    assert!(matches!(entry(json!({"type": "call", "name": "a"})), Some(Entry::Called(_))));
    // A role that is new, or of a branch that the value cannot be.
    assert!(matches!(entry(json!({"type": "message", "role": "tool", "text": "a"})), Some(Entry::Asked(_))));
    assert!(matches!(entry(json!({"type": "message", "role": "tool", "text": "a", "id": "1"})), Some(Entry::Answered(_))));
    assert!(matches!(entry(json!({"type": "message", "role": "assistant", "text": "a"})), Some(Entry::Asked(_))));
    assert!(matches!(entry(json!({"type": "event", "role": "user", "text": "a"})), Some(Entry::Unknown { .. })));
}

#[test]
fn a_union_in_a_union_says_itself_which_values_are_its_own() {
    let step = |value: Value| decoded(json!({ "step": value })).step;
    assert!(matches!(step(json!({"type": "call", "name": "a"})), Some(Step::Entry(Entry::Called(_)))));
    assert!(matches!(step(json!({"type": "link", "to": "a"})), Some(Step::Link(_))));
    assert!(matches!(step(json!({"type": "message", "role": "user"})), Some(Step::Brief(_))));
    assert!(matches!(step(json!({"type": "message", "role": "user", "brief": "a"})), Some(Step::Brief(_))));
    assert!(matches!(step(json!({"type": "message", "role": "system", "text": "a"})), Some(Step::Entry(Entry::Asked(_)))));
    assert!(matches!(
        step(json!({"type": "message", "role": "assistant", "text": "a", "id": "1"})),
        Some(Step::Entry(Entry::Answered(_)))
    ));
    assert!(matches!(step(json!({"type": "event"})), Some(Step::Unknown { .. })));
}

#[test]
fn branches_that_share_a_tag_are_told_by_the_kinds_of_their_members() {
    let measure = |value: Value| decoded(json!({ "measure": { "type": "measure", "value": value } })).measure;
    assert!(matches!(measure(json!(0.5)), Some(Measure::Amount(_))));
    assert!(matches!(measure(json!("a")), Some(Measure::Label(_))));
    assert!(matches!(measure(json!([1])), Some(Measure::Unknown { .. })));
}

#[test]
fn a_value_that_only_one_branch_lists_speaks_for_it() {
    let state = |value: &str| decoded(json!({ "state": { "state": value, "by": "a" } })).state;
    assert!(matches!(state("new"), Some(State::Open(_))));
    assert!(matches!(state("seen"), Some(State::Open(_))));
    assert!(matches!(state("done"), Some(State::Closed(_))));
    assert!(matches!(state("lost"), Some(State::Open(_))));
}

#[test]
fn an_object_that_no_branch_knows_is_kept_where_anything_may_be() {
    let pages = |value: Value| decoded(json!({ "pages": value })).pages;
    assert!(matches!(pages(json!({"next": "a"})), Some(Pages::Forward(_))));
    assert!(matches!(pages(json!({"first": "a", "prev": "b"})), Some(Pages::Backward(_))));
    assert!(matches!(pages(json!({})), Some(Pages::Forward(_))));
    assert!(matches!(pages(json!({"other": [1, null]})), Some(Pages::Unknown { .. })));
    assert!(matches!(pages(json!([1])), Some(Pages::Unknown { .. })));
}

#[test]
fn a_tag_that_no_schema_names_is_kept() {
    let value = json!({"job": {"@type": "jobs/walk", "far": 3}});
    let holder = decoded(value.clone());
    assert!(matches!(&holder.job, Some(Job::Walk(walk)) if walk.far == Some(3)));
    assert_eq!(serde_json::to_value(&holder).unwrap(), value);
    let new = json!({"job": {"@type": "jobs/feed", "food": "fish"}});
    let holder = decoded(new.clone());
    assert!(matches!(&holder.job, Some(Job::Unknown { .. })));
    assert_eq!(serde_json::to_value(&holder).unwrap(), new);
}

#[test]
fn null_beside_branches_is_null() {
    let holder = decoded(json!({ "maybe": null, "inline": null }));
    assert!(matches!((holder.maybe, holder.inline), (Nullable::Null, Nullable::Null)));
    let holder = decoded(json!({ "maybe": [1], "inline": 1 }));
    assert!(matches!((holder.maybe, holder.inline), (Nullable::Value(_), Nullable::Value(_))));
}

#[test]
fn a_choice_in_a_choice_costs_no_more_than_its_size() {
    // Each level is looked at a fixed number of times, however deep the value is.
    let mut value = json!([{ "value": 1 }]);
    for _ in 0..60 {
        value = json!([{ "value": value }, null]);
    }
    assert!(matches!(decoded(json!({ "choice": { "choices": value } })).choice, Some(Choice::Unknown { .. })));
}
