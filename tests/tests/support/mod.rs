//! What the tests of the generated crate share.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "each test uses a part of it"
)]
#[macro_use]
pub(crate) mod callers;
pub(crate) mod contract;
pub(crate) mod data;
pub(crate) mod facts;
pub(crate) mod items;
pub(crate) mod lossless;
pub(crate) mod registry;
pub(crate) mod requests;
pub(crate) mod source;
pub(crate) mod surface;
pub(crate) mod trace;
