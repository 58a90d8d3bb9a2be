//! Nothing that is secret or personal is shown: not by what is sent, not by what comes back, not in
//! errors, and not in traces.
//!
//! Marked values are planted in all of it. [`call!`](crate::support::callers) searches whatever is
//! shown; so do the other tests of this folder, with fewer marks.

use serde_json::{Value, json};
use stytch_otp::attribute::Attributes;
use stytch_otp::otp::{AuthenticateParams, email, sms, whatsapp};
use tests::faults::{FaultServer, Reply};

use crate::support::callers::{
    AnyClient, EMAIL, MARK, PHONE_NUMBER, RUNTIME, WAYS, Way, assert_silent, call, inspect,
};
use crate::support::{data, trace};

fn attributes() -> Attributes {
    Attributes::new().ip_address(MARK).user_agent(MARK)
}

/// Every member that can hold a secret holds one.
fn params() -> AuthenticateParams {
    let claims = json!({ MARK: MARK, "deep": [{ "deeper": MARK }] });
    AuthenticateParams::new("phone-number-test-1", MARK)
        .attributes(attributes())
        .session_token(MARK)
        .session_jwt(format!("e30.{MARK}.e30"))
        .session_duration_minutes(60)
        .session_custom_claims(claims.as_object().cloned().unwrap_or_default())
}

/// An answer in which every secret is marked.
fn login() -> Value {
    let mut login = data::json("responses/v18.1.0/authenticate.json");
    for member in ["session_token", "session_jwt"] {
        login[member] = json!(MARK);
    }
    login["user"]["phone_numbers"][0]["phone_number"] = json!(PHONE_NUMBER);
    login["user"]["emails"][0]["email"] = json!(EMAIL);
    login["user"]["name"]["first_name"] = json!(MARK);
    login["user"]["trusted_metadata"] = json!({ MARK: MARK });
    login["session"]["custom_claims"] = json!({ MARK: [MARK] });
    login["new_member"] = json!(MARK);
    login
}

/// The answer with another value somewhere.
fn login_with(pointer: &str, value: Value) -> Reply {
    let mut login = login();
    *login.pointer_mut(pointer).expect("the answer has it") = value;
    Reply::json(200, &login.to_string())
}

/// Everything that may come back.
fn replies() -> Vec<Reply> {
    let number: Value = serde_json::from_str(MARK).expect("the mark is a number");
    let text = login().to_string();
    let marked = [("X-Marked", MARK), ("Set-Cookie", MARK)];
    let details = json!({
        "request_id": "request-id-test-1",
        "error_type": "attribute_mismatch",
        "error_message": "Something is wrong.",
        "error_details": { MARK: [MARK] },
        "code": MARK,
    });
    let page = format!("<html>{MARK}</html>");
    vec![
        Reply::json(200, &text),
        Reply::json(200, &text[..text.len() - 1]),
        Reply::json(200, &text[..text.find(MARK).unwrap_or(0) + MARK.len()]),
        login_with("/session_token", number.clone()),
        login_with("/session_token", json!({ MARK: MARK })),
        login_with("/user", json!(MARK)),
        login_with("/user/phone_numbers", json!(MARK)),
        login_with("/user/phone_numbers/0/phone_number", number.clone()),
        login_with("/user/emails/0/verified", json!(MARK)),
        login_with("/session/authentication_factors/0/type", json!([MARK])),
        login_with("/session/expires_at", number.clone()),
        login_with("/reset_sessions", json!(MARK)),
        login_with("/status_code", json!(MARK)),
        login_with("/status_code", json!(format!("{MARK}.5"))),
        Reply::json(200, &format!("{MARK}{MARK}")),
        Reply::json(200, &format!("{{\"{MARK}\": {MARK}")),
        Reply::json(200, &format!("\"{MARK}\u{0}\"")),
        Reply::response(200, &marked, page.as_bytes()),
        Reply::response(401, &marked, details.to_string().as_bytes()),
        Reply::response(500, &marked, text.as_bytes()),
        Reply::response(502, &marked, page.as_bytes()),
        Reply::error_with(429, "too_many_requests", &[("Retry-After", MARK)]),
        Reply::reset_in_body(),
        Reply::close_in_body(),
        Reply::hang_up(),
        Reply::garbage(),
        Reply::invalid_utf_8(),
        Reply::truncated_gzip(),
    ]
}

#[test]
fn whatever_comes_back() {
    for way in WAYS {
        for reply in replies() {
            let server = FaultServer::start([reply]);
            let client = AnyClient::new(way, &server.base_url());
            let _ = call!(client, |it| it.otp().authenticate(params()));
            let received = server.received();
            let sent = String::from_utf8_lossy(&received[0].body);
            assert_eq!(sent.matches(MARK).count(), 8, "the marks were sent: {sent}");
        }
    }
}

#[test]
fn nothing_comes_back() {
    for way in WAYS {
        let server = FaultServer::start([Reply::never()]);
        let client = AnyClient::impatient(way, &server.base_url());
        let answer = call!(client, |it| it.otp().authenticate(params()));
        answer.expect_err("the time is up");
    }
}

/// A `Location` is for the client alone. `ureq` logs it at the level `debug`, by itself.
#[test]
fn wherever_a_redirect_leads() {
    for location in [
        format!("/elsewhere?token={MARK}"),
        format!("http://{MARK}.invalid/{MARK}"),
    ] {
        let server = FaultServer::start([Reply::redirect(307, &location), Reply::html(404)]);
        let client = AnyClient::new(Way::Async, &server.base_url());
        let answer = call!(client, |it| it.otp().authenticate(params()));
        answer.expect_err("it leads nowhere");
    }
}

#[test]
fn whatever_is_called() {
    let short = |value: &str| value.to_owned();
    for way in WAYS {
        let client = AnyClient::new(way, "http://127.0.0.1:1");
        let sms_send = sms::SendParams::new(PHONE_NUMBER)
            .attributes(attributes())
            .session_token(short(MARK))
            .session_jwt(short(MARK));
        let _ = call!(client, |it| it.otp().sms().send(&sms_send));
        let login = sms::LoginOrCreateParams::new(PHONE_NUMBER).attributes(attributes());
        let _ = call!(client, |it| it.otp().sms().login_or_create(&login));
        let send = whatsapp::SendParams::new(PHONE_NUMBER).session_token(MARK);
        let _ = call!(client, |it| it.otp().whatsapp().send(&send));
        let login = whatsapp::LoginOrCreateParams::new(PHONE_NUMBER);
        let _ = call!(client, |it| it.otp().whatsapp().login_or_create(&login));
        let send = email::SendParams::new(EMAIL).session_jwt(MARK);
        let _ = call!(client, |it| it.otp().email().send(&send));
        let login = email::LoginOrCreateParams::new(EMAIL);
        let _ = call!(client, |it| it.otp().email().login_or_create(&login));
    }
}

#[test]
fn what_is_prepared_and_what_comes_with_an_answer() {
    let server = FaultServer::start(vec![Reply::json(200, &login().to_string()); 2]);
    for way in WAYS {
        match AnyClient::new(way, &server.base_url()) {
            AnyClient::Async(client) => {
                let call = client.otp().authenticate(params());
                assert_silent(&call);
                assert_silent(call.operation());
                let answer = RUNTIME.block_on(call.answer());
                assert_silent(&answer.expect("it is an answer"));
            }
            AnyClient::Blocking(client) => {
                let call = client.otp().authenticate(params());
                assert_silent(&call);
                let answer = call.answer();
                assert_silent(&answer.expect("it is an answer"));
            }
        }
    }
}

#[test]
fn wrong_settings() {
    let inside = format!("sec\nret{MARK}");
    let error = stytch_otp::Client::new("project", inside.clone());
    let error = error.and_then(|it| {
        let call = it.otp().sms().send(sms::SendParams::new(PHONE_NUMBER));
        RUNTIME.block_on(async { call.timeout(std::time::Duration::ZERO).await })
    });
    inspect(error).expect_err("nothing was sent");
    for url in [
        format!("http://user:{MARK}@127.0.0.1"),
        format!("https://x/?key={MARK}"),
    ] {
        let builder = stytch_otp::Client::builder("project", "secret").base_url(url);
        let error = builder.build().map(|_| ());
        inspect(error).expect_err("it is no base URL");
    }
}

/// The searches above would find something.
#[test]
fn traces_are_collected() {
    for way in WAYS {
        let server = FaultServer::start([Reply::sent()]);
        let client = AnyClient::new(way, &server.base_url());
        crate::scripted::login(&client).expect("it works");
    }
    assert!(trace::lines() > 0, "nothing was traced");
}
