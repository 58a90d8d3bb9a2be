//! Behaviour that every generated crate shares.
//!
//! The generated files hold facts, such as the values of an enum; what is done with those facts is
//! written here, once.

mod base64;
pub use base64::{Base64, Base64Error};

mod binary;
pub use binary::Binary;

mod date;
pub use date::Date;

mod date_time;
pub use date_time::DateTime;

mod decimal;
pub use decimal::Decimal;

mod decimal_number;
pub use decimal_number::DecimalNumber;

mod extra;
pub(crate) use extra::{ReadExtra, keep_extra};

mod integer;

mod members;
pub(crate) use members::WriteMembers;

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

mod raw_response;
pub use raw_response::{DecodeError, RawResponse};

mod redacted;
pub(crate) use redacted::Redacted;

mod request;
pub use request::{EncodeError, Request};

mod secret;
pub use secret::Secret;

mod server;
pub use server::{Server, ServerVariable};

mod style;
pub use style::Style;

mod text;

mod text_methods;

mod text_type;

mod union;
pub use union::UnknownJson;
pub(crate) use union::{Branch, Kind, Union, decode_branch, union};

mod uri;
pub use uri::Uri;

mod uuid;
pub use uuid::Uuid;

mod variant;
pub(crate) use variant::{ReadVariant, keep_variant, members_of};
