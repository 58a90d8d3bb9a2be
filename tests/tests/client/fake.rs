//! The API played from values, and what is said of an answer that is none.

use std::error::Error as _;

use stytch_otp::error::ErrorType;
use stytch_otp::otp::{self, sms};
use stytch_otp::testing::FakeApi;
use stytch_otp::{Client, Error, blocking};

#[tokio::test]
async fn answers_come_from_examples_and_errors() {
    let api = FakeApi::new();
    let mut prepared = sms::LoginOrCreateResponse::example();
    prepared.phone_id = "phone-of-the-test".into();
    api.answer::<sms::LoginOrCreateOperation>(&prepared);
    api.refuse::<otp::AuthenticateOperation>(&Error::api(404, ErrorType::OtpCodeNotFound));

    let builder = Client::builder("project-test-1", "secret-1").transport(api.clone());
    let client = builder.build().expect("the settings are fine");
    let params = sms::LoginOrCreateParams::new("+10000000000");
    let sent = client.otp().sms().login_or_create(&params).await;
    assert_eq!(sent.expect("it is answered").phone_id, "phone-of-the-test");
    let params = otp::AuthenticateParams::new("phone-of-the-test", "123456");
    let error = client.otp().authenticate(&params).await;
    let error = error.expect_err("it is refused");
    assert!(error.is_type(ErrorType::OtpCodeNotFound) && error.is_status(404));
    assert!(error.is_type("otp_code_not_found") && !error.is_type(ErrorType::UserNotFound));
    assert_eq!(error.request_id(), Some("request-id-test"));

    let [first, second] = api.sent().try_into().expect("two requests were sent");
    assert_eq!(first.operation(), "otp.sms.login_or_create");
    assert_eq!(second.json::<otp::AuthenticateParams>(), params);
    assert!(second.headers()["authorization"].is_sensitive());
    assert!(!format!("{second:?}{client:?}").contains("secret-1"));
}

/// Where a call goes is said by the project id, unless the caller says it.
#[tokio::test]
async fn the_project_says_which_server_is_called() {
    let live = "https://api.stytch.com/v1/otps/authenticate";
    let test = "https://test.stytch.com/v1/otps/authenticate";
    let given = "https://proxy.example/stytch/v1/otps/authenticate";
    let cases = [
        ("project-live-11111111", None, live),
        ("project-test-11111111", None, test),
        // Only the whole beginning counts.
        ("project-live", None, test),
        ("Project-Live-1", None, test),
        ("a-project-live-1", None, test),
        ("", None, test),
        (
            "project-live-1",
            Some("https://proxy.example/stytch/"),
            given,
        ),
        (
            "project-test-1",
            Some("https://proxy.example/stytch"),
            given,
        ),
    ];
    for (project, base_url, called) in cases {
        let api = FakeApi::new();
        let params = otp::AuthenticateParams::new("phone-1", "123456");
        for _ in 0..2 {
            api.answer::<otp::AuthenticateOperation>(&otp::AuthenticateResponse::example());
        }
        let mut builder = Client::builder(project, "secret-1").transport(api.clone());
        let mut waiting = blocking::Client::builder(project, "secret-1").transport(api.clone());
        if let Some(url) = base_url {
            (builder, waiting) = (builder.base_url(url), waiting.base_url(url));
        }
        let client = builder.build().expect("the settings are fine");
        let answer = client.otp().authenticate(&params).await;
        answer.expect("it is answered");
        let client = waiting.build().expect("the settings are fine");
        let answer = client.otp().authenticate(&params).send();
        answer.expect("it is answered");
        for sent in api.sent() {
            assert_eq!(sent.url().to_string(), called, "{project}");
        }
        assert_eq!(api.sent().len(), 2);
    }
}

#[test]
fn a_blocking_client_has_the_same_fake() {
    let api = FakeApi::new();
    api.time_out::<otp::AuthenticateOperation>();
    let builder = blocking::Client::builder("project-test-1", "secret-1").transport(api.clone());
    let client = builder.build().expect("the settings are fine");
    let params = otp::AuthenticateParams::new("phone-1", "123456");
    let error = client.otp().authenticate(&params).send();
    assert!(error.expect_err("nobody answers").is_timeout());
    assert_eq!(api.sent().len(), 1);
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said_without_quoting_it() {
    let api = FakeApi::new();
    let body = r#"{"request_id":"r","user_id":"u","phone_id":{"planted":1},"user_created":true}"#;
    api.reply::<sms::LoginOrCreateOperation>(200, "application/json", body);
    let builder = Client::builder("project-test-1", "secret-1").transport(api);
    let client = builder.build().expect("the settings are fine");
    let params = sms::LoginOrCreateParams::new("+10000000000");
    let error = client.otp().sms().login_or_create(&params).await;
    let error = error.expect_err("an identifier is a string");
    assert!(error.is_decode() && error.source().is_none());
    let problem = error.decode_error().expect("it was decoded").to_string();
    assert_eq!(
        problem,
        "the body is other JSON than was expected: `phone_id`: expected a string, found an object"
    );
    assert!(!format!("{error}{error:?}").contains("planted"));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.request_id(), Some("r"));
}
