//! What a maintainer chooses: the keys of `[package.metadata.codegen]`.

use serde::{Deserialize, Serialize};

/// The settings of one generated crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Settings {
    /// The root document, relative to the manifest's folder.
    pub schema: String,
    /// The folder that references may not leave, relative to the manifest's folder; the root
    /// document's folder when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// Where types and operations live.
    #[serde(default)]
    pub layout: Layout,
    /// True when a warning is as bad as an error.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deny_warnings: bool,
}

impl Settings {
    /// The settings of a crate for which nothing was chosen but the root document.
    pub fn new(schema: &str) -> Self {
        Self {
            schema: schema.to_owned(),
            root: None,
            layout: Layout::default(),
            deny_warnings: false,
        }
    }
}

/// Where types and operations live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One schema file is one module.
    Files,
    /// Types in `types`, operations in a module for each tag.
    #[default]
    Types,
}
