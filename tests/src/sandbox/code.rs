//! Codes, and the devices that they are asked for and come back from.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::channel::Channel;
use super::project::Attempt;
use super::refusal::Refusal;

/// A code that was sent.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) text: String,
    pub(super) channel: Channel,
    pub(super) expires_at: Timestamp,
    pub(super) is_used: bool,
    pub(super) attributes: Attributes,
}

/// What is known about the device of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attributes {
    pub(super) ip_address: Option<String>,
    pub(super) user_agent: Option<String>,
}

impl Code {
    /// Compares the device that the code comes back from, as far as the attempt asks for it.
    pub(super) fn check_attributes(&self, attempt: &Attempt) -> Result<(), Refusal> {
        let (sent, came) = (&self.attributes, &attempt.attributes);
        let ip_differs = attempt.ip_match_required && sent.ip_address != came.ip_address;
        let agent_differs = attempt.user_agent_match_required && sent.user_agent != came.user_agent;
        match ip_differs || agent_differs {
            false => Ok(()),
            true => Err(Refusal::unauthorized(
                "attribute_mismatch",
                "The code comes from another IP address or user agent.",
            )),
        }
    }
}

impl Attributes {
    pub(super) fn to_json(&self) -> Value {
        let mut members = Map::new();
        for (name, value) in [
            ("ip_address", &self.ip_address),
            ("user_agent", &self.user_agent),
        ] {
            if let Some(value) = value {
                members.insert(name.to_owned(), json!(value));
            }
        }
        Value::Object(members)
    }
}
