//@ uses = ["encode_error", "raw_response", "request", "server"]

//! What every operation of the API has.

use super::{DecodeError, EncodeError, RawResponse, Request, Server};

/// A call that the API offers, with what is sent by it.
///
/// A value of an operation holds its parameters and its body. It makes a [`Request`] of them, and
/// a value of a [`RawResponse`]; between the two it does not matter who carries them over, and how.
///
/// # Example
///
/// ```
/// use crate_name::{DecodeError, EncodeError, Operation, RawResponse, Request};
///
/// struct GetUserOperation {
///     user_id: String,
/// }
///
/// impl Operation for GetUserOperation {
///     const ID: &'static str = "users.get";
///     const METHOD: &'static str = "GET";
///     const PATH: &'static str = "/v1/users/{user_id}";
///     type Response = String;
///     type Error = ();
///
///     fn encode(&self, request: &mut Request) -> Result<(), EncodeError> {
///         request.path("user_id", &self.user_id)
///     }
///
///     fn decode(response: &RawResponse<'_>) -> Result<String, DecodeError> {
///         response.json()
///     }
///
///     fn decode_error(_: &RawResponse<'_>) -> Result<(), DecodeError> {
///         Ok(())
///     }
/// }
///
/// let operation = GetUserOperation { user_id: "a/b".into() };
/// assert_eq!(operation.request()?.target(), "/v1/users/a%2Fb");
///
/// let response = RawResponse::new(200, br#""Ada""#);
/// assert_eq!(GetUserOperation::decode(&response)?, "Ada");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Operation {
    /// The name that the API's description has for it, such as `users.get`.
    const ID: &'static str;

    /// The HTTP method, in upper case, such as `POST`.
    const METHOD: &'static str;

    /// The path below the base URL.
    ///
    /// It begins with a slash. The parts that differ from call to call are left as the API's
    /// description has them, as a name in braces: `/v1/users/{user_id}`.
    const PATH: &'static str;

    /// The media types that are asked for, as the header `Accept` has them; empty where the API
    /// answers without a body.
    const ACCEPT: &'static str = "application/json";

    /// The sets of security schemes of which one is enough, by their names; none where it is those
    /// of the whole API. An empty set lets anybody in.
    const SECURITY: Option<&'static [&'static [&'static str]]> = None;

    /// Where the operation is served; empty where it is with the rest of the API.
    const SERVERS: &'static [Server] = &[];

    /// What comes back when the call succeeds.
    type Response;

    /// What comes back when it fails.
    type Error;

    /// Writes the parameters and the body into a request.
    ///
    /// # Errors
    ///
    /// When a value cannot be sent, such as an empty text in the path.
    fn encode(&self, request: &mut Request) -> Result<(), EncodeError> {
        let _ = request;
        Ok(())
    }

    /// Reads the response to a call that succeeded: one with a status from 200 to 299.
    ///
    /// # Errors
    ///
    /// When the response is not what the API's description says.
    fn decode(response: &RawResponse<'_>) -> Result<Self::Response, DecodeError>;

    /// Reads the response to a call that failed: one with any other status.
    ///
    /// # Errors
    ///
    /// When the response is not what the API's description says.
    fn decode_error(response: &RawResponse<'_>) -> Result<Self::Error, DecodeError>;

    /// Makes the request.
    ///
    /// # Errors
    ///
    /// When a value cannot be sent, such as an empty text in the path.
    fn request(&self) -> Result<Request, EncodeError> {
        let mut request = Request::new(Self::METHOD, Self::PATH);
        if !Self::ACCEPT.is_empty() {
            request.accept(Self::ACCEPT)?;
        }
        self.encode(&mut request)?;
        request.finish()
    }
}

/// What is sent is as good as the operation that sends it, where that needs nothing else.
#[allow(unused_macros, reason = "not every API takes bodies")]
macro_rules! operation_of_body {
    ($operation:ident, $body:ty) => {
        impl From<$body> for $operation {
            fn from(body: $body) -> Self {
                Self::new(body)
            }
        }

        impl From<&$body> for $operation {
            fn from(body: &$body) -> Self {
                Self::new(body.clone())
            }
        }
    };
    ($operation:ident, $body:ty, $member:ident) => {
        impl From<$body> for $operation {
            fn from(body: $body) -> Self {
                Self {
                    $member: body.into(),
                    ..Self::default()
                }
            }
        }

        impl From<&$body> for $operation {
            fn from(body: &$body) -> Self {
                Self::from(body.clone())
            }
        }
    };
}
#[allow(unused_imports, reason = "not every API takes bodies")]
pub(crate) use operation_of_body;
