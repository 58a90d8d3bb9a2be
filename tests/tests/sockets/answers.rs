//! Answers that are whole, and are not what was hoped for.

use std::time::Duration;

use serde_json::json;
use stytch_otp::error::{ErrorResponse, ErrorType};
use stytch_otp::{DecodeError, Operation, RawResponse, otp};
use tests::faults::{FaultServer, Reply, SENT};

use crate::scripted::{fails, fails_with, works};
use crate::support::callers::{AnyClient, WAYS, call};
use crate::support::data;

#[test]
fn what_comes_with_success_and_is_no_answer_is_kept() {
    for way in WAYS {
        let error = fails(way, &[Reply::html(200)], 1).value;
        assert!(error.is_decode() && !error.is_refused());
        assert_eq!(error.status().map(|it| it.as_u16()), Some(200));
        let page = String::from_utf8_lossy(error.body().expect("the body is kept"));
        assert!(page.contains("Something is in between"), "{page}");
        let headers = error.headers().expect("the headers are kept");
        assert_eq!(headers["content-type"], "text/html");

        for status in [200, 202, 204] {
            let error = fails(way, &[Reply::empty(status)], 1).value;
            assert!(error.is_decode() && error.is_status(status), "{error}");
            assert_eq!(error.body(), Some(&b""[..]));
        }
    }
}

#[test]
fn every_success_is_one() {
    for way in WAYS {
        for status in [200, 201, 202, 203] {
            let sent = works(way, &[Reply::json(status, SENT)], 1).value;
            assert!(sent.user_created);
        }
        let sent = works(way, &[Reply::gzip()], 1);
        assert!(sent.value.user_created);
        let request = &sent.server.received()[0];
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
    }
}

#[test]
fn json_that_does_not_fit_is_kept() {
    let cases = [
        ("phone_id", None, "the member `phone_id` is missing"),
        ("user_created", None, "the member `user_created` is missing"),
        (
            "user_created",
            Some(json!("yes")),
            "`user_created`: expected a boolean, found a string",
        ),
        (
            "phone_id",
            Some(json!(7)),
            "`phone_id`: expected a string, found an integer",
        ),
        (
            "phone_id",
            Some(json!(null)),
            "`phone_id`: expected a string, found null",
        ),
        (
            "status_code",
            Some(json!("200")),
            "`status_code`: expected i32, found a string",
        ),
        (
            "status_code",
            Some(json!({ "deep": [1] })),
            "`status_code`: expected i32, found an object",
        ),
    ];
    for way in WAYS {
        for (member, value, what) in &cases {
            let reply = Reply::sent_with(&[(*member, value.clone())]);
            let error = fails(way, &[reply], 1).value;
            assert!(error.is_decode(), "{member}: {error}");
            assert!(error.is_status(200));
            let problem = error.decode_error().expect("it is one").to_string();
            let expected = format!("the body is other JSON than was expected: {what}");
            assert_eq!(problem, expected);
            let body: serde_json::Value = error.decode().expect("the body is kept");
            assert_eq!(body["request_id"], error.request_id().expect("it is there"));
        }
        for (body, found) in [
            ("[]", "a list"),
            ("7", "an integer"),
            ("\"text\"", "a string"),
            ("null", "null"),
        ] {
            let error = fails(way, &[Reply::json(200, body)], 1).value;
            let problem = error.decode_error().expect("it is one").to_string();
            let expected = format!("expected struct LoginOrCreateResponse, found {found}");
            assert!(problem.ends_with(&expected), "{problem}");
        }
        for end in [1, SENT.len() / 2, SENT.len() - 1] {
            let error = fails(way, &[Reply::json(200, &SENT[..end])], 1).value;
            assert!(error.is_decode(), "{end}: {error}");
        }
        let error = fails(way, &[Reply::invalid_utf_8()], 1).value;
        assert!(error.is_decode(), "{error}");
        assert!(error.body().is_some_and(|it| it.contains(&0xff)));
    }
}

#[test]
fn what_is_new_is_no_error() {
    let mut login = data::json("responses/v18.1.0/authenticate.json");
    login["new_member"] = json!({ "deep": [1] });
    let factor = &mut login["session"]["authentication_factors"][0];
    factor["type"] = json!("telepathy");
    factor["delivery_method"] = json!("dream");
    for way in WAYS {
        let server = FaultServer::start([Reply::json(200, &login.to_string())]);
        let client = AnyClient::new(way, &server.base_url());
        let params = otp::AuthenticateParams::new("phone-number-test-1", "000000");
        let answer = call!(client, |it| it.otp().authenticate(&params));
        let session = answer.expect("it is an answer").session;
        let factors = session.expect("there is a session").authentication_factors;
        assert_eq!(factors[0].r#type.as_str(), "telepathy");
        assert_eq!(factors[0].delivery_method.as_str(), "dream");

        works(
            way,
            &[Reply::sent_with(&[("new_member", Some(json!([{}])))])],
            1,
        );
    }
}

#[test]
fn what_the_api_says_of_an_error_is_kept() {
    for way in WAYS {
        for name in data::names("responses/errors") {
            let recorded = data::json(&format!("responses/errors/{name}.json"));
            let status = recorded["http_status"].as_u64().expect("a status");
            let status = u16::try_from(status).expect("a status");
            let body = match recorded["raw_body"].as_str() {
                Some(page) => page.to_owned(),
                None => recorded["body"].to_string(),
            };
            let headers = recorded["headers"].as_object().expect("headers");
            let headers: Vec<_> = headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str().expect("a text")))
                .collect();
            let reply = Reply::response(status, &headers, body.as_bytes());
            // The recorded wait is longer than the call may take.
            let error = fails_with(way, &[reply], 1, |options| {
                options.timeout(Duration::from_secs(5))
            });
            let error = error.value;
            assert!(error.is_refused() && error.is_status(status), "{error}");
            assert_eq!(error.body(), Some(body.as_bytes()));
            let said = &recorded["body"];
            assert_eq!(error.error_type(), said["error_type"].as_str());
            assert_eq!(error.message(), said["error_message"].as_str());
            assert_eq!(error.request_id(), said["request_id"].as_str());
            assert_eq!(error.url(), said["error_url"].as_str());
            assert_eq!(error.details(), said.get("error_details"));
            assert_eq!(error.is_rate_limited(), status == 429);
            let decoded: Result<ErrorResponse, _> = error.decode();
            assert_eq!(decoded.is_ok(), said.is_object());
            let line = error.to_string();
            assert!(line.contains(&status.to_string()), "{line}");
        }
    }
}

#[test]
fn errors_of_whoever_is_in_between_keep_their_status() {
    for way in WAYS {
        for reply in [Reply::html(502), Reply::html(403), Reply::html(504)] {
            let error = fails(way, &[reply], 1).value;
            assert!(
                error.is_refused() && error.error_type().is_none(),
                "{error}"
            );
            assert!(error.body().is_some_and(|it| it.starts_with(b"<html>")));
        }
        for status in [400, 401, 404, 418, 500, 502, 503, 504, 599] {
            let error = fails(way, &[Reply::empty(status)], 1).value;
            assert!(error.is_refused() && error.is_status(status), "{error}");
        }
        let error = fails(way, &[Reply::error(404, "otp_code_not_found")], 1).value;
        assert!(error.is_type(ErrorType::OtpCodeNotFound) && !error.is_type("otp_code"));
        let error = fails(way, &[Reply::error(400, "newer_than_this_crate")], 1).value;
        assert!(error.is_type("newer_than_this_crate"), "{error}");
        let decoded: ErrorResponse = error.decode().expect("it is an error of the API");
        assert_eq!(decoded.error_type.as_str(), "newer_than_this_crate");
        let cut_off = Reply::json(500, r#"{"error_type": "internal_serv"#);
        let error = fails(way, &[cut_off], 1).value;
        assert!(
            error.is_status(500) && error.error_type().is_none(),
            "{error}"
        );
    }
}

/// An operation whose statuses mean different things, as other documents have them.
#[derive(Clone, Copy)]
struct Rename;

#[derive(Debug, PartialEq)]
enum RenameError {
    NotFound(ErrorResponse),
    Conflict(String),
}

impl Operation for Rename {
    const ID: &'static str = "rename";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/rename";
    type Response = ();
    type Error = RenameError;

    fn decode(_: &RawResponse<'_>) -> Result<(), DecodeError> {
        Ok(())
    }

    fn decode_error(response: &RawResponse<'_>) -> Result<RenameError, DecodeError> {
        match response.status() {
            404 => response.json().map(RenameError::NotFound),
            409 => response.text().map(RenameError::Conflict),
            _ => response.unexpected(),
        }
    }
}

#[test]
fn what_an_operation_fails_with_has_its_type() {
    for way in WAYS {
        let replies = [
            Reply::error(404, "nobody"),
            Reply::json(409, "taken"),
            Reply::html(404),
            Reply::error(418, "short"),
            Reply::hang_up(),
        ];
        let server = FaultServer::start(replies);
        let client = AnyClient::new(way, &server.base_url());
        let refusal = || {
            let answer = call!(client, |it| it.call::<Rename>(Rename));
            let error = answer.expect_err("each call fails");
            error.refusal::<Rename>().map_err(|it| it.to_string())
        };
        let named = refusal().expect("it is as described");
        assert!(matches!(named, RenameError::NotFound(it) if it.error_type.as_str() == "nobody"));
        assert_eq!(refusal(), Ok(RenameError::Conflict("taken".to_owned())));
        // The page of a proxy, a status that nobody described, and no answer are no such error.
        let page = refusal().expect_err("it is no JSON");
        assert!(page.starts_with("the body is not JSON"), "{page}");
        let status = "no response is described for the status 418";
        assert_eq!(refusal(), Err(status.to_owned()));
        let nothing = "there is no answer that says no";
        assert_eq!(refusal(), Err(nothing.to_owned()));

        // An answer that says yes and cannot be read is no refusal, and all of this API are alike.
        let error = fails(way, &[Reply::html(200)], 1).value;
        let refusal = error.refusal::<otp::sms::LoginOrCreateOperation>();
        assert_eq!(
            refusal.map_err(|it| it.to_string()),
            Err(nothing.to_owned())
        );
        let error = fails(way, &[Reply::error(404, "nobody")], 1).value;
        let refusal = error.refusal::<otp::sms::LoginOrCreateOperation>();
        assert_eq!(refusal.ok(), error.decode::<ErrorResponse>().ok());
        assert!(error.decode::<ErrorResponse>().is_ok());
    }
}
