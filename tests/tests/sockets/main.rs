//! The generated clients over real sockets, the asynchronous and the blocking one alike: against the
//! stand-in for the API, and against a server that misbehaves.
//!
//! How often something was sent is what the server counts.

mod answers;
mod bodies;
mod certificates;
mod connections;
mod end_to_end;
mod examples;
mod handed_in;
mod load;
mod redirects;
mod retries;
mod scripted;
mod secrets;
mod settings;
#[cfg(feature = "tracing")]
mod spans;
#[path = "../support/mod.rs"]
mod support;
