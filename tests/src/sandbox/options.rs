//! What can be chosen about a stand-in server.

use super::message::Message;

/// The project id that is accepted unless another one is chosen.
pub const PROJECT_ID: &str = "project-test-11111111-1111-4111-8111-111111111111";
/// The secret that is accepted unless another one is chosen.
pub const SECRET: &str = "secret-test-stand-in";

/// How the server behaves.
#[derive(Clone)]
pub struct Options {
    /// The user name of the credentials that are accepted.
    pub project_id: String,
    /// The password of the credentials that are accepted.
    pub secret: String,
    /// How many codes go to one number or address within a minute; the next call is refused with
    /// `too_many_requests`.
    pub sends_per_minute: usize,
    /// How many wrong codes lock a user for an hour; the last of them and every later call is
    /// refused with `user_lock_limit_reached`.
    pub wrong_codes: usize,
    /// What every code is, instead of six random digits.
    pub code: Option<String>,
    /// Users who are there from the start.
    pub users: Vec<KnownUser>,
    /// What is done with a message, besides keeping it.
    pub on_message: fn(&Message),
}

/// A user who is there from the start, with verified contacts and, if there are tokens, a session
/// of one day.
#[derive(Clone)]
pub struct KnownUser {
    /// Identifier of the user.
    pub user_id: String,
    /// Identifier of the phone number, and the number.
    pub phone_number: Option<(String, String)>,
    /// Identifier of the email address, and the address.
    pub email: Option<(String, String)>,
    /// Token and JWT of a session.
    pub session: Option<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            project_id: PROJECT_ID.to_owned(),
            secret: SECRET.to_owned(),
            sends_per_minute: 5,
            wrong_codes: 10,
            code: None,
            users: Vec::new(),
            on_message: |_| {},
        }
    }
}
