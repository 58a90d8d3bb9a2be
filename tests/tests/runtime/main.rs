//! The runtime of the generated crates, by itself.
//!
//! What is public is tested as the `tests` crate compiles it. What only generated code may call is
//! compiled into this file once more, where it is used as a generated crate uses it.

#![allow(
    unreachable_pub,
    reason = "the runtime writes methods for public enums, and nothing in a test is public"
)]
#![allow(
    clippy::duplicate_mod,
    reason = "what the runtime keeps to itself is compiled where it is tested"
)]

mod alternatives;
mod base_urls;
mod bytes;
mod credentials;
mod dates;
mod enums;
mod exchanges;
mod extra;
mod members;
mod numbers;
mod receiving;
mod refusals;
mod secrets;
mod texts;
mod waits;
mod world;

#[path = "../../../codegen/runtime/mod.rs"]
#[allow(unused, reason = "what is public is used from the `tests` crate")]
mod runtime;
