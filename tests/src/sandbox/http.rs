//! The paths of the API: what a request holds, and what it is answered.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::channel::Channel;
use super::code::Attributes;
use super::members::Members;
use super::project::{Attempt, Order, Recipient, Sent};
use super::refusal::Refusal;
use super::sessions::Key;
use super::{Shared, checks, identifiers, lock};
use crate::received::Received;

/// No request of the API comes near it.
const BODY_LIMIT: usize = 1 << 20;

type Project = State<Arc<Shared>>;
type Answer = Result<Json<Value>, Refusal>;

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v1/otps/authenticate", post(authenticate))
        .route("/v1/otps/{channel}/send", post(send))
        .route("/v1/otps/{channel}/login_or_create", post(login_or_create))
        .method_not_allowed_fallback(async || Refusal::method_not_allowed())
        .fallback(async || no_route())
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), admit))
        .with_state(shared)
}

/// Notes a request, and lets it through if its credentials are right.
async fn admit(State(shared): Project, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return Refusal::malformed("The body cannot be read.").into_response();
    };
    lock(&shared.received).push(received(&head, &body));
    if head.headers.get(AUTHORIZATION).map(|it| it.as_bytes()) != Some(&credentials(&shared)) {
        let message = "The project id or the secret is wrong.";
        return Refusal::unauthorized("unauthorized_credentials", message).into_response();
    }
    next.run(Request::from_parts(head, Body::from(body))).await
}

fn received(head: &Parts, body: &Bytes) -> Received {
    let headers = head.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.as_str().to_owned(), value.into_owned())
    });
    Received {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: headers.collect(),
        body: body.to_vec(),
    }
}

/// Returns the only `Authorization` header that is accepted.
fn credentials(shared: &Shared) -> Vec<u8> {
    let project = lock(&shared.project);
    let options = project.options();
    let credentials = STANDARD.encode(format!("{}:{}", options.project_id, options.secret));
    format!("Basic {credentials}").into_bytes()
}

async fn send(State(shared): Project, Path(channel): Path<String>, body: Bytes) -> Answer {
    let members = Members::read(&body)?;
    let session = session_key(&members)?;
    let recipient = match (members.text("user_id")?, session) {
        (None, None) => Recipient::Owner,
        (Some(id), None) => {
            checks::user_id(id)?;
            Recipient::User(id.to_owned())
        }
        (None, Some(key)) if key.token.is_none() || key.jwt.is_none() => Recipient::Session(key),
        _ => {
            return Err(Refusal::bad_request(
                "too_many_user_selection_arguments",
                "At most one of `user_id`, `session_token` and `session_jwt` may be given.",
            ));
        }
    };
    let (channel, sent) = carry_out(&shared, &channel, &members, recipient)?;
    Ok(success(json!({
        "user_id": sent.user_id,
        channel.kind().id_member(): sent.contact_id,
    })))
}

async fn login_or_create(
    State(shared): Project,
    Path(channel): Path<String>,
    body: Bytes,
) -> Answer {
    let members = Members::read(&body)?;
    let as_pending = members.flag("create_user_as_pending")?.unwrap_or(false);
    let recipient = Recipient::OwnerOrNew { as_pending };
    let (channel, sent) = carry_out(&shared, &channel, &members, recipient)?;
    Ok(success(json!({
        "user_id": sent.user_id,
        channel.kind().id_member(): sent.contact_id,
        "user_created": sent.is_new_user,
    })))
}

/// Reads what both ways of sending have in common, and sends.
fn carry_out(
    shared: &Shared,
    channel: &str,
    members: &Members,
    recipient: Recipient,
) -> Result<(Channel, Sent), Refusal> {
    let channel = Channel::of_path(channel).ok_or_else(no_route)?;
    let destination = members.required_text(channel.kind().member())?;
    checks::destination(channel.kind(), destination)?;
    if channel == Channel::Email {
        members.text("login_template_id")?;
        members.text("signup_template_id")?;
    }
    let minutes = members.minutes("expiration_minutes", 1..=10, "invalid_expiration_otp")?;
    let order = Order {
        channel,
        destination: destination.to_owned(),
        expiration_minutes: minutes.unwrap_or(2),
        locale: checks::locale(channel.kind(), members.text("locale")?)?,
        attributes: attributes(members)?,
        recipient,
    };
    Ok((channel, lock(&shared.project).send(order)?))
}

async fn authenticate(State(shared): Project, body: Bytes) -> Answer {
    let attempt = attempt(&Members::read(&body)?)?;
    let login = lock(&shared.project).authenticate(&attempt)?;
    let mut answer = json!({
        "user_id": login.user_id,
        "method_id": attempt.method_id,
        "session_token": "",
        "session_jwt": "",
        "user": login.user,
        "reset_sessions": false,
    });
    if let Some(granted) = login.granted {
        answer["session_token"] = json!(granted.token);
        answer["session_jwt"] = json!(granted.jwt);
        answer["session"] = granted.session;
    }
    if let Some(device) = login.device {
        answer["user_device"] = device;
    }
    Ok(success(answer))
}

fn attempt(members: &Members) -> Result<Attempt, Refusal> {
    let method_id = members.required_text("method_id")?;
    checks::method_id(method_id)?;
    let options = members.members("options")?;
    let claims = members.object("session_custom_claims")?;
    let claims = claims.cloned().unwrap_or_default();
    checks::claim_names(&claims)?;
    Ok(Attempt {
        method_id: method_id.to_owned(),
        code: members.required_text("code")?.to_owned(),
        attributes: attributes(members)?,
        ip_match_required: options.flag("ip_match_required")?.unwrap_or(false),
        user_agent_match_required: options.flag("user_agent_match_required")?.unwrap_or(false),
        session: session_key(members)?,
        session_minutes: members.minutes(
            "session_duration_minutes",
            5..=527_040,
            "invalid_session_duration_minutes",
        )?,
        claims,
        telemetry_id: members.text("telemetry_id")?.map(str::to_owned),
    })
}

fn attributes(members: &Members) -> Result<Attributes, Refusal> {
    let attributes = members.members("attributes")?;
    Ok(Attributes {
        ip_address: attributes.text("ip_address")?.map(str::to_owned),
        user_agent: attributes.text("user_agent")?.map(str::to_owned),
    })
}

fn session_key(members: &Members) -> Result<Option<Key>, Refusal> {
    let token = members.text("session_token")?.map(str::to_owned);
    let jwt = members.text("session_jwt")?.map(str::to_owned);
    let is_given = token.is_some() || jwt.is_some();
    Ok(is_given.then_some(Key { token, jwt }))
}

/// Adds what every answer has.
fn success(mut answer: Value) -> Json<Value> {
    answer["request_id"] = json!(identifiers::unique("request-id"));
    answer["status_code"] = json!(200);
    Json(answer)
}

fn no_route() -> Refusal {
    Refusal::not_found("route_not_found", "There is no such endpoint.")
}
