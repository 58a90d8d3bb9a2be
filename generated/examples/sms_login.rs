//! A login with a code that is sent by SMS.
//!
//! Run it with `cargo run -p stytch-otp --example sms_login`. It takes the project id from
//! `STYTCH_PROJECT_ID` and the secret from `STYTCH_SECRET`, and the base URL from
//! `STYTCH_BASE_URL` if that is set.

use std::env;
use std::error::Error;
use std::io::{self, Write};

use stytch_otp::error::ErrorType;
use stytch_otp::{Client, otp};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = client()?;

    // Send a code, and create the user if the number is new.
    let phone_number = ask("Phone number, such as +10000000000")?;
    let params = otp::sms::LoginOrCreateParams::new(phone_number).expiration_minutes(5);
    let sent = client.otp().sms().login_or_create(&params).await?;

    // Check what the person typed in.
    loop {
        let code = ask("Code")?;
        let params =
            otp::AuthenticateParams::new(&sent.phone_id, code).session_duration_minutes(60);
        match client.otp().authenticate(&params).await {
            Ok(login) => {
                println!("{} is logged in", login.user_id);
                return Ok(());
            }
            Err(error) if error.is_type(ErrorType::OtpCodeNotFound) => {
                println!("The code is wrong.");
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn client() -> Result<Client, Box<dyn Error>> {
    let (project_id, secret) = (env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let mut builder = Client::builder(project_id, secret);
    if let Ok(url) = env::var("STYTCH_BASE_URL") {
        builder = builder.base_url(url);
    }
    Ok(builder.build()?)
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
