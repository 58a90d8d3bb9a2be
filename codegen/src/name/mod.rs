//! Names: from what a document says to what Rust accepts.

mod ascii;
mod keyword;
mod length;
mod quiet;
mod scope;
mod split;
mod words;

pub(crate) use keyword::{escape, is_path_word, is_usable, is_valid};
pub(crate) use length::is_short;
pub(crate) use quiet::{is_quiet, look};
pub(crate) use scope::{Claimed, Scope};
pub(crate) use split::split_modules;
pub(crate) use words::{
    function_name, item_in_ascii, item_name, member_in_ascii, member_name, module_name,
    variant_name,
};
