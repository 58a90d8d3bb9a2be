//! Certificates: nothing is sent to whom they do not belong.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
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

/// Checks what comes of calls where the system trusts the authority of a certificate.
fn check(test: &str, certificate: fn() -> Certificate, check: impl Fn(Way, (FaultServer, Called))) {
    where_trusted(test, certificate, |way, certificate| {
        check(way, call(way, certificate));
    });
}

/// Does something where the system trusts the authority of a certificate: in a child, which the test
/// is run as once more.
fn where_trusted(test: &str, certificate: fn() -> Certificate, check: impl Fn(Way, &Certificate)) {
    if env::var_os(CHILD).is_none() {
        let folder = tempfile::tempdir().expect("there is room");
        return in_a_child(test, &folder.path().join("authority.pem"));
    }
    let certificate = certificate();
    let file = env::var_os(TRUSTED).expect("the parent names it");
    fs::write(file, certificate.authority()).expect("there is room");
    WAYS.into_iter().for_each(|way| check(way, &certificate));
}

/// Set in a child.
const CHILD: &str = "TESTS_OF_CERTIFICATES";

/// Runs a test where the system trusts the authorities in a file.
fn in_a_child(test: &str, trusted: &Path) {
    let output = Command::new(env::current_exe().expect("this is a program"))
        .args(["--exact", &format!("certificates::{test}")])
        .env(CHILD, "")
        .env(TRUSTED, trusted)
        .env("SSL_CERT_DIR", trusted.with_file_name("no-folder"))
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

/// The settings of TLS are made once, with keys that both sides remember. The TLS of the system
/// remembers none.
#[cfg(all(target_os = "linux", not(feature = "native-tls")))]
#[test]
fn a_new_connection_goes_on_where_another_one_ended() {
    where_trusted(
        "a_new_connection_goes_on_where_another_one_ended",
        Certificate::valid,
        |way, certificate| {
            let replies = vec![Reply::sent().then_close(); 3];
            let server = FaultServer::start_tls(certificate, replies);
            let client = AnyClient::new(way, &server.base_url());
            for _ in 0..3 {
                login(&client).unwrap_or_else(|error| panic!("{way:?}: {error:?}"));
                // The client notices that the server has closed the connection.
                assert!(server.is_left_alone());
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            assert_eq!(server.connections(), 3, "{way:?}");
            assert_eq!(server.resumed(), 2, "{way:?}");
        },
    );
}

/// As in a bare container: the authorities that come with the client are enough to make one, and the
/// one that signed this certificate is none of them.
#[cfg(target_os = "linux")]
#[test]
fn a_system_that_trusts_nobody_is_enough() {
    if env::var_os(CHILD).is_none() {
        let nothing = Path::new("/no-folder/no-file.pem");
        return in_a_child("a_system_that_trusts_nobody_is_enough", nothing);
    }
    for way in WAYS {
        assert_refused(way, call(way, &Certificate::valid()), "certificate");
    }
}

#[test]
fn an_unknown_authority_is_not_trusted() {
    for way in WAYS {
        assert_refused(way, call(way, &Certificate::valid()), "certificate");
    }
}
