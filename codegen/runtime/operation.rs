//! What an operation of the API is, apart from any way of calling it.

/// The facts of one operation of the API.
///
/// Every operation has a type of its own that implements this trait and holds no data. It tells
/// which method and path the operation has, what it takes and what it answers, so that code for
/// any operation can be written once: a transport, a recorder, a table of what is allowed.
///
/// # Example
///
/// ```
/// use crate_name::Operation;
///
/// fn summary<O: Operation>() -> String {
///     format!("{} {}", O::METHOD, O::PATH)
/// }
///
/// struct GetUserOperation;
///
/// impl Operation for GetUserOperation {
///     const METHOD: &'static str = "GET";
///     const PATH: &'static str = "/v1/users/{user_id}";
///     type Request = ();
///     type Response = String;
/// }
///
/// assert_eq!(summary::<GetUserOperation>(), "GET /v1/users/{user_id}");
/// ```
pub trait Operation {
    /// The HTTP method, in upper case, such as `POST`.
    const METHOD: &'static str;

    /// The path below the base URL.
    ///
    /// It begins with a slash. The parts that differ from call to call are left as the API's
    /// description has them, as a name in braces: `/v1/users/{user_id}`.
    const PATH: &'static str;

    /// What the operation takes.
    type Request;

    /// What the operation answers when it succeeds.
    type Response;
}
