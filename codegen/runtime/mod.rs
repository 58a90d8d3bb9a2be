//! Behaviour that every generated crate shares.
//!
//! The generated files hold facts, such as the values of an enum; what is done with those facts is
//! written here, once.

#[cfg(any(feature = "client", feature = "blocking"))]
mod answer;
#[cfg(any(feature = "client", feature = "blocking"))]
pub use answer::Answer;

#[cfg(any(feature = "client", feature = "blocking"))]
mod api;
#[cfg(any(feature = "client", feature = "blocking"))]
#[allow(unused_imports, reason = "not every API has schemes and errors")]
pub(crate) use api::{Api, ErrorMembers, Scheme, SchemeKind};

mod base64;
pub use base64::{Base64, Base64Error};

#[allow(dead_code, reason = "credentials and values need some of it each")]
mod base64_digits;

#[cfg(any(feature = "client", feature = "blocking"))]
mod base_url;

mod binary;
pub use binary::Binary;

#[cfg(feature = "blocking")]
pub mod blocking;

#[cfg(feature = "blocking")]
mod blocking_body;

#[cfg(feature = "blocking")]
mod blocking_client;

#[cfg(feature = "blocking")]
mod blocking_transport;

#[cfg(feature = "client")]
mod body;
#[cfg(feature = "client")]
pub use body::Body;

#[cfg(any(feature = "client", feature = "blocking"))]
mod call;
#[cfg(any(feature = "client", feature = "blocking"))]
pub use call::{Call, Caller};

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
pub use client::Client;

#[cfg(any(feature = "client", feature = "blocking"))]
mod client_builder;
#[cfg(any(feature = "client", feature = "blocking"))]
pub use client_builder::{ClientBuilder, Shell};

#[cfg(any(feature = "client", feature = "blocking"))]
mod clock;

#[cfg(any(feature = "client", feature = "blocking"))]
mod credential;
#[cfg(any(feature = "client", feature = "blocking"))]
pub use credential::Credential;

mod date;
pub use date::Date;

mod date_time;
pub use date_time::DateTime;

mod decimal;
pub use decimal::Decimal;

mod decimal_number;
pub use decimal_number::DecimalNumber;

mod encode_error;
pub use encode_error::EncodeError;

#[cfg(any(feature = "client", feature = "blocking"))]
mod error;
#[cfg(any(feature = "client", feature = "blocking"))]
pub use error::Error;

#[cfg(any(feature = "client", feature = "blocking"))]
mod error_shown;

#[cfg(any(feature = "client", feature = "blocking"))]
mod exchange;

mod extra;
pub(crate) use extra::{ReadExtra, keep_extra};

mod form;

mod integer;

mod members;
pub(crate) use members::WriteMembers;

mod mismatch;

mod multipart;
pub use multipart::Multipart;

mod null;
pub(crate) use null::null_as_default;

mod nullable;
pub use nullable::Nullable;

mod open_enum;
pub use open_enum::UnknownValue;
pub(crate) use open_enum::{OpenEnum, open_enum};

mod open_integer_enum;
pub use open_integer_enum::UnknownInteger;
pub(crate) use open_integer_enum::{OpenIntegerEnum, open_integer_enum};

mod operation;
pub use operation::Operation;
#[allow(unused_imports, reason = "not every API takes bodies")]
pub(crate) use operation::operation_of_body;

#[cfg(any(feature = "client", feature = "blocking"))]
mod options;
#[cfg(any(feature = "client", feature = "blocking"))]
pub use options::Options;

mod raw_response;
pub use raw_response::{DecodeError, RawResponse};

#[cfg(any(feature = "client", feature = "blocking"))]
mod receiver;

mod redacted;
pub(crate) use redacted::Redacted;

mod request;
pub use request::Request;

#[cfg(feature = "client")]
mod reqwest_transport;

#[cfg(any(feature = "client", feature = "blocking"))]
mod retry_after;

#[cfg(any(feature = "client", feature = "blocking"))]
mod said;

mod secret;
pub use secret::Secret;

mod server;
pub use server::{Server, ServerVariable};

mod style;
pub use style::Style;

mod tagged;
pub(crate) use tagged::tagged;

#[cfg(all(feature = "test-util", any(feature = "client", feature = "blocking")))]
pub mod testing;

mod text;

mod text_methods;

mod text_type;

#[cfg(all(
    feature = "client",
    not(target_family = "wasm"),
    not(feature = "native-tls")
))]
mod tls;

#[cfg(any(feature = "client", feature = "blocking"))]
mod trace;

#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "client")]
pub use transport::{BoxFuture, Shared, Transport};

#[cfg(any(feature = "client", feature = "blocking"))]
mod transport_error;
#[cfg(any(feature = "client", feature = "blocking"))]
pub use transport_error::{BoxError, TransportError};

mod union;
pub use union::UnknownJson;
pub(crate) use union::{Branch, Kind, Union, decode_branch, union};

mod union_levels;

#[cfg(feature = "blocking")]
mod ureq_transport;

mod uri;
pub use uri::Uri;

mod uuid;
pub use uuid::Uuid;

mod variant;
pub(crate) use variant::{ReadVariant, keep_variant, members_of};
