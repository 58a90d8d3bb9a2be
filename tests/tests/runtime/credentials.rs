//! What proves who the caller is: which of it goes with a call, and where.

use crate::runtime::{Api, Credential, Error, Scheme, SchemeKind};
use crate::world::{Calls, Sent, World, operation, reply};

const URL: &str = "https://api.example.com";

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

static API: Api = Api {
    user_agent: "pets/1.2.0",
    servers: &[],
    schemes: &[
        scheme("basic", SchemeKind::Basic),
        scheme("token", SchemeKind::Bearer),
        scheme("header", SchemeKind::Header("X-Key")),
        scheme("query", SchemeKind::Query("api key")),
        scheme("cookie", SchemeKind::Cookie("sid")),
        scheme("digest", SchemeKind::Other),
    ],
    security: &[&["basic"]],
    errors: &[],
};

/// An API that says nothing of who may call it.
static OPEN: Api = Api {
    schemes: &[],
    security: &[],
    ..API
};

/// An API that takes tokens only.
static TOKENS: Api = Api {
    schemes: &[scheme("token", SchemeKind::Bearer)],
    security: &[&["token"]],
    ..API
};

type Security = Option<&'static [&'static [&'static str]]>;

operation!(OfApi: "GET" "/of-api"; |_| Ok(()));
operation!(OfNobody: "GET" "/of-nobody", SECURITY: Security = Some(&[]); |_| Ok(()));
operation!(OfAnybody: "GET" "/of-anybody", SECURITY: Security = Some(&[&[], &["token"]]); |_| Ok(()));
operation!(ByToken: "GET" "/by-token", SECURITY: Security = Some(&[&["token"]]); |_| Ok(()));
operation!(ByHeader: "GET" "/by-header", SECURITY: Security = Some(&[&["header"]]); |_| Ok(()));
operation!(ByQuery: "GET" "/by-query", SECURITY: Security = Some(&[&["query"]]); |_| Ok(()));
operation!(ByQueryToo: "GET" "/by-query", SECURITY: Security = Some(&[&["query"]]);
    |request| request.query("limit", &2));
operation!(ByCookie: "GET" "/by-cookie", SECURITY: Security = Some(&[&["cookie"]]); |_| Ok(()));
operation!(ByCookieToo: "GET" "/by-cookie", SECURITY: Security = Some(&[&["cookie"]]);
    |request| request.cookie("lang", &"en"));
operation!(ByDigest: "GET" "/by-digest", SECURITY: Security = Some(&[&["digest"]]); |_| Ok(()));
operation!(ByEither: "GET" "/by-either",
    SECURITY: Security = Some(&[&["token", "header"], &["header"], &["basic"]]); |_| Ok(()));
operation!(ByUnknown: "GET" "/by-unknown", SECURITY: Security = Some(&[&["unheard of"]]); |_| Ok(()));

/// What is sent by a call with credentials, each for a scheme or for those that it fits.
macro_rules! sent {
    ($operation:expr, $credentials:expr) => {
        sent!(&API, $operation, $credentials)
    };
    ($api:expr, $operation:expr, $credentials:expr) => {{
        let world = World::new([]);
        let mut builder = world.client($api, URL);
        for (scheme, credential) in $credentials {
            let scheme: Option<&str> = scheme;
            builder = match scheme {
                Some(scheme) => builder.credential_for(scheme, credential),
                None => builder.credential(credential),
            };
        }
        let client = builder.build().expect("a client can be made");
        client.calls($operation).send().expect("it is answered");
        let [sent] = world.sent().try_into().expect("one request is sent");
        sent
    }};
}

fn authorization(sent: &Sent) -> Option<&str> {
    let value = sent.headers.get("authorization");
    assert!(value.is_none_or(http::HeaderValue::is_sensitive));
    sent.header("authorization")
}

fn basic() -> Credential {
    Credential::basic("Aladdin", "open sesame")
}

/// The pair of RFC 7617.
const BASIC: &str = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";

#[test]
fn each_kind_goes_where_its_scheme_says() {
    let sent = sent!(OfApi, [(None, basic())]);
    assert_eq!(authorization(&sent), Some(BASIC));
    let sent = sent!(ByToken, [(None, Credential::bearer("abc"))]);
    assert_eq!(authorization(&sent), Some("Bearer abc"));

    let key = || Credential::api_key("a b&c=d;é");
    let sent = sent!(ByQuery, [(None, key())]);
    assert_eq!(sent.url.query(), Some("api%20key=a%20b%26c%3Dd%3B%C3%A9"));
    let sent = sent!(ByQueryToo, [(None, key())]);
    assert_eq!(
        sent.url.query(),
        Some("limit=2&api%20key=a%20b%26c%3Dd%3B%C3%A9")
    );
    let sent = sent!(ByCookie, [(None, key())]);
    assert_eq!(sent.header("cookie"), Some("sid=a%20b%26c%3Dd%3B%C3%A9"));
    let sent = sent!(ByCookieToo, [(None, Credential::api_key("k"))]);
    assert_eq!(sent.header("cookie"), Some("lang=en; sid=k"));
    assert!(sent.headers["cookie"].is_sensitive());
    let sent = sent!(ByHeader, [(None, Credential::api_key("k"))]);
    assert_eq!(sent.header("x-key"), Some("k"));
    assert!(sent.headers["x-key"].is_sensitive());

    let name = http::HeaderName::from_static("x-digest");
    let value = http::HeaderValue::from_static("signed");
    let sent = sent!(ByDigest, [(None, Credential::header(name, value))]);
    assert_eq!(sent.header("x-digest"), Some("signed"));
    assert!(sent.headers["x-digest"].is_sensitive());
}

#[test]
fn what_fits_no_scheme_stays_here() {
    let every = || {
        [
            (None, basic()),
            (None, Credential::bearer("abc")),
            (None, Credential::api_key("k")),
        ]
    };
    let sent = sent!(OfApi, every());
    assert_eq!(
        (authorization(&sent), sent.header("x-key")),
        (Some(BASIC), None)
    );
    let sent = sent!(ByToken, every());
    assert_eq!(authorization(&sent), Some("Bearer abc"));
    let sent = sent!(ByHeader, every());
    assert_eq!(
        (authorization(&sent), sent.header("x-key")),
        (None, Some("k"))
    );
    let sent = sent!(ByHeader, [(None, basic())]);
    assert_eq!((authorization(&sent), sent.header("x-key")), (None, None));
    for sent in [
        sent!(OfNobody, every()),
        sent!(ByUnknown, every()),
        sent!(OfApi, [(Some("token"), basic())]),
    ] {
        assert_eq!(authorization(&sent), None, "{sent:?}");
        assert_eq!(sent.header("x-key"), None, "{sent:?}");
    }
}

/// Whoever can say who they are does, also where nobody has to.
#[test]
fn who_may_stay_unknown_need_not() {
    let sent = sent!(OfAnybody, [(None, Credential::bearer("abc"))]);
    assert_eq!(authorization(&sent), Some("Bearer abc"));
    assert_eq!(authorization(&sent!(OfAnybody, [(None, basic())])), None);
}

#[test]
fn the_first_set_that_there_is_all_of_is_sent() {
    let (token, key) = (Credential::bearer("abc"), Credential::api_key("k"));
    let sent = sent!(
        ByEither,
        [(None, token.clone()), (None, key.clone()), (None, basic())]
    );
    let both = (authorization(&sent), sent.header("x-key"));
    assert_eq!(both, (Some("Bearer abc"), Some("k")));
    let sent = sent!(ByEither, [(None, key), (None, basic())]);
    assert_eq!(
        (authorization(&sent), sent.header("x-key")),
        (None, Some("k"))
    );
    let sent = sent!(ByEither, [(None, token), (None, basic())]);
    assert_eq!(
        (authorization(&sent), sent.header("x-key")),
        (Some(BASIC), None)
    );
}

#[test]
fn a_credential_for_a_scheme_comes_before_one_that_fits() {
    let (one, other) = (Credential::api_key("one"), Credential::api_key("other"));
    let sent = sent!(
        ByHeader,
        [(None, one.clone()), (Some("header"), other.clone())]
    );
    assert_eq!(sent.header("x-key"), Some("other"));
    let sent = sent!(
        ByQuery,
        [(None, one.clone()), (Some("header"), other.clone())]
    );
    assert_eq!(sent.url.query(), Some("api%20key=one"));
    // The later one for the same replaces the earlier one.
    let sent = sent!(
        ByHeader,
        [(None, one.clone()), (None, basic()), (None, other.clone())]
    );
    assert_eq!(sent.header("x-key"), Some("other"));
    let sent = sent!(ByHeader, [(Some("header"), one), (Some("header"), other)]);
    assert_eq!(sent.header("x-key"), Some("other"));
}

#[test]
fn without_schemes_all_that_can_be_sent_is() {
    let name = http::HeaderName::from_static("x-tenant");
    let tenant = Credential::header(name, http::HeaderValue::from_static("7"));
    let sent = sent!(&OPEN, OfApi, [(None, basic()), (None, tenant)]);
    let both = (authorization(&sent), sent.header("x-tenant"));
    assert_eq!(both, (Some(BASIC), Some("7")));
}

#[test]
fn what_cannot_be_sent_makes_no_client() {
    let world = World::new([]);
    for credential in [
        Credential::bearer("a\r\nX-Evil: 1"),
        Credential::bearer("a\u{0}"),
        Credential::api_key("k\n"),
    ] {
        let client = world.client(&API, URL).credential(credential).build();
        let error = client.expect_err("it is no value of a header");
        assert!(error.is_invalid(), "{error:?}");
        let shown = error.to_string();
        assert_eq!(shown, "a credential has characters that cannot be sent");
        assert!(!format!("{error:?}").contains("Evil"));
    }
    // Where nothing says where a key goes, it goes nowhere.
    let client = world.client(&OPEN, URL);
    let client = client.credential(Credential::api_key("k")).build();
    let error = client.expect_err("it has no place");
    assert!(error.is_invalid() && error.to_string().contains("where a key goes"));
    // What fits no scheme is not looked at.
    let client = world.client(&TOKENS, URL);
    let client = client.credential(Credential::api_key("k\n")).build();
    client.expect("no call sends it");
    assert_eq!(world.sent().len(), 0);
}

/// Whoever reads the error knows which credential to give.
#[test]
fn a_call_without_a_credential_says_what_was_missing() {
    let refused = |status| reply(status, &[]);
    let world = World::new([401, 403, 401, 404, 401, 401].map(refused));
    let client = world.client(&API, URL).build().expect("it needs none");
    let shown = |error: Error| error.to_string();
    let refused = client.calls(OfApi).send().map_err(shown);
    let expected = "GET /of-api: refused, status 401, without a credential for `basic`";
    assert_eq!(refused, Err(expected.to_owned()));
    let refused = client.calls(ByEither).send().map_err(shown);
    let expected = "GET /by-either: refused, status 403, without a credential for `token` and \
                    `header`, or for `header`, or for `basic`";
    assert_eq!(refused, Err(expected.to_owned()));
    // Who need not say who they are lack nothing, and neither does what fails for another reason.
    let plain = |status| format!("refused, status {status}");
    for (refused, status) in [
        (client.calls(OfAnybody).send(), 401),
        (client.calls(OfApi).send(), 404),
        (client.calls(OfNobody).send(), 401),
    ] {
        let shown = refused.expect_err("it is refused").to_string();
        assert!(shown.ends_with(&plain(status)), "{shown}");
    }
    let client = world.client(&API, URL).credential(basic()).build();
    let refused = client.expect("it has one").calls(OfApi).send();
    let shown = refused.expect_err("it is refused").to_string();
    assert!(shown.ends_with(&plain(401)), "{shown}");
    assert_eq!(world.sent().len(), 6);
}

#[test]
fn a_token_is_asked_for_by_calls_that_send_one() {
    let world = World::new([]);
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counter = std::sync::Arc::clone(&asked);
    let client = world.client(&API, URL).credential(basic());
    let client = client.token_provider(move || {
        let before = counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        match before {
            2 => Err("nobody gives tokens".into()),
            number => Ok(format!("token-{number}").into()),
        }
    });
    let client = client.build().expect("a client can be made");
    client.calls(OfApi).send().expect("it needs no token");
    client.calls(ByToken).send().expect("there is a token");
    client.calls(ByToken).send().expect("there is another");
    let error = client.calls(ByToken).send().expect_err("there is none");
    assert!(error.is_token() && error.attempts() == 0, "{error:?}");
    let sent = world.sent();
    let sent: Vec<_> = sent.iter().map(|it| it.header("authorization")).collect();
    assert_eq!(
        sent,
        [Some(BASIC), Some("Bearer token-0"), Some("Bearer token-1")]
    );
    assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 3);
}
