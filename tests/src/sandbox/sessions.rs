//! Sessions.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::channel::{Channel, Kind};
use super::code::Attributes;
use super::identifiers;
use super::options::KnownUser;
use super::refusal::Refusal;
use super::users::{Contact, ROLES};

/// How long a JWT is valid, however long the session is.
const JWT_SECONDS: i64 = 300;

/// All sessions of a project.
#[derive(Debug, Default)]
pub(super) struct Sessions(Vec<Session>);

/// A session.
#[derive(Clone, Debug)]
pub(super) struct Session {
    id: String,
    user_id: String,
    token: String,
    /// Every JWT that was given out for the session; the newest is the last.
    jwts: Vec<String>,
    started_at: Timestamp,
    last_accessed_at: Timestamp,
    expires_at: Timestamp,
    attributes: Attributes,
    pub(super) claims: Map<String, Value>,
    factors: Vec<Factor>,
}

/// A proof in a session.
#[derive(Clone, Debug)]
struct Factor {
    channel: Channel,
    contact: Contact,
    created_at: Timestamp,
    last_authenticated_at: Timestamp,
}

/// How a request names a session.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) token: Option<String>,
    pub(super) jwt: Option<String>,
}

/// A session as an answer has it.
pub(super) struct Granted {
    pub(super) token: String,
    pub(super) jwt: String,
    pub(super) session: Value,
}

impl Key {
    fn names(&self, session: &Session) -> bool {
        let token = self.token.as_ref().is_none_or(|it| *it == session.token);
        let jwt = self.jwt.as_ref().is_none_or(|it| session.jwts.contains(it));
        token && jwt
    }
}

impl Sessions {
    /// The sessions of users who are there from the start.
    pub(super) fn known(users: &[KnownUser], now: Timestamp) -> Self {
        let sessions = users.iter().filter_map(|user| {
            let (token, jwt) = user.session.clone()?;
            let mut session = Session::new(&user.user_id, Attributes::default(), now);
            session.extend(24 * 60, now);
            session.token = token;
            session.jwts.push(jwt);
            Some(session)
        });
        Self(sessions.collect())
    }

    /// Returns the session that a request names, if it has not ended.
    pub(super) fn find(&self, key: &Key, now: Timestamp) -> Result<&Session, Refusal> {
        let mut sessions = self.0.iter();
        let session = sessions.find(|it| now < it.expires_at && key.names(it));
        session.ok_or_else(|| {
            let message = "There is no such session, or it has ended.";
            Refusal::not_found("session_not_found", message)
        })
    }

    /// Keeps a session, in place of its older state.
    pub(super) fn keep(&mut self, session: Session) {
        self.0.retain(|it| it.id != session.id);
        self.0.push(session);
    }
}

impl Session {
    /// A session that has already ended until it is extended.
    pub(super) fn new(user_id: &str, attributes: Attributes, now: Timestamp) -> Self {
        Self {
            id: identifiers::unique("session"),
            user_id: user_id.to_owned(),
            token: identifiers::token(),
            jwts: Vec::new(),
            started_at: now,
            last_accessed_at: now,
            expires_at: now,
            attributes,
            claims: Map::new(),
            factors: Vec::new(),
        }
    }

    pub(super) fn belongs_to(&self, user_id: &str) -> bool {
        self.user_id == user_id
    }

    pub(super) fn user_id(&self) -> &str {
        &self.user_id
    }

    /// Lets the session end so many minutes from now.
    pub(super) fn extend(&mut self, minutes: i64, now: Timestamp) {
        self.expires_at = now + SignedDuration::from_mins(minutes);
    }

    /// Takes over claims; `null` deletes one.
    pub(super) fn merge_claims(&mut self, claims: &Map<String, Value>) {
        for (name, value) in claims {
            if value.is_null() {
                self.claims.remove(name);
            } else {
                self.claims.insert(name.clone(), value.clone());
            }
        }
    }

    /// Notes a proof, once for each number or address and way to send.
    pub(super) fn add_factor(&mut self, channel: Channel, contact: &Contact, now: Timestamp) {
        self.last_accessed_at = now;
        let mut factors = self.factors.iter_mut();
        let same = factors.find(|it| it.channel == channel && it.contact.id == contact.id);
        match same {
            Some(factor) => factor.last_authenticated_at = now,
            None => self.factors.push(Factor {
                channel,
                contact: contact.clone(),
                created_at: now,
                last_authenticated_at: now,
            }),
        }
    }

    /// Gives out the session with a new JWT.
    pub(super) fn grant(&mut self, project_id: &str, now: Timestamp) -> Granted {
        let jwt = identifiers::jwt(&self.jwt_payload(project_id, now));
        self.jwts.push(jwt.clone());
        Granted {
            token: self.token.clone(),
            jwt,
            session: self.to_json(),
        }
    }

    fn to_json(&self) -> Value {
        let factors: Vec<_> = self.factors.iter().map(Factor::to_json).collect();
        json!({
            "session_id": self.id,
            "user_id": self.user_id,
            "authentication_factors": factors,
            "started_at": self.started_at.to_string(),
            "last_accessed_at": self.last_accessed_at.to_string(),
            "expires_at": self.expires_at.to_string(),
            "attributes": self.attributes.to_json(),
            "custom_claims": self.claims,
            "roles": ROLES,
        })
    }

    fn jwt_payload(&self, project_id: &str, now: Timestamp) -> Value {
        let mut session = self.to_json();
        if let Some(session) = session.as_object_mut() {
            session.remove("user_id");
            session.remove("custom_claims");
            if let Some(id) = session.remove("session_id") {
                session.insert("id".to_owned(), id);
            }
        }
        let mut payload = json!({
            "iss": format!("stytch.com/{project_id}"),
            "aud": [project_id],
            "sub": self.user_id,
            "iat": now.as_second(),
            "nbf": now.as_second(),
            "exp": now.as_second() + JWT_SECONDS,
            "https://stytch.com/session": session,
        });
        if let Some(payload) = payload.as_object_mut() {
            payload.extend(self.claims.clone());
        }
        payload
    }
}

impl Factor {
    fn to_json(&self) -> Value {
        let Contact { id, value, .. } = &self.contact;
        let (member, details) = match self.contact.kind {
            Kind::PhoneNumber => (
                "phone_number_factor",
                json!({ "phone_id": id, "phone_number": value }),
            ),
            Kind::Email => (
                "email_factor",
                json!({ "email_id": id, "email_address": value }),
            ),
        };
        json!({
            "type": "otp",
            "delivery_method": self.channel.delivery_method(),
            "last_authenticated_at": self.last_authenticated_at.to_string(),
            "created_at": self.created_at.to_string(),
            "updated_at": self.last_authenticated_at.to_string(),
            member: details,
        })
    }
}
