//! Files → nodes: reading, references across files, and places.
//!
//! A file is read once. Every other stage works on the [`Tree`]; lines and columns are looked up
//! only when there is something to print.

mod draft;
mod file;
mod identified;
mod load;
pub mod locate;
mod nearest;
mod node;
mod parse;
pub(crate) mod pointer;
mod reader;
mod reference;
mod syntax;
mod tree;

pub(crate) use draft::{Draft, Edit};
pub use file::File;
pub(crate) use load::{load, load_beside, load_overlay, too_large};
pub use node::{Entry, FileId, Mapping, Node, Place, Value};
pub use reader::{Documents, ReadError, Reader};
pub(crate) use reference::{Reference, ReferenceError, has_scheme};
pub use tree::{Span, Tree};
pub(crate) use tree::{json_path_step, quoted_name};

/// Owns the texts that the nodes of a tree borrow from.
pub type Texts = typed_arena::Arena<String>;
