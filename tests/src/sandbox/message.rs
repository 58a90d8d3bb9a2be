//! What somebody gets to read.

use std::fmt;

use super::channel::Channel;

/// A message with a code.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The way it was sent.
    pub channel: Channel,
    /// The phone number or the email address.
    pub destination: String,
    /// The code.
    pub code: String,
    /// For how many minutes the code is valid.
    pub expiration_minutes: i64,
    /// The language, such as `en`.
    pub locale: &'static str,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            channel,
            destination,
            code,
            expiration_minutes,
            locale,
        } = self;
        let channel = match channel {
            Channel::Sms => "SMS",
            Channel::Whatsapp => "WhatsApp",
            Channel::Email => "Email",
        };
        let minutes = match expiration_minutes {
            1 => "1 minute".to_owned(),
            more => format!("{more} minutes"),
        };
        write!(
            f,
            "{channel} to {destination}: the code is {code}, for {minutes} [{locale}]"
        )
    }
}
