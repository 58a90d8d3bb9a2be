//! The clients over real sockets: what is sent, what comes back, and what is done when it does not.

mod fake;
mod server;

use std::time::Duration;

use server::{Reply, Server};
use stytch_otp::otp::{self, sms};
use stytch_otp::{Client, blocking};

const SENT: &str = r#"{"request_id":"request-1","user_id":"user-1","phone_id":"phone-1","user_created":true,"status_code":200}"#;
const WRONG: &str = r#"{"status_code":404,"request_id":"request-2","error_type":"otp_code_not_found","error_message":"The code was not found."}"#;

fn client(server: &Server) -> Client {
    let builder = Client::builder("project-test-1", "secret-1").base_url(server.url());
    builder.build().expect("the settings are fine")
}

fn blocking_client(server: &Server) -> blocking::Client {
    let builder = blocking::Client::builder("project-test-1", "secret-1").base_url(server.url());
    builder.build().expect("the settings are fine")
}

#[tokio::test]
async fn a_call_is_sent_and_answered() {
    let server = Server::start([Reply::json(200, SENT)]);
    let params = sms::LoginOrCreateParams::new("+10000000000").expiration_minutes(5);
    let sent = client(&server).otp().sms().login_or_create(&params).await;
    assert_eq!(sent.expect("it is answered").phone_id, "phone-1");
    let [request] = server.requests().try_into().expect("it is sent once");
    assert_eq!(request.line, "POST /v1/otps/sms/login_or_create HTTP/1.1");
    assert_eq!(
        request.header("authorization"),
        Some("Basic cHJvamVjdC10ZXN0LTE6c2VjcmV0LTE=")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.header("user-agent"),
        Some(concat!("stytch-otp/", env!("CARGO_PKG_VERSION")))
    );
    assert_eq!(
        request.body,
        r#"{"phone_number":"+10000000000","expiration_minutes":5}"#
    );
}

#[test]
fn a_blocking_call_is_sent_and_answered() {
    let server = Server::start([Reply::json(200, SENT)]);
    let params = sms::LoginOrCreateParams::new("+10000000000").expiration_minutes(5);
    let call = blocking_client(&server)
        .otp()
        .sms()
        .login_or_create(&params);
    let answer = call.answer().expect("it is answered");
    assert_eq!(answer.request_id().as_deref(), Some("request-1"));
    assert_eq!(answer.into_value().phone_id, "phone-1");
    let [request] = server.requests().try_into().expect("it is sent once");
    assert_eq!(request.line, "POST /v1/otps/sms/login_or_create HTTP/1.1");
    assert_eq!(
        request.header("authorization"),
        Some("Basic cHJvamVjdC10ZXN0LTE6c2VjcmV0LTE=")
    );
    assert_eq!(
        request.body,
        r#"{"phone_number":"+10000000000","expiration_minutes":5}"#
    );
}

#[tokio::test]
async fn an_error_says_what_the_api_says() {
    let server = Server::start([Reply::json(404, WRONG), Reply::json(404, WRONG)]);
    let params = otp::AuthenticateParams::new("phone-1", "123456");
    let error = client(&server).otp().authenticate(&params).await;
    let error = error.expect_err("the code is wrong");
    let shown = "POST /v1/otps/authenticate: refused, status 404, request request-2: \
                 otp_code_not_found: The code was not found.";
    assert_eq!(error.to_string(), shown);
    assert!(error.is_type("otp_code_not_found") && error.is_status(404) && error.is_refused());
    assert_eq!(error.request_id(), Some("request-2"));
    assert_eq!(error.body(), Some(WRONG.as_bytes()));

    let client = blocking_client(&server);
    let error = client.otp().authenticate(&params).send();
    assert_eq!(error.expect_err("the code is wrong").to_string(), shown);
}

#[tokio::test]
async fn a_rate_limit_is_waited_for_only_where_the_answer_says_how_long() {
    let limited = || Reply::json(429, "{}");
    let server = Server::start([
        limited().header("retry-after", "0"),
        Reply::json(200, SENT),
        limited(),
        limited().header("retry-after", "3600"),
    ]);
    let client = client(&server);
    let params = sms::LoginOrCreateParams::new("+10000000000");
    let call = || client.otp().sms().login_or_create(&params);
    assert!(call().await.is_ok());
    let error = call().await.expect_err("nothing says how long to wait");
    assert!(error.is_rate_limited() && error.retry_after().is_none());
    let error = call().await.expect_err("an hour is too long");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    let server = Server::start([Reply::never(), Reply::never()]);
    let params = sms::LoginOrCreateParams::new("+10000000000");
    let limit = Duration::from_millis(200);
    let call = client(&server).otp().sms().login_or_create(&params);
    let error = call.timeout(limit).await.expect_err("there is no answer");
    assert!(error.is_timeout(), "{error:?}");
    let call = blocking_client(&server)
        .otp()
        .sms()
        .login_or_create(&params);
    let error = call.timeout(limit).send().expect_err("there is no answer");
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_refused_connection_is_tried_again() {
    let url = Server::start([]).url();
    let client = Client::builder("project-test-1", "secret-1").base_url(&url);
    let client = client.build().expect("the settings are fine");
    let params = sms::LoginOrCreateParams::new("+10000000000");
    let error = client.otp().sms().login_or_create(&params).await;
    let error = error.expect_err("nobody listens");
    assert!(error.is_connect() && error.attempts() == 3, "{error:?}");
}
