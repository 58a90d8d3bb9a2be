//! What a schema asks of a value.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// What a schema asks of a value beyond its type: data that the documentation words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Constraints {
    /// The least value, with its own digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
    /// The greatest value, with its own digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    /// The value must be more than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusive_minimum: Option<String>,
    /// The value must be less than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusive_maximum: Option<String>,
    /// The value is a multiple of this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<String>,
    /// The least number of characters or items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<String>,
    /// The greatest number of characters or items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<String>,
    /// True when no two items of a list are equal.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unique_items: bool,
    /// A regular expression that the text matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// What the other side assumes when the value is absent, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<serde_json::Value>,
    /// What kind of text or number it is, where the type does not say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// What a schema asks of a value. Most ask nothing, which takes no room.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Constraints", into = "Constraints")]
pub struct Asked(Option<Box<Constraints>>);

impl From<Constraints> for Asked {
    fn from(constraints: Constraints) -> Self {
        let asks = constraints != Constraints::NONE;
        Self(asks.then(|| Box::new(constraints)))
    }
}

impl From<Asked> for Constraints {
    fn from(asked: Asked) -> Self {
        asked.0.map_or(Self::NONE, |constraints| *constraints)
    }
}

impl Deref for Asked {
    type Target = Constraints;

    fn deref(&self) -> &Constraints {
        self.0.as_deref().unwrap_or(&Constraints::NONE)
    }
}

impl Constraints {
    /// Nothing is asked.
    const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        unique_items: false,
        pattern: None,
        default: None,
        format: None,
    };
}

fn is_false(flag: &bool) -> bool {
    !flag
}
