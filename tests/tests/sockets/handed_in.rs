//! A client of `reqwest` that the application has set up: what stays as it is, and what does not.

use std::time::{Duration, Instant};

use stytch_otp::Client;
use tests::faults::{ClosedPort, FaultServer, Reply};

use crate::scripted::login;
use crate::support::callers::{AnyClient, PROJECT_ID, SECRET, authorization};

/// A client over one of `reqwest` with these settings.
fn over(
    base_url: &str,
    set_up: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
) -> AnyClient {
    // Other crates may have chosen one before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = set_up(reqwest::Client::builder()).build();
    let client = Client::builder(PROJECT_ID, SECRET)
        .base_url(base_url)
        .reqwest(http.expect("a client can be made"))
        .with(|options| options.timeout(Duration::from_secs(2)));
    AnyClient::Async(client.build().expect("a client can be made"))
}

/// What its documentation advises.
fn as_advised(base_url: &str) -> AnyClient {
    over(base_url, |it| {
        it.redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
    })
}

#[test]
fn its_settings_and_the_credentials_are_sent() {
    let server = FaultServer::start([Reply::sent()]);
    let client = over(&server.base_url(), |it| {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("x-application", "the shop".parse().expect("it is a value"));
        headers.insert("authorization", "Basic of-another".parse().expect("it is"));
        it.default_headers(headers).user_agent("another/1.0")
    });
    login(&client).expect("it is answered");
    let [request] = server.received().try_into().expect("one request");
    assert_eq!(request.header("x-application"), Some("the shop"));
    assert_eq!(request.header("authorization"), Some(&*authorization()));
    let agent = request.header("user-agent").expect("it says who it is");
    assert!(agent.starts_with("stytch-otp/"), "{agent}");
}

#[test]
fn timeouts_and_retries_are_as_ever() {
    let server = FaultServer::start([Reply::never()]);
    let started = Instant::now();
    let error = login(&as_advised(&server.base_url())).expect_err("there is no answer");
    assert!(error.is_timeout(), "{error:?}");
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(server.received().len(), 1);

    let limited = Reply::error_with(429, "too_many_requests", &[("Retry-After", "0")]);
    let server = FaultServer::start([limited, Reply::sent()]);
    login(&as_advised(&server.base_url())).expect("the second is answered");
    assert_eq!(server.received().len(), 2);

    let nobody = ClosedPort::take();
    let error = login(&as_advised(&nobody.base_url())).expect_err("nobody listens");
    assert!(error.is_connect() && error.attempts() == 3, "{error:?}");
}

#[test]
fn redirects_are_this_crates_where_it_follows_none() {
    let other = FaultServer::start([Reply::sent()]);
    let elsewhere = format!("{}/v1", other.base_url());
    let server = FaultServer::start([Reply::redirect(307, &elsewhere)]);
    let error = login(&as_advised(&server.base_url())).expect_err("it leads to another server");
    assert!(error.is_status(307), "{error}");
    assert_eq!(other.received().len(), 0);

    let server = FaultServer::start([Reply::redirect(307, "/elsewhere"), Reply::sent()]);
    login(&as_advised(&server.base_url())).expect("it leads to the same server");
    let received = server.received();
    assert_eq!(received[1].header("authorization"), Some(&*authorization()));
}

/// What the documentation of `ClientBuilder::reqwest` warns of: `reqwest` keeps the credentials to
/// itself, and sends the body to whoever it is led to.
#[test]
fn a_client_that_follows_redirects_takes_the_body_to_another_server() {
    let other = FaultServer::start([Reply::sent()]);
    let elsewhere = format!("{}/v1", other.base_url());
    let server = FaultServer::start([Reply::redirect(307, &elsewhere)]);
    login(&over(&server.base_url(), |it| it)).expect("the other server answers");
    let [request] = other.received().try_into().expect("one request");
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.body, server.received()[0].body);
    assert!(!request.body.is_empty());
}
