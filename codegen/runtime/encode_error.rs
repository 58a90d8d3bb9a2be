//! Why a request cannot be made.

use std::fmt;

/// A value that cannot be sent.
///
/// It says nothing of what the value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    name: &'static str,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Json,
    Empty,
    Dots,
    ControlCharacter,
    NoMembers,
}

impl EncodeError {
    pub(super) fn new(name: &'static str, reason: Reason) -> Self {
        Self { name, reason }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.reason {
            Reason::Json => write!(f, "`{name}` cannot be written as JSON"),
            Reason::Empty => write!(f, "`{name}` is part of the path and cannot be empty"),
            Reason::Dots => write!(f, "`{name}` would lead to another path"),
            Reason::ControlCharacter => write!(f, "`{name}` has a control character"),
            Reason::NoMembers => write!(f, "`{name}` has no members, and a form needs them"),
        }
    }
}

impl std::error::Error for EncodeError {}
