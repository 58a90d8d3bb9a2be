//! The kinds of finding.

use std::fmt;

use super::Level;

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

            /// The name that is printed.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// How bad it is.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$variant => Level::$level,)+
                }
            }
        }
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
    UnknownSample = "unknown-sample", Error;
    /// Null in a sample, where the schema promises a value.
    UnexpectedNull = "unexpected-null", Error;
    /// A member that is not in a sample, and that the schema promises.
    MissingMember = "missing-member", Error;
    /// A value in a sample of another kind than the schema says.
    UnexpectedKind = "unexpected-kind", Error;
    /// A sample of a body that the document does not describe.
    UndescribedBody = "undescribed-body", Error;
    /// The settings, the manifest or the record of the surface cannot be used.
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
    UndescribedMember = "undescribed-member", Warning;
    /// A value in a sample that the schema does not list.
    UnlistedValue = "unlisted-value", Warning;
    /// A `format` that is nearly one that is known.
    UnknownFormat = "unknown-format", Warning;
    /// An example, default or limit that does not fit its schema.
    UnfitValue = "unfit-value", Warning;
    /// A construct that has no type of its own in Rust; the nearest honest one is used.
    Unsupported = "unsupported", Warning;
    /// Two operations with one `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Warning;
    /// A path and its parameters that do not name each other.
    PathParameter = "path-parameter", Warning;
    /// An operation without an `operationId`.
    MissingOperationId = "missing-operation-id", Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
