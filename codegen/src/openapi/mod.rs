//! Typed views over nodes: the document as it is written, 3.0, 3.1 and 3.2 alike.
//!
//! A view is a node and the way to say what is wrong with it. Asking a view for something of the
//! wrong kind pushes a diagnostic and answers "not there", so that one run reports everything.

mod document;
pub(crate) mod keywords;
mod object;
mod operation;
mod schema;

pub(crate) use document::{Document, PathItem, SecurityScheme, Server};
pub(crate) use object::{Context, Object, reference_of};
pub(crate) use operation::{Media, Operation, Parameter, Response, security_of};
pub(crate) use schema::{Schema, SchemaType};
