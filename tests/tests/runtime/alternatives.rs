//! Several ways to say who calls, and none, over sockets and by both clients.

use tests::faults::{FaultServer, Reply};
use tests::received::Received;

use crate::runtime::{Api, Client, ClientBuilder, Credential, Error, Scheme, SchemeKind, blocking};
use crate::world::operation;

static API: Api = Api {
    user_agent: "pets/1.2.0",
    servers: &[],
    schemes: &[
        scheme("token", SchemeKind::Bearer),
        scheme("tenant", SchemeKind::Header("X-Tenant")),
        scheme("key", SchemeKind::Query("key")),
    ],
    security: &[&["token", "tenant"], &["key"]],
    errors: &[],
};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

type Security = Option<&'static [&'static [&'static str]]>;

operation!(Either: "GET" "/either"; |_| Ok(()));
operation!(Open: "GET" "/open", SECURITY: Security = Some(&[&["token"], &[]]); |_| Ok(()));

/// What both clients send with these credentials, and how the call ends.
macro_rules! calls {
    ($operation:ident, $status:expr, $credentials:expr) => {{
        let (mut received, mut results) = (Vec::new(), Vec::new());
        for is_blocking in [false, true] {
            let server = FaultServer::start([Reply::empty($status)]);
            results.push(match is_blocking {
                false => {
                    let client = begin::<Client>(&server, $credentials).build();
                    let client = client.expect("a client can be made");
                    let call = client.call::<$operation>($operation);
                    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
                    runtime.block_on(async { call.await })
                }
                true => {
                    let client = begin::<blocking::Client>(&server, $credentials).build();
                    let client = client.expect("a client can be made");
                    client.call::<$operation>($operation).send()
                }
            });
            received.extend(server.received());
        }
        let [one, other] = received.try_into().expect("each sends one request");
        assert_eq!(proofs(&one), proofs(&other));
        let shown: Vec<_> = results.iter().map(shown).collect();
        assert_eq!(shown[0], shown[1]);
        (proofs(&one), shown[0].clone())
    }};
}

fn begin<C: crate::runtime::Shell>(
    server: &FaultServer,
    credentials: &[(Option<&str>, Credential)],
) -> ClientBuilder<C> {
    let builder = ClientBuilder::new(&API, server.base_url());
    let credentials = credentials.iter().cloned();
    credentials.fold(builder, |builder, (scheme, it)| match scheme {
        Some(scheme) => builder.credential_for(scheme, it),
        None => builder.credential(it),
    })
}

/// All that says who calls.
fn proofs(request: &Received) -> String {
    let header = |name| request.header(name).unwrap_or("-").to_owned();
    let (token, tenant) = (header("authorization"), header("x-tenant"));
    format!("{} {token} {tenant}", request.target)
}

fn shown(result: &Result<(), Error>) -> String {
    match result {
        Ok(()) => "ok".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn token() -> (Option<&'static str>, Credential) {
    (None, Credential::bearer("t"))
}

fn key(scheme: &'static str) -> (Option<&'static str>, Credential) {
    (Some(scheme), Credential::api_key("k"))
}

#[test]
fn the_first_way_that_there_is_all_of_is_taken() {
    let (sent, result) = calls!(Either, 204, &[key("key"), token(), key("tenant")]);
    assert_eq!((&*sent, &*result), ("/either Bearer t k", "ok"));
    let (sent, _) = calls!(Either, 204, &[token(), key("key")]);
    assert_eq!(sent, "/either?key=k - -");
    let (sent, _) = calls!(Open, 204, &[token(), key("key")]);
    assert_eq!(sent, "/open Bearer t -");
}

/// The call is made: something on the way may prove who calls. If the API says no, the error says
/// what may have been the reason.
#[test]
fn without_any_the_error_says_what_was_missing() {
    let (sent, result) = calls!(Either, 204, &[]);
    assert_eq!((&*sent, &*result), ("/either - -", "ok"));
    let missing = "without a credential for `token` and `tenant`, or for `key`";
    for credentials in [&[][..], &[token()], &[key("tenant")]] {
        let (sent, result) = calls!(Either, 401, credentials);
        assert_eq!(sent, "/either - -");
        let expected = format!("GET /either: refused, status 401, {missing}");
        assert_eq!(result, expected);
    }
    let (_, result) = calls!(Either, 404, &[]);
    assert_eq!(result, "GET /either: refused, status 404");
    let (_, result) = calls!(Open, 401, &[]);
    assert_eq!(result, "GET /open: refused, status 401");
    let (_, result) = calls!(Either, 403, &[key("key")]);
    assert_eq!(result, "GET /either: refused, status 403");
}
