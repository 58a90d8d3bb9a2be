//! Types that are called like their files.

use case_files_by_name::types::{
    All, Choice, Chosen, Kind, OnlyHere, OrdersItem, OrdersModelsPage, OrdersTaken, Profile,
    SharedUsersItem, Taken, UsersItem, UsersModelsPage,
};
use serde_json::json;

#[test]
fn each_file_is_one_type() {
    let all = All::new()
        .user_item(UsersItem::new().user("a"))
        .order_item(OrdersItem::new().next(OrdersItem::new()))
        .profile(Profile::new().item(UsersItem::new()))
        .order_page(OrdersModelsPage::new().order(OrdersItem::new()))
        .user_page(UsersModelsPage::new().user(UsersItem::new()))
        .only(OnlyHere::A)
        .taken(OrdersTaken::new().a("b"))
        .same(SharedUsersItem::new().shared("c"))
        .kinds(vec![Kind::Small])
        .size(1)
        .named(Chosen::new().a("d"));
    let value = json!({
        "user_item": {"user": "a"}, "order_item": {"next": {}}, "profile": {"item": {}},
        "order_page": {"order": {}}, "user_page": {"user": {}}, "only": "a", "taken": {"a": "b"},
        "same": {"shared": "c"}, "kinds": ["small"], "size": 1, "named": {"a": "d"},
    });
    assert_eq!(serde_json::to_value(&all).unwrap(), value);
    assert_eq!(serde_json::from_value::<All>(value).unwrap(), all);
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let value = json!({"only": "b", "kinds": ["medium", "large"]});
    let all: All = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(all.only, Some(OnlyHere::Unknown { .. })));
    assert!(matches!(all.kinds[..], [Kind::Unknown { .. }, Kind::Large]));
    assert_eq!(serde_json::to_value(&all).unwrap(), value);
    let new = json!({"kinds": null, "user_item": {"order": "of another file"}});
    let all: All = serde_json::from_value(new).unwrap();
    assert_eq!(serde_json::to_value(&all).unwrap(), json!({"user_item": {}}));
    assert_eq!((Choice::from("z").as_str(), Taken::from("z").as_str()), ("z", "z"));
}
