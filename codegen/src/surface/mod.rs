//! `api.json`: the record of a generated crate's public surface.
//!
//! It pins names (what has one keeps it), and it is what two versions are compared by.

pub mod diff;
mod moved;
mod of;
mod pins;
mod record;
mod types;
mod upgrade;
mod uses;

pub(crate) use of::json_of;
pub(crate) use pins::Pins;
pub use record::{
    Item, ItemKind, Surface, SurfaceAccessor, SurfaceAnswer, SurfaceMember, SurfaceOperation,
    SurfaceParameter, SurfaceServer, SurfaceValue,
};
pub use uses::Use;
