//! All seven endpoints against the stand-in for the API: what arrives is what was recorded from an
//! official SDK.

use std::fmt::Debug;
use std::time::Duration;

use serde_json::{Value, json};
use stytch_otp::attribute::Attributes;
use stytch_otp::magiclinks::Options as Conditions;
use stytch_otp::otp::{self, email, sms, whatsapp};
use stytch_otp::{Error, Operation};
use tests::received::Received;
use tests::sandbox::{KnownUser, Options, Sandbox};

use crate::support::callers::{
    AnyClient, EMAIL, PHONE_NUMBER, PROJECT_ID, SECRET, WAYS, Way, authorization, call, inspect,
};
use crate::support::data;
use crate::support::facts::VERSIONS;
use crate::support::requests::{self, Visitor};

fn sandbox(options: Options) -> Sandbox {
    Sandbox::start(Options {
        project_id: PROJECT_ID.to_owned(),
        secret: SECRET.to_owned(),
        ..options
    })
}

/// The user whom the recorded requests speak of.
fn recorded_user() -> KnownUser {
    let text = |it: &str| it.to_owned();
    KnownUser {
        user_id: text("user-test-22222222-2222-4222-8222-222222222222"),
        phone_number: Some((
            text("phone-number-test-33333333-3333-4333-8333-333333333333"),
            text("+12025550162"),
        )),
        email: Some((
            text("email-test-44444444-4444-4444-8444-444444444444"),
            text("ada+otp@example.com"),
        )),
        session: Some((
            text("sess-token-0123456789"),
            text("eyJhbGciOiJSUzI1NiJ9.e30.sig"),
        )),
    }
}

/// Makes the recorded calls, one after the other.
struct Calls<'a> {
    client: &'a AnyClient,
    sandbox: &'a Sandbox,
    version: &'static str,
    made: usize,
}

impl Visitor for Calls<'_> {
    fn visit<O>(&mut self, name: &'static str, operation: O)
    where
        O: Operation + Debug,
        O::Response: Debug,
    {
        let recorded = data::json(&format!("requests/{}/{name}.json", self.version));
        if name.starts_with("authenticate") {
            self.send_a_code(&recorded["body"]["attributes"]);
        }
        let answer = call!(self.client.clone(), |it| it.call::<O>(operation));
        // These were recorded with all members at once, of which the API takes one.
        match name.ends_with("_send-full") {
            true => {
                let error = answer.expect_err("there are too many");
                assert!(
                    error.is_type("too_many_user_selection_arguments"),
                    "{error}"
                );
                assert!(error.is_status(400));
            }
            false => drop(answer.unwrap_or_else(|error| panic!("{name}: {error}"))),
        }
        let received = self.sandbox.received();
        assert_as_recorded(received.last().expect("it arrived"), &recorded, name);
        self.sandbox.advance(Duration::from_secs(60));
        self.made += 1;
    }
}

impl Calls<'_> {
    /// Sends the code that is checked next, from the same device.
    fn send_a_code(&self, attributes: &Value) {
        let mut params = sms::SendParams::new("+12025550162");
        if let Ok(attributes) = serde_json::from_value::<Attributes>(attributes.clone()) {
            params = params.attributes(attributes);
        }
        let sent = call!(self.client.clone(), |it| it.otp().sms().send(&params));
        sent.expect("the code is sent");
    }
}

/// Compares what arrived with what was recorded, member for member.
fn assert_as_recorded(received: &Received, recorded: &Value, name: &str) {
    assert_eq!(received.method, recorded["method"], "{name}");
    assert_eq!(received.target, recorded["path"], "{name}");
    assert_eq!(received.json(), recorded["body"], "{name}");
    let content_type = received.header("content-type");
    assert_eq!(content_type, recorded["content_type"].as_str(), "{name}");
    assert_eq!(received.header("authorization"), Some(&*authorization()));
    assert_eq!(received.header("accept"), Some("application/json"));
    let length = received.body.len().to_string();
    assert_eq!(received.header("content-length"), Some(&*length), "{name}");
    let agent = received.header("user-agent").expect("it says who it is");
    assert!(agent.starts_with("stytch-otp/"), "{agent}");
    assert_eq!(received.header("cookie"), None);
}

#[test]
fn what_arrives_is_what_was_recorded() {
    for way in WAYS {
        for version in VERSIONS {
            let sandbox = sandbox(Options {
                users: vec![recorded_user()],
                code: Some("123456".to_owned()),
                ..Options::default()
            });
            let mut calls = Calls {
                client: &AnyClient::new(way, &sandbox.base_url()),
                sandbox: &sandbox,
                version,
                made: 0,
            };
            requests::visit(version, &mut calls);
            assert_eq!(calls.made, 14);
        }
    }
}

/// A login by each way to send a code, by the methods that an application calls.
#[test]
fn every_endpoint_has_its_method() {
    for way in WAYS {
        let sandbox = sandbox(Options {
            sends_per_minute: 50,
            ..Options::default()
        });
        let client = AnyClient::new(way, &sandbox.base_url());
        let attributes = || {
            Attributes::new()
                .ip_address("203.0.113.7")
                .user_agent("probe")
        };

        let params = sms::LoginOrCreateParams::new(PHONE_NUMBER)
            .create_user_as_pending(true)
            .attributes(attributes());
        let sent = call!(client, |it| it.otp().sms().login_or_create(&params));
        let sent = sent.expect("a code is sent");
        assert!(sent.user_created);

        let code = sandbox.code_for(PHONE_NUMBER).expect("it was sent");
        let claims = json!({ "plan": "pro", "level": 3 });
        let claims = claims.as_object().cloned().unwrap_or_default();
        let params = otp::AuthenticateParams::new(&sent.phone_id, code)
            .attributes(attributes())
            .options(Conditions::new(true, true))
            .session_duration_minutes(60)
            .session_custom_claims(claims.clone())
            .telemetry_id("026ac93b-8cdf-4fcb-bfa6-36a31cfecac1");
        let login = call!(client, |it| it.otp().authenticate(&params));
        let login = login.expect("the code is right");
        assert_eq!(login.user.user_id, sent.user_id);
        assert_eq!(login.user.status, "active");
        assert!(!login.session_token.is_empty() && !login.session_jwt.is_empty());
        assert!(login.user_device.is_some());
        let session = login.session.expect("a session was asked for");
        assert_eq!(session.custom_claims, claims);

        let params = whatsapp::SendParams::new("+447700900123")
            .user_id(&login.user_id)
            .locale(whatsapp::SendRequestLocale::DeDe);
        let by_whatsapp = call!(client, |it| it.otp().whatsapp().send(&params));
        assert_eq!(by_whatsapp.expect("it is attached").user_id, login.user_id);

        let token = login.session_token.expose();
        let params = email::SendParams::new(EMAIL).session_token(token);
        let by_email = call!(client, |it| it.otp().email().send(&params));
        let by_email = by_email.expect("it is attached");
        assert_eq!(by_email.user_id, login.user_id);

        let code = sandbox.code_for(EMAIL).expect("it was sent");
        let params = otp::AuthenticateParams::new(by_email.email_id, code);
        let login = call!(client, |it| it.otp().authenticate(&params));
        let login = login.expect("the code is right");
        assert!(login.session.is_none() && login.session_token.is_empty());
        assert_eq!(login.user.emails[0].email, EMAIL);

        let params = email::LoginOrCreateParams::new("sandbox@stytch.com");
        let sent = call!(client, |it| it.otp().email().login_or_create(&params));
        let params = otp::AuthenticateParams::new(sent.expect("it is sent").email_id, "000000");
        call!(client, |it| it.otp().authenticate(&params)).expect("the code is right");

        let params = whatsapp::LoginOrCreateParams::new("+10000000000");
        call!(client, |it| it.otp().whatsapp().login_or_create(&params)).expect("it is sent");
        let params = sms::SendParams::new("+10000000000");
        call!(client, |it| it.otp().sms().send(&params)).expect("it is sent");
    }
}

/// Returns the error of a login with a code.
fn refusal(client: &AnyClient, method_id: &str, code: &str) -> Error {
    let params = otp::AuthenticateParams::new(method_id, code);
    let answer = call!(*client, |it| it.otp().authenticate(&params));
    answer.expect_err("the code is not right")
}

#[test]
fn refusals_are_told_apart() {
    for way in WAYS {
        let sandbox = sandbox(Options {
            sends_per_minute: 2,
            wrong_codes: 2,
            ..Options::default()
        });
        let client = AnyClient::new(way, &sandbox.base_url());
        let params = sms::LoginOrCreateParams::new(PHONE_NUMBER);
        let send = || call!(client, |it| it.otp().sms().login_or_create(&params));
        let id = send().expect("a code is sent").phone_id;

        let error = refusal(&client, &id, "no");
        assert!(error.is_type("otp_code_not_found") && error.is_status(404));
        let sent = sandbox.received();
        assert!(
            error
                .request_id()
                .is_some_and(|it| it.starts_with("request-id-test-"))
        );

        sandbox.advance(Duration::from_secs(120));
        let code = sandbox.code_for(PHONE_NUMBER).expect("it was sent");
        let error = refusal(&client, &id, &code);
        assert!(error.is_type("unable_to_auth_otp_code") && error.is_status(401));

        send().expect("a code is sent");
        send().expect("a code is sent");
        let error = send().expect_err("it was too often");
        assert!(error.is_rate_limited() && error.is_type("too_many_requests"));
        let wait = error.retry_after().expect("it says how long");
        assert!(wait > Duration::from_secs(30), "{wait:?}");

        let error = refusal(&client, &id, "no");
        assert!(error.is_rate_limited() && error.is_type("user_lock_limit_reached"));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
        // Nothing was called again: each call arrived once.
        assert_eq!(sandbox.received().len(), sent.len() + 5);
    }
}

#[test]
fn wrong_credentials_are_said() {
    for way in WAYS {
        let sandbox = Sandbox::start(Options::default());
        let client = AnyClient::new(way, &sandbox.base_url());
        let params = sms::SendParams::new(PHONE_NUMBER);
        let error = call!(client, |it| it.otp().sms().send(&params));
        let error = error.expect_err("the secret is another one");
        assert!(error.is_status(401) && error.is_type("unauthorized_credentials"));
    }
}

#[test]
fn a_base_url_can_have_a_path() {
    for way in WAYS {
        let sandbox = sandbox(Options::default());
        let client = AnyClient::new(way, &format!("{}/stytch/", sandbox.base_url()));
        let params = sms::SendParams::new(PHONE_NUMBER);
        let error = call!(client, |it| it.otp().sms().send(&params));
        assert!(
            error
                .expect_err("nothing is there")
                .is_type("route_not_found")
        );
        assert_eq!(sandbox.received()[0].target, "/stytch/v1/otps/sms/send");
    }
}

#[test]
fn what_comes_with_an_answer_can_be_had() {
    let sandbox = sandbox(Options::default());
    let params = sms::LoginOrCreateParams::new(PHONE_NUMBER);
    for way in WAYS {
        let answer = match AnyClient::new(way, &sandbox.base_url()) {
            AnyClient::Async(it) => {
                let call = it.otp().sms().login_or_create(&params);
                crate::support::callers::RUNTIME.block_on(call.answer())
            }
            AnyClient::Blocking(it) => it.otp().sms().login_or_create(&params).answer(),
        };
        let answer = inspect(answer).expect("a code is sent");
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "application/json");
        assert_eq!(
            answer.request_id().as_ref(),
            Some(&answer.value().request_id)
        );
        let body: Value = serde_json::from_slice(answer.body()).expect("the body is JSON");
        assert_eq!(body["phone_id"], answer.value().phone_id);
    }
    assert_eq!(WAYS, [Way::Async, Way::Blocking]);
}
