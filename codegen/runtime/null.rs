//! Lists and maps for which `null` means empty.

use serde::{Deserialize, Deserializer};

/// Decodes `null` as the default value, and anything else as itself.
///
/// With `#[serde(default)]` beside it, an absent, a `null` and an empty list or map are one.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
