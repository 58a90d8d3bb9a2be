//! A stand-in for the API, for trying a login without an account.
//!
//! Run it with `cargo run -p tests --example sandbox`, and give an address to listen on if it is not
//! to be `127.0.0.1:4010`. It prints how to call it, and every code that it sends. The project id
//! and the secret that it accepts are those in `STYTCH_PROJECT_ID` and `STYTCH_SECRET`, if they are
//! set. It keeps everything in memory until it is ended.

use std::env;
use std::error::Error;
use std::net::TcpListener;

use tests::sandbox::{Options, Sandbox};

fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).unwrap_or("127.0.0.1:4010".to_owned());
    let mut options = Options {
        on_message: |message| println!("{message}"),
        ..Options::default()
    };
    if let Ok(project_id) = env::var("STYTCH_PROJECT_ID") {
        options.project_id = project_id;
    }
    if let Ok(secret) = env::var("STYTCH_SECRET") {
        options.secret = secret;
    }
    let (project_id, secret) = (options.project_id.clone(), options.secret.clone());
    let listener = TcpListener::bind(&address).map_err(|error| format!("{address}: {error}"))?;
    let sandbox = Sandbox::serve(listener, options);
    println!("export STYTCH_BASE_URL={}", sandbox.base_url());
    println!("export STYTCH_PROJECT_ID={project_id}");
    println!("export STYTCH_SECRET={secret}");
    println!();
    println!("The codes arrive here. The code of +10000000000 and sandbox@stytch.com is 000000.");
    sandbox.wait();
    Ok(())
}
