//! Users, and the numbers and addresses that codes go to.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::channel::Kind;
use super::identifiers;
use super::options::KnownUser;
use super::refusal::Refusal;

/// How long a user is locked after too many wrong codes.
const LOCK: SignedDuration = SignedDuration::from_hours(1);
/// How long a number or address that was attached may stay unverified.
const ATTACHED: SignedDuration = SignedDuration::from_mins(5);

/// The roles that every user has.
pub(super) const ROLES: [&str; 1] = ["stytch_user"];

/// A user.
#[derive(Debug)]
pub(super) struct User {
    pub(super) id: String,
    created_at: Timestamp,
    is_pending: bool,
    contacts: Vec<Contact>,
    wrong_codes: usize,
    locked_until: Option<Timestamp>,
}

/// A phone number or an email address of a user.
#[derive(Clone, Debug)]
pub(super) struct Contact {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) value: String,
    is_verified: bool,
    /// When it is removed again, if it is not verified before.
    removed_at: Option<Timestamp>,
}

impl User {
    pub(super) fn new(now: Timestamp, is_pending: bool) -> Self {
        Self {
            id: identifiers::unique("user"),
            created_at: now,
            is_pending,
            contacts: Vec::new(),
            wrong_codes: 0,
            locked_until: None,
        }
    }

    /// A user who is there from the start.
    pub(super) fn known(user: &KnownUser, now: Timestamp) -> Self {
        let contact = |kind, (id, value): &(String, String)| Contact {
            kind,
            id: id.clone(),
            value: value.clone(),
            is_verified: true,
            removed_at: None,
        };
        let phone_number = user.phone_number.iter();
        let phone_number = phone_number.map(|it| contact(Kind::PhoneNumber, it));
        let email = user.email.iter().map(|it| contact(Kind::Email, it));
        Self {
            id: user.user_id.clone(),
            contacts: phone_number.chain(email).collect(),
            ..Self::new(now, false)
        }
    }

    /// Returns the number or address with a value.
    pub(super) fn contact(&self, kind: Kind, value: &str) -> Option<&Contact> {
        let mut contacts = self.contacts.iter();
        contacts.find(|it| it.kind == kind && it.value == value)
    }

    /// Returns the number or address with an identifier.
    pub(super) fn contact_by_id(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|it| it.id == id)
    }

    /// Adds a number or address that stays.
    pub(super) fn add(&mut self, kind: Kind, value: &str) {
        self.contacts.push(Contact {
            kind,
            id: identifiers::unique(kind.id_prefix()),
            value: value.to_owned(),
            is_verified: false,
            removed_at: None,
        });
    }

    /// Adds a number or address that has to be verified within five minutes.
    pub(super) fn attach(&mut self, kind: Kind, value: &str, now: Timestamp) {
        self.add(kind, value);
        if let Some(contact) = self.contacts.last_mut() {
            contact.removed_at = Some(now + ATTACHED);
        }
    }

    /// Removes what was attached and not verified in time.
    pub(super) fn remove_unverified(&mut self, now: Timestamp) {
        self.contacts
            .retain(|it| it.removed_at.is_none_or(|at| now < at));
    }

    /// Refuses a user who is locked.
    pub(super) fn check_lock(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.locked_until.filter(|until| now < *until) {
            None => Ok(()),
            Some(until) => Err(locked(until.duration_since(now))),
        }
    }

    /// Counts a wrong code, and locks the user if it is one too many.
    pub(super) fn count_wrong_code(&mut self, limit: usize, now: Timestamp) -> Result<(), Refusal> {
        self.wrong_codes += 1;
        if self.wrong_codes < limit {
            return Ok(());
        }
        self.wrong_codes = 0;
        self.locked_until = Some(now + LOCK);
        Err(locked(LOCK))
    }

    /// Notes that the user proved that a number or address is theirs.
    pub(super) fn verify(&mut self, contact_id: &str) {
        self.is_pending = false;
        self.wrong_codes = 0;
        for contact in self.contacts.iter_mut().filter(|it| it.id == contact_id) {
            contact.is_verified = true;
            contact.removed_at = None;
        }
    }

    /// Returns the user as the API gives it.
    pub(super) fn to_json(&self) -> Value {
        let contacts = |kind: Kind| -> Vec<Value> {
            let contacts = self.contacts.iter().filter(|it| it.kind == kind);
            contacts.map(Contact::to_json).collect()
        };
        json!({
            "user_id": self.id,
            "emails": contacts(Kind::Email),
            "status": if self.is_pending { "pending" } else { "active" },
            "phone_numbers": contacts(Kind::PhoneNumber),
            "webauthn_registrations": [],
            "providers": [],
            "totps": [],
            "crypto_wallets": [],
            "biometric_registrations": [],
            "created_at": self.created_at.to_string(),
            "trusted_metadata": {},
            "untrusted_metadata": {},
            "is_locked": false,
            "roles": ROLES,
        })
    }
}

impl Contact {
    fn to_json(&self) -> Value {
        json!({
            self.kind.id_member(): self.id,
            self.kind.member(): self.value,
            "verified": self.is_verified,
        })
    }
}

fn locked(wait: SignedDuration) -> Refusal {
    let message = "The user is locked after too many wrong codes.";
    Refusal::too_many("user_lock_limit_reached", message, wait)
}
