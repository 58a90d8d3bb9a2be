//! Types of one's own, on the wire.

use std::net::{IpAddr, Ipv4Addr};

use case_types_of_your_own::types::{Alias, Either, Host, Optional, Span};
use serde_json::json;

#[test]
fn values_are_read_and_written_by_their_own_types() {
    let value = json!({
        "address": "10.0.0.1",
        "alias": "10.0.0.2",
        "addresses": ["::1"],
        "by_name": {"a": "10.0.0.3"},
        "maybe": null,
        "perhaps": null,
        "hidden": "10.0.0.4",
        "count": 7,
        "set": ["a", "b"],
        "timeout": 30,
        "amount": 5,
        "span": {"secs": 1, "nanos": 2},
    });
    let host: Host = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&host).unwrap(), value);
    let address: Alias = host.address;
    assert_eq!(address, IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)));
    let _: Option<Span> = host.span;
    assert!(!format!("{host:?}").contains("10.0.0.4"));
    let zero = json!({"address": "10.0.0.1", "addresses": [], "maybe": null, "amount": 0});
    assert!(serde_json::from_value::<Host>(zero).is_err());
}

#[test]
fn they_are_handed_in_as_they_are() {
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let host = Host::new(here, vec![here], Some(here))
        .count(3)
        .perhaps(here);
    assert_eq!(
        serde_json::to_value(&host).unwrap()["perhaps"],
        json!("127.0.0.1")
    );
}

#[test]
fn a_union_chooses_them_like_any_other() {
    let address = serde_json::from_value(json!("10.0.0.1")).unwrap();
    assert!(matches!(address, Either::IpAddr(_)), "{address:?}");
    let number = serde_json::from_value(json!(7)).unwrap();
    assert!(matches!(number, Either::Integer(7)), "{number:?}");
}

#[test]
fn examples_do_without_them() {
    assert_eq!(
        serde_json::to_value(Optional::example()).unwrap(),
        json!({})
    );
    assert_eq!(serde_json::to_value(Either::example()).unwrap(), json!(1));
}
