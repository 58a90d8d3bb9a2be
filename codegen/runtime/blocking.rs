//@ uses = ["blocking_body", "blocking_client", "blocking_transport"]

//! The blocking client, for programs without an asynchronous runtime.

pub use super::blocking_body::Body;
pub use super::blocking_client::Client;
pub use super::blocking_transport::Transport;
