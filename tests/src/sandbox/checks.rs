//! What is refused before anything is looked up, and values that are refused on purpose.
//!
//! | value | error type |
//! |---|---|
//! | a phone number that is not in E.164 format | `invalid_phone_number` |
//! | a phone number that begins with `+999` | `invalid_phone_number_country_code` |
//! | `+12025550101` | `downstream_carrier_error` |
//! | `+12025550102` | `internal_server_error` |
//! | an email address without a name, an `@` or a domain | `invalid_email` |
//! | an email address that ends in `.invalid` | `invalid_email_domain` |
//! | `inactive@example.com` | `inactive_email` |

use serde_json::{Map, Value};

use super::channel::Kind;
use super::identifiers;
use super::refusal::Refusal;

/// How much custom claims may take up, as JSON.
const CLAIMS_LIMIT: usize = 4096;
/// Names that custom claims may not have.
const RESERVED_CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];
/// The languages of emails.
const EMAIL_LOCALES: &[&str] = &["en", "es", "pt-br", "fr"];
/// The languages of messages to a phone.
const PHONE_LOCALES: &[&str] = &[
    "en", "es", "pt-br", "fr", "it", "de-DE", "zh-Hans", "ca-ES", "ja", "ru", "nl", "pl", "tr",
    "fa", "vi", "cs",
];

pub(super) fn destination(kind: Kind, value: &str) -> Result<(), Refusal> {
    match kind {
        Kind::PhoneNumber => phone_number(value),
        Kind::Email => email(value),
    }
}

fn phone_number(value: &str) -> Result<(), Refusal> {
    let refuse = |error_type, message| Err(Refusal::bad_request(error_type, message));
    let digits = value.strip_prefix('+').unwrap_or_default();
    let is_number = digits.bytes().all(|it| it.is_ascii_digit()) && !digits.starts_with('0');
    if !is_number || !(7..=15).contains(&digits.len()) {
        return refuse(
            "invalid_phone_number",
            "The phone number is not in E.164 format.",
        );
    }
    match value {
        "+12025550101" => refuse(
            "downstream_carrier_error",
            "The carrier refused the message.",
        ),
        "+12025550102" => Err(Refusal::internal()),
        _ if digits.starts_with("999") => refuse(
            "invalid_phone_number_country_code",
            "No country has this code.",
        ),
        _ => Ok(()),
    }
}

fn email(value: &str) -> Result<(), Refusal> {
    let refuse = |error_type, message| Err(Refusal::bad_request(error_type, message));
    let (name, domain) = value.rsplit_once('@').unwrap_or_default();
    let is_domain = domain.split('.').count() > 1 && domain.split('.').all(|it| !it.is_empty());
    if name.is_empty() || !is_domain || value.contains(char::is_whitespace) {
        return refuse("invalid_email", "The email address is malformed.");
    }
    if domain.ends_with(".invalid") {
        return refuse("invalid_email_domain", "The domain takes no mail.");
    }
    if value == "inactive@example.com" {
        return refuse("inactive_email", "Mail to this address is known to fail.");
    }
    Ok(())
}

pub(super) fn locale(kind: Kind, value: Option<&str>) -> Result<&'static str, Refusal> {
    let locales = match kind {
        Kind::PhoneNumber => PHONE_LOCALES,
        Kind::Email => EMAIL_LOCALES,
    };
    let value = value.unwrap_or("en");
    let known = locales.iter().find(|it| **it == value);
    known.copied().ok_or_else(|| {
        let message = format!("The languages are {}.", locales.join(", "));
        Refusal::bad_request("invalid_locale", message)
    })
}

pub(super) fn user_id(value: &str) -> Result<(), Refusal> {
    match identifiers::is_of_kind(value, "user") {
        true => Ok(()),
        false => Err(Refusal::bad_request(
            "invalid_user_id",
            "This is not the identifier of a user.",
        )),
    }
}

pub(super) fn method_id(value: &str) -> Result<(), Refusal> {
    let mut kinds = [Kind::PhoneNumber, Kind::Email].into_iter();
    match kinds.any(|kind| identifiers::is_of_kind(value, kind.id_prefix())) {
        true => Ok(()),
        false => Err(Refusal::bad_request(
            "invalid_method_id",
            "This is not the identifier of a phone number or an email address.",
        )),
    }
}

/// Checks the names of the claims of a request.
pub(super) fn claim_names(claims: &Map<String, Value>) -> Result<(), Refusal> {
    match RESERVED_CLAIMS.iter().find(|it| claims.contains_key(**it)) {
        None => Ok(()),
        Some(name) => Err(Refusal::bad_request(
            "reserved_claims_in_custom_claims",
            format!("`{name}` is reserved."),
        )),
    }
}

/// Checks how much all claims of a session take up.
pub(super) fn claims_size(claims: &Map<String, Value>) -> Result<(), Refusal> {
    let size = Value::Object(claims.clone()).to_string().len();
    match size <= CLAIMS_LIMIT {
        true => Ok(()),
        false => Err(Refusal::bad_request(
            "custom_claims_too_large",
            format!("The claims take up {size} bytes of {CLAIMS_LIMIT}."),
        )),
    }
}
