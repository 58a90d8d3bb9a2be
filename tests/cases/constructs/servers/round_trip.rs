//! Servers and security.

use case_servers::operations::{OfOperationOperation, OfPathOperation, UsualOperation};
use case_servers::{Operation, SERVERS};

#[test]
fn servers_have_variables() {
    let first = SERVERS.first().unwrap();
    assert_eq!(first.url(&[]), "https://eu.example.com/v1");
    assert_eq!(first.url(&[("region", "us"), ("base", "v2")]), "https://us.example.com/v2");
    assert_eq!(first.description, "By region.");
}

#[test]
fn operations_say_what_is_not_as_usual() {
    assert!(UsualOperation::SERVERS.is_empty() && UsualOperation::SECURITY.is_none());
    assert_eq!(OfPathOperation::SERVERS.first().unwrap().template, "https://path.example.com");
    assert_eq!(OfPathOperation::SECURITY, Some(&[&["Key", "Token"][..], &[]][..]));
    assert_eq!(OfOperationOperation::SERVERS.first().unwrap().template, "https://operation.example.com");
    assert_eq!(OfOperationOperation::SECURITY, Some(&[][..]));
}
