//! What the tests of the generated crate share.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what is missing or broken has to fail the test"
)]

pub(crate) mod data;
pub(crate) mod facts;
pub(crate) mod items;
pub(crate) mod lossless;
pub(crate) mod registry;
pub(crate) mod requests;
pub(crate) mod source;
