//! Files → nodes: reading, references across files, and places.
//!
//! A file is read once. Every other stage works on the [`Tree`]; lines and columns are looked up
//! only when there is something to print.

mod load;
pub mod locate;
mod node;
mod parse;
mod pointer;
mod reader;
mod reference;
mod tree;

pub(crate) use load::load;
pub use node::{Entry, FileId, Mapping, Node, Place, Value};
pub use reader::{Documents, ReadError, Reader};
pub(crate) use reference::{Reference, ReferenceError};
pub use tree::{File, Tree};

/// Owns the texts that the nodes of a tree borrow from.
pub type Texts = typed_arena::Arena<String>;
