//! Calls that are made again, and those that are not.

use std::time::{Duration, SystemTime};

use tests::faults::Reply;

use crate::scripted::{fails, fails_with, works, works_with};
use crate::support::callers::WAYS;

/// Much less than what is not waited for, even on a busy machine.
const AT_ONCE: Duration = Duration::from_secs(20);

fn too_many(retry_after: &str) -> Reply {
    Reply::error_with(429, "too_many_requests", &[("Retry-After", retry_after)])
}

/// The time so many seconds from now, as HTTP writes it.
fn date(seconds: u64) -> String {
    httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(seconds))
}

#[test]
fn a_limit_without_a_time_is_told_at_once() {
    for way in WAYS {
        let error = fails(way, &[Reply::error(429, "too_many_requests")], 1).value;
        assert!(error.is_rate_limited() && error.is_type("too_many_requests"));
        assert_eq!(error.retry_after(), None);
        assert_eq!(error.attempts(), 1);
    }
}

#[test]
fn a_time_that_fits_is_waited_for() {
    for way in WAYS {
        let outcome = works(way, &[too_many("1"), Reply::sent()], 2);
        assert!(outcome.took >= Duration::from_secs(1), "{:?}", outcome.took);
        let outcome = works(way, &[too_many("0"), too_many("0"), Reply::sent()], 3);
        assert!(outcome.took < AT_ONCE);
        // A date is compared with the clock of the server.
        let dates = [
            ("Retry-After", "Thu, 26 Nov 2026 12:00:01 GMT"),
            ("Date", "Thu, 26 Nov 2026 12:00:00 GMT"),
        ];
        let later = Reply::error_with(429, "too_many_requests", &dates);
        let outcome = works(way, &[later, Reply::sent()], 2);
        assert!(outcome.took >= Duration::from_secs(1));
        // What is over is not waited for.
        works(
            way,
            &[too_many("Thu, 01 Jan 1970 00:00:00 GMT"), Reply::sent()],
            2,
        );
    }
}

#[test]
fn a_time_that_does_not_fit_is_told_at_once() {
    for way in WAYS {
        let outcome = fails(way, &[too_many("60")], 1);
        assert!(outcome.took < AT_ONCE);
        assert_eq!(outcome.value.retry_after(), Some(Duration::from_secs(60)));

        let outcome = fails(way, &[too_many(&date(3600))], 1);
        assert!(outcome.took < AT_ONCE);
        let wait = outcome.value.retry_after().expect("it says when");
        let hour = Duration::from_secs(3500)..=Duration::from_secs(3600);
        assert!(hour.contains(&wait), "{wait:?}");
    }
}

#[test]
fn an_absurd_time_is_none() {
    for way in WAYS {
        for absurd in [
            "soon",
            "-5",
            "1.5",
            "1e3",
            "",
            "0x10",
            "7 seconds",
            "Thu, 99 Foo 2026",
        ] {
            let outcome = fails(way, &[too_many(absurd)], 1);
            assert!(outcome.value.is_rate_limited());
            assert_eq!(outcome.value.retry_after(), None, "{absurd:?}");
            assert!(outcome.took < AT_ONCE);
        }
        for endless in ["18446744073709551615", "99999999999999999999999999"] {
            let outcome = fails(way, &[too_many(endless)], 1);
            assert!(outcome.value.retry_after() > Some(Duration::from_secs(1 << 40)));
            assert!(outcome.took < AT_ONCE);
        }
    }
}

#[test]
fn there_are_two_retries() {
    for way in WAYS {
        let error = fails(way, &vec![too_many("0"); 5], 3).value;
        assert_eq!(error.attempts(), 3);
        fails_with(way, &vec![too_many("0"); 5], 1, |options| {
            options.max_retries(0)
        });
        fails_with(way, &vec![too_many("0"); 9], 6, |options| {
            options.max_retries(5)
        });
    }
}

#[test]
fn other_errors_are_not_called_again() {
    for way in WAYS {
        for status in [408, 409, 425, 500, 502, 503, 504] {
            let wait = &[("Retry-After", "0")];
            let error = fails(way, &[Reply::error_with(status, "some_error", wait)], 1).value;
            assert_eq!(error.retry_after(), Some(Duration::ZERO), "{status}");
        }
    }
}

#[test]
fn callers_can_ask_for_more() {
    for way in WAYS {
        let replies = [Reply::empty(503), Reply::hang_up(), Reply::sent()];
        works_with(way, &replies, 3, |options| {
            options.retry_when(|error| error.is_status(503) || error.is_interrupted())
        });
        fails_with(way, &[Reply::empty(500), Reply::sent()], 1, |options| {
            options.retry_when(|error| error.is_status(503))
        });
    }
}
