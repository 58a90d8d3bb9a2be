//! When a call may be made again.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use http::HeaderMap;

#[allow(unused_imports, reason = "waits need no stopwatch")]
#[path = "../../../codegen/runtime/clock.rs"]
mod clock;
#[path = "../../../codegen/runtime/retry_after.rs"]
mod retry_after;

use retry_after::{backoff, retry_after};

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    let pairs = pairs.iter().map(|(name, value)| {
        let name = http::HeaderName::from_static(name);
        (name, value.parse().expect("it is a value"))
    });
    pairs.collect()
}

fn wait(value: &str) -> Option<Duration> {
    retry_after(&headers(&[("retry-after", value)]))
}

#[test]
fn seconds_are_read_and_nothing_that_looks_like_them() {
    assert_eq!(retry_after(&HeaderMap::new()), None);
    for (value, seconds) in [
        ("0", Some(0)),
        ("7", Some(7)),
        (" 7 ", Some(7)),
        ("007", Some(7)),
        ("18446744073709551616", Some(u64::MAX)),
        ("", None),
        (" ", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("1e3", None),
        ("7s", None),
        ("soon", None),
    ] {
        assert_eq!(wait(value), seconds.map(Duration::from_secs), "{value:?}");
    }
    let unreadable = HeaderMap::from_iter([(
        http::header::RETRY_AFTER,
        http::HeaderValue::from_bytes(b"\xff").expect("it is a value"),
    )]);
    assert_eq!(retry_after(&unreadable), None);
}

#[test]
fn a_date_is_compared_with_the_clock_of_the_server() {
    let date = "Sun, 06 Nov 1994 08:49:30 GMT";
    for (until, seconds) in [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 7),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 7),
        ("Sun Nov  6 08:49:37 1994", 7),
        ("Sun, 06 Nov 1994 08:49:30 GMT", 0),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
    ] {
        let headers = headers(&[("retry-after", until), ("date", date)]);
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(seconds)));
    }
}

#[test]
fn without_a_date_of_the_server_the_own_clock_counts() {
    let until = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(1000));
    for date in [None, Some("no date")] {
        let mut pairs = vec![("retry-after", until.as_str())];
        pairs.extend(date.map(|it| ("date", it)));
        let wait = retry_after(&headers(&pairs)).expect("it says when");
        let around = Duration::from_secs(900)..=Duration::from_secs(1000);
        assert!(around.contains(&wait), "{wait:?}");
    }
    assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
}

#[test]
fn waits_double_up_to_a_limit_and_differ() {
    for (retries, most) in [
        (0, 200),
        (1, 400),
        (2, 800),
        (5, 6400),
        (6, 6400),
        (u32::MAX, 6400),
    ] {
        let waits: BTreeSet<Duration> = (0..100).map(|_| backoff(retries)).collect();
        let (least, most) = (Duration::from_millis(most / 2), Duration::from_millis(most));
        assert!(
            waits.iter().all(|it| (least..=most).contains(it)),
            "{waits:?}"
        );
        assert!(waits.len() > 10, "{waits:?}");
    }
}
