//! Devices, by the fingerprints that requests speak of.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::code::Attributes;
use super::identifiers;

/// Which devices each user was seen with: every fingerprint is a device of its own.
#[derive(Debug, Default)]
pub(super) struct Devices(HashMap<(String, String), Device>);

#[derive(Debug)]
struct Device {
    visitor_id: String,
    first_seen_at: Timestamp,
    last_seen_at: Timestamp,
}

impl Devices {
    /// Notes that a user was seen with a device, and returns it as the API gives it.
    pub(super) fn see(
        &mut self,
        user_id: &str,
        telemetry_id: &str,
        attributes: &Attributes,
        now: Timestamp,
    ) -> Value {
        let key = (user_id.to_owned(), telemetry_id.to_owned());
        let is_new = !self.0.contains_key(&key);
        let device = self.0.entry(key).or_insert_with(|| Device {
            visitor_id: format!("visitor-{}", identifiers::uuid()),
            first_seen_at: now,
            last_seen_at: now,
        });
        device.last_seen_at = now;
        let mut seen = json!({
            "visitor_id": device.visitor_id,
            "visitor_id_details": {
                "is_new": is_new,
                "first_seen_at": device.first_seen_at.to_string(),
                "last_seen_at": device.last_seen_at.to_string(),
            },
        });
        if let Some(address) = &attributes.ip_address {
            seen["ip_address"] = json!(address);
        }
        seen
    }
}
