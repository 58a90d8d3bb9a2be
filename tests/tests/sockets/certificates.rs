//! Certificates: nothing is sent to whom they do not belong.

use stytch_otp::Client;
use tests::faults::{Certificate, FaultServer, Reply};

use crate::scripted::login;
use crate::support::callers::{AnyClient, PROJECT_ID, SECRET, WAYS};

/// A client that trusts the authority of a certificate, beside those that everybody trusts.
fn trusting(certificate: &Certificate, base_url: &str) -> AnyClient {
    // Other crates may have chosen one before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let authority = reqwest::Certificate::from_pem(certificate.authority().as_bytes());
    let http = reqwest::Client::builder()
        .tls_certs_only([authority.expect("it is one")])
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .build()
        .expect("a client can be made");
    let client = Client::builder(PROJECT_ID, SECRET)
        .base_url(base_url)
        .reqwest(http);
    AnyClient::Async(client.build().expect("a client can be made"))
}

#[test]
fn a_valid_certificate_is_trusted() {
    let certificate = Certificate::valid();
    let server = FaultServer::start_tls(&certificate, [Reply::sent(), Reply::sent()]);
    let client = trusting(&certificate, &server.base_url());
    login(&client).expect("the certificate is valid");
    login(&client).expect("the certificate is valid");
    assert_eq!(server.received().len(), 2);
}

#[test]
fn an_expired_certificate_is_not() {
    let certificate = Certificate::expired();
    let server = FaultServer::start_tls(&certificate, [Reply::sent()]);
    let client = trusting(&certificate, &server.base_url());
    let error = login(&client).expect_err("the certificate is expired");
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(
        error.attempts(),
        1,
        "it does not get better by trying again"
    );
    assert_eq!(server.received().len(), 0);
    let mut chain = String::new();
    let mut next: Option<&dyn std::error::Error> = Some(&error);
    while let Some(error) = next {
        chain.push_str(&error.to_string());
        next = error.source();
    }
    assert!(chain.to_lowercase().contains("expired"), "{chain}");
}

#[test]
fn an_unknown_authority_is_not_trusted() {
    for way in WAYS {
        let certificate = Certificate::valid();
        let server = FaultServer::start_tls(&certificate, [Reply::sent()]);
        let error = login(&AnyClient::new(way, &server.base_url()));
        let error = error.expect_err("nobody knows the authority");
        assert!(error.is_connect(), "{way:?}: {error:?}");
        assert_eq!(error.attempts(), 1);
        assert_eq!(server.received().len(), 0);
    }
}
