//! Generated clients call Prism, a mock server of a third party that reads OpenAPI: it refuses what
//! is not as the document says, and answers with the document's examples.
//!
//! `cargo xtask prism` installs Prism and runs this. Without it, nothing is tried: the variable
//! `PRISM` says where it is.

mod clients;
mod server;
#[path = "../support/mod.rs"]
mod support;

use std::fmt::Debug;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use stytch_otp::Operation;
use tests::own_schema::repository;

use crate::server::Prism;
use crate::support::callers::{AnyClient, WAYS, call};
use crate::support::facts::VERSIONS;
use crate::support::requests::{self, Visitor};

/// Makes every call, and counts those that worked.
struct Calls<'a> {
    client: &'a AnyClient,
    accepted: usize,
}

impl Visitor for Calls<'_> {
    fn visit<O>(&mut self, name: &'static str, operation: O)
    where
        O: Operation + Debug,
        O::Response: Debug,
    {
        let answer = call!(self.client.clone(), |it| it.call::<O>(operation));
        answer.unwrap_or_else(|error| panic!("{name}: {error}"));
        self.accepted += 1;
    }
}

#[test]
fn every_request_is_accepted() {
    let Some(prism) = Prism::start(&repository().join("schema/openapi.yaml")) else {
        return;
    };
    for way in WAYS {
        for version in VERSIONS {
            let client = &AnyClient::new(way, &prism.base_url);
            let mut calls = Calls {
                client,
                accepted: 0,
            };
            requests::visit(version, &mut calls);
            assert_eq!(calls.accepted, 14);
            println!(
                "{way:?}: {} requests of {version} were accepted",
                calls.accepted
            );
        }
    }
}

/// What is accepted above means something.
#[test]
fn wrong_requests_are_refused() {
    let Some(prism) = Prism::start(&repository().join("schema/openapi.yaml")) else {
        return;
    };
    let credentials = STANDARD.encode("project:secret");
    let post = |authorization: &str, body: &str| {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build();
        let response = ureq::Agent::from(agent)
            .post(format!("{}/v1/otps/sms/send", prism.base_url))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .send(body);
        response.expect("Prism answers").status().as_u16()
    };
    let basic = format!("Basic {credentials}");
    assert_eq!(post(&basic, r#"{"phone_number": "+10000000000"}"#), 200);
    for wrong in [
        "{}",
        r#"{"phone_number": 7}"#,
        r#"{"phone_number": "+10000000000", "expiration_minutes": 11}"#,
        r#"{"phone_number": "+10000000000", "expiration_minutes": null}"#,
        r#"{"phone_number": "+10000000000", "locale": "ptbr"}"#,
    ] {
        assert!(post(&basic, wrong) >= 400, "{wrong}");
    }
    assert_eq!(post("Bearer x", r#"{"phone_number": "+10000000000"}"#), 401);
}
