//! One call to a server with a script.

use std::time::{Duration, Instant};

use stytch_otp::otp::sms::{LoginOrCreateParams, LoginOrCreateResponse};
use stytch_otp::{Error, Options};
use tests::faults::{FaultServer, Reply};

use crate::support::callers::{AnyClient, PHONE_NUMBER, Way, call};

/// Calls `login_or_create` by SMS.
pub(crate) fn login(client: &AnyClient) -> Result<LoginOrCreateResponse, Error> {
    let params = LoginOrCreateParams::new(PHONE_NUMBER);
    call!(*client, |it| it.otp().sms().login_or_create(&params))
}

/// What came of a call.
pub(crate) struct Outcome<T> {
    pub(crate) value: T,
    pub(crate) took: Duration,
    pub(crate) server: FaultServer,
}

/// Makes a call that fails, and checks how many requests that took.
#[track_caller]
pub(crate) fn fails(way: Way, replies: &[Reply], requests: usize) -> Outcome<Error> {
    fails_with(way, replies, requests, |options| options)
}

/// The same with options.
#[track_caller]
pub(crate) fn fails_with(
    way: Way,
    replies: &[Reply],
    requests: usize,
    change: impl FnOnce(Options) -> Options,
) -> Outcome<Error> {
    let outcome = outcome(way, replies, requests, change);
    Outcome {
        value: outcome.value.expect_err("the call fails"),
        took: outcome.took,
        server: outcome.server,
    }
}

/// Makes a call that works, and checks how many requests that took.
#[track_caller]
pub(crate) fn works(
    way: Way,
    replies: &[Reply],
    requests: usize,
) -> Outcome<LoginOrCreateResponse> {
    works_with(way, replies, requests, |options| options)
}

/// The same with options.
#[track_caller]
pub(crate) fn works_with(
    way: Way,
    replies: &[Reply],
    requests: usize,
    change: impl FnOnce(Options) -> Options,
) -> Outcome<LoginOrCreateResponse> {
    let outcome = outcome(way, replies, requests, change);
    Outcome {
        value: outcome
            .value
            .unwrap_or_else(|error| panic!("{way:?}: {error}")),
        took: outcome.took,
        server: outcome.server,
    }
}

#[track_caller]
fn outcome(
    way: Way,
    replies: &[Reply],
    requests: usize,
    change: impl FnOnce(Options) -> Options,
) -> Outcome<Result<LoginOrCreateResponse, Error>> {
    let server = FaultServer::start(replies.iter().cloned());
    let client = AnyClient::with(way, &server.base_url(), change);
    let started = Instant::now();
    let value = login(&client);
    let took = started.elapsed();
    let received = server.received();
    assert_eq!(received.len(), requests, "{way:?}: {received:?}");
    Outcome {
        value,
        took,
        server,
    }
}
