//! The rules, each with its name and its reason.

use std::fmt;

use super::Level;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $level:ident;)+) => {
        /// What changed: the rule that a change falls under.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Kind {
            /// Every rule that there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that is printed.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Why callers are affected, or why they are not.
            pub fn why(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc,)+).trim_ascii(),)+
                }
            }

            /// What the change is where it breaks nobody.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$variant => Level::$level,)+
                }
            }
        }
    };
}

kinds! {
    /// A new type is a new name in its module; nothing that callers wrote names it.
    TypeAdded = "type-added", Minor;
    /// Code that names the type no longer compiles.
    TypeRemoved = "type-removed", Minor;
    /// The schema is the same, but code that names its type has to use the new name.
    TypeRenamed = "type-renamed", Minor;
    /// The type has another path, so code that imports it no longer compiles.
    TypeMoved = "type-moved", Minor;
    /// A struct is built and read otherwise than an enum or an alias.
    ShapeChanged = "shape-changed", Minor;
    /// An alias is the type that it stands for: every use of it has another type now.
    AliasChanged = "alias-changed", Patch;
    /// Code that relied on the trait, by `==`, `..Default::default()` or a key of a map, no longer
    /// compiles.
    DeriveLost = "derive-lost", Minor;
    /// A trait more is no conflict: callers cannot have implemented it for a type of another crate.
    DeriveGained = "derive-gained", Minor;
    /// `new` and the setters exist for what is sent: where it is no longer sent, code that builds it
    /// no longer compiles.
    ConstructorLost = "constructor-lost", Minor;
    /// What is sent now can be built.
    ConstructorGained = "constructor-gained", Minor;
    /// `new` takes its arguments in the order of the schema: another order does not compile, or
    /// compiles and sends one value as the other.
    ArgumentsReordered = "arguments-reordered", Minor;
    /// `example()`, behind `test-util`, exists for what is received: tests that call it no longer
    /// compile.
    ExampleLost = "example-lost", Minor;
    /// What is received now has an `example()`.
    ExampleGained = "example-gained", Minor;
    /// Callers who turned the default features off no longer have the item.
    FeatureRequired = "feature-required", Minor;
    /// What needed a feature is always there.
    FeatureNoLongerRequired = "feature-no-longer-required", Minor;
    /// Callers who ask for the old feature alone no longer have the item.
    FeatureExchanged = "feature-exchanged", Minor;
    /// A feature more that callers can ask for.
    FeatureAdded = "feature-added", Minor;
    /// Cargo refuses a dependency that asks for a feature that is not there.
    FeatureRemoved = "feature-removed", Minor;

    /// An optional member is one more field and, where it is sent, one more setter: structs are
    /// `#[non_exhaustive]`. A required one that is sent is one more argument of `new`, and requests
    /// without it are refused; a required one that is received is missing in what older servers
    /// sent.
    MemberAdded = "member-added", Minor;
    /// Fields are public: code that reads or sets the member no longer compiles.
    MemberRemoved = "member-removed", Minor;
    /// The value is the same on the wire, but code that names the field no longer compiles.
    MemberRenamed = "member-renamed", Minor;
    /// The field stays, but under another name on the wire: older binaries send and expect the old
    /// one.
    WireNameChanged = "wire-name-changed", Minor;
    /// Fields are public: code that reads or sets one of another type no longer compiles.
    MemberTypeChanged = "member-type-changed", Patch;
    /// A field in a `Box` has another type, though nothing changes on the wire.
    Boxed = "boxed", Minor;
    /// A field without its `Box` has another type, though nothing changes on the wire.
    Unboxed = "unboxed", Minor;
    /// The field becomes an `Option` and is no argument of `new` any more. Older binaries fail on an
    /// answer without it.
    BecameOptional = "became-optional", Patch;
    /// The field is no `Option` any more and is an argument of `new`. Requests without it are
    /// refused.
    BecameRequired = "became-required", Patch;
    /// Null has to be told from a value. Older binaries fail on a null where they know of none.
    BecameNullable = "became-nullable", Patch;
    /// Null is refused where it is sent.
    NoLongerNullable = "no-longer-nullable", Patch;
    /// A value that was within the limits is refused now. What is received is not checked, so it can
    /// only be narrower than before.
    LimitTightened = "limit-tightened", Patch;
    /// What was accepted still is. Nothing that is received is checked.
    LimitLoosened = "limit-loosened", Patch;
    /// The server may refuse text of the old format. Where the format has no type of its own, it is
    /// documentation to Rust.
    FormatChanged = "format-changed", Patch;
    /// A request that leaves the value out means something else now.
    DefaultChanged = "default-changed", Patch;
    /// `Debug` hides the value, or shows it. Callers do not parse that.
    SensitivityChanged = "sensitivity-changed", Patch;
    /// An optional parameter is one more setter. A required one is one more argument of `new`, and
    /// requests without it are refused.
    ParameterAdded = "parameter-added", Minor;
    /// The operation's field is gone, and what older binaries send as the parameter is ignored or
    /// refused.
    ParameterRemoved = "parameter-removed", Minor;
    /// Older binaries send the value where the server no longer looks for it.
    ParameterMoved = "parameter-moved", Minor;
    /// Older binaries write the list or the object in a way that the server no longer reads.
    StyleChanged = "style-changed", Minor;
    /// The operation takes a body: an argument of `new` where it is required, else a setter.
    BodyAdded = "body-added", Minor;
    /// The operation's field is gone, and what older binaries send is ignored or refused.
    BodyRemoved = "body-removed", Minor;

    /// Enums are open and `#[non_exhaustive]`: the value was readable before, as `Unknown`. Code that
    /// recognises it by `as_str()` goes on to work.
    ValueAdded = "value-added", Minor;
    /// Code that names the variant no longer compiles, and where it is sent the value is refused.
    ValueRemoved = "value-removed", Minor;
    /// The value is the same on the wire, but code that names the variant no longer compiles.
    ValueRenamed = "value-renamed", Minor;
    /// The variant stays and is another value on the wire: older binaries send the old one.
    ValueTextChanged = "value-text-changed", Minor;
    /// `Ord` follows the order of the schema: the values compare otherwise. Nothing fails to compile.
    ValuesReordered = "values-reordered", Minor;
    /// Unions are `#[non_exhaustive]` and keep JSON of no type that they know, unless it looks like
    /// one of those and is none.
    BranchAdded = "branch-added", Minor;
    /// Code that names the variant no longer compiles, and where it is sent the value is refused.
    BranchRemoved = "branch-removed", Minor;
    /// The type is the same, but code that names the variant no longer compiles.
    BranchRenamed = "branch-renamed", Minor;
    /// The variant holds another type, so code that builds or matches it no longer compiles.
    BranchTypeChanged = "branch-type-changed", Patch;

    /// Which type of a union JSON is of shows by its members: a type with members of another one may
    /// be taken for it by older binaries, which then fail.
    BranchMistaken = "branch-mistaken", Patch;

    /// A new operation is a new type in its module.
    OperationAdded = "operation-added", Minor;
    /// Code that calls the operation no longer compiles, and requests of older binaries are refused.
    OperationRemoved = "operation-removed", Minor;
    /// The call is the same, but code that names the operation has to use the new name.
    OperationRenamed = "operation-renamed", Minor;
    /// The operation has another path, so code that imports it no longer compiles.
    OperationMoved = "operation-moved", Minor;
    /// The method that calls the operation has another name.
    MethodRenamed = "method-renamed", Minor;
    /// Older binaries send the request by a method that is not served.
    HttpMethodChanged = "http-method-changed", Minor;
    /// Older binaries send the request to a path that is not served.
    PathChanged = "path-changed", Minor;
    /// Callers get a value of another type.
    ResponseTypeChanged = "response-type-changed", Patch;
    /// Callers get another type when the call does not work.
    ErrorTypeChanged = "error-type-changed", Patch;
    /// An answer with a status that was not described. Older binaries read it as they read any other
    /// answer that works, or that does not.
    AnswerAdded = "answer-added", Minor;
    /// A status that is no longer described: older binaries have no need of it.
    AnswerRemoved = "answer-removed", Patch;
    /// What is answered with a status is of another kind: older binaries read it as the old one.
    AnswerChanged = "answer-changed", Minor;
    /// One more form in which the body can be sent.
    MediaTypeAdded = "media-type-added", Minor;
    /// Older binaries send the body in a form that is refused.
    MediaTypeRemoved = "media-type-removed", Minor;
    /// Credentials that were enough are not any more.
    SecurityTightened = "security-tightened", Minor;
    /// What was enough to be let in still is.
    SecurityLoosened = "security-loosened", Minor;

    /// What makes a client takes other credentials, so code that makes one no longer compiles.
    ClientChanged = "client-changed", Minor;
    /// The way from a client to the calls of a module has another name.
    AccessorRenamed = "accessor-renamed", Minor;
    /// The credentials of the scheme go elsewhere, or are others: older binaries are not let in.
    SchemeChanged = "scheme-changed", Minor;
    /// One more place where the API is served.
    ServerAdded = "server-added", Minor;
    /// Older binaries send requests to where the API is no longer served.
    ServerRemoved = "server-removed", Minor;
    /// A part of the URL has another default, or other values.
    ServerChanged = "server-changed", Minor;
    /// `SERVERS` has its entries in the order of the schema: the first is another one.
    ServersReordered = "servers-reordered", Minor;

    /// A use of it is a warning of the compiler from now on.
    Deprecated = "deprecated", Minor;
    /// A use of it is no warning any more.
    NoLongerDeprecated = "no-longer-deprecated", Patch;
    /// Documentation alone.
    DescriptionChanged = "description-changed", Patch;
    /// By the documents alone the name would be another one now. The record pins it, so nobody who
    /// uses it notices.
    NameKept = "name-kept", Patch;
    /// The API calls itself another version.
    ApiVersionChanged = "api-version-changed", Patch;
    /// The number of the runtime rises when what callers see of it breaks.
    RuntimeChanged = "runtime-changed", Minor;
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
