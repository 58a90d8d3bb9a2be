//! How much the generator takes on.
//!
//! Every limit is far above what documents in earnest need, and low enough that none can take all
//! memory or all day. What goes beyond one is reported as [`Code::LimitExceeded`] at its place.
//!
//! [`Code::LimitExceeded`]: crate::diagnostics::Code::LimitExceeded

/// The bytes of a file, and of all files of a schema together.
pub const BYTES: usize = 64 << 20;

/// The files of a schema.
pub const FILES: usize = 10_000;

/// The values of all files together, aliases unfolded.
pub const VALUES: usize = 700_000;

/// The entries of one mapping, or the items of one list.
pub const ENTRIES: usize = 50_000;

/// The modules of a crate.
pub const MODULES: usize = 5_000;

/// The bytes of a module's path: it becomes the path of a file.
pub const MODULE_PATH: usize = 1_000;

/// What one Rust item has: the members of a struct, the values of an enum, the parameters of an
/// operation.
pub const MEMBERS: usize = 10_000;

/// What all Rust items have together: members, values, parameters, answers, and the items
/// themselves. An `allOf` has the members of all its parts, and a path item can be used by many
/// paths, so that few lines stand for many items. What is said of them counts as well.
pub const ALL_MEMBERS: usize = 110_000;

/// So many bytes of text count as a member more, wherever they are used. What is smaller or larger
/// than a member counts as so much more or less of them.
pub const TEXT_OF_A_MEMBER: usize = 256;

/// What all files take in memory, about, while as much may be made of them as there may ever be.
pub const READ: usize = 36 << 20;

/// What a value of a file takes in memory, beside its text.
pub const READ_VALUE: usize = 75;

/// So many bytes more that the files take leave room for a byte of text less in what is made.
pub const READ_INSTEAD: usize = 6;

/// What all Rust items may have together where the files take so much memory: both are there at the
/// same time.
pub const fn members_beside(read: usize) -> usize {
    let instead = read.saturating_sub(READ) / (READ_INSTEAD * TEXT_OF_A_MEMBER);
    ALL_MEMBERS.saturating_sub(instead)
}

/// The parts that all `allOf` lead to together, each as often as it is looked at.
pub const ALL_PARTS: usize = 1_000_000;

/// The bytes of all texts of one thing, such as a description and an example.
pub const TEXT: usize = 8 << 20;

/// The operations of one module: each is a method of what leads to them.
pub const OPERATIONS: usize = 3_000;

/// How deep a document nests.
pub const DEPTH: usize = 128;

/// How often a `$ref` leads to another one, and an `allOf` to another one.
pub const CHAIN: usize = 100;

/// How many types stand for one another, through aliases and choices.
pub const ALIASES: usize = 1_000;
