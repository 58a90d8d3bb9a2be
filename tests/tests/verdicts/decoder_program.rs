//! Reads lines of an operation, a status and a body, and writes whether the body decodes.

use std::io::{BufRead, Write, stdin, stdout};

macro_rules! decode {
    ($krate:ident, $operation:ty, $status:ident, $body:ident) => {{
        let response = $krate::RawResponse::new($status, $body.as_bytes());
        let error = match response.is_success() {
            true => <$operation as $krate::Operation>::decode(&response).err(),
            false => <$operation as $krate::Operation>::decode_error(&response).err(),
        };
        error.map(|error| error.to_string())
    }};
}

fn error(operation: &str, status: u16, body: &str) -> Option<String> {
    match operation {
        // ARMS
        _ => Some(format!("there is no {operation}, with {status} and {body}")),
    }
}

fn main() {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line.expect("lines are text");
        let mut parts = line.splitn(3, '\t');
        let mut next = || parts.next().expect("an operation, a status and a body");
        let (operation, status, body) = (next(), next(), next());
        let status = status.parse().expect("a status is a number");
        match error(operation, status, body) {
            Some(error) => writeln!(out, "error\t{}", error.replace('\n', " ")),
            None => writeln!(out, "ok"),
        }
        .expect("somebody reads");
    }
}
