//! The requests that were recorded, built with the crate's types as an application builds them.

use std::fmt::Debug;

use serde_json::{Value, json};
use stytch_otp::attribute::Attributes;
use stytch_otp::magiclinks::Options;
use stytch_otp::{Operation, otp};

/// Something that is done with each recorded request, as a value of its operation.
pub(crate) trait Visitor {
    /// Does it with one of them; `name` is that of its recording.
    fn visit<O>(&mut self, name: &'static str, operation: O)
    where
        O: Operation + Debug,
        O::Response: Debug;
}

/// A request, ready to be sent.
pub(crate) struct Request {
    /// The name of its recording.
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) body: Value,
}

impl Request {
    fn of<O: Operation>(name: &'static str, operation: O) -> Self {
        let request = operation.request().expect("every parameter can be sent");
        assert_eq!(
            (request.method(), request.target().as_str()),
            (O::METHOD, O::PATH)
        );
        let is_json = |it| it == ("Content-Type", "application/json");
        assert!(request.headers().any(is_json), "{request:?}");
        Self {
            name,
            method: O::METHOD,
            path: O::PATH,
            body: serde_json::from_slice(request.body().expect("there is a body")).expect("JSON"),
        }
    }
}

/// Returns every request, with the least and with the most that a version of the API takes.
pub(crate) fn all_of(version: &str) -> Vec<Request> {
    let mut requests = Requests(Vec::new());
    visit(version, &mut requests);
    requests.0
}

/// The requests that were visited.
struct Requests(Vec<Request>);

impl Visitor for Requests {
    fn visit<O: Operation>(&mut self, name: &'static str, operation: O) {
        self.0.push(Request::of(name, operation));
    }
}

/// Visits every operation, with the least and with the most that a version of the API takes.
pub(crate) fn visit(version: &str, visitor: &mut impl Visitor) {
    visit_authenticate(version, visitor);
    visit_sms(visitor);
    visit_whatsapp(visitor);
    visit_email(visitor);
}

const PHONE_NUMBER: &str = "+12025550162";
const EMAIL: &str = "ada+otp@example.com";
const USER: &str = "user-test-22222222-2222-4222-8222-222222222222";
const TOKEN: &str = "sess-token-0123456789";
const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.e30.sig";

fn attributes() -> Attributes {
    Attributes::new()
        .ip_address("203.0.113.7")
        .user_agent("Mozilla/5.0 (X11; Linux x86_64) probe")
}

fn visit_authenticate(version: &str, visitor: &mut impl Visitor) {
    let method_id = "phone-number-test-33333333-3333-4333-8333-333333333333";
    let claims = json!({ "plan": "pro", "level": 3, "gone": null, "nested": { "a": [1, "b"] } });
    let smallest = otp::AuthenticateParams::new(method_id, "123456");
    let fullest = otp::AuthenticateParams::new(method_id, "123456")
        .attributes(attributes())
        .options(Options::new(true, true))
        .session_token(TOKEN)
        .session_duration_minutes(60)
        .session_jwt(JWT)
        .session_custom_claims(claims.as_object().cloned().unwrap_or_default());
    let fullest = match version {
        "v15.7.0" => fullest,
        _ => fullest.telemetry_id("telemetry-id-1"),
    };
    visitor.visit(
        "authenticate-min",
        otp::AuthenticateOperation::new(smallest),
    );
    visitor.visit(
        "authenticate-full",
        otp::AuthenticateOperation::new(fullest),
    );
}

fn visit_sms(visitor: &mut impl Visitor) {
    use otp::sms::{LoginOrCreateOperation, SendOperation};
    use otp::sms::{
        LoginOrCreateParams, LoginOrCreateRequestLocale, SendParams, SendRequestLocale,
    };

    let smallest_login = LoginOrCreateParams::new(PHONE_NUMBER);
    let fullest_login = LoginOrCreateParams::new(PHONE_NUMBER)
        .expiration_minutes(5)
        .attributes(attributes())
        .create_user_as_pending(true)
        .locale(LoginOrCreateRequestLocale::PtBr);
    let smallest_send = SendParams::new(PHONE_NUMBER);
    let fullest_send = SendParams::new(PHONE_NUMBER)
        .expiration_minutes(5)
        .attributes(attributes())
        .locale(SendRequestLocale::PtBr)
        .user_id(USER)
        .session_token(TOKEN)
        .session_jwt(JWT);
    visitor.visit(
        "sms_login_or_create-min",
        LoginOrCreateOperation::new(smallest_login),
    );
    visitor.visit(
        "sms_login_or_create-full",
        LoginOrCreateOperation::new(fullest_login),
    );
    visitor.visit("sms_send-min", SendOperation::new(smallest_send));
    visitor.visit("sms_send-full", SendOperation::new(fullest_send));
}

fn visit_whatsapp(visitor: &mut impl Visitor) {
    use otp::whatsapp::{LoginOrCreateOperation, SendOperation};
    use otp::whatsapp::{
        LoginOrCreateParams, LoginOrCreateRequestLocale, SendParams, SendRequestLocale,
    };

    let smallest_login = LoginOrCreateParams::new(PHONE_NUMBER);
    let fullest_login = LoginOrCreateParams::new(PHONE_NUMBER)
        .expiration_minutes(5)
        .attributes(attributes())
        .create_user_as_pending(true)
        .locale(LoginOrCreateRequestLocale::PtBr);
    let smallest_send = SendParams::new(PHONE_NUMBER);
    let fullest_send = SendParams::new(PHONE_NUMBER)
        .expiration_minutes(5)
        .attributes(attributes())
        .locale(SendRequestLocale::PtBr)
        .user_id(USER)
        .session_token(TOKEN)
        .session_jwt(JWT);
    visitor.visit(
        "whatsapp_login_or_create-min",
        LoginOrCreateOperation::new(smallest_login),
    );
    visitor.visit(
        "whatsapp_login_or_create-full",
        LoginOrCreateOperation::new(fullest_login),
    );
    visitor.visit("whatsapp_send-min", SendOperation::new(smallest_send));
    visitor.visit("whatsapp_send-full", SendOperation::new(fullest_send));
}

fn visit_email(visitor: &mut impl Visitor) {
    use otp::email::{LoginOrCreateOperation, SendOperation};
    use otp::email::{
        LoginOrCreateParams, LoginOrCreateRequestLocale, SendParams, SendRequestLocale,
    };

    let smallest_login = LoginOrCreateParams::new(EMAIL);
    let fullest_login = LoginOrCreateParams::new(EMAIL)
        .expiration_minutes(5)
        .attributes(attributes())
        .create_user_as_pending(true)
        .locale(LoginOrCreateRequestLocale::PtBr)
        .login_template_id("login-tpl")
        .signup_template_id("signup-tpl");
    let smallest_send = SendParams::new(EMAIL);
    let fullest_send = SendParams::new(EMAIL)
        .expiration_minutes(5)
        .attributes(attributes())
        .locale(SendRequestLocale::PtBr)
        .user_id(USER)
        .session_token(TOKEN)
        .session_jwt(JWT)
        .login_template_id("login-tpl")
        .signup_template_id("signup-tpl");
    visitor.visit(
        "email_login_or_create-min",
        LoginOrCreateOperation::new(smallest_login),
    );
    visitor.visit(
        "email_login_or_create-full",
        LoginOrCreateOperation::new(fullest_login),
    );
    visitor.visit("email_send-min", SendOperation::new(smallest_send));
    visitor.visit("email_send-full", SendOperation::new(fullest_send));
}
