//! A login with a code sent by SMS: the bodies of the two calls, without HTTP.
//!
//! Run it with `cargo run -p stytch-otp --example sms_login`.

use std::error::Error;

use stytch_otp::otp::{self, sms};
use stytch_otp::sessions::{AuthenticationFactor, AuthenticationFactorDeliveryMethod};

/// An answer of `POST /v1/otps/sms/login_or_create`.
const SENT: &str = r#"{
  "request_id": "request-id-test-f33915cd-9b54-47f7-a3cd-28ede9b0b889",
  "user_id": "user-test-f549249a-2c3e-4c3d-add9-da28e707523d",
  "phone_id": "phone-number-test-c2eec81b-0fae-44ea-a2a0-03682f105e99",
  "user_created": true,
  "status_code": 200
}"#;

/// An answer of `POST /v1/otps/authenticate`, by an API that is newer than this crate: it has a
/// factor, a member of that factor and a member of the user that the crate does not know.
const AUTHENTICATED: &str = r#"{
  "request_id": "request-id-test-f33915cd-9b54-47f7-a3cd-28ede9b0b889",
  "user_id": "user-test-f549249a-2c3e-4c3d-add9-da28e707523d",
  "method_id": "phone-number-test-c2eec81b-0fae-44ea-a2a0-03682f105e99",
  "session_token": "47mKTaMaEn1L3m5DAz9muidMqw636xxw7EFAK_YnPdg",
  "session_jwt": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyLXRlc3QtZjU0OTI0OWEifQ.c2lnbmF0dXJl",
  "user": {
    "user_id": "user-test-f549249a-2c3e-4c3d-add9-da28e707523d",
    "emails": null,
    "status": "active",
    "phone_numbers": [
      {
        "phone_id": "phone-number-test-c2eec81b-0fae-44ea-a2a0-03682f105e99",
        "phone_number": "+10000000000",
        "verified": true
      }
    ],
    "is_locked": false,
    "created_at": "2021-12-29T12:33:09Z"
  },
  "reset_sessions": false,
  "status_code": 200,
  "session": {
    "session_id": "session-test-1d337bbd-3587-469f-a680-bdd7d9250f04",
    "user_id": "user-test-f549249a-2c3e-4c3d-add9-da28e707523d",
    "authentication_factors": [
      {
        "type": "otp",
        "delivery_method": "sms",
        "last_authenticated_at": "2026-06-24T18:24:10Z",
        "phone_number_factor": {
          "phone_id": "phone-number-test-c2eec81b-0fae-44ea-a2a0-03682f105e99",
          "phone_number": "+10000000000"
        }
      },
      {
        "type": "impersonated",
        "delivery_method": "impersonation",
        "last_authenticated_at": "2026-06-24T18:24:10Z",
        "impersonated_factor": {
          "impersonator_id": "impersonator-test-d35b9f3d-8c64-4af0-a43e-368e9f985b67"
        }
      }
    ],
    "expires_at": "2026-06-24T19:24:10Z"
  }
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    // First call: send a code. Members that are not set are left out of the body.
    let params = sms::LoginOrCreateParams::new("+10000000000")
        .expiration_minutes(5)
        .locale(sms::LoginOrCreateRequestLocale::PtBr);
    println!("POST /v1/otps/sms/login_or_create");
    println!("{}\n", serde_json::to_string_pretty(&params)?);

    let sent: sms::LoginOrCreateResponse = serde_json::from_str(SENT)?;
    println!("the code went to {}\n", sent.phone_id);

    // Second call: check the code that the person typed in.
    let params = otp::AuthenticateParams::new(sent.phone_id, "000000").session_duration_minutes(60);
    println!("POST /v1/otps/authenticate");
    println!("{}", serde_json::to_string_pretty(&params)?);
    println!("for the log: {params:?}\n");

    let login: otp::AuthenticateResponse = serde_json::from_str(AUTHENTICATED)?;
    println!("{} is logged in", login.user.user_id);
    assert!(!login.session_token.is_empty());
    assert!(login.user.emails.is_empty());

    let session = login.session.ok_or("a session was asked for")?;
    if let Some(expires_at) = &session.expires_at {
        println!("the session ends at {expires_at}");
    }
    for factor in &session.authentication_factors {
        println!("- {}", describe(factor));
    }

    // What the crate does not know was kept, and is sent back as it was received.
    let newest = session
        .authentication_factors
        .last()
        .ok_or("a code was checked")?;
    assert_eq!(
        serde_json::to_value(&newest.delivery_method)?,
        "impersonation"
    );
    Ok(())
}

/// A factor in words, whether or not this crate knows its delivery method.
fn describe(factor: &AuthenticationFactor) -> String {
    match &factor.delivery_method {
        AuthenticationFactorDeliveryMethod::Sms => match &factor.phone_number_factor {
            Some(phone) => format!("a code by SMS to {}", phone.phone_id),
            None => "a code by SMS".to_owned(),
        },
        AuthenticationFactorDeliveryMethod::Unknown { .. } => {
            format!("something new: {}", factor.delivery_method)
        }
        known => format!("a proof by {known}"),
    }
}
