//@ uses = ["server"]

//! What a client has to know of the API that it calls.

use super::Server;

/// Facts of the API's description that concern all of its operations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Api {
    /// The name and the version of the crate, such as `pets/1.2.0`.
    pub(crate) user_agent: &'static str,
    /// Where the API is served.
    pub(crate) servers: &'static [Server],
    /// How callers prove who they are.
    pub(crate) schemes: &'static [Scheme],
    /// The sets of schemes of which one is enough, where an operation does not say otherwise.
    pub(crate) security: &'static [&'static [&'static str]],
    /// What the members of errors mean.
    pub(crate) errors: &'static [ErrorMembers],
}

/// A way in which callers prove who they are, by the name that operations use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme {
    pub(crate) name: &'static str,
    pub(crate) kind: SchemeKind,
}

/// What a scheme asks for.
#[allow(dead_code, reason = "not every API has schemes of every kind")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// A user name and a password.
    Basic,
    /// A token.
    Bearer,
    /// A key in the header of this name.
    Header(&'static str),
    /// A key in the query, under this name.
    Query(&'static str),
    /// A key in the cookie of this name.
    Cookie(&'static str),
    /// Something that only a whole header can say.
    Other,
}

/// The names of the members that say what an error is; empty where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ErrorMembers {
    /// The name of the error.
    pub(crate) kind: &'static str,
    /// The explanation.
    pub(crate) message: &'static str,
    /// The identifier of the call, in errors and in what succeeds.
    pub(crate) request_id: &'static str,
    /// The address of a page about the error.
    pub(crate) url: &'static str,
    /// Whatever else is said of it.
    pub(crate) details: &'static str,
}
