//! Certificates: nothing is sent to whom they do not belong.

use std::env;
use std::error::Error;
use std::fs;
use std::process::Command;

use stytch_otp::Error as CallError;
use stytch_otp::otp::sms::LoginOrCreateResponse;
use tests::faults::{Certificate, FaultServer, Reply};

use crate::scripted::login;
use crate::support::callers::{AnyClient, WAYS, Way};

/// Set in a child, whose system trusts the authorities in one file and nobody else: the file.
const TRUSTED: &str = "SSL_CERT_FILE";

/// Calls a server with a certificate twice, on this system.
fn call(way: Way, certificate: &Certificate) -> (FaultServer, Called) {
    let server = FaultServer::start_tls(certificate, [Reply::sent(), Reply::sent()]);
    let client = AnyClient::new(way, &server.base_url());
    let both = [login(&client), login(&client)];
    (server, both)
}

type Called = [Result<LoginOrCreateResponse, CallError>; 2];

/// Both calls fail before anything is sent, and are not made again: it gets no better by that.
fn assert_refused(way: Way, (server, both): (FaultServer, Called), reason: &str) {
    for answer in both {
        let error = answer.expect_err("nobody is to be trusted");
        assert!(
            error.is_connect() && !error.is_timeout(),
            "{way:?}: {error:?}"
        );
        assert_eq!(error.attempts(), 1, "{way:?}: {error:?}");
        let mut chain = String::new();
        let mut next: Option<&dyn Error> = Some(&error);
        while let Some(error) = next {
            chain += &format!("{error} ({error:?})\n");
            next = error.source();
        }
        assert!(chain.to_lowercase().contains(reason), "{way:?}: {chain}");
    }
    assert_eq!(server.connections(), 2, "{way:?}");
    assert_eq!(server.received().len(), 0, "{way:?}");
}

/// Checks what comes of calls where the system trusts the authority of a certificate: in a child,
/// which this test is run as once more.
fn check(test: &str, certificate: fn() -> Certificate, check: impl Fn(Way, (FaultServer, Called))) {
    if env::var_os(CHILD).is_none() {
        return in_a_child(test);
    }
    let certificate = certificate();
    let file = env::var_os(TRUSTED).expect("the parent names it");
    fs::write(file, certificate.authority()).expect("there is room");
    for way in WAYS {
        check(way, call(way, &certificate));
    }
}

/// Set in a child.
const CHILD: &str = "TESTS_OF_CERTIFICATES";

fn in_a_child(test: &str) {
    let folder = tempfile::tempdir().expect("there is room");
    let output = Command::new(env::current_exe().expect("this is a program"))
        .args(["--exact", &format!("certificates::{test}")])
        .env(CHILD, "")
        .env(TRUSTED, folder.path().join("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .output()
        .expect("it can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn whom_the_system_trusts_is_trusted() {
    check(
        "whom_the_system_trusts_is_trusted",
        Certificate::valid,
        |way, (server, both)| {
            for answer in both {
                answer.unwrap_or_else(|error| panic!("{way:?}: {error:?}"));
            }
            assert_eq!(server.received().len(), 2, "{way:?}");
        },
    );
}

#[cfg(target_os = "linux")]
#[test]
fn an_expired_certificate_is_not() {
    check(
        "an_expired_certificate_is_not",
        Certificate::expired,
        |way, called| assert_refused(way, called, "expired"),
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_certificate_of_another_name_is_not() {
    check(
        "the_certificate_of_another_name_is_not",
        Certificate::of_another,
        |way, called| assert_refused(way, called, "name"),
    );
}

#[test]
fn an_unknown_authority_is_not_trusted() {
    for way in WAYS {
        assert_refused(way, call(way, &Certificate::valid()), "certificate");
    }
}
