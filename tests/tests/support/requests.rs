//! The requests that were recorded, built with the crate's types as an application builds them.

use serde_json::{Value, json};
use stytch_otp::attribute::Attributes;
use stytch_otp::magiclinks::Options;
use stytch_otp::{Operation, otp};

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
        let json = ("Content-Type".to_owned(), "application/json".to_owned());
        assert!(request.headers().contains(&json), "{request:?}");
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
    let mut requests = Vec::new();
    requests.extend(authenticate_requests(version));
    requests.extend(sms_requests());
    requests.extend(whatsapp_requests());
    requests.extend(email_requests());
    requests
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

fn authenticate_requests(version: &str) -> [Request; 2] {
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
    [
        Request::of(
            "authenticate-min",
            otp::AuthenticateOperation::new(smallest),
        ),
        Request::of(
            "authenticate-full",
            otp::AuthenticateOperation::new(fullest),
        ),
    ]
}

fn sms_requests() -> [Request; 4] {
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
    [
        Request::of(
            "sms_login_or_create-min",
            LoginOrCreateOperation::new(smallest_login),
        ),
        Request::of(
            "sms_login_or_create-full",
            LoginOrCreateOperation::new(fullest_login),
        ),
        Request::of("sms_send-min", SendOperation::new(smallest_send)),
        Request::of("sms_send-full", SendOperation::new(fullest_send)),
    ]
}

fn whatsapp_requests() -> [Request; 4] {
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
    [
        Request::of(
            "whatsapp_login_or_create-min",
            LoginOrCreateOperation::new(smallest_login),
        ),
        Request::of(
            "whatsapp_login_or_create-full",
            LoginOrCreateOperation::new(fullest_login),
        ),
        Request::of("whatsapp_send-min", SendOperation::new(smallest_send)),
        Request::of("whatsapp_send-full", SendOperation::new(fullest_send)),
    ]
}

fn email_requests() -> [Request; 4] {
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
    [
        Request::of(
            "email_login_or_create-min",
            LoginOrCreateOperation::new(smallest_login),
        ),
        Request::of(
            "email_login_or_create-full",
            LoginOrCreateOperation::new(fullest_login),
        ),
        Request::of("email_send-min", SendOperation::new(smallest_send)),
        Request::of("email_send-full", SendOperation::new(fullest_send)),
    ]
}
