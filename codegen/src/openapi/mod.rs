//! Typed views over nodes: the document as it is written, 3.0, 3.1 and 3.2 alike.
//!
//! A view is a node and the way to say what is wrong with it. Asking a view for something of the
//! wrong kind pushes a diagnostic and answers "not there", so that one run reports everything.

mod context;
mod document;
mod fit;
mod formats;
pub(crate) mod keywords;
mod object;
mod operation;
mod positions;
mod references;
mod schema;

pub(crate) use context::Context;
pub(crate) use document::{Document, PathItem, SecurityScheme, Server};
pub(crate) use fit::{
    Misfit, Patterns, Strictness, as_number, is_of, misfits, unfit_value, wanted,
};
pub(crate) use formats::Reported;
pub(crate) use object::{Object, duplicate_value, unknown_required};
pub(crate) use operation::{
    Media, Operation, Parameter, Response, is_header_name, no_header_name, security_of,
};
pub(crate) use positions::{Found, Kind, Walk};
pub(crate) use references::reference_of;
pub(crate) use schema::{Schema, SchemaType};
