//! What a call costs beside the HTTP client that makes it: `cargo bench -p tests --bench calls`.
//!
//! The generated client and the bare one send the same request to the same server on this machine, in
//! turns, so that whatever else the machine does befalls both alike. That it is the same, header by
//! header, is looked at first. The bare one has the same time limit; it neither makes the body nor
//! decodes the answer. What these two take is measured by itself.

use std::hint::black_box;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE};
use axum::routing::post;
use criterion::{Criterion, criterion_group, criterion_main};
use stytch_otp::otp::sms::{LoginOrCreateParams, LoginOrCreateResponse};
use stytch_otp::{Client, blocking};
use tests::faults::{FaultServer, Reply, SENT};
use tokio::runtime::{Builder, Runtime};

const PROJECT_ID: &str = "project-test-1";
const SECRET: &str = "secret-1";
/// What a call may take, as the generated clients have it.
const TIMEOUT: Duration = Duration::from_secs(30);
const TARGET: &str = "/v1/otps/sms/login_or_create";
/// What the generated clients say that they are.
const USER_AGENT: &str = "stytch-otp/0.1.0";
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");

/// The two clients that are compared, as positions.
const GENERATED: usize = 0;
const BARE: usize = 1;

/// Starts a server that answers every call alike, and returns its base URL.
fn start_server() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("a listener has an address");
    listener.set_nonblocking(true).expect("it can be told");
    std::thread::spawn(move || {
        runtime().block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("it is one");
            // It reads the whole body first: otherwise the connection would be closed.
            let answer = |_: Bytes| async { ([(CONTENT_TYPE, "application/json")], SENT) };
            let router = Router::new().route(TARGET, post(answer));
            axum::serve(listener, router).await.expect("it serves");
        });
    });
    format!("http://{address}")
}

fn runtime() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().build().expect("there is a runtime")
}

fn params() -> LoginOrCreateParams {
    LoginOrCreateParams::new("+10000000000").expiration_minutes(5)
}

fn body() -> Vec<u8> {
    serde_json::to_vec(&params()).expect("parameters are JSON")
}

/// Checks that two calls send the same to a server.
fn assert_alike<C: Calls>() {
    let server = FaultServer::start([Reply::sent(), Reply::sent()]);
    let mut calls = C::new(&server.base_url());
    calls.generated();
    calls.bare();
    let mut received = server.received();
    for request in &mut received {
        request.headers.sort_unstable();
    }
    assert_eq!(received[GENERATED], received[BARE]);
}

/// A generated client and a bare one.
trait Calls {
    const NAME: &'static str;
    const BARE_NAME: &'static str;

    fn new(base_url: &str) -> Self;

    /// Makes a call with the generated client.
    fn generated(&mut self);

    /// Makes a call with the bare one.
    fn bare(&mut self);
}

/// Reports how long each of two calls takes when they take turns, and by how much their medians
/// differ.
fn in_turns<C: Calls>(criterion: &mut Criterion) {
    assert_alike::<C>();
    let mut calls = C::new(&start_server());
    let mut each = [Vec::new(), Vec::new()];
    let mut group = criterion.benchmark_group(C::NAME);
    group
        .sample_size(60)
        .measurement_time(Duration::from_secs(12));
    for (reported, name) in [(GENERATED, "generated"), (BARE, C::BARE_NAME)] {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|rounds| {
                let mut total = Duration::ZERO;
                for round in 0..rounds {
                    let first = usize::from(round % 2 == 1);
                    for which in [first, 1 - first] {
                        let started = Instant::now();
                        match which {
                            GENERATED => calls.generated(),
                            _ => calls.bare(),
                        }
                        let took = started.elapsed();
                        each[which].push(took);
                        if which == reported {
                            total += took;
                        }
                    }
                }
                total
            });
        });
    }
    group.finish();
    // Nothing is measured of what the command's filter leaves out.
    if each.iter().any(Vec::is_empty) {
        return;
    }
    for quantile in [10, 25, 50] {
        let [generated, bare] = each.each_mut().map(|it| at(it, quantile));
        let more = (generated / bare - 1.0) * 100.0;
        let name = C::NAME;
        println!(
            "{name}, quantile {quantile} %: {generated:.1} µs, bare {bare:.1} µs, {more:+.1} %"
        );
    }
}

/// A quantile in microseconds.
fn at(took: &mut [Duration], percent: usize) -> f64 {
    let position = took.len() * percent / 100;
    let (_, it, _) = took.select_nth_unstable(position);
    it.as_secs_f64() * 1e6
}

/// Reports what the bare clients leave out: to make the body and to decode the answer.
fn json(criterion: &mut Criterion) {
    let params = params();
    criterion.bench_function("body and answer as JSON", |bencher| {
        bencher.iter(|| {
            let body = serde_json::to_vec(black_box(&params));
            black_box(body.expect("parameters are JSON"));
            let answer = serde_json::from_str::<LoginOrCreateResponse>(black_box(SENT));
            black_box(answer.expect("the answer fits"));
        });
    });
}

struct Asynchronous {
    runtime: Runtime,
    client: Client,
    bare: reqwest::Client,
    params: LoginOrCreateParams,
    body: Vec<u8>,
    url: String,
}

impl Calls for Asynchronous {
    const NAME: &'static str = "an asynchronous call";
    const BARE_NAME: &'static str = "reqwest";

    fn new(base_url: &str) -> Self {
        let client = Client::builder(PROJECT_ID, SECRET).base_url(base_url);
        // Other crates may have chosen one before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bare = reqwest::Client::builder().timeout(TIMEOUT);
        let bare = bare.user_agent(USER_AGENT).build();
        Self {
            runtime: runtime(),
            client: client.build().expect("the settings are fine"),
            bare: bare.expect("the settings are fine"),
            params: params(),
            body: body(),
            url: format!("{base_url}{TARGET}"),
        }
    }

    fn generated(&mut self) {
        let call = async { self.client.otp().sms().login_or_create(&self.params).await };
        black_box(self.runtime.block_on(call).expect("the call works"));
    }

    fn bare(&mut self) {
        let request = self.bare.post(&self.url);
        let request = request.basic_auth(PROJECT_ID, Some(SECRET));
        let request = request.header(CONTENT_TYPE, JSON).header(ACCEPT, JSON);
        let request = request.header(ACCEPT_ENCODING, GZIP);
        let request = request.body(self.body.clone());
        let call = async { request.send().await?.bytes().await };
        black_box(self.runtime.block_on(call).expect("the call works"));
    }
}

struct Blocking {
    client: blocking::Client,
    bare: ureq::Agent,
    authorization: HeaderValue,
    params: LoginOrCreateParams,
    body: Vec<u8>,
    url: String,
}

impl Calls for Blocking {
    const NAME: &'static str = "a blocking call";
    const BARE_NAME: &'static str = "ureq";

    fn new(base_url: &str) -> Self {
        let client = blocking::Client::builder(PROJECT_ID, SECRET).base_url(base_url);
        // With a time limit, ureq resolves the name on a thread of its own, for each call.
        let bare = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT));
        let authorization = "Basic cHJvamVjdC10ZXN0LTE6c2VjcmV0LTE=";
        Self {
            client: client.build().expect("the settings are fine"),
            bare: bare.user_agent(USER_AGENT).build().new_agent(),
            authorization: HeaderValue::from_static(authorization),
            params: params(),
            body: body(),
            url: format!("{base_url}{TARGET}"),
        }
    }

    fn generated(&mut self) {
        let sent = self.client.otp().sms().login_or_create(&self.params).send();
        black_box(sent.expect("the call works"));
    }

    fn bare(&mut self) {
        let request = self.bare.post(&self.url);
        let request = request.header(AUTHORIZATION, &self.authorization);
        let request = request.header(CONTENT_TYPE, JSON).header(ACCEPT, JSON);
        let request = request.header(ACCEPT_ENCODING, GZIP);
        let answer = request
            .send(&self.body)
            .and_then(|mut it| it.body_mut().read_to_vec());
        black_box(answer.expect("the call works"));
    }
}

fn asynchronous(criterion: &mut Criterion) {
    in_turns::<Asynchronous>(criterion);
}

fn blocking(criterion: &mut Criterion) {
    in_turns::<Blocking>(criterion);
}

criterion_group!(benches, json, asynchronous, blocking);
criterion_main!(benches);
