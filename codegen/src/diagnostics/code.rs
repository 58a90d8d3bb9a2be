//! The kinds of finding.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Level, closest};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $level:ident;)+) => {
        /// The kind of a finding: what `error[…]` shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every kind that there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that is printed. It stays the same across versions.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// How bad it is, unless the settings or the command line say otherwise.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$variant => level!($level),)+
                }
            }

            /// True for what only [`lint`](crate::lint) looks for.
            pub fn is_lint(self) -> bool {
                match self {
                    $(Self::$variant => is_lint!($level),)+
                }
            }

            /// True for what only [`verify`](crate::verify::verify) finds, in samples.
            pub fn is_of_samples(self) -> bool {
                match self {
                    $(Self::$variant => is_of_samples!($level),)+
                }
            }

            /// What it says, as Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc, "\n"),+).trim_ascii(),)+
                }
            }
        }
    };
}

/// `Error`, `Warning`, or `Lint` for a warning that only linting finds; `SampleError` and
/// `SampleWarning` for what only samples show.
macro_rules! level {
    (Lint) => {
        Level::Warning
    };
    (SampleError) => {
        Level::Error
    };
    (SampleWarning) => {
        Level::Warning
    };
    ($level:ident) => {
        Level::$level
    };
}

macro_rules! is_lint {
    (Lint) => {
        true
    };
    ($level:ident) => {
        false
    };
}

macro_rules! is_of_samples {
    (SampleError) => {
        true
    };
    (SampleWarning) => {
        true
    };
    ($level:ident) => {
        false
    };
}

codes! {
    /// The text is not YAML or not JSON.
    Syntax = "syntax", Error;
    /// The document is of a version that is not read, such as Swagger 2.0.
    UnsupportedVersion = "unsupported-version", Error;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A string stands where a mapping belongs, or the like.
    WrongKind = "wrong-kind", Error;
    /// A text that is none of those that may stand there, such as `in: body` of a parameter.
    InvalidValue = "invalid-value", Error;
    /// Something that must be there is not.
    MissingKey = "missing-key", Error;
    /// A file that is referred to is not there or cannot be read.
    MissingFile = "missing-file", Error;
    /// A `$ref` leads to nothing.
    UnknownReference = "unknown-reference", Error;
    /// A `$ref` leads out of the schema's root, or to another machine.
    ReferenceOutside = "reference-outside", Error;
    /// A `$ref` leads back to itself.
    ReferenceCycle = "reference-cycle", Error;
    /// A `type` that JSON Schema does not have.
    UnknownType = "unknown-type", Error;
    /// Two things that would have the same name in Rust, by `x-rust-name`.
    NameCollision = "name-collision", Error;
    /// An `x-rust-name` that no Rust item can have.
    InvalidName = "invalid-name", Error;
    /// A key that would let a document name Rust code.
    RefusedKey = "refused-key", Error;
    /// A file that is no overlay, or an action of one that cannot be carried out.
    InvalidOverlay = "invalid-overlay", Error;
    /// An expression that is no JSONPath.
    InvalidPath = "invalid-path", Error;
    /// An action of an overlay that changes nothing, since its target is not there.
    UnmatchedTarget = "unmatched-target", Error;
    /// An update that cannot be merged with what is there.
    UnfitUpdate = "unfit-update", Error;
    /// A sample whose name says of no body that it is one of.
    UnknownSample = "unknown-sample", SampleError;
    /// Null in a sample, where the schema promises a value.
    UnexpectedNull = "unexpected-null", SampleError;
    /// A member that is not in a sample, and that the schema promises.
    MissingMember = "missing-member", SampleError;
    /// A value in a sample of another kind than the schema says.
    UnexpectedKind = "unexpected-kind", SampleError;
    /// A sample of a body that the document does not describe.
    UndescribedBody = "undescribed-body", SampleError;
    /// More of something than the generator takes on, or deeper than it goes.
    LimitExceeded = "limit-exceeded", Error;
    /// The settings, the command line, the manifest or the record of the surface cannot be used.
    Settings = "settings", Error;
    /// A fault of the generator itself.
    Internal = "internal", Error;
    /// A key that is nearly one that OpenAPI knows.
    MisspeltKeyword = "misspelt-keyword", Warning;
    /// A `required` entry that is no property.
    UnknownRequiredMember = "unknown-required-member", Warning;
    /// Two parts of an `allOf` say different things of one member.
    ConflictingMembers = "conflicting-members", Warning;
    /// Two things that would have the same name in Rust; one of them gets a number.
    NumberedName = "numbered-name", Warning;
    /// A member in a sample that the schema does not describe.
    UndescribedMember = "undescribed-member", SampleWarning;
    /// A value in a sample that the schema does not list.
    UnlistedValue = "unlisted-value", SampleWarning;
    /// A `format` that is nearly one that is known.
    UnknownFormat = "unknown-format", Warning;
    /// An example, a default, a listed value or a limit that does not fit its schema.
    UnfitValue = "unfit-value", Warning;
    /// A construct that has no type of its own in Rust; the nearest honest one is used.
    Unsupported = "unsupported", Warning;
    /// A value that stands twice in a list whose values differ, such as an `enum`.
    DuplicateValue = "duplicate-value", Warning;
    /// Two operations with one `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Warning;
    /// A path and its parameters that do not name each other.
    PathParameter = "path-parameter", Warning;
    /// An operation without an `operationId`.
    MissingOperationId = "missing-operation-id", Warning;
    /// A code that the settings or the command line allow, and nothing of it was found.
    UnusedAllow = "unused-allow", Warning;
    /// An object without a key that OpenAPI asks for, or a list without entries, where a crate can do
    /// without it.
    IncompleteObject = "incomplete-object", Lint;
    /// A component that no operation and no webhook leads to.
    UnusedComponent = "unused-component", Lint;
    /// A keyword that the version of the document has no more, such as `nullable` since 3.1.
    OutdatedKeyword = "outdated-keyword", Lint;
    /// A name that nothing has: of a security scheme, of the operation of a link, of a server's
    /// variable, or of a member of a form.
    UnknownName = "unknown-name", Lint;
    /// Two schemas with one `$id`, or with one `$anchor` in one file.
    DuplicateId = "duplicate-id", Lint;
    /// Two parameters of one name in one place.
    DuplicateParameter = "duplicate-parameter", Lint;
    /// A parameter that has neither a `schema` nor a `content`, or both.
    ParameterSchema = "parameter-schema", Lint;
    /// Two paths that differ in nothing but the names of their parameters.
    DuplicatePath = "duplicate-path", Lint;
    /// A discriminator whose property a schema does not have, or does not require.
    DiscriminatorProperty = "discriminator-property", Lint;
    /// Limits that no value keeps, such as a `minimum` above the `maximum`.
    ContradictingLimits = "contradicting-limits", Lint;
    /// A limit that says nothing of a value of its type, such as `maxLength` of an integer.
    MisplacedLimit = "misplaced-limit", Lint;
    /// A description that rustdoc would read in another way than it is meant.
    OddDescription = "odd-description", Lint;
}

impl Code {
    /// What is done where a finding that is an error by itself is taken as less; none for what
    /// nothing can be done about.
    pub fn fallback(self) -> Option<&'static str> {
        match self {
            Self::Syntax => Some("nothing of this file is read; a schema in it is any value"),
            Self::DuplicateKey => Some("the first one counts"),
            Self::WrongKind | Self::InvalidValue | Self::MissingKey => {
                Some("it is read as if it were not there; a schema is any value")
            }
            Self::MissingFile
            | Self::UnknownReference
            | Self::ReferenceOutside
            | Self::ReferenceCycle => Some("it leads nowhere; a schema is any value"),
            Self::UnknownType => Some("it says nothing of the value"),
            Self::NameCollision | Self::InvalidName => Some("another name is used"),
            Self::RefusedKey => Some("it is ignored"),
            _ => None,
        }
    }
}

impl Code {
    /// True for a finding that may be taken as less than an error.
    pub(super) fn can_be_less(self) -> bool {
        self.level() == Level::Warning || self.fallback().is_some() || self.is_of_samples()
    }
}

impl FromStr for Code {
    type Err = String;

    /// The code of a name. The error is a sentence, with the name that was probably meant.
    fn from_str(name: &str) -> Result<Self, String> {
        let names = || Self::ALL.iter().map(|code| code.as_str());
        let found = Self::ALL.iter().find(|code| code.as_str() == name);
        found.copied().ok_or_else(|| match closest(name, names()) {
            Some(meant) => format!("there is no code `{name}`; did you mean `{meant}`?"),
            None => format!("there is no code `{name}`; `docs/diagnostics.md` lists them"),
        })
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
