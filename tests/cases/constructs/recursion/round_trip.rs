//! Values of types that contain themselves.

use case_recursion::types::{ByList, ByMap, ByNullable, ByPath, Inline, Left, Listed, Node, One};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn round_trip<T: Serialize + DeserializeOwned>(value: Value) {
    let decoded: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(decoded).unwrap(), value);
}

#[test]
fn nested_values_go_back_unchanged() {
    round_trip::<Node>(json!({"value": 1, "next": {"value": 2, "next": {"value": 3}}}));
    round_trip::<Left>(json!({"right": {"left": {"right": {}}}}));
    round_trip::<One>(
        json!({"two": {"three": {"one": {"two": {"three": {}}}, "two": {"three": {}}}}}),
    );
    round_trip::<ByList>(json!({"children": [{"children": []}, {"children": [{"children": []}]}]}));
    round_trip::<ByMap>(json!({"children": {"a": {"children": {}}}}));
    round_trip::<ByNullable>(json!({"parent": {"parent": null}}));
    round_trip::<Inline>(json!({"inner": {"outer": {"inner": {}}}}));
    round_trip::<ByPath>(json!({"a": {"b": {"b": {}}}}));
}

#[test]
fn setters_take_what_the_box_holds() {
    let node = Node::new(1).next(Node::new(2));
    assert_eq!(node.next.map(|next| next.value), Some(2));
}

#[test]
fn examples_end() {
    let _ = (
        Node::example(),
        Left::example(),
        One::example(),
        ByList::example(),
        ByMap::example(),
    );
    let _ = (ByNullable::example(), Inline::example(), ByPath::example());
    assert_eq!(Listed::example().next.and_then(|next| next.value), Some(2));
}

#[test]
fn what_is_new_is_ignored_at_any_depth() {
    let value = json!({"value": 1, "new": {}, "next": {"value": 2, "next": null, "new": [null]}});
    let node: Node = serde_json::from_value(value).unwrap();
    assert_eq!(
        serde_json::to_value(&node).unwrap(),
        json!({"value": 1, "next": {"value": 2}})
    );
    let list: ByList = serde_json::from_value(json!({"children": [{"children": null}, {}]})).unwrap();
    assert!(list.children.len() == 2 && list.children.iter().all(|it| it.children.is_empty()));
    assert!(serde_json::from_value::<Node>(json!({"value": 1, "next": {}})).is_err());
}
