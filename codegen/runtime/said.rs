//@ uses = ["api"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }
//@ serde_json = "1.0.140"

//! What an answer says of itself, and of what went wrong.

use http::HeaderMap;
use serde_json::Value;

use super::api::{Api, ErrorMembers};

/// What an error says, as far as the API's description tells where to look.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) kind: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) details: Option<Value>,
}

/// Headers that say which call this is, the usual one first.
const REQUEST_IDS: &[&str] = &[
    "x-request-id",
    "request-id",
    "x-requestid",
    "x-amzn-requestid",
    "x-ms-request-id",
    "x-correlation-id",
    "cf-ray",
];

impl Said {
    /// What the answer to a call that failed says.
    pub(crate) fn by_error(api: &Api, headers: &HeaderMap, body: &[u8]) -> Self {
        let mut said = Self::default();
        // A page of a proxy is no JSON, and says nothing that could be told apart.
        if let Ok(body) = serde_json::from_slice::<Value>(body) {
            let known = api.errors.iter().find(|it| said_by(&body, it));
            if let Some(members) = known {
                said = Self {
                    kind: text(&body, members.kind),
                    message: text(&body, members.message),
                    request_id: text(&body, members.request_id),
                    url: text(&body, members.url),
                    details: member(&body, members.details).cloned(),
                };
            }
        }
        said.request_id = said.request_id.or_else(|| id_of_headers(headers));
        said
    }

    /// A body that says this, for tests.
    #[cfg(feature = "test-util")]
    pub(crate) fn body(api: &Api, status: u16, error_type: &str) -> Vec<u8> {
        let mut body = Value::Object(serde_json::Map::new());
        if let Some(members) = api.errors.first() {
            set(&mut body, members.kind, error_type);
            set(
                &mut body,
                members.message,
                &format!("status {status}, by a test"),
            );
            set(&mut body, members.request_id, "request-id-test");
        }
        body.to_string().into_bytes()
    }

    /// The identifier of a call that succeeded.
    pub(crate) fn request_id(api: &Api, headers: &HeaderMap, body: &[u8]) -> Option<String> {
        id_of_headers(headers).or_else(|| {
            let mut names = api.errors.iter().map(|it| it.request_id);
            let name = names.find(|name| !name.is_empty())?;
            let body: Value = serde_json::from_slice(body).ok()?;
            text(&body, name)
        })
    }
}

/// True when at least one of the members is there.
fn said_by(body: &Value, members: &ErrorMembers) -> bool {
    let names = [members.kind, members.message, members.request_id];
    names.into_iter().any(|name| member(body, name).is_some())
}

/// A member, or with a slash in front of the name what a JSON Pointer leads to.
fn member<'v>(body: &'v Value, name: &str) -> Option<&'v Value> {
    let value = match name {
        "" => None,
        pointer if pointer.starts_with('/') => body.pointer(pointer),
        name => body.get(name),
    };
    value.filter(|value| !value.is_null())
}

/// Puts a text where [`member`] looks for it.
#[cfg(feature = "test-util")]
fn set(body: &mut Value, name: &str, text: &str) {
    let mut place = body;
    for part in name.split('/').filter(|part| !part.is_empty()) {
        if !place.is_object() {
            *place = Value::Object(serde_json::Map::new());
        }
        place = &mut place[part];
    }
    if !name.is_empty() {
        *place = Value::String(text.to_owned());
    }
}

fn text(body: &Value, name: &str) -> Option<String> {
    let text = match member(body, name)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn id_of_headers(headers: &HeaderMap) -> Option<String> {
    let mut found = REQUEST_IDS.iter().filter_map(|name| headers.get(*name));
    let id = found.find_map(|value| value.to_str().ok())?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// Text of a server as it can stand in a line of a log: in one line, and not too long.
pub(crate) fn one_line(text: &str) -> String {
    let shown = text.chars().take(200);
    let shown = shown.map(|it| if it.is_control() { ' ' } else { it });
    let mut line: String = shown.collect();
    if line.len() < text.len() {
        line.push('…');
    }
    line
}
