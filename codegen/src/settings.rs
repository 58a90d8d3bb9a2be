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
    /// What a member is that may be absent and may be null.
    #[serde(default, skip_serializing_if = "OptionalNullable::is_default")]
    pub optional_nullable: OptionalNullable,
}

impl Settings {
    /// The settings of a crate for which nothing was chosen but the root document.
    pub fn new(schema: &str) -> Self {
        Self {
            schema: schema.to_owned(),
            root: None,
            layout: Layout::default(),
            deny_warnings: false,
            optional_nullable: OptionalNullable::default(),
        }
    }
}

/// What a member is that may be absent and may be null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptionalNullable {
    /// `Nullable`, which tells the two apart.
    #[default]
    Nullable,
    /// `Option`: null is read as if the member were absent, and never sent.
    Option,
}

impl OptionalNullable {
    fn is_default(&self) -> bool {
        *self == Self::default()
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
