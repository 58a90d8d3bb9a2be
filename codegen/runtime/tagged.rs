//@ [dependencies]
//@ serde_json = "1.0.140"

//! Branches that are sent with a tag of which their type has no member.

use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// Encodes a branch that has no member for the tag that names it: with the tag.
pub(crate) fn tagged<T: Serialize, S: Serializer>(
    branch: &T,
    member: &'static str,
    tag: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(branch).map_err(Error::custom)?;
    if let Value::Object(object) = &mut value {
        object.insert(member.into(), tag.into());
    }
    value.serialize(serializer)
}
