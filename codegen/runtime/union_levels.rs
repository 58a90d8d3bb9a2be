//! How deep a choice looks.

/// So many choices inside a choice are looked into before one is decoded.
pub(crate) const LEVELS: u8 = 4;
