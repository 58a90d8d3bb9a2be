//! Where types and operations are.

use case_modules_by_name::{
    Operation, bin_, operations, repos, runtime_, types, user_pages, users,
};
use serde_json::json;

#[test]
fn types_are_where_their_names_say() {
    let user = types::com::example::User::example();
    let invoice = json!({"user": user});
    let read: types::com::example::billing::Invoice =
        serde_json::from_value(invoice.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), invoice);
    let _: Option<types::com::example::UserAddress> = user.address;
    let _: Vec<types::v1::Pod> = user.pods;
    let _: Option<Box<types::v1::Pod>> = types::v1::Pod::example().next;
    let _: types::List1ComExampleUser = Vec::new();
    let _ = (
        types::PodV3::new(),
        types::apps::PodV1beta1::new(),
        types::Page10::new(),
        types::magic_links::Send::new(),
    );
}

#[test]
fn operations_drop_what_their_module_says() {
    assert_eq!(repos::ListForOrgOperation::PATH, "/repos");
    assert_eq!(repos::CreateOperation::METHOD, "POST");
    assert_eq!(repos::OrgsListReposOperation::METHOD, "PUT");
    assert_eq!(repos::ReposV2Operation::METHOD, "PATCH");
    assert_eq!(repos::ReposDeleteOperation::METHOD, "DELETE");
    let _ = repos::CreateRequest::new().kind(repos::CreateRequestKind::A);
    assert_eq!(users::ListOperation::METHOD, "GET");
    assert_eq!(users::roles::CreateOperation::METHOD, "POST");
    assert_eq!(operations::UsersControllerReplaceOperation::METHOD, "PUT");
    assert_eq!(user_pages::ListOperation::PATH, "/pages");
    assert_eq!(runtime_::StatusOperation::PATH, "/root");
    assert_eq!(bin_::RestartOperation::PATH, "/root");
}
