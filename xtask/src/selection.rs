//! Which part of a document becomes a crate, on the command line.

use clap::Args;
use codegen::{Filter, Settings};

/// The flags that add to `include` and `exclude` of the settings. Each can be given several times,
/// and takes a pattern with `*`, `**` and `?`.
#[derive(Debug, Default, Args)]
pub(crate) struct Selection {
    /// Takes only operations of such paths, such as `/pets/**`; a new crate keeps this and the like
    /// in its settings.
    #[arg(long = "include-path", value_name = "PATTERN")]
    included_paths: Vec<String>,
    /// Takes only operations with such a tag.
    #[arg(long = "include-tag", value_name = "PATTERN")]
    included_tags: Vec<String>,
    /// Takes only operations with such an id.
    #[arg(long = "include-operation", value_name = "PATTERN")]
    included_operations: Vec<String>,
    /// Leaves out operations of such paths.
    #[arg(long = "exclude-path", value_name = "PATTERN")]
    excluded_paths: Vec<String>,
    /// Leaves out operations with such a tag.
    #[arg(long = "exclude-tag", value_name = "PATTERN")]
    excluded_tags: Vec<String>,
    /// Leaves out operations with such an id.
    #[arg(long = "exclude-operation", value_name = "PATTERN")]
    excluded_operations: Vec<String>,
}

impl Selection {
    /// Adds what the command line says to settings.
    pub(crate) fn add_to(&self, settings: &mut Settings) {
        let add =
            |filter: &mut Filter, paths: &[String], tags: &[String], operations: &[String]| {
                filter.paths.extend_from_slice(paths);
                filter.tags.extend_from_slice(tags);
                filter.operations.extend_from_slice(operations);
            };
        add(
            &mut settings.include,
            &self.included_paths,
            &self.included_tags,
            &self.included_operations,
        );
        add(
            &mut settings.exclude,
            &self.excluded_paths,
            &self.excluded_tags,
            &self.excluded_operations,
        );
    }
}
