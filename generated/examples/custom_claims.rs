//! Claims of one's own in a session, as a struct.
//!
//! Run it with `cargo run -p stytch-otp --example custom_claims`. It logs the sandbox user in, so it
//! needs a test project: the project id in `STYTCH_PROJECT_ID` and the secret in `STYTCH_SECRET`, and
//! the base URL in `STYTCH_BASE_URL` if it is another one.

use std::env;
use std::error::Error;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use stytch_otp::{Client, otp};

/// What the application keeps in a session.
#[derive(Debug, Deserialize, Serialize)]
struct Claims {
    plan: String,
    seats: u32,
    #[serde(default)]
    beta: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (project_id, secret) = (env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let mut builder = Client::builder(project_id, secret);
    if let Ok(url) = env::var("STYTCH_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let params = otp::sms::LoginOrCreateParams::new("+10000000000");
    let sent = client.otp().sms().login_or_create(&params).await?;

    let claims = Claims {
        plan: "pro".to_owned(),
        seats: 3,
        beta: true,
    };
    let Value::Object(claims) = serde_json::to_value(claims)? else {
        return Err("claims are an object".into());
    };
    // Claims need a session.
    let params = otp::AuthenticateParams::new(sent.phone_id, "000000")
        .session_duration_minutes(60)
        .session_custom_claims(claims);
    let login = client.otp().authenticate(&params).await?;

    let session = login.session.ok_or("a session was asked for")?;
    let claims: Claims = serde_json::from_value(Value::Object(session.custom_claims))?;
    println!("{} has {} seats: {claims:?}", claims.plan, claims.seats);
    Ok(())
}
