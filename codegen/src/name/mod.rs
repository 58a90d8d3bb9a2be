//! Names: from what a document says to what Rust accepts.

mod keyword;
mod scope;
mod words;

pub(crate) use keyword::{escape, is_path_word, is_usable, is_valid};
pub(crate) use scope::{Claimed, Scope};
pub(crate) use words::{function_name, item_name, member_name, module_name, variant_name};
