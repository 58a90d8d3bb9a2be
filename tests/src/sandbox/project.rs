//! What the server remembers, and what the calls do to it: no HTTP here.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::channel::{Channel, Kind};
use super::checks;
use super::code::{Attributes, Code};
use super::devices::Devices;
use super::identifiers;
use super::message::Message;
use super::options::Options;
use super::refusal::Refusal;
use super::sessions::{Granted, Key, Session, Sessions};
use super::users::User;

/// The code of the destinations that no message is sent to.
const SANDBOX_CODE: &str = "000000";
/// What `sends_per_minute` counts in.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Users, codes and sessions.
pub(super) struct Project {
    options: Options,
    /// How far the clock is ahead of the real one.
    ahead: SignedDuration,
    users: Vec<User>,
    /// The codes by the identifier that they were sent to; only the newest of each can be right.
    codes: HashMap<String, Vec<Code>>,
    /// When something was sent to a destination.
    sends: HashMap<String, Vec<Timestamp>>,
    sessions: Sessions,
    devices: Devices,
    messages: Vec<Message>,
}

/// A code to send.
pub(super) struct Order {
    pub(super) channel: Channel,
    pub(super) destination: String,
    pub(super) expiration_minutes: i64,
    pub(super) locale: &'static str,
    pub(super) attributes: Attributes,
    pub(super) recipient: Recipient,
}

/// Whom a code is for.
pub(super) enum Recipient {
    /// Whoever has the number or address.
    Owner,
    /// Whoever has the number or address, or a new user.
    OwnerOrNew { as_pending: bool },
    /// The user with an identifier.
    User(String),
    /// The user of a session.
    Session(Key),
}

/// What came of an order.
pub(super) struct Sent {
    pub(super) user_id: String,
    pub(super) contact_id: String,
    pub(super) is_new_user: bool,
}

/// A code to check.
pub(super) struct Attempt {
    pub(super) method_id: String,
    pub(super) code: String,
    pub(super) attributes: Attributes,
    pub(super) ip_match_required: bool,
    pub(super) user_agent_match_required: bool,
    pub(super) session: Option<Key>,
    pub(super) session_minutes: Option<i64>,
    pub(super) claims: Map<String, Value>,
    pub(super) telemetry_id: Option<String>,
}

/// What came of an attempt.
pub(super) struct Login {
    pub(super) user_id: String,
    pub(super) user: Value,
    pub(super) granted: Option<Granted>,
    pub(super) device: Option<Value>,
}

impl Project {
    pub(super) fn new(options: Options) -> Self {
        let now = to_the_second(Timestamp::now());
        Self {
            ahead: SignedDuration::ZERO,
            users: options
                .users
                .iter()
                .map(|it| User::known(it, now))
                .collect(),
            codes: HashMap::new(),
            sends: HashMap::new(),
            sessions: Sessions::known(&options.users, now),
            devices: Devices::default(),
            messages: Vec::new(),
            options,
        }
    }

    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    pub(super) fn messages(&self) -> &[Message] {
        &self.messages
    }

    pub(super) fn advance(&mut self, duration: Duration) {
        self.ahead += SignedDuration::try_from(duration).expect("a test is over before that");
    }

    /// Returns the time, with everything removed that has run out until then.
    fn tick(&mut self) -> Timestamp {
        let now = Timestamp::now() + self.ahead;
        for user in &mut self.users {
            user.remove_unverified(now);
        }
        now
    }

    /// Sends a code, which voids the one before it.
    pub(super) fn send(&mut self, order: Order) -> Result<Sent, Refusal> {
        let now = self.tick();
        self.check_rate(&order.destination, now)?;
        let kind = order.channel.kind();
        let (index, is_new_user) = self.recipient(&order, now)?;
        let user = &self.users[index];
        let contact = user.contact(kind, &order.destination);
        let sent = Sent {
            user_id: user.id.clone(),
            contact_id: contact.expect("it was just looked up").id.clone(),
            is_new_user,
        };
        let text = self.new_code(kind, &order.destination);
        let code = Code {
            text: text.clone(),
            channel: order.channel,
            expires_at: now + SignedDuration::from_mins(order.expiration_minutes),
            is_used: false,
            attributes: order.attributes,
        };
        let codes = self.codes.entry(sent.contact_id.clone());
        codes.or_default().push(code);
        self.deliver(Message {
            channel: order.channel,
            destination: order.destination,
            code: text,
            expiration_minutes: order.expiration_minutes,
            locale: order.locale,
        });
        Ok(sent)
    }

    fn check_rate(&mut self, destination: &str, now: Timestamp) -> Result<(), Refusal> {
        let sends = self.sends.entry(destination.to_owned()).or_default();
        sends.retain(|at| now < *at + MINUTE);
        match sends.first() {
            Some(first) if sends.len() >= self.options.sends_per_minute => {
                let wait = (*first + MINUTE).duration_since(now);
                let message = "Too many codes were asked for within a minute.";
                Err(Refusal::too_many("too_many_requests", message, wait))
            }
            _ => {
                sends.push(now);
                Ok(())
            }
        }
    }

    /// Returns the user whom a code is for, and whether they are new. The user has the number or
    /// address from then on.
    fn recipient(&mut self, order: &Order, now: Timestamp) -> Result<(usize, bool), Refusal> {
        let (kind, value) = (order.channel.kind(), order.destination.as_str());
        let mut users = self.users.iter();
        let owner = users.position(|it| it.contact(kind, value).is_some());
        let wanted = match &order.recipient {
            Recipient::Owner | Recipient::OwnerOrNew { .. } => None,
            Recipient::User(id) => Some(self.user(id)?),
            Recipient::Session(key) => {
                let session = self.sessions.find(key, now)?;
                Some(self.user(session.user_id())?)
            }
        };
        match (owner, wanted, &order.recipient) {
            (Some(owner), None, _) => Ok((owner, false)),
            (Some(owner), Some(wanted), _) if owner == wanted => Ok((owner, false)),
            (Some(_), Some(_), _) => Err(taken(kind)),
            (None, Some(wanted), _) => {
                self.users[wanted].attach(kind, value, now);
                Ok((wanted, false))
            }
            (None, None, Recipient::OwnerOrNew { as_pending }) => {
                Ok((self.add_user(kind, value, *as_pending), true))
            }
            // The value for trying things out needs no user.
            (None, None, _) if value == kind.sandbox_value() => {
                Ok((self.add_user(kind, value, false), true))
            }
            (None, None, _) => Err(unknown(kind)),
        }
    }

    fn user(&self, id: &str) -> Result<usize, Refusal> {
        let index = self.users.iter().position(|it| it.id == id);
        index.ok_or_else(|| Refusal::not_found("user_not_found", "No user has this identifier."))
    }

    fn add_user(&mut self, kind: Kind, value: &str, as_pending: bool) -> usize {
        let now = to_the_second(Timestamp::now() + self.ahead);
        let mut user = User::new(now, as_pending);
        user.add(kind, value);
        self.users.push(user);
        self.users.len() - 1
    }

    fn new_code(&self, kind: Kind, destination: &str) -> String {
        if destination == kind.sandbox_value() {
            return SANDBOX_CODE.to_owned();
        }
        let chosen = self.options.code.clone();
        chosen.unwrap_or_else(identifiers::code)
    }

    fn deliver(&mut self, message: Message) {
        (self.options.on_message)(&message);
        self.messages.push(message);
    }

    /// Checks a code, which is used up if it is right, and starts or extends a session if asked to.
    pub(super) fn authenticate(&mut self, attempt: &Attempt) -> Result<Login, Refusal> {
        let now = self.tick();
        let mut users = self.users.iter();
        let index = users.position(|it| it.contact_by_id(&attempt.method_id).is_some());
        let index = index.ok_or_else(wrong_code)?;
        self.users[index].check_lock(now)?;
        let session = self.session(attempt, &self.users[index].id, now)?;
        let channel = self.check_code(attempt, index, now)?;

        let user = &mut self.users[index];
        user.verify(&attempt.method_id);
        let granted = session.map(|mut session| {
            if let Some(contact) = user.contact_by_id(&attempt.method_id) {
                session.add_factor(channel, contact, to_the_second(now));
            }
            let granted = session.grant(&self.options.project_id, to_the_second(now));
            self.sessions.keep(session);
            granted
        });
        let device = attempt.telemetry_id.as_ref().map(|telemetry_id| {
            let now = to_the_second(now);
            let devices = &mut self.devices;
            devices.see(&user.id, telemetry_id, &attempt.attributes, now)
        });
        Ok(Login {
            user_id: user.id.clone(),
            user: user.to_json(),
            granted,
            device,
        })
    }

    /// Returns the session that the attempt is to lead to, which nobody knows yet.
    fn session(
        &self,
        attempt: &Attempt,
        user_id: &str,
        now: Timestamp,
    ) -> Result<Option<Session>, Refusal> {
        let now = to_the_second(now);
        let existing = match &attempt.session {
            None => None,
            Some(key) => Some(self.sessions.find(key, now)?.clone()),
        };
        let session = match (existing, attempt.session_minutes) {
            (None, None) => return Ok(None),
            (Some(session), _) if !session.belongs_to(user_id) => {
                let message = "The session is that of another user.";
                return Err(Refusal::not_found("session_not_found", message));
            }
            (Some(session), _) => session,
            (None, Some(_)) => Session::new(user_id, attempt.attributes.clone(), now),
        };
        let mut session = session;
        if let Some(minutes) = attempt.session_minutes {
            session.extend(minutes, now);
            session.merge_claims(&attempt.claims);
            checks::claims_size(&session.claims)?;
        }
        Ok(Some(session))
    }

    /// Uses up the code of an attempt, and returns how it had been sent.
    fn check_code(
        &mut self,
        attempt: &Attempt,
        user: usize,
        now: Timestamp,
    ) -> Result<Channel, Refusal> {
        let codes = self.codes.entry(attempt.method_id.clone()).or_default();
        let was_sent = codes.iter().any(|it| it.text == attempt.code);
        let newest = codes.last_mut().filter(|it| it.text == attempt.code);
        match newest {
            Some(code) if !code.is_used && now < code.expires_at => {
                code.check_attributes(attempt)?;
                code.is_used = true;
                Ok(code.channel)
            }
            _ if was_sent => Err(Refusal::unauthorized(
                "unable_to_auth_otp_code",
                "The code has expired, was used, or a newer one was sent.",
            )),
            _ => {
                self.users[user].count_wrong_code(self.options.wrong_codes, now)?;
                Err(wrong_code())
            }
        }
    }
}

impl fmt::Debug for Project {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Project")
            .field("users", &self.users.len())
            .field("messages", &self.messages.len())
            .finish_non_exhaustive()
    }
}

/// The API gives its times without fractions.
fn to_the_second(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).expect("an earlier time is in range as well")
}

fn wrong_code() -> Refusal {
    Refusal::not_found("otp_code_not_found", "The code is wrong.")
}

fn unknown(kind: Kind) -> Refusal {
    match kind {
        Kind::PhoneNumber => {
            Refusal::not_found("phone_number_not_found", "No user has this phone number.")
        }
        Kind::Email => Refusal::not_found("email_not_found", "No user has this email address."),
    }
}

fn taken(kind: Kind) -> Refusal {
    let error_type = match kind {
        Kind::PhoneNumber => "duplicate_phone_number",
        Kind::Email => "duplicate_email",
    };
    Refusal::bad_request(error_type, "Another user has it.")
}
