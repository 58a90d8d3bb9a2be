//! Logins that work, and codes that do so no longer.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tests::sandbox::{Channel, KnownUser, Options};

use crate::caller::Caller;
use crate::support::contract::assert_valid;
use crate::support::data;
use crate::support::facts::VERSIONS;
use crate::{
    AUTHENTICATE, EMAIL_LOGIN, EMAIL_SEND, PHONE_NUMBER, SMS_LOGIN, SMS_SEND, WHATSAPP_LOGIN,
    WHATSAPP_SEND,
};

const SANDBOX_NUMBER: &str = "+10000000000";
const SANDBOX_EMAIL: &str = "sandbox@stytch.com";

fn is_of_kind(id: &Value, kind: &str) -> bool {
    let text = id.as_str().unwrap_or_default();
    text.starts_with(&format!("{kind}-test-")) && text.len() == kind.len() + 6 + 36
}

#[test]
fn a_login_takes_two_calls() {
    let mut caller = Caller::new(Options::default());
    let sent = caller.succeeds(SMS_LOGIN, &json!({ "phone_number": PHONE_NUMBER }));
    assert_eq!(sent["user_created"], true);
    assert!(is_of_kind(&sent["user_id"], "user"), "{sent}");
    assert!(is_of_kind(&sent["phone_id"], "phone-number"), "{sent}");
    assert!(is_of_kind(&sent["request_id"], "request-id"), "{sent}");

    let messages = caller.sandbox.messages();
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].channel, Channel::Sms);
    assert_eq!(messages[0].expiration_minutes, 2);
    let code = &messages[0].code;
    assert!(code.len() == 6 && code.bytes().all(|it| it.is_ascii_digit()));
    let shown = format!("SMS to +12025550162: the code is {code}, for 2 minutes [en]");
    assert_eq!(messages[0].to_string(), shown);

    let attempt = json!({ "method_id": sent["phone_id"], "code": code });
    let login = caller.succeeds(AUTHENTICATE, &attempt);
    assert_eq!(login["user_id"], sent["user_id"]);
    assert_eq!(login["method_id"], sent["phone_id"]);
    assert_eq!(login["user"]["status"], "active");
    assert_eq!(login["user"]["phone_numbers"][0]["verified"], true);
    assert_eq!(login["session_token"], "");
    assert_eq!(login["session_jwt"], "");
    assert_eq!(login.get("session"), None, "no session was asked for");

    let again = caller.succeeds(SMS_LOGIN, &json!({ "phone_number": PHONE_NUMBER }));
    assert_eq!(again["user_created"], false);
    assert_eq!(again["user_id"], sent["user_id"]);
    assert_eq!(again["phone_id"], sent["phone_id"]);
}

#[test]
fn a_session_lives_as_long_as_was_asked_for() {
    let mut caller = Caller::new(Options::default());
    let (method_id, code) = caller.send(PHONE_NUMBER);
    let attempt = json!({
        "method_id": method_id,
        "code": code,
        "attributes": { "ip_address": "203.0.113.7" },
        "session_duration_minutes": 90,
        "session_custom_claims": { "plan": "pro", "level": 3 },
    });
    let login = caller.succeeds(AUTHENTICATE, &attempt);
    let session = &login["session"];
    let time = |value: &Value| -> jiff::Timestamp {
        let text = value.as_str().expect("a time is a text");
        text.parse().expect("a time is in the format of RFC 3339")
    };
    let (start, end) = (time(&session["started_at"]), time(&session["expires_at"]));
    assert_eq!((end.as_second() - start.as_second()) / 60, 90);
    assert_eq!(session["attributes"], attempt["attributes"]);
    assert_eq!(session["custom_claims"], attempt["session_custom_claims"]);
    let factor = &session["authentication_factors"][0];
    assert_eq!(factor["type"], "otp");
    assert_eq!(factor["delivery_method"], "sms");
    assert_eq!(factor["phone_number_factor"]["phone_id"], method_id);

    let jwt = jwt_payload(&login["session_jwt"]);
    assert_eq!(jwt["sub"], login["user_id"]);
    assert_eq!(jwt["level"], 3);
    assert_eq!(jwt["exp"], jwt["iat"].as_i64().expect("a number") + 300);
    assert_eq!(
        jwt["https://stytch.com/session"]["id"],
        session["session_id"]
    );

    // A second login adds to the session, and deletes a claim.
    let (method_id, code) = caller.send(PHONE_NUMBER);
    let attempt = json!({
        "method_id": method_id,
        "code": code,
        "session_token": login["session_token"],
        "session_duration_minutes": 5,
        "session_custom_claims": { "plan": null, "seat": "4F" },
    });
    let later = caller.succeeds(AUTHENTICATE, &attempt);
    assert_eq!(later["session_token"], login["session_token"]);
    assert_eq!(later["session"]["session_id"], session["session_id"]);
    let claims = json!({ "level": 3, "seat": "4F" });
    assert_eq!(later["session"]["custom_claims"], claims);
    let factors = later["session"]["authentication_factors"].as_array();
    assert_eq!(
        factors.map(Vec::len),
        Some(1),
        "the same number, the same way"
    );

    // It has ended by then.
    caller.sandbox.advance(Duration::from_secs(301));
    let (method_id, code) = caller.send(PHONE_NUMBER);
    let attempt = json!({
        "method_id": method_id, "code": code, "session_jwt": later["session_jwt"],
    });
    caller.refuses(AUTHENTICATE, &attempt, 404, "session_not_found");
}

fn jwt_payload(jwt: &Value) -> Value {
    let jwt = jwt.as_str().expect("a JWT is a text");
    let payload = jwt.split('.').nth(1).expect("a JWT has three parts");
    let payload = URL_SAFE_NO_PAD.decode(payload);
    serde_json::from_slice(&payload.expect("base64")).expect("the payload is JSON")
}

#[test]
fn one_code_is_active_at_a_time() {
    let mut caller = Caller::new(Options::default());
    let (method_id, first) = caller.send(PHONE_NUMBER);
    let (_, mut second) = caller.send(PHONE_NUMBER);
    while second == first {
        second = caller.send(PHONE_NUMBER).1;
    }
    let attempt = |code: &str| json!({ "method_id": method_id, "code": code });
    let void = "unable_to_auth_otp_code";
    caller.refuses(AUTHENTICATE, &attempt(&first), 401, void);
    caller.refuses(AUTHENTICATE, &attempt("wrong"), 404, "otp_code_not_found");
    caller.succeeds(AUTHENTICATE, &attempt(&second));
    caller.refuses(AUTHENTICATE, &attempt(&second), 401, void);

    // SMS and WhatsApp go to one number, which has one code.
    caller.sandbox.advance(Duration::from_secs(60));
    let (_, by_sms) = caller.send(PHONE_NUMBER);
    let body = json!({ "phone_number": PHONE_NUMBER, "locale": "pt-br" });
    let sent = caller.succeeds(WHATSAPP_SEND, &body);
    assert_eq!(sent["phone_id"], method_id);
    let by_whatsapp = caller.sandbox.code_for(PHONE_NUMBER).expect("it was sent");
    if by_sms != by_whatsapp {
        caller.refuses(AUTHENTICATE, &attempt(&by_sms), 401, void);
    }
    let attempt = json!({
        "method_id": method_id, "code": by_whatsapp, "session_duration_minutes": 5,
    });
    let login = caller.succeeds(AUTHENTICATE, &attempt);
    let factor = &login["session"]["authentication_factors"][0];
    assert_eq!(factor["delivery_method"], "whatsapp");
}

#[test]
fn codes_expire() {
    let mut caller = Caller::new(Options::default());
    for (minutes, body) in [
        (2, json!({ "phone_number": PHONE_NUMBER })),
        (
            1,
            json!({ "phone_number": PHONE_NUMBER, "expiration_minutes": 1 }),
        ),
        (
            10,
            json!({ "phone_number": PHONE_NUMBER, "expiration_minutes": 10 }),
        ),
    ] {
        let sent = caller.succeeds(SMS_LOGIN, &body);
        let code = caller.sandbox.code_for(PHONE_NUMBER);
        let attempt = json!({ "method_id": sent["phone_id"], "code": code });
        caller.sandbox.advance(Duration::from_secs(minutes * 60));
        caller.refuses(AUTHENTICATE, &attempt, 401, "unable_to_auth_otp_code");

        let sent = caller.succeeds(SMS_LOGIN, &body);
        let code = caller.sandbox.code_for(PHONE_NUMBER);
        let attempt = json!({ "method_id": sent["phone_id"], "code": code });
        caller
            .sandbox
            .advance(Duration::from_secs(minutes * 60 - 10));
        caller.succeeds(AUTHENTICATE, &attempt);
        caller.sandbox.advance(Duration::from_secs(60));
    }
}

#[test]
fn the_values_for_trying_things_out_need_no_message() {
    let mut caller = Caller::new(Options::default());
    for (path, member, value, id) in [
        (SMS_SEND, "phone_number", SANDBOX_NUMBER, "phone_id"),
        (WHATSAPP_LOGIN, "phone_number", SANDBOX_NUMBER, "phone_id"),
        (EMAIL_SEND, "email", SANDBOX_EMAIL, "email_id"),
        (EMAIL_LOGIN, "email", SANDBOX_EMAIL, "email_id"),
    ] {
        let sent = caller.succeeds(path, &json!({ member: value }));
        let attempt = json!({ "method_id": sent[id], "code": "000000" });
        let login = caller.succeeds(AUTHENTICATE, &attempt);
        assert_eq!(login["user_id"], sent["user_id"]);
    }
}

#[test]
fn numbers_and_addresses_are_attached_for_five_minutes() {
    let mut caller = Caller::new(Options::default());
    let (method_id, code) = caller.send(PHONE_NUMBER);
    let attempt = json!({ "method_id": method_id, "code": code, "session_duration_minutes": 60 });
    let login = caller.succeeds(AUTHENTICATE, &attempt);
    let user_id = &login["user_id"];
    for (path, body, id) in [
        (
            SMS_SEND,
            json!({ "phone_number": "+12025550164", "user_id": user_id }),
            "phone_id",
        ),
        (
            EMAIL_SEND,
            json!({ "email": "ada@example.com", "session_token": login["session_token"] }),
            "email_id",
        ),
    ] {
        let destination = body.get("phone_number").or(body.get("email"));
        let destination = destination.and_then(Value::as_str).expect("there is one");
        let sent = caller.succeeds(path, &body);
        assert_eq!(sent["user_id"], *user_id);
        caller.sandbox.advance(Duration::from_secs(300));
        let code = caller.sandbox.code_for(destination);
        let attempt = json!({ "method_id": sent[id], "code": code });
        caller.refuses(AUTHENTICATE, &attempt, 404, "otp_code_not_found");

        let sent = caller.succeeds(path, &body);
        let code = caller.sandbox.code_for(destination);
        let attempt = json!({ "method_id": sent[id], "code": code });
        let login = caller.succeeds(AUTHENTICATE, &attempt);
        assert_eq!(login["user_id"], *user_id);
        caller.sandbox.advance(Duration::from_secs(300));
        let member = match destination.contains('@') {
            true => "email",
            false => "phone_number",
        };
        let again = caller.succeeds(path, &json!({ member: destination }));
        assert_eq!(again["user_id"], *user_id, "it stays");
    }
    // A number of somebody else cannot be attached.
    let (_, _) = caller.send("+12025550165");
    let body = json!({ "phone_number": "+12025550165", "user_id": user_id });
    caller.refuses(SMS_SEND, &body, 400, "duplicate_phone_number");
}

#[test]
fn devices_are_recognised() {
    let mut caller = Caller::new(Options::default());
    for is_new in [true, false] {
        let (method_id, code) = caller.send(PHONE_NUMBER);
        let attempt = json!({
            "method_id": method_id,
            "code": code,
            "telemetry_id": "026ac93b-8cdf-4fcb-bfa6-36a31cfecac1",
            "attributes": { "ip_address": "203.0.113.7" },
        });
        let login = caller.succeeds(AUTHENTICATE, &attempt);
        let device = &login["user_device"];
        assert_eq!(device["visitor_id_details"]["is_new"], is_new);
        assert_eq!(device["ip_address"], "203.0.113.7");
    }
}

#[test]
fn recorded_requests_are_taken_as_the_schema_has_them() {
    let names = VERSIONS.iter().flat_map(|version| {
        let names = data::names(&format!("requests/{version}"));
        names
            .into_iter()
            .map(move |name| format!("{version}/{name}"))
    });
    let users = vec![recorded_user()];
    let code = Some("123456".to_owned());
    let mut caller = Caller::new(Options {
        users,
        code,
        ..Options::default()
    });
    for name in names {
        let recorded = data::json(&format!("requests/{name}.json"));
        let path = recorded["path"].as_str().expect("a path").to_owned();
        assert_valid(&caller.contract.request(&path), &recorded["body"], &name);
        if path == AUTHENTICATE {
            let body = json!({
                "phone_number": PHONE_NUMBER,
                "attributes": recorded["body"]["attributes"],
            });
            caller.succeeds(SMS_LOGIN, &body);
        }
        // These were recorded with all members at once, of which the API takes one.
        if name.ends_with("_send-full") {
            let error_type = "too_many_user_selection_arguments";
            caller.refuses(&path, &recorded["body"], 400, error_type);
        } else {
            caller.succeeds(&path, &recorded["body"]);
        }
        caller.sandbox.advance(Duration::from_secs(60));
    }
}

/// The user whom the recorded requests speak of.
fn recorded_user() -> KnownUser {
    let text = |it: &str| it.to_owned();
    KnownUser {
        user_id: text("user-test-22222222-2222-4222-8222-222222222222"),
        phone_number: Some((
            text("phone-number-test-33333333-3333-4333-8333-333333333333"),
            text(PHONE_NUMBER),
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
