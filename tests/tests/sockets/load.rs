//! A thousand calls at once.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use stytch_otp::Client;
use stytch_otp::otp::sms::{LoginOrCreateParams, LoginOrCreateResponse};
use tests::faults::{FaultServer, Reply};
use tests::sandbox::{Options, Sandbox};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::scripted::login;
use crate::support::callers::{AnyClient, PROJECT_ID, SECRET, Way};

const CALLS: usize = 1000;

fn sandbox() -> Sandbox {
    let (project_id, secret) = (PROJECT_ID.to_owned(), SECRET.to_owned());
    Sandbox::start(Options {
        project_id,
        secret,
        ..Options::default()
    })
}

/// A thousand connections take a while on a busy machine.
fn patient(options: stytch_otp::Options) -> stytch_otp::Options {
    let long = Duration::from_secs(120);
    options.timeout(long).connect_timeout(long)
}

/// A number for each call.
fn params(call: usize) -> LoginOrCreateParams {
    LoginOrCreateParams::new(format!("+1415555{call:04}"))
}

/// Checks that every call had an answer of its own.
fn check(sandbox: &Sandbox, answers: &[LoginOrCreateResponse]) {
    let ids: BTreeSet<_> = answers.iter().map(|it| &it.phone_id).collect();
    assert_eq!(ids.len(), CALLS);
    assert!(answers.iter().all(|it| it.user_created));
    assert_eq!(sandbox.received().len(), CALLS);
}

#[test]
fn tasks_share_a_client() {
    let sandbox = sandbox();
    let runtime = Runtime::new().expect("threads can be started");
    let builder = Client::builder(PROJECT_ID, SECRET).base_url(sandbox.base_url());
    let client = builder.with(patient).build().expect("a client can be made");
    let answers = runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for call in 0..CALLS {
            let client = client.clone();
            tasks.spawn(async move { client.otp().sms().login_or_create(params(call)).await });
        }
        tasks.join_all().await
    });
    let answers: Result<Vec<_>, _> = answers.into_iter().collect();
    check(&sandbox, &answers.expect("every call works"));
    drop(client);
    assert_eq!(tasks_left(&runtime), 0);
}

/// Returns how many tasks are still alive after a while.
fn tasks_left(runtime: &Runtime) -> usize {
    let started = Instant::now();
    while runtime.metrics().num_alive_tasks() > 0 && started.elapsed() < Duration::from_secs(5) {
        thread::sleep(Duration::from_millis(5));
    }
    runtime.metrics().num_alive_tasks()
}

#[test]
fn threads_share_a_client() {
    let sandbox = sandbox();
    let AnyClient::Blocking(client) = AnyClient::with(Way::Blocking, &sandbox.base_url(), patient)
    else {
        unreachable!("it was asked for a blocking one");
    };
    let together = Barrier::new(CALLS);
    let answers: Result<Vec<_>, _> = thread::scope(|scope| {
        let calls: Vec<_> = (0..CALLS)
            .map(|call| {
                let (client, together) = (&client, &together);
                scope.spawn(move || {
                    together.wait();
                    client.otp().sms().login_or_create(params(call)).send()
                })
            })
            .collect();
        calls
            .into_iter()
            .map(|it| it.join().expect("no thread panics"))
            .collect()
    });
    check(&sandbox, &answers.expect("every call works"));
}

#[test]
fn no_connection_is_left() {
    for way in crate::support::callers::WAYS {
        let server = FaultServer::start(vec![Reply::sent(); CALLS]);
        let client = AnyClient::with(way, &server.base_url(), patient);
        thread::scope(|scope| {
            for _ in 0..100 {
                scope.spawn(|| {
                    for _ in 0..CALLS / 100 {
                        login(&client).expect("every call works");
                    }
                });
            }
        });
        assert_eq!(server.received().len(), CALLS);
        // A new one may be on its way when an old one is done.
        let connections = server.connections();
        assert!(connections < CALLS / 2, "{way:?} made {connections}");
        drop(client);
        assert!(server.is_left_alone(), "{way:?} leaves connections open");
    }
}
