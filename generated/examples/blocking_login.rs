//! A login with a code that is sent by email, without an async runtime.
//!
//! Run it with `cargo run -p stytch-otp --example blocking_login --features blocking`. It takes the
//! project id from `STYTCH_PROJECT_ID` and the secret from `STYTCH_SECRET`, and the base URL from
//! `STYTCH_BASE_URL` if that is set.

use std::env;
use std::error::Error;
use std::io::{self, Write};

use stytch_otp::blocking::Client;
use stytch_otp::otp;

fn main() -> Result<(), Box<dyn Error>> {
    let (project_id, secret) = (env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let mut builder = Client::builder(project_id, secret);
    if let Ok(url) = env::var("STYTCH_BASE_URL") {
        builder = builder.base_url(url);
    }
    let client = builder.build()?;

    let email = ask("Email address, such as sandbox@stytch.com")?;
    let params = otp::email::LoginOrCreateParams::new(email)
        .locale(otp::email::LoginOrCreateRequestLocale::Fr);
    let sent = client.otp().email().login_or_create(&params).send()?;
    match sent.user_created {
        true => println!("Welcome, {}.", sent.user_id),
        false => println!("Welcome back, {}.", sent.user_id),
    }

    let params = otp::AuthenticateParams::new(sent.email_id, ask("Code")?);
    let login = client.otp().authenticate(&params).send()?;
    for email in &login.user.emails {
        println!("{} is verified: {}", email.email_id, email.verified);
    }
    Ok(())
}

fn ask(question: &str) -> io::Result<String> {
    print!("{question}: ");
    io::stdout().flush()?;
    let mut line = String::new();
    if io::stdin().read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim().to_owned())
}
