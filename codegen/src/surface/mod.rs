//! `api.json`: the record of a generated crate's public surface.
//!
//! It pins names (what has one keeps it), and it is what two versions are compared by.

mod pins;
mod record;

pub(crate) use pins::Pins;
pub use record::{
    Item, ItemKind, Surface, SurfaceMember, SurfaceOperation, SurfaceParameter, SurfaceValue,
};
