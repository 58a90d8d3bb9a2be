//! A login for a web application: two handlers of axum, and a session cookie.
//!
//! Run it with `cargo run -p stytch-otp --example axum_login`. It takes the project id from
//! `STYTCH_PROJECT_ID` and the secret from `STYTCH_SECRET`, the base URL from `STYTCH_BASE_URL` if
//! that is set, and the address to listen on from `ADDRESS`, by default `127.0.0.1:3000`.
//!
//! ```console
//! $ curl -i 127.0.0.1:3000/login -H 'Content-Type: application/json' \
//!     -d '{"phone_number": "+10000000000"}'
//! $ curl -i 127.0.0.1:3000/login/code -H 'Content-Type: application/json' \
//!     -d '{"method_id": "…", "code": "000000", "stay": true}'
//! ```

use std::env;
use std::error::Error;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use stytch_otp::error::ErrorType;
use stytch_otp::{Client, Secret, otp};

/// How long a session lives.
const SESSION_MINUTES: i32 = 60;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (project_id, secret) = (env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let mut builder = Client::builder(project_id, secret).timeout(Duration::from_secs(10));
    if let Ok(url) = env::var("STYTCH_BASE_URL") {
        builder = builder.base_url(url);
    }
    // One client for all requests: they share its connections.
    let client = builder.build()?;

    let router = Router::new()
        .route("/login", post(send_code))
        .route("/login/code", post(check_code))
        .with_state(client);
    let address = env::var("ADDRESS").unwrap_or("127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

/// What the first page sends.
#[derive(Deserialize)]
struct Start {
    phone_number: String,
}

/// Sends a code, and tells the page what to send back with it.
async fn send_code(State(client): State<Client>, Json(start): Json<Start>) -> Response {
    let params = otp::sms::LoginOrCreateParams::new(start.phone_number);
    match client.otp().sms().login_or_create(&params).await {
        Ok(sent) => Json(json!({ "method_id": sent.phone_id })).into_response(),
        Err(error) => refuse(&error),
    }
}

/// What the second page sends.
#[derive(Deserialize)]
struct Code {
    method_id: String,
    code: Secret,
    /// Whether the person wants to stay logged in.
    stay: bool,
}

/// Checks a code, and starts a session if the person wants to stay.
async fn check_code(State(client): State<Client>, Json(typed): Json<Code>) -> Response {
    let mut params = otp::AuthenticateParams::new(typed.method_id, typed.code);
    if typed.stay {
        params = params.session_duration_minutes(SESSION_MINUTES);
    }
    let login = match client.otp().authenticate(&params).await {
        Ok(login) => login,
        Err(error) => return refuse(&error),
    };
    let mut response = Json(json!({ "user_id": login.user_id })).into_response();
    // Without a session there is no token, and nothing to remember.
    if login.session.is_some() {
        match session_cookie(&login.session_token) {
            Some(cookie) => response.headers_mut().insert(SET_COOKIE, cookie),
            None => return StatusCode::BAD_GATEWAY.into_response(),
        };
    }
    response
}

/// A cookie that scripts cannot read, and that other sites cannot make use of.
fn session_cookie(token: &Secret) -> Option<HeaderValue> {
    let cookie = format!(
        "session={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Lax",
        token.expose(),
        SESSION_MINUTES * 60
    );
    let mut cookie = HeaderValue::try_from(cookie).ok()?;
    cookie.set_sensitive(true);
    Some(cookie)
}

/// What the person gets to read, by what went wrong.
fn refuse(error: &stytch_otp::Error) -> Response {
    let (status, advice) = match error.error_type().map(ErrorType::from) {
        Some(ErrorType::OtpCodeNotFound) => (StatusCode::UNAUTHORIZED, "The code is wrong."),
        Some(ErrorType::UnableToAuthOtpCode) => (
            StatusCode::GONE,
            "The code has expired or was used. Ask for a new one.",
        ),
        Some(ErrorType::InvalidPhoneNumber | ErrorType::InvalidPhoneNumberCountryCode) => {
            (StatusCode::BAD_REQUEST, "Check the phone number.")
        }
        Some(ErrorType::UserLockLimitReached) => (
            StatusCode::TOO_MANY_REQUESTS,
            "That was wrong too often. Try again in an hour.",
        ),
        _ if error.is_rate_limited() => (StatusCode::TOO_MANY_REQUESTS, "Wait a little."),
        _ => {
            // The person is not to blame: whoever looks after the application reads this.
            eprintln!("{error}");
            (StatusCode::BAD_GATEWAY, "Something went wrong. Try again.")
        }
    };
    let mut response = (status, Json(json!({ "advice": advice }))).into_response();
    if let Some(wait) = error.retry_after() {
        let wait = HeaderValue::from(wait.as_secs());
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    response
}
