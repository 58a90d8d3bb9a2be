//! Redirects: nothing that is sent goes to somebody else.

use tests::faults::{FaultServer, Reply};

use crate::scripted::login;
use crate::support::callers::{AnyClient, WAYS, Way, authorization};

/// Calls a server that redirects to a path of its own.
fn same_host(way: Way, status: u16) -> (FaultServer, bool) {
    let replies = [Reply::redirect(status, "/elsewhere?x=1"), Reply::sent()];
    let server = FaultServer::start(replies);
    let works = login(&AnyClient::new(way, &server.base_url())).is_ok();
    (server, works)
}

#[test]
fn the_same_host_gets_the_same_request() {
    for way in WAYS {
        for status in [307, 308] {
            let (server, works) = same_host(way, status);
            assert!(works, "{way:?} {status}");
            let received = server.received();
            assert_eq!(received.len(), 2);
            assert_eq!(received[1].target, "/elsewhere?x=1");
            assert_eq!(received[1].method, "POST");
            assert_eq!(received[1].body, received[0].body);
            let authorization = authorization();
            for request in &received {
                assert_eq!(request.header("authorization"), Some(&*authorization));
            }
        }
    }
}

#[test]
fn a_post_does_not_become_something_else_unasked() {
    for way in WAYS {
        for status in [301, 302] {
            let (server, works) = same_host(way, status);
            assert!(!works, "{way:?} {status}");
            assert_eq!(server.received().len(), 1);
        }
        let (server, works) = same_host(way, 303);
        assert!(works, "{way:?} is told to look elsewhere");
        let received = server.received();
        assert_eq!(
            (received[1].method.as_str(), received[1].body.len()),
            ("GET", 0)
        );
    }
}

#[test]
fn another_host_gets_nothing() {
    for way in WAYS {
        for status in [301, 302, 307, 308] {
            let other = FaultServer::start([Reply::sent()]);
            let location = format!("{}/v1/otps/sms/login_or_create", other.base_url());
            let server = FaultServer::start([Reply::redirect(status, &location)]);
            let error = login(&AnyClient::new(way, &server.base_url()));
            let error = error.expect_err("a POST is not sent across hosts");
            assert!(error.is_refused() && error.is_status(status), "{error}");
            assert_eq!(server.received().len(), 1);
            assert_eq!(other.connections(), 0, "{way:?} {status}");
        }
        // Told to look elsewhere, it looks, and says nothing of itself.
        let other = FaultServer::start([Reply::sent()]);
        let server = FaultServer::start([Reply::redirect(303, &other.base_url())]);
        let _ = login(&AnyClient::new(way, &server.base_url()));
        for request in other.received() {
            assert_eq!(request.method, "GET");
            assert_eq!(request.header("authorization"), None);
            assert_eq!(request.header("cookie"), None);
            assert!(request.body.is_empty());
        }
    }
}

#[test]
fn circles_end() {
    for way in WAYS {
        let server = FaultServer::start(vec![Reply::redirect(307, "/again"); 20]);
        let error = login(&AnyClient::new(way, &server.base_url())).expect_err("a circle");
        assert!(error.is_status(307), "{error}");
        assert_eq!(server.received().len(), 6, "one call and five redirects");
    }
}

#[test]
fn odd_locations_lead_nowhere() {
    for way in WAYS {
        for location in ["http://", "ftp://127.0.0.1/", "javascript:alert(1)", "//"] {
            let server = FaultServer::start([Reply::redirect(307, location)]);
            let error = login(&AnyClient::new(way, &server.base_url()));
            let error = error.expect_err("it leads nowhere");
            assert!(error.is_status(307), "{location:?}: {error}");
            assert_eq!(server.received().len(), 1, "{location:?}");
        }
        let server = FaultServer::start([Reply::empty(307)]);
        let error = login(&AnyClient::new(way, &server.base_url())).expect_err("it leads nowhere");
        assert!(error.is_status(307), "{error}");
    }
}
