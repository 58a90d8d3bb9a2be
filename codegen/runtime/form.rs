//@ uses = ["encode_error", "style"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! Values as names and texts: forms, and what a query has of them.

use serde::Serialize;
use serde_json::{Map, Value};

use super::encode_error::Reason;
use super::style::{Escape, pairs};
use super::{EncodeError, Style};

/// A value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<Value, EncodeError> {
    serde_json::to_value(value).map_err(|_| EncodeError::new(name, Reason::Json))
}

/// The members of a value that is sent as a form.
pub(super) fn members<T: Serialize + ?Sized>(value: &T) -> Result<Map<String, Value>, EncodeError> {
    match json("body", value)? {
        Value::Object(members) => Ok(members),
        _ => Err(EncodeError::new("body", Reason::NoMembers)),
    }
}

/// Adds names and values to a text of them.
pub(super) fn append(to: &mut String, pairs: Vec<(String, String)>, between: &str) {
    for (name, value) in pairs {
        if !to.is_empty() {
            to.push_str(between);
        }
        to.push_str(&name);
        to.push('=');
        to.push_str(&value);
    }
}

/// A form, in which a space is a plus.
pub(super) fn form<T: Serialize + ?Sized>(
    value: &T,
    styles: &[(&str, Style)],
) -> Result<String, EncodeError> {
    let mut text = String::new();
    for (name, value) in members(value)? {
        let given = styles.iter().find(|(other, _)| *other == name);
        let style = match (&value, given) {
            (_, Some((_, style))) => *style,
            (Value::Object(_), None) => Style::Json,
            (_, None) => Style::FormExploded,
        };
        append(
            &mut text,
            pairs(&name, style, value, Escape::Unreserved),
            "&",
        );
    }
    Ok(text.replace("%20", "+"))
}
