//! What the feature `tracing` shows of a call: these fields, and no others.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use stytch_otp::error::ErrorType;
use tests::faults::{ClosedPort, FaultServer, Reply};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::scripted::login;
use crate::support::callers::{AnyClient, MARK, WAYS};

/// Fields by their names.
type Fields = BTreeMap<&'static str, String>;

/// What is known of the spans of this crate's calls.
#[derive(Clone, Debug, Default)]
struct Watched {
    spans: Vec<Fields>,
    /// What is said within them.
    events: Vec<Fields>,
    closed: usize,
}

/// Watches the spans of one thread.
#[derive(Clone, Default)]
struct Watcher(Arc<Mutex<Watched>>);

impl Watcher {
    fn change(&self, change: impl FnOnce(&mut Watched)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Which of the spans it is.
struct Position(usize);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Watcher {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if !attributes.metadata().target().starts_with("stytch_otp") {
            return;
        }
        assert_eq!(attributes.metadata().name(), "call");
        let mut fields = Fields::new();
        attributes.record(&mut Visitor(&mut fields));
        self.change(|watched| {
            let span = context.span(id).expect("it is new");
            span.extensions_mut().insert(Position(watched.spans.len()));
            watched.spans.push(fields);
        });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).expect("it is there");
        if let Some(Position(position)) = span.extensions().get() {
            self.change(|watched| values.record(&mut Visitor(&mut watched.spans[*position])));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if event.metadata().target().starts_with("stytch_otp") {
            let parent = context.event_span(event).expect("it belongs to a call");
            assert!(parent.extensions().get::<Position>().is_some());
            let mut fields = Fields::new();
            event.record(&mut Visitor(&mut fields));
            self.change(|watched| watched.events.push(fields));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).expect("it is still there");
        if span.extensions().get::<Position>().is_some() {
            self.change(|watched| watched.closed += 1);
        }
    }
}

struct Visitor<'a>(&'a mut Fields);

impl Visit for Visitor<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

/// The only span of a call, without its duration, which is checked, and how often something was
/// sent.
fn watch(call: impl FnOnce()) -> (Fields, usize) {
    let watcher = Watcher::default();
    let subscriber = tracing_subscriber::registry().with(watcher.clone());
    let started = Instant::now();
    tracing::subscriber::with_default(subscriber, call);
    let took = started.elapsed().as_millis();
    let watched = watcher.0.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(!format!("{watched:?}").contains(MARK), "{watched:?}");
    assert_eq!((watched.spans.len(), watched.closed), (1, 1));
    for (number, event) in watched.events.iter().enumerate() {
        let attempt = (number + 1).to_string();
        let sending = Fields::from([("message", "sending".into()), ("attempt", attempt)]);
        assert_eq!(*event, sending);
    }
    let mut span = watched.spans[0].clone();
    let duration = span
        .remove("duration_ms")
        .expect("it says how long it took");
    assert!(
        duration.parse::<u128>().is_ok_and(|it| it <= took),
        "{duration}"
    );
    (span, watched.events.len())
}

/// What the span of a call of `login_or_create` says, with these fields beside those of all.
fn expected(fields: &[(&'static str, &str)]) -> Fields {
    let of_all = [
        ("operation", "otp.sms.login_or_create"),
        ("method", "POST"),
        ("path", "/v1/otps/sms/login_or_create"),
    ];
    let all = of_all.iter().chain(fields);
    all.map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

#[test]
fn a_call_that_works_at_last() {
    for way in WAYS {
        let limited = Reply::error_with(429, "too_many_requests", &[("Retry-After", "0")]);
        let server = FaultServer::start([limited, Reply::sent()]);
        let client = AnyClient::new(way, &server.base_url());
        let (span, sent) = watch(|| {
            login(&client).expect("the second is answered");
        });
        let id = "request-id-test-f33915cd-9b54-47f7-a3cd-28ede9b0b889";
        let fields = [("attempts", "2"), ("status", "200"), ("request_id", id)];
        assert_eq!((span, sent), (expected(&fields), 2), "{way:?}");
    }
}

#[test]
fn a_call_that_is_refused() {
    for way in WAYS {
        let server = FaultServer::start([Reply::error(404, "otp_code_not_found")]);
        let client = AnyClient::new(way, &server.base_url());
        let (span, sent) = watch(|| {
            let error = login(&client).expect_err("it is refused");
            assert!(error.is_type(ErrorType::OtpCodeNotFound));
        });
        let id = "request-id-test-00000009-0000-4000-8000-000000000000";
        let fields = [
            ("attempts", "1"),
            ("status", "404"),
            ("request_id", id),
            ("error", "refused"),
        ];
        assert_eq!((span, sent), (expected(&fields), 1), "{way:?}");
    }
}

#[test]
fn a_call_that_nobody_answers() {
    for way in WAYS {
        let nobody = ClosedPort::take();
        let client = AnyClient::new(way, &nobody.base_url());
        let (span, sent) = watch(|| {
            login(&client).expect_err("nobody listens");
        });
        let fields = [("attempts", "3"), ("error", "connect")];
        assert_eq!((span, sent), (expected(&fields), 3), "{way:?}");
    }
}

#[test]
fn a_call_that_cannot_be_decoded() {
    for way in WAYS {
        let server = FaultServer::start([Reply::html(200)]);
        let client = AnyClient::new(way, &server.base_url());
        let (span, sent) = watch(|| {
            login(&client).expect_err("a page is no answer");
        });
        let fields = [("attempts", "1"), ("status", "200"), ("error", "decode")];
        assert_eq!((span, sent), (expected(&fields), 1), "{way:?}");
    }
}
