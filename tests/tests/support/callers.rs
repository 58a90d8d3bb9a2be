//! The asynchronous and the blocking client, called alike.
//!
//! Every error, every client and all that is traced is searched for what must not be shown.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use stytch_otp::{Client, Error, Options, blocking};
use tokio::runtime::Runtime;

use super::trace;

/// What is part of every secret, of every phone number and of every email address that is sent.
pub(crate) const MARK: &str = "271828182845";
/// The project id of every client.
pub(crate) const PROJECT_ID: &str = "project-test-11111111-1111-4111-8111-111111111111";
/// The secret of every client.
pub(crate) const SECRET: &str = "secret-test-271828182845";
/// A phone number that must not be shown.
pub(crate) const PHONE_NUMBER: &str = "+1271828182845";
/// An email address that must not be shown.
pub(crate) const EMAIL: &str = "ada271828182845@example.com";

/// A kind of client.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    Async,
    Blocking,
}

/// Both kinds: what is true of one has to be true of the other.
pub(crate) const WAYS: [Way; 2] = [Way::Async, Way::Blocking];

/// A client of either kind.
#[derive(Clone)]
pub(crate) enum AnyClient {
    Async(Client),
    Blocking(blocking::Client),
}

/// What runs the asynchronous client.
pub(crate) static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Runtime::new().expect("threads can be started"));

/// Makes a call with a client of either kind, and looks at what it shows.
macro_rules! call {
    ($client:expr, |$it:ident| $call:expr) => {
        $crate::support::callers::inspect(match &$client {
            $crate::support::callers::AnyClient::Async($it) => {
                $crate::support::callers::RUNTIME.block_on(async { $call.await })
            }
            $crate::support::callers::AnyClient::Blocking($it) => $call.send(),
        })
    };
}
pub(crate) use call;

impl AnyClient {
    /// A client that has more time than any call needs.
    pub(crate) fn new(way: Way, base_url: &str) -> Self {
        Self::with(way, base_url, |options| options)
    }

    /// A client that gives up early.
    pub(crate) fn impatient(way: Way, base_url: &str) -> Self {
        let limit = Duration::from_secs(1);
        Self::with(way, base_url, |options| options.timeout(limit))
    }

    /// A client with options.
    pub(crate) fn with(way: Way, base_url: &str, change: impl FnOnce(Options) -> Options) -> Self {
        trace::start();
        let change = |options: Options| change(options.timeout(Duration::from_secs(30)));
        let client = match way {
            Way::Async => {
                let builder = Client::builder(PROJECT_ID, SECRET).base_url(base_url);
                assert_silent(&builder);
                Self::Async(builder.with(change).build().expect("a client can be made"))
            }
            Way::Blocking => {
                let builder = blocking::Client::builder(PROJECT_ID, SECRET).base_url(base_url);
                assert_silent(&builder);
                Self::Blocking(builder.with(change).build().expect("a client can be made"))
            }
        };
        match &client {
            Self::Async(it) => assert_silent(it),
            Self::Blocking(it) => assert_silent(it),
        }
        client
    }
}

/// Returns the header that proves who the client is.
pub(crate) fn authorization() -> String {
    format!(
        "Basic {}",
        STANDARD.encode(format!("{PROJECT_ID}:{SECRET}"))
    )
}

/// Looks at all that an answer shows.
pub(crate) fn inspect<T: Debug>(answer: Result<T, Error>) -> Result<T, Error> {
    match &answer {
        Ok(value) => assert_silent(value),
        Err(error) => assert_error_is_silent(error),
    }
    assert_text_is_silent(&trace::take());
    answer
}

fn assert_error_is_silent(error: &Error) {
    let line = error.to_string();
    assert_eq!(line.lines().count(), 1, "`Display` is one line: {line}");
    assert_silent(error);
    let mut next: Option<&dyn StdError> = Some(error);
    while let Some(error) = next {
        assert_text_is_silent(&error.to_string());
        assert_silent(error);
        next = error.source();
    }
}

/// Checks that `Debug` shows nothing that it must not.
#[track_caller]
pub(crate) fn assert_silent(value: &(impl Debug + ?Sized)) {
    assert_text_is_silent(&format!("{value:?}"));
    assert_text_is_silent(&format!("{value:#?}"));
}

#[track_caller]
fn assert_text_is_silent(text: &str) {
    let credentials = authorization();
    let credentials = credentials.trim_start_matches("Basic ");
    for hidden in [MARK, credentials] {
        let at = text.find(hidden);
        let around = at.map(|at| &text[text[..at].rfind('\n').unwrap_or(0)..at]);
        assert_eq!(around, None, "this is followed by what must not be shown");
    }
}
