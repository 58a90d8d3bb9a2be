//! What a maintainer chooses: the keys of `[package.metadata.codegen]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostics::Code;

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
    /// Overlays that correct the document, in the order in which they are applied, relative to the
    /// manifest's folder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// Where types and operations live.
    #[serde(default)]
    pub layout: Layout,
    /// True when a warning is as bad as an error.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deny_warnings: bool,
    /// Kinds of finding that are errors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deny: Vec<Code>,
    /// Kinds of finding that are warnings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn: Vec<Code>,
    /// Kinds of finding that are not reported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Code>,
    /// True when a broken schema becomes any value, and is a warning.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_going: bool,
    /// Beginnings of names that are left out, or that are modules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameRule>,
    /// Types that stand for schemas instead of generated ones, as paths: by the name of a
    /// component, or by file and JSON Pointer (`money.yaml#/Money`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub types: BTreeMap<String, String>,
    /// Which operations become a part of the crate; all of them when empty.
    #[serde(default, skip_serializing_if = "Filter::is_empty")]
    pub include: Filter,
    /// Which operations are left out.
    #[serde(default, skip_serializing_if = "Filter::is_empty")]
    pub exclude: Filter,
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
            overlays: Vec::new(),
            layout: Layout::default(),
            deny_warnings: false,
            deny: Vec::new(),
            warn: Vec::new(),
            allow: Vec::new(),
            keep_going: false,
            names: Vec::new(),
            types: BTreeMap::new(),
            include: Filter::default(),
            exclude: Filter::default(),
            optional_nullable: OptionalNullable::default(),
        }
    }

    /// The settings without those that say nothing of the crate, but of how a run ends.
    pub(crate) fn of_the_crate(&self) -> Self {
        Self {
            deny_warnings: false,
            deny: Vec::new(),
            warn: Vec::new(),
            allow: Vec::new(),
            keep_going: false,
            ..self.clone()
        }
    }

    /// The rule for the name of a schema or an operation: that of the longest beginning.
    pub(crate) fn rule_of(&self, name: &str) -> Option<&NameRule> {
        let fitting = self.names.iter().filter(|rule| rule.rest(name).is_some());
        fitting.max_by_key(|rule| rule.prefix.len())
    }
}

/// Operations of a document: those that one of the patterns fits. In a pattern, `*` is any text and
/// `?` any character, in paths none with a slash; there, `**` is any text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Filter {
    /// Patterns of paths, such as `/pets/**`, and of the names of webhooks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
    /// Patterns of tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Patterns of `operationId`s.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<String>,
}

impl Filter {
    /// True when it has no pattern.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.tags.is_empty() && self.operations.is_empty()
    }
}

/// What becomes of a name that begins in some way: `{ prefix = "api_otp_v1_otp_sms_", module =
/// "otp::sms" }` makes `api_otp_v1_otp_sms_SendRequest` `otp::sms::SendRequest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NameRule {
    /// The beginning that is left out of names of schemas and of `operationId`s.
    pub prefix: String,
    /// The module that they go to, as a path below the crate; where they would be without the rule
    /// when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
}

impl NameRule {
    /// What is left of a name that begins like this.
    pub(crate) fn rest<'n>(&self, name: &'n str) -> Option<&'n str> {
        let rest = name.strip_prefix(self.prefix.as_str());
        rest.filter(|rest| rest.contains(char::is_alphanumeric))
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
