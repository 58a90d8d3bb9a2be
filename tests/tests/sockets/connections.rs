//! Connections that are not made, break, stall, or bring too much.

use std::thread;
use std::time::{Duration, Instant};

use stytch_otp::otp::sms::SendParams;
use tests::faults::{ClosedPort, FaultServer, Reply};

use crate::scripted::{fails, fails_with, login};
use crate::support::callers::{AnyClient, PHONE_NUMBER, WAYS, Way, call};

/// More than a call may take beyond its timeout.
const SLACK: Duration = Duration::from_secs(5);
const LIMIT: Duration = Duration::from_secs(1);

#[test]
fn a_refused_connection_is_tried_again() {
    for way in WAYS {
        let port = ClosedPort::take();
        let client = AnyClient::new(way, &port.base_url());
        let error = login(&client).expect_err("nobody listens");
        assert!(error.is_connect() && !error.is_timeout(), "{error}");
        assert_eq!(error.attempts(), 3, "two retries");
        assert!(error.status().is_none() && error.body().is_none());

        let client = AnyClient::with(way, &port.base_url(), |options| options.max_retries(0));
        let error = login(&client).expect_err("nobody listens");
        assert_eq!(error.attempts(), 1);
    }
}

#[test]
fn what_may_have_arrived_is_not_sent_again() {
    for way in WAYS {
        for reply in [Reply::hang_up(), Reply::reset(), Reply::garbage()] {
            let error = fails(way, &[reply], 1).value;
            assert!(error.is_interrupted() && !error.is_connect(), "{error:?}");
            assert_eq!(error.attempts(), 1);
        }
        for reply in [Reply::reset_in_body(), Reply::close_in_body()] {
            let error = fails(way, &[reply], 1).value;
            assert!(error.is_interrupted(), "{error:?}");
            assert!(error.is_status(200), "the head was there: {error}");
        }
    }
}

#[test]
fn a_connection_that_was_used_before_makes_no_difference() {
    for way in WAYS {
        let server = FaultServer::start([Reply::sent(), Reply::hang_up(), Reply::sent()]);
        let client = AnyClient::new(way, &server.base_url());
        login(&client).expect("the first call works");
        let error = login(&client).expect_err("the server hangs up");
        assert!(error.is_interrupted(), "{error:?}");
        assert_eq!(
            server.received().len(),
            2,
            "{way:?} sent the second call twice"
        );
        login(&client).expect("the third call has a connection of its own");
        assert_eq!(server.received().len(), 3);
    }
}

#[test]
fn a_connection_that_was_closed_meanwhile_is_not_used() {
    for way in WAYS {
        let replies = vec![Reply::sent().then_close(); 5];
        let server = FaultServer::start(replies);
        let client = AnyClient::new(way, &server.base_url());
        for calls in 1..=5 {
            login(&client).expect("every call works");
            assert_eq!(server.received().len(), calls);
            // The client notices that the server has closed the connection.
            assert!(server.is_left_alone());
            thread::sleep(Duration::from_millis(100));
        }
        assert_eq!(server.connections(), 5);
    }
}

#[test]
fn connections_are_kept() {
    for way in WAYS {
        let server = FaultServer::start(vec![Reply::sent(); 10]);
        let client = AnyClient::new(way, &server.base_url());
        for _ in 0..10 {
            login(&client.clone()).expect("every call works");
        }
        // A connection that is still being put back is not there yet.
        assert!(server.connections() <= 3, "{way:?}");
        drop(client);
        assert!(server.is_left_alone(), "{way:?} leaves a connection open");
    }
}

#[test]
fn a_call_ends_in_time() {
    let cases = [
        (Reply::never(), false),
        (Reply::stalls_in_body(), true),
        (Reply::byte_per_second(), true),
        (Reply::byte_of_head_per_second(), false),
    ];
    thread::scope(|scope| {
        for way in WAYS {
            for (reply, has_status) in cases.clone() {
                scope.spawn(move || ends_in_time(way, reply, has_status));
            }
        }
    });
}

fn ends_in_time(way: Way, reply: Reply, has_status: bool) {
    let outcome = fails_with(way, &[reply], 1, |options| options.timeout(LIMIT));
    let error = outcome.value;
    let is_timeout = error.is_timeout() && !error.is_connect();
    assert!(is_timeout, "{way:?}: {error:?}");
    assert_eq!(error.status().is_some(), has_status, "{way:?}: {error}");
    let took = outcome.took;
    assert!(took >= LIMIT && took < LIMIT + SLACK, "{way:?}: {took:?}");
    assert!(outcome.server.is_left_alone(), "{way:?} still listens");
}

#[test]
fn a_call_can_have_a_limit_of_its_own() {
    for way in WAYS {
        let server = FaultServer::start([Reply::never()]);
        let client = AnyClient::new(way, &server.base_url());
        let params = SendParams::new(PHONE_NUMBER);
        let started = Instant::now();
        let answer = call!(client, |it| it.otp().sms().send(&params).timeout(LIMIT));
        assert!(answer.expect_err("there is no answer").is_timeout());
        assert!(started.elapsed() < LIMIT + SLACK);
    }
}

#[test]
fn a_body_has_a_limit() {
    const LIMIT: u64 = 8 << 20;
    for way in WAYS {
        let outcome = fails(way, &[Reply::endless_body()], 1);
        let error = outcome.value;
        assert!(error.is_too_long() && error.is_status(200), "{error:?}");
        let length = error.body().map_or(0, <[u8]>::len);
        assert!(length as u64 <= LIMIT, "{length}");
        assert!(outcome.server.is_left_alone(), "{way:?} still reads");
        let sent = outcome.server.bytes_sent();
        // What is in the buffers of the operating system counts as sent.
        assert!((LIMIT..8 * LIMIT).contains(&sent), "{way:?}: {sent}");

        let error = fails(way, &[Reply::gzip_bomb()], 1).value;
        assert!(error.is_too_long(), "{error:?}");

        let error = fails_with(way, &[Reply::sent()], 1, |options| options.max_body(64)).value;
        assert!(error.is_too_long(), "{error:?}");
        assert_eq!(error.body().map(<[u8]>::len), Some(64));
    }
}

#[test]
fn half_of_a_compressed_body_is_none() {
    for way in WAYS {
        let error = fails(way, &[Reply::truncated_gzip()], 1).value;
        assert!(error.is_decode() && error.is_status(200), "{error:?}");
    }
}
