//! What is decided about a call: what is sent again and when, and which redirects are followed.

use std::time::Duration;

use crate::runtime::blocking::{Body, Client};
use crate::runtime::{
    Api, Call, Credential, Error, Options, Scheme, SchemeKind, Server, TransportError,
};
use crate::world::{Calls, Reply, Sent, World, operation, reply};

const URL: &str = "https://api.example.com/v1";

static API: Api = Api {
    user_agent: "pets/1.2.0",
    servers: &[],
    schemes: &[Scheme {
        name: "key",
        kind: SchemeKind::Header("x-key"),
    }],
    security: &[&["key"]],
    errors: &[],
};

operation!(Read: "GET" "/pets"; |request| request.header("x-tenant", &"7"));
operation!(Look: "HEAD" "/pets"; |_| Ok(()));
operation!(Write: "POST" "/pets"; |request| request.json(&7));

fn client(world: &World) -> Client {
    let client = world.client(&API, URL).credential(Credential::api_key("k"));
    client.build().expect("a client can be made")
}

/// Makes a call with options, and returns what came of it, what was sent, and how long was waited.
fn run(
    replies: impl IntoIterator<Item = Reply>,
    change: impl FnOnce(Options) -> Options,
) -> (Result<(), Error>, Vec<Sent>, Vec<Duration>) {
    let world = World::new(replies);
    let answer = client(&world).calls(Write).with(change).send();
    (answer, world.sent(), world.waits())
}

fn unconnected() -> Reply {
    Err(TransportError::connect("nobody listens"))
}

fn limited(wait: &str) -> Reply {
    reply(429, &[("retry-after", wait)])
}

#[test]
fn what_was_not_sent_is_sent_again() {
    let (answer, sent, waits) = run([unconnected(), unconnected()], |it| it);
    answer.expect("the third works");
    assert_eq!((sent.len(), waits.len()), (3, 2));
    assert!(sent.iter().all(|it| it.body == b"7"));
    assert!(waits[0] <= Duration::from_millis(200) && waits[1] <= Duration::from_millis(400));

    let never = || std::iter::repeat_with(unconnected).take(9);
    for retries in [0, 1, 4] {
        let (answer, sent, _) = run(never(), |it| it.max_retries(retries));
        let error = answer.expect_err("nobody ever listens");
        assert!(error.is_connect(), "{error:?}");
        assert_eq!(
            (error.attempts(), sent.len()),
            (retries + 1, retries as usize + 1)
        );
    }
}

#[test]
fn what_may_have_arrived_is_not_sent_again() {
    for reply in [
        Err(TransportError::secure("somebody else")),
        Err(TransportError::timeout("late")),
        Err(TransportError::other("broken")),
        reply(429, &[]),
        limited("soon"),
        reply(500, &[("retry-after", "0")]),
        reply(503, &[("retry-after", "0")]),
        reply(408, &[]),
    ] {
        let shown = format!("{reply:?}");
        let (answer, sent, waits) = run([reply], |it| it);
        let error = answer.expect_err(&shown);
        assert_eq!(
            (error.attempts(), sent.len(), waits.len()),
            (1, 1, 0),
            "{shown}"
        );
    }
}

#[test]
fn a_limit_is_waited_for_as_long_as_the_call_has_time() {
    let (answer, sent, waits) = run([limited("0"), limited("3")], |it| it);
    answer.expect("the third works");
    assert_eq!(sent.len(), 3);
    assert_eq!(
        waits,
        [Duration::from_secs(3)],
        "no time is nothing to wait for"
    );

    let (answer, sent, waits) = run([limited("30")], |it| it.timeout(Duration::from_secs(30)));
    let error = answer.expect_err("the call would be over by then");
    assert!(error.is_rate_limited(), "{error:?}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!((sent.len(), waits.len()), (1, 0));
}

#[test]
fn a_caller_can_ask_for_more() {
    let busy = || reply(503, &[("retry-after", "2")]);
    let (answer, _, waits) = run([busy()], |it| it.retry_when(|error| error.is_status(503)));
    answer.expect("the second works");
    assert_eq!(waits, [Duration::from_secs(2)]);
    let lost = || Err(TransportError::other("broken"));
    let (answer, sent, _) = run([lost(), lost(), lost()], |it| it.retry_when(|_| true));
    assert!(answer.expect_err("that was often enough").is_interrupted());
    assert_eq!(sent.len(), 3);
}

#[test]
fn a_stream_is_sent_once() {
    let world = World::new([unconnected()]);
    let body = Body::reader(&b"7"[..]);
    let call = client(&world).calls(Write).body(body);
    let error = call.with(|it| it.retry_when(|_| true)).send();
    assert!(error.expect_err("there is no second one").is_connect());
    let world = World::new([reply(307, &[("location", "/v1/others")])]);
    let call = client(&world).calls(Write).body(Body::reader(&b"7"[..]));
    assert!(call.send().expect_err("it is not led on").is_status(307));
    assert_eq!(world.sent().len(), 1);
}

/// What becomes of a redirect: who is asked next, and with what.
fn redirected(call: Call<Client, impl crate::runtime::Operation>, world: &World) -> String {
    let answer = call.send();
    let sent = world.sent();
    match (answer, &sent[1..]) {
        (Err(error), []) => format!("stays: {}", error.status().expect("it is an answer")),
        (Ok(_), [next]) => {
            let headers = ["x-key", "x-tenant", "content-type"];
            let kept = headers
                .into_iter()
                .filter(|it| next.headers.contains_key(*it));
            let kept: Vec<_> = kept.collect();
            let body = if next.body.is_empty() {
                ""
            } else {
                " with its body"
            };
            format!("{} {} {}{body}", next.method, next.url, kept.join(" "))
        }
        (_, more) => panic!("{more:?}"),
    }
}

#[test]
fn redirects_are_followed_where_that_is_safe() {
    let to = "https://api.example.com/v2";
    let other = "https://other.example/";
    let plain = "http://api.example.com/v2";
    for (status, location, of_read, of_write) in [
        (
            301,
            to,
            "GET https://api.example.com/v2 x-key x-tenant",
            "stays: 301 Moved Permanently",
        ),
        (
            302,
            to,
            "GET https://api.example.com/v2 x-key x-tenant",
            "stays: 302 Found",
        ),
        (
            303,
            to,
            "GET https://api.example.com/v2 x-key x-tenant",
            "GET https://api.example.com/v2 x-key",
        ),
        (
            307,
            to,
            "GET https://api.example.com/v2 x-key x-tenant",
            "POST https://api.example.com/v2 x-key content-type with its body",
        ),
        (
            308,
            "../v2",
            "GET https://api.example.com/v2 x-key x-tenant",
            "POST https://api.example.com/v2 x-key content-type with its body",
        ),
        (
            301,
            other,
            "GET https://other.example/ ",
            "stays: 301 Moved Permanently",
        ),
        (
            303,
            other,
            "GET https://other.example/ ",
            "GET https://other.example/ ",
        ),
        (
            307,
            other,
            "GET https://other.example/ ",
            "stays: 307 Temporary Redirect",
        ),
        (
            307,
            plain,
            "stays: 307 Temporary Redirect",
            "stays: 307 Temporary Redirect",
        ),
        (
            307,
            "",
            "GET https://api.example.com/v1/pets x-key x-tenant",
            "POST https://api.example.com/v1/pets x-key content-type with its body",
        ),
        (
            307,
            "mailto:ada@example.com",
            "stays: 307 Temporary Redirect",
            "stays: 307 Temporary Redirect",
        ),
        (
            300,
            to,
            "stays: 300 Multiple Choices",
            "stays: 300 Multiple Choices",
        ),
        (
            304,
            to,
            "stays: 304 Not Modified",
            "stays: 304 Not Modified",
        ),
        (305, to, "stays: 305 Use Proxy", "stays: 305 Use Proxy"),
    ] {
        let world = || World::new([reply(status, &[("location", location)])]);
        let (read, write) = (world(), world());
        let found = redirected(client(&read).calls(Read), &read);
        assert_eq!(found, of_read, "{status} {location}");
        let found = redirected(client(&write).calls(Write), &write);
        assert_eq!(found, of_write, "{status} {location}");
    }
    let world = World::new([reply(301, &[("location", to)])]);
    let found = redirected(client(&world).calls(Look), &world);
    assert_eq!(found, "HEAD https://api.example.com/v2 x-key");
    let world = World::new([reply(307, &[])]);
    assert_eq!(
        redirected(client(&world).calls(Read), &world),
        "stays: 307 Temporary Redirect"
    );
}

/// What was taken off on the way to another server does not come back with the way back.
#[test]
fn credentials_stay_off_after_another_server() {
    let back = "https://api.example.com/v1/pets";
    let world = World::new([
        reply(302, &[("location", "https://other.example/")]),
        reply(302, &[("location", back)]),
    ]);
    client(&world).calls(Read).send().expect("it is answered");
    let sent = world.sent();
    let keys: Vec<_> = sent.iter().map(|it| it.header("x-key")).collect();
    assert_eq!(keys, [Some("k"), None, None]);
    assert_eq!(sent[2].url, back);
}

#[test]
fn redirects_end() {
    for most in [0, 1, 5] {
        let around = || reply(302, &[("location", "/v1/pets")]);
        let world = World::new(std::iter::repeat_with(around).take(9));
        let call = client(&world).calls(Read);
        let error = call.with(|it| it.max_redirects(most)).send();
        assert!(error.expect_err("it goes round and round").is_status(302));
        assert_eq!(world.sent().len(), most as usize + 1);
    }
}

operation!(Elsewhere: "GET" "/files",
    SERVERS: &'static [Server] = &[Server::new("https://files.example.com/v3")];
    |_| Ok(()));
operation!(Plain: "GET" "/files",
    SERVERS: &'static [Server] = &[Server::new("http://files.example.com")];
    |_| Ok(()));

/// The API with the servers that its document has.
static DESCRIBED: Api = Api {
    servers: &[Server::new("https://api.example.com/v1")],
    ..API
};

#[test]
fn an_operation_of_another_server_goes_there_unless_the_base_url_is_the_callers() {
    let world = World::new([]);
    for (base_url, expected) in [
        (URL, "https://files.example.com/v3/files"),
        (
            "https://api.example.com/v1/",
            "https://files.example.com/v3/files",
        ),
        ("https://proxy.example", "https://proxy.example/files"),
    ] {
        let client = world.client(&DESCRIBED, base_url).build();
        let client = client.expect("a client can be made");
        client.calls(Elsewhere).send().expect("it is answered");
        assert_eq!(world.sent()[0].url, expected);
    }
    let client = world.client(&DESCRIBED, URL).build();
    let error = client.expect("a client can be made").calls(Plain).send();
    assert!(error.expect_err("it is not encrypted").is_invalid());
    let client = world.client(&DESCRIBED, URL).allow_http().build();
    client
        .expect("a client can be made")
        .calls(Plain)
        .send()
        .expect("it is allowed");
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn every_request_says_who_sends_it_and_what_it_takes() {
    let world = World::new([]);
    let client = world.client(&API, URL).user_agent("shop/2.0").build();
    client
        .expect("a client can be made")
        .calls(Write)
        .send()
        .expect("it is answered");
    let [sent] = world.sent().try_into().expect("one request is sent");
    assert_eq!(sent.header("user-agent"), Some("shop/2.0 pets/1.2.0"));
    assert_eq!(sent.header("accept"), Some("application/json"));
    assert_eq!(sent.header("accept-encoding"), Some("gzip"));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    let error = world.client(&API, URL).user_agent("shop\n2.0").build();
    assert!(error.expect_err("it cannot stand in a header").is_invalid());
}
