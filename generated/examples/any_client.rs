//! One function for every call, over whatever sends HTTP.
//!
//! The transport here is a closure that answers from memory. In its place stands the HTTP client
//! of the application: it adds the base URL, the `Authorization` header and the timeouts.
//!
//! Run it with `cargo run -p stytch-otp --example any_client`.

use std::fmt;

use stytch_otp::error::{ErrorResponse, ErrorType};
use stytch_otp::otp::{self, sms};
use stytch_otp::{Operation, RawResponse, Request};

/// What comes back from a call: the status and the body.
struct Answer {
    status: u16,
    body: Vec<u8>,
}

/// Why a call did not work.
enum CallError {
    /// The API said no, and why.
    Refused(Box<ErrorResponse>),
    /// The answer is not the API's: a page of a proxy, or a body that was cut off.
    Unreadable { status: u16 },
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => {
                write!(f, "{}, request {}", error.error_type, error.request_id)
            }
            Self::Unreadable { status } => write!(f, "status {status}, unreadable body"),
        }
    }
}

/// Calls an operation: its request there, its response back.
fn call<O>(
    transport: impl FnOnce(Request) -> Answer,
    operation: &O,
) -> Result<O::Response, CallError>
where
    O: Operation<Error = ErrorResponse>,
{
    let request = operation.request().expect("the parameters can be sent");
    let Answer { status, body } = transport(request);
    let response = RawResponse::new(status, &body);
    let unreadable = |_| CallError::Unreadable { status };
    if response.is_success() {
        return O::decode(&response).map_err(unreadable);
    }
    let error = O::decode_error(&response).map_err(unreadable)?;
    Err(CallError::Refused(Box::new(error)))
}

fn main() {
    let accepts = |request: Request| {
        let body = String::from_utf8_lossy(request.body().unwrap_or_default());
        println!("{} {} {body}", request.method(), request.target());
        Answer {
            status: 200,
            body: br#"{
                "request_id": "request-id-test-f33915cd-9b54-47f7-a3cd-28ede9b0b889",
                "user_id": "user-test-f549249a-2c3e-4c3d-add9-da28e707523d",
                "phone_id": "phone-number-test-c2eec81b-0fae-44ea-a2a0-03682f105e99",
                "user_created": false,
                "status_code": 200
            }"#
            .to_vec(),
        }
    };
    let refuses = |request: Request| {
        println!("{} {}", request.method(), request.target());
        Answer {
            status: 404,
            body: br#"{
                "status_code": 404,
                "request_id": "request-id-test-00000009-0000-4000-8000-000000000000",
                "error_type": "otp_code_not_found",
                "error_message": "The code was not found.",
                "error_url": "https://stytch.com/docs/api/errors/404#otp_code_not_found"
            }"#
            .to_vec(),
        }
    };

    let params = sms::LoginOrCreateParams::new("+10000000000");
    let method_id = match call(accepts, &sms::LoginOrCreateOperation::new(params)) {
        Ok(sent) => sent.phone_id,
        Err(error) => {
            println!("no code was sent: {error}");
            return;
        }
    };

    let params = otp::AuthenticateParams::new(method_id, "123456");
    match call(refuses, &otp::AuthenticateOperation::new(params)) {
        Ok(login) => println!("{} is logged in", login.user_id),
        Err(CallError::Refused(error)) => match error.error_type {
            ErrorType::OtpCodeNotFound => println!("wrong code: ask for it again"),
            ErrorType::UnableToAuthOtpCode => println!("the code has expired: send a new one"),
            other => println!("not logged in: {other}"),
        },
        Err(error) => println!("not logged in: {error}"),
    }
}
