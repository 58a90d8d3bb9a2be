//! The errors of the API, with the body that it gives them.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde_json::json;

use super::identifiers;

/// Why a call is refused.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    error_type: &'static str,
    message: String,
    retry_after: Option<SignedDuration>,
}

impl Refusal {
    fn new(status: StatusCode, error_type: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            error_type,
            message: message.into(),
            retry_after: None,
        }
    }

    /// The request cannot be carried out as it is.
    pub(super) fn bad_request(error_type: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error_type, message)
    }

    /// The body is not what the call takes at all.
    pub(super) fn malformed(message: impl Into<String>) -> Self {
        Self::bad_request("bad_request", message)
    }

    /// Credentials or code are not accepted.
    pub(super) fn unauthorized(error_type: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, error_type, message)
    }

    /// Something that the request names does not exist.
    pub(super) fn not_found(error_type: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, error_type, message)
    }

    /// The path is right and the method is not.
    pub(super) fn method_not_allowed() -> Self {
        let message = "Every endpoint is called by POST.";
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
            message,
        )
    }

    /// Too many calls or attempts; `wait` is how long to wait.
    pub(super) fn too_many(
        error_type: &'static str,
        message: impl Into<String>,
        wait: SignedDuration,
    ) -> Self {
        let mut refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, error_type, message);
        refusal.retry_after = Some(wait);
        refusal
    }

    /// The API is at fault.
    pub(super) fn internal() -> Self {
        let message = "The stand-in fails on purpose for this value.";
        let error_type = "internal_server_error";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error_type, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self {
            status, error_type, ..
        } = self;
        let status_code = status.as_u16();
        let body = json!({
            "status_code": status_code,
            "request_id": identifiers::unique("request-id"),
            "error_type": error_type,
            "error_message": self.message,
            "error_url": format!("https://stytch.com/docs/api/errors/{status_code}#{error_type}"),
        });
        let mut response = (status, Json(body)).into_response();
        if let Some(wait) = self.retry_after {
            // Rounded up: whoever waits so long is not refused again.
            let seconds = wait.as_secs() + i64::from(wait.subsec_nanos() > 0);
            let seconds = HeaderValue::from(seconds.max(1));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}
