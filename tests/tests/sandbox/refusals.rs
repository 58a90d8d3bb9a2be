//! What is refused, and how.

use std::time::Duration;

use serde_json::{Value, json};
use tests::sandbox::{Options, SECRET};

use crate::caller::{Caller, post};
use crate::{
    AUTHENTICATE, EMAIL_LOGIN, EMAIL_SEND, PHONE_NUMBER, SMS_LOGIN, SMS_SEND, WHATSAPP_LOGIN,
    WHATSAPP_SEND,
};

#[test]
fn too_many_codes_have_to_wait() {
    let mut caller = Caller::new(Options {
        sends_per_minute: 2,
        ..Options::default()
    });
    for (path, body) in [
        (SMS_LOGIN, json!({ "phone_number": PHONE_NUMBER })),
        (WHATSAPP_LOGIN, json!({ "phone_number": "+12025550163" })),
        (EMAIL_LOGIN, json!({ "email": "ada@example.com" })),
    ] {
        caller.succeeds(path, &body);
        caller.succeeds(path, &body);
        let refused = caller.refuses(path, &body, 429, "too_many_requests");
        let wait = refused.retry_after.expect("it says how long to wait");
        assert!((30..=60).contains(&wait), "{wait}");
        caller.sandbox.advance(Duration::from_secs(wait));
        caller.succeeds(path, &body);
    }
}

#[test]
fn too_many_wrong_codes_lock_the_user() {
    let mut caller = Caller::new(Options {
        wrong_codes: 3,
        ..Options::default()
    });
    let (method_id, code) = caller.send(PHONE_NUMBER);
    let wrong = json!({ "method_id": method_id, "code": "no" });
    caller.refuses(AUTHENTICATE, &wrong, 404, "otp_code_not_found");
    caller.refuses(AUTHENTICATE, &wrong, 404, "otp_code_not_found");
    let locked = "user_lock_limit_reached";
    let refused = caller.refuses(AUTHENTICATE, &wrong, 429, locked);
    assert_eq!(refused.retry_after, Some(3600));
    let right = json!({ "method_id": method_id, "code": code });
    caller.refuses(AUTHENTICATE, &right, 429, locked);
    caller.sandbox.advance(Duration::from_secs(3600));
    let (method_id, code) = caller.send(PHONE_NUMBER);
    let right = json!({ "method_id": method_id, "code": code });
    caller.succeeds(AUTHENTICATE, &right);
}

#[test]
fn a_code_can_be_bound_to_a_device() {
    let mut caller = Caller::new(Options::default());
    let there = json!({ "ip_address": "203.0.113.7", "user_agent": "a" });
    let elsewhere = json!({ "ip_address": "203.0.113.8", "user_agent": "a" });
    let body = json!({ "phone_number": PHONE_NUMBER, "attributes": there });
    let sent = caller.succeeds(SMS_LOGIN, &body);
    let code = caller.sandbox.code_for(PHONE_NUMBER);
    let attempt = |attributes: &Value, ip: bool, agent: bool| {
        json!({
            "method_id": sent["phone_id"],
            "code": code,
            "attributes": attributes,
            "options": { "ip_match_required": ip, "user_agent_match_required": agent },
        })
    };
    let attempts = attempt(&elsewhere, true, false);
    caller.refuses(AUTHENTICATE, &attempts, 401, "attribute_mismatch");
    caller.succeeds(AUTHENTICATE, &attempt(&elsewhere, false, true));
}

#[test]
fn what_is_documented_as_wrong_is_refused() {
    let mut caller = Caller::new(Options {
        sends_per_minute: 50,
        ..Options::default()
    });
    let (method_id, code) = caller.send(PHONE_NUMBER);
    let user = "user-test-22222222-2222-4222-8222-222222222222";
    let number = |value: &str| json!({ "phone_number": value });
    let email = |value: &str| json!({ "email": value });
    let send = |member: &str, value: Value| json!({ "phone_number": PHONE_NUMBER, member: value });
    let attempt =
        |member: &str, value: Value| json!({ "method_id": method_id, "code": code, member: value });
    let large: String = "x".repeat(4096);
    let cases = [
        (SMS_SEND, number("12025550162"), 400, "invalid_phone_number"),
        (
            SMS_SEND,
            number("+1 202 555 0162"),
            400,
            "invalid_phone_number",
        ),
        (WHATSAPP_SEND, number(""), 400, "invalid_phone_number"),
        (
            WHATSAPP_LOGIN,
            number("+0123456789"),
            400,
            "invalid_phone_number",
        ),
        (
            SMS_LOGIN,
            number("+99912345678"),
            400,
            "invalid_phone_number_country_code",
        ),
        (
            SMS_LOGIN,
            number("+12025550101"),
            400,
            "downstream_carrier_error",
        ),
        (
            SMS_LOGIN,
            number("+12025550102"),
            500,
            "internal_server_error",
        ),
        (
            SMS_SEND,
            number("+12025550102"),
            500,
            "internal_server_error",
        ),
        (
            WHATSAPP_LOGIN,
            number("+12025550102"),
            500,
            "internal_server_error",
        ),
        (
            WHATSAPP_SEND,
            number("+12025550102"),
            500,
            "internal_server_error",
        ),
        (
            SMS_SEND,
            number("+12025550163"),
            404,
            "phone_number_not_found",
        ),
        (
            WHATSAPP_SEND,
            number("+12025550163"),
            404,
            "phone_number_not_found",
        ),
        (EMAIL_SEND, email("ada"), 400, "invalid_email"),
        (EMAIL_LOGIN, email("ada@localhost"), 400, "invalid_email"),
        (
            EMAIL_LOGIN,
            email("ada@mail.invalid"),
            400,
            "invalid_email_domain",
        ),
        (
            EMAIL_LOGIN,
            email("inactive@example.com"),
            400,
            "inactive_email",
        ),
        (
            EMAIL_SEND,
            email("nobody@example.com"),
            404,
            "email_not_found",
        ),
        (
            SMS_SEND,
            send("expiration_minutes", json!(0)),
            400,
            "invalid_expiration_otp",
        ),
        (
            SMS_LOGIN,
            send("expiration_minutes", json!(11)),
            400,
            "invalid_expiration_otp",
        ),
        (
            SMS_LOGIN,
            send("locale", json!("pt-BR")),
            400,
            "invalid_locale",
        ),
        (
            SMS_SEND,
            send("user_id", json!("user-1")),
            400,
            "invalid_user_id",
        ),
        (
            SMS_SEND,
            send("user_id", json!(user)),
            404,
            "user_not_found",
        ),
        (
            SMS_LOGIN,
            send("create_user_as_pending", json!("yes")),
            400,
            "bad_request",
        ),
        (SMS_LOGIN, json!({}), 400, "bad_request"),
        (SMS_LOGIN, json!([]), 400, "bad_request"),
        (
            AUTHENTICATE,
            attempt("method_id", json!("phone-1")),
            400,
            "invalid_method_id",
        ),
        (
            AUTHENTICATE,
            attempt("code", json!(null)),
            400,
            "bad_request",
        ),
        (AUTHENTICATE, attempt("code", json!(0)), 400, "bad_request"),
        (
            AUTHENTICATE,
            attempt("session_duration_minutes", json!(4)),
            400,
            "invalid_session_duration_minutes",
        ),
        (
            AUTHENTICATE,
            attempt("session_duration_minutes", json!(527_041)),
            400,
            "invalid_session_duration_minutes",
        ),
        (
            AUTHENTICATE,
            attempt("session_custom_claims", json!({ "sub": "me" })),
            400,
            "reserved_claims_in_custom_claims",
        ),
        (
            AUTHENTICATE,
            attempt("session_token", json!("none")),
            404,
            "session_not_found",
        ),
    ];
    for (path, body, status, error_type) in cases {
        caller.refuses(path, &body, status, error_type);
    }
    let both = json!({ "phone_number": PHONE_NUMBER, "user_id": user, "session_token": "t" });
    caller.refuses(SMS_SEND, &both, 400, "too_many_user_selection_arguments");
    let claims = json!({
        "method_id": method_id,
        "code": code,
        "session_duration_minutes": 5,
        "session_custom_claims": { "notes": large },
    });
    caller.refuses(AUTHENTICATE, &claims, 400, "custom_claims_too_large");
    // None of it used up the code.
    caller.succeeds(
        AUTHENTICATE,
        &json!({ "method_id": method_id, "code": code }),
    );
}

#[test]
fn credentials_are_asked_for() {
    let caller = Caller::new(Options::default());
    let paths: Vec<String> = caller
        .contract
        .paths()
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(paths.len(), 7);
    for path in &paths {
        let answer = post(&caller.sandbox, path, "{}", "another");
        assert_eq!(answer.status, 401);
        assert_eq!(answer.body["error_type"], "unauthorized_credentials");
        caller.judge(path, &answer);
    }
    assert_eq!(
        caller.sandbox.received().len(),
        7,
        "refused requests are kept as well"
    );
    let elsewhere = post(&caller.sandbox, "/v1/otps/pigeon/send", "{}", SECRET);
    assert_eq!(elsewhere.body["error_type"], "route_not_found");
}
