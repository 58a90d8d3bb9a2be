//! From a path into a document to the bytes of its text.
//!
//! Reading a document keeps no positions: a place is a file and a path, and only a diagnostic that
//! is printed needs to know where in the text that is. The text is then read once more, for its
//! shape alone, into a `Tree`: every node with its range, in the order of the text. [`locate`]
//! walks any number of paths down that tree.
//!
//! Nothing here fails on a document that is broken: what stands before the break is found.

mod census;
mod json;
mod lines;
mod nodes;
mod relax;
mod shape;
mod yaml;

use std::ops::Range;

pub(super) use census::census;
pub use lines::line_column;
pub(crate) use lines::{Lines, content_start, floor};
pub(super) use shape::Shape;

/// One step from a node to one of its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// To the value of a mapping's entry.
    Key {
        /// The key: its value where it is a string, else its text as written.
        name: &'a str,
        /// Which of the entries of that name: 0 is the first.
        occurrence: usize,
    },
    /// To an item of a sequence, counted from 0.
    Index(usize),
}

/// What of an entry to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The key; the value where there is no key, as for an item of a sequence and for the root.
    Key,
    /// The value.
    Value,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML.
    Yaml,
    /// JSON.
    Json,
}

/// Where the innermost bracket is that a document opens and never closes.
pub(super) fn unclosed(text: &str, format: Format) -> Option<usize> {
    let nodes = match format {
        Format::Yaml => yaml::read(text),
        Format::Json => json::read(text),
    };
    nodes.unclosed(text)
}

/// Finds the byte range of each target: a path from the root, and a part of what it leads to.
///
/// The range of a scalar is its text with its quotes; that of a YAML block scalar goes from its
/// indicator to the end of its last line that is not blank. The range of a collection in brackets
/// goes from bracket to bracket, that of a block collection to the end of its first line. An empty
/// YAML node has an empty range, just after its `:` or `-`. An alias is found as it is written; a
/// path that goes on through it continues at the anchor.
///
/// A path that leads nowhere has no range.
///
/// ```
/// use codegen::source::locate::{Format, Part, Step, locate};
///
/// let text = "info:\n  title: 'Pets'\n";
/// let title = [
///     Step::Key { name: "info", occurrence: 0 },
///     Step::Key { name: "title", occurrence: 0 },
/// ];
/// let found = locate(text, Format::Yaml, &[(&title, Part::Key), (&title, Part::Value)]);
/// assert_eq!(found, [Some(8..13), Some(15..21)]);
/// ```
pub fn locate(
    text: &str,
    format: Format,
    targets: &[(&[Step<'_>], Part)],
) -> Vec<Option<Range<usize>>> {
    if targets.is_empty() {
        return Vec::new();
    }
    let shape = Shape::new(text, format);
    targets
        .iter()
        .map(|&(path, part)| shape.find(text, path, part))
        .collect()
}
