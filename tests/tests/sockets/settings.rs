//! Every number that callers can set, for a client and for one call: what is set last, holds.

use std::time::{Duration, Instant};

use stytch_otp::otp::sms::{LoginOrCreateParams, LoginOrCreateResponse};
use stytch_otp::{Error, Options};
use tests::faults::{FaultServer, Reply, SENT};

use crate::support::callers::{AnyClient, PHONE_NUMBER, WAYS, Way, call};

/// Much less than what holds where nothing is set, even on a busy machine.
const AT_ONCE: Duration = Duration::from_secs(4);
const SHORT: Duration = Duration::from_millis(300);

/// Where something is set.
#[derive(Clone, Copy, Debug)]
enum Place {
    Client,
    Call,
}

const PLACES: [Place; 2] = [Place::Client, Place::Call];

/// Calls with a setting; what is set for a call holds against another one of the client.
fn login(
    (way, place): (Way, Place),
    base_url: &str,
    set: impl Fn(Options) -> Options,
    other: impl Fn(Options) -> Options,
) -> Result<LoginOrCreateResponse, Error> {
    let client = AnyClient::with(way, base_url, |options| match place {
        Place::Client => set(options),
        Place::Call => other(options),
    });
    let change = |options| match place {
        Place::Client => options,
        Place::Call => set(options),
    };
    let params = LoginOrCreateParams::new(PHONE_NUMBER);
    call!(client, |it| it
        .otp()
        .sms()
        .login_or_create(&params)
        .with(change))
}

/// Every kind of client, and every place.
fn everywhere(test: impl Fn((Way, Place))) {
    for way in WAYS {
        PLACES.into_iter().for_each(|place| test((way, place)));
    }
}

#[test]
fn how_long_a_call_may_take() {
    everywhere(|at| {
        let server = FaultServer::start([Reply::never()]);
        let started = Instant::now();
        let set = |it: Options| it.timeout(SHORT);
        let other = |it: Options| it.timeout(Duration::from_secs(60));
        let error = login(at, &server.base_url(), set, other).expect_err("there is no answer");
        let took = started.elapsed();
        assert!(error.is_timeout() && !error.is_connect(), "{at:?}: {error}");
        assert!(took >= SHORT && took < AT_ONCE, "{at:?}: {took:?}");
        assert_eq!(server.received().len(), 1, "{at:?}");
    });
}

/// Elsewhere a port with a queue that is full may refuse whoever comes next.
#[cfg(target_os = "linux")]
#[test]
fn how_long_a_connection_may_take() {
    let port = tests::faults::FullPort::take();
    everywhere(|at| {
        let started = Instant::now();
        let set = |it: Options| it.connect_timeout(SHORT).max_retries(1);
        let other = |it: Options| it.connect_timeout(Duration::from_secs(60)).max_retries(1);
        let error = login(at, &port.base_url(), set, other).expect_err("nobody is let in");
        let took = started.elapsed();
        assert!(error.is_connect(), "{at:?}: {error:?}");
        assert_eq!(error.attempts(), 2, "{at:?}: nothing was sent");
        assert!(took >= 2 * SHORT && took < AT_ONCE, "{at:?}: {took:?}");
    });
}

#[test]
fn how_often_a_call_is_made_again() {
    everywhere(|at| {
        for retries in [0, 1, 4] {
            let limited = Reply::error_with(429, "too_many_requests", &[("Retry-After", "0")]);
            let server = FaultServer::start(vec![limited; 9]);
            let set = |it: Options| it.max_retries(retries);
            let other = |it: Options| it.max_retries(3);
            let error = login(at, &server.base_url(), set, other).expect_err("it never works");
            assert!(error.is_rate_limited(), "{at:?}: {error}");
            assert_eq!(error.attempts(), retries + 1, "{at:?}");
            assert_eq!(server.received().len(), retries as usize + 1, "{at:?}");
        }
    });
}

#[test]
fn which_calls_are_made_again() {
    everywhere(|at| {
        let server = FaultServer::start([Reply::empty(503), Reply::sent()]);
        let set = |it: Options| it.retry_when(|error| error.is_status(503));
        let other = |it: Options| it.retry_when(|_| false);
        login(at, &server.base_url(), set, other).expect("the second works");
        assert_eq!(server.received().len(), 2, "{at:?}");
    });
}

#[test]
fn how_many_redirects_are_followed() {
    everywhere(|at| {
        for redirects in [0, 1, 7] {
            let server = FaultServer::start(vec![Reply::redirect(307, "/again"); 9]);
            let set = |it: Options| it.max_redirects(redirects);
            let other = |it: Options| it.max_redirects(3);
            let error = login(at, &server.base_url(), set, other).expect_err("it is a circle");
            assert!(error.is_status(307), "{at:?}: {error}");
            assert_eq!(server.received().len(), redirects as usize + 1, "{at:?}");
        }
    });
}

#[test]
fn how_long_a_body_may_be() {
    everywhere(|at| {
        let server = FaultServer::start([Reply::sent(), Reply::sent()]);
        let fits = |it: Options| it.max_body(SENT.len());
        let less = |it: Options| it.max_body(SENT.len() - 1);
        login(at, &server.base_url(), fits, less).expect("it fits");
        let error = login(at, &server.base_url(), less, fits).expect_err("it is a byte too long");
        assert!(error.is_too_long(), "{at:?}: {error}");
        assert_eq!(error.body().map(<[u8]>::len), Some(SENT.len() - 1));
        assert_eq!(server.received().len(), 2, "{at:?}");
    });
}
