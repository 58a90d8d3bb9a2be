//! The members of a request's body, by name and kind.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::refusal::Refusal;

/// A body that is a JSON object. `null` is as good as absent; members that nobody asks for are
/// ignored.
pub(super) struct Members(Map<String, Value>);

impl Members {
    /// Reads a body.
    pub(super) fn read(body: &[u8]) -> Result<Self, Refusal> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            _ => Err(Refusal::malformed("The body is not a JSON object.")),
        }
    }

    fn get<'a, T>(
        &'a self,
        name: &str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match read(value) {
                Some(value) => Ok(Some(value)),
                None => Err(Refusal::malformed(format!("`{name}` is not {kind}."))),
            },
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        self.get(name, "a text", Value::as_str)
    }

    pub(super) fn required_text(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name)?
            .ok_or_else(|| Refusal::malformed(format!("`{name}` is missing.")))
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.get(name, "a boolean", Value::as_bool)
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<&Map<String, Value>>, Refusal> {
        self.get(name, "an object", Value::as_object)
    }

    /// Reads an object as members of their own; an absent one has none.
    pub(super) fn members(&self, name: &str) -> Result<Self, Refusal> {
        Ok(Self(self.object(name)?.cloned().unwrap_or_default()))
    }

    /// Reads a whole number, and refuses with `error_type` what is outside its limits.
    pub(super) fn minutes(
        &self,
        name: &str,
        limits: RangeInclusive<i64>,
        error_type: &'static str,
    ) -> Result<Option<i64>, Refusal> {
        let minutes = self.get(name, "a whole number", Value::as_i64)?;
        if minutes.is_some_and(|it| !limits.contains(&it)) {
            let (least, most) = limits.into_inner();
            let message = format!("`{name}` is not from {least} to {most}.");
            return Err(Refusal::bad_request(error_type, message));
        }
        Ok(minutes)
    }
}
