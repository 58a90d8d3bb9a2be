//! Examples are the document's, as far as they are values of their types.

use case_examples::types::{Author, ByMember, ByMemberByEnumExample, Unfit, Whole};
use serde_json::json;

#[test]
fn the_example_of_a_type_says_what_is_there() {
    let whole = Whole::example();
    assert_eq!((whole.title.as_str(), whole.pages), ("This one", None));
    assert!(whole.tags.is_empty());
    assert_eq!(
        whole.author.and_then(|author| author.name).as_deref(),
        Some("Ann")
    );
    assert_eq!(whole.nothing, None);
    assert!(whole.nullable.is_null());
}

#[test]
fn the_examples_of_members_are_used() {
    let example = ByMember::example();
    assert_eq!(example.by_alias.as_deref(), Some("9783161484100"));
    assert_eq!(example.by_alias_and_own.as_deref(), Some("own"));
    assert_eq!(example.by_examples.as_deref(), Some("first"));
    assert_eq!(example.by_default.as_deref(), Some("default"));
    assert_eq!(example.by_enum_example, Some(ByMemberByEnumExample::B));
    assert_eq!(
        example.by_enum_new.as_ref().map(|value| value.as_str()),
        Some("new")
    );
    assert_eq!(example.big, Some(9_007_199_254_740_993));
    assert_eq!(example.gaps, [Some("a".to_owned()), None]);
    assert_eq!(example.structs.len(), 2);
    assert_eq!(
        example.free,
        Some(json!({"list": [1, 2.5, true, null, "text"], "deep": {"deeper": {}}}))
    );
    assert_eq!(example.long["numbers"][129], 130);
}

#[test]
fn what_is_no_value_is_not_used() {
    let example = Unfit::example();
    let value = serde_json::to_value(&example).unwrap();
    assert_eq!(serde_json::from_value::<Unfit>(value).unwrap(), example);
}

#[test]
fn an_example_of_what_contains_itself_ends() {
    assert_eq!(Author::example().friend, None);
}
