//! The stand-in server behaves as `schema/` describes the API, whoever calls it.
//!
//! The calls are made by hand: neither the generated types nor the generated client take part, so
//! that the server can be held against them.

mod caller;
mod logins;
mod refusals;
#[path = "../support/mod.rs"]
mod support;

const PHONE_NUMBER: &str = "+12025550162";
const AUTHENTICATE: &str = "/v1/otps/authenticate";
const SMS_SEND: &str = "/v1/otps/sms/send";
const SMS_LOGIN: &str = "/v1/otps/sms/login_or_create";
const WHATSAPP_SEND: &str = "/v1/otps/whatsapp/send";
const WHATSAPP_LOGIN: &str = "/v1/otps/whatsapp/login_or_create";
const EMAIL_SEND: &str = "/v1/otps/email/send";
const EMAIL_LOGIN: &str = "/v1/otps/email/login_or_create";
