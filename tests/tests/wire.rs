//! What the types of the generated crate send, and what they make of what they receive.
//!
//! Both are compared with recordings, and with bodies made up from the recorded facts.

use serde_json::{Map, Value, json};
use stytch_otp::otp;

use crate::support::data;
use crate::support::facts::{Facts, Kind, Members, Type, VERSIONS};
use crate::support::registry::{self, entry};
use crate::support::requests;

mod support;

#[test]
fn requests_are_sent_as_recorded() {
    for version in VERSIONS {
        let folder = format!("requests/{version}");
        let mut compared = Vec::new();
        for request in requests::all_of(version) {
            let name = request.name;
            let recorded = data::json(&format!("{folder}/{name}.json"));
            let place = format!("{name} of {version}");
            assert_eq!(request.method, recorded["method"], "method of {place}");
            assert_eq!(request.path, recorded["path"], "path of {place}");
            assert_eq!(request.body, recorded["body"], "body of {place}");
            compared.push(name);
        }
        compared.sort_unstable();
        assert_eq!(
            compared,
            data::names(&folder),
            "every recording is compared"
        );
        assert_eq!(compared.len(), 14);
    }
}

/// Checks that a body comes out as it went in, but for what means nothing.
fn assert_lossless(facts: &Facts, name: &str, body: &Value, what: &str) {
    let entry = entry(name);
    let decoded = entry.decode(body);
    let encoded = decoded.encode();
    assert_eq!(
        facts.known(name, &encoded),
        facts.canonical(name, body),
        "{what} as {name}: what comes out (left) is not what went in (right)"
    );
    assert!(
        entry.decode(&encoded).equals(decoded.as_ref()),
        "{what} as {name}: what comes out decodes to something else"
    );
}

/// An answer that was recorded.
struct Recording {
    path: String,
    type_name: String,
    body: Value,
}

/// Returns every recorded answer that is JSON.
fn recordings(facts: &Facts) -> Vec<Recording> {
    let mut found = Vec::new();
    for folder in VERSIONS.map(|version| format!("responses/{version}")) {
        for name in data::names(&folder) {
            let path = format!("{folder}/{name}.json");
            let endpoint = name.split('.').next().unwrap_or_default();
            let mut endpoints = facts.endpoints.iter();
            let endpoint = endpoints
                .find(|it| it.path.trim_start_matches("/v1/otps/").replace('/', "_") == endpoint)
                .unwrap_or_else(|| panic!("{path}: no endpoint has this name"));
            found.push(Recording {
                body: data::json(&path),
                path,
                type_name: endpoint.response_type.clone(),
            });
        }
    }
    for name in data::names("responses/errors") {
        let path = format!("responses/errors/{name}.json");
        let body = data::json(&path)["body"].take();
        found.push(Recording {
            path,
            type_name: "error.ErrorResponse".to_owned(),
            body,
        });
    }
    found.retain(|it| !it.body.is_null());
    found
}

/// Returns the fullest recorded answer.
fn authenticate_answer() -> Value {
    data::json("responses/v18.1.0/authenticate.json")
}

const AUTHENTICATE: &str = "otp.AuthenticateResponse";

#[test]
fn the_registry_has_every_type() {
    let facts = Facts::with_errors();
    for name in facts.types.keys().chain(facts.enums.keys()) {
        let entry = entry(name);
        let is_received = facts.types.get(name).is_some_and(Type::is_received);
        assert_eq!(entry.example.is_some(), is_received, "example of {name}");
    }
}

#[test]
fn recorded_answers_come_through_without_loss() {
    let facts = Facts::with_errors();
    let recordings = recordings(&facts);
    for it in &recordings {
        assert_lossless(&facts, &it.type_name, &it.body, &it.path);
    }
    // Two generations of eight, and all errors but the one that is HTML.
    assert_eq!(recordings.len(), 8 + 8 + 6);
}

#[test]
fn every_type_comes_through_without_loss() {
    let facts = Facts::with_errors();
    for name in facts.types.keys() {
        for members in [Members::All, Members::Required] {
            let body = Value::Object(facts.sample(name, members));
            assert_lossless(&facts, name, &body, &format!("a sample with {members:?}"));
        }
    }
}

#[test]
fn examples_come_through_without_loss() {
    let mut compared = 0;
    for it in registry::all() {
        let Some(example) = it.example.map(|example| example()) else {
            continue;
        };
        let decoded = it.decode(&example.encode());
        assert!(decoded.equals(example.as_ref()), "example of {}", it.name);
        compared += 1;
    }
    println!("compared {compared} examples");
    assert_eq!(compared, 64);
}

#[test]
fn unknown_members_are_ignored_at_every_level() {
    let facts = Facts::with_errors();
    let mut grown = 0;
    let samples = facts.types.keys().map(|name| {
        let body = Value::Object(facts.sample(name, Members::All));
        (name.as_str(), body)
    });
    for (name, body) in samples.chain([(AUTHENTICATE, authenticate_answer())]) {
        let mut with_more = body.clone();
        facts.visit(name, &mut with_more, &mut |_, object| {
            grown += 1;
            object.insert("x_list".to_owned(), json!([null, { "deep": 1.5 }, "text"]));
            object.insert("x_null".to_owned(), Value::Null);
            object.insert("Type".to_owned(), json!({ "id": 7 }));
            object.insert(String::new(), json!(true));
        });
        let (decoded, with_more) = (entry(name).decode(&body), entry(name).decode(&with_more));
        assert!(decoded.equals(with_more.as_ref()), "{name} with more");
    }
    println!("added unknown members to {grown} objects");
    assert!(grown > 150, "only {grown} objects had unknown members");
}

const NEW_VALUES: [&str; 6] = [
    "brand_new",
    "",
    "EN",
    "pt_br",
    "Unknown",
    "naïve \"\\\n\u{1f511}",
];

#[test]
fn unknown_enum_values_are_kept_and_sent_back() {
    let facts = Facts::with_errors();
    for (name, it) in &facts.enums {
        let entry = entry(name);
        for value in &it.values {
            let decoded = entry.decode(&json!(value));
            assert_eq!(decoded.encode(), json!(value), "{name}");
            let variant = format!("{decoded:?}");
            assert!(!variant.starts_with("Unknown"), "{name} knows no {value}");
        }
        for value in NEW_VALUES {
            let decoded = entry.decode(&json!(value));
            assert_eq!(decoded.encode(), json!(value), "{name}");
            let variant = format!("{decoded:?}");
            assert!(
                variant.starts_with("Unknown("),
                "{name} takes {value:?} for {variant}"
            );
        }
    }
    let mut compared = 0;
    for (name, field) in facts.members().filter(|(_, it)| it.kind == Kind::Enum) {
        for value in NEW_VALUES {
            let mut body = facts.sample(name, Members::All);
            body.insert(field.wire.clone(), json!(value));
            let what = format!("{value:?} in {}", field.wire);
            assert_lossless(&facts, name, &Value::Object(body), &what);
        }
        compared += 1;
    }
    assert_eq!(compared, 9);
}

#[test]
fn an_unknown_factor_leaves_all_else_equal() {
    let decode = |body: &Value| -> otp::AuthenticateResponse {
        serde_json::from_str(&body.to_string()).expect("the answer decodes")
    };
    let body = authenticate_answer();
    let known = decode(&body);
    let factors = &known
        .session
        .as_ref()
        .expect("it has a session")
        .authentication_factors;
    assert_eq!(
        factors.len(),
        46,
        "a factor for each of 44 methods, and two more by email"
    );
    for (index, factor) in factors.iter().enumerate() {
        let mut body = body.clone();
        let changed = &mut body["session"]["authentication_factors"][index];
        changed["type"] = json!("telepathy");
        changed["delivery_method"] = json!("thought");
        changed["thought_factor"] = json!({ "thought_id": 7 });
        let mut decoded = decode(&body);
        let session = decoded.session.as_mut().expect("it has a session");
        let changed = &mut session.authentication_factors[index];
        assert_eq!(changed.r#type.as_str(), "telepathy");
        assert_eq!(changed.delivery_method.as_str(), "thought");
        changed.r#type = factor.r#type.clone();
        changed.delivery_method = factor.delivery_method.clone();
        assert!(
            decoded == known,
            "factor {index}, {}",
            factor.delivery_method
        );
    }
}

/// Returns a sample of a type, but for one member.
fn without(facts: &Facts, name: &str, member: &str) -> Map<String, Value> {
    let mut body = facts.sample(name, Members::All);
    body.remove(member)
        .unwrap_or_else(|| panic!("{name} has no {member}"));
    body
}

#[test]
fn absent_null_and_empty_are_one() {
    let facts = Facts::with_errors();
    let mut compared = 0;
    for (name, field) in facts.members().filter(|(_, it)| it.may_be_absent()) {
        let entry = entry(name);
        let absent = without(&facts, name, &field.wire);
        let decoded = entry.decode(&Value::Object(absent.clone()));
        let mut same = vec![Value::Null];
        match field.kind {
            Kind::Array => same.push(json!([])),
            Kind::Map => same.push(json!({})),
            _ => {}
        }
        for value in same {
            let place = format!("{name}.{}: {value}", field.wire);
            let mut body = absent.clone();
            body.insert(field.wire.clone(), value);
            let body = Value::Object(body);
            assert!(entry.decode(&body).equals(decoded.as_ref()), "{place}");
            assert_lossless(&facts, name, &body, &place);
        }
        let what = format!("without {}", field.wire);
        assert_lossless(&facts, name, &Value::Object(absent), &what);
        compared += 1;
    }
    println!("left out {compared} members");
    // 142 optional members and 8 required lists; 3 optional members of the error.
    assert_eq!(compared, 142 + 8 + 3);
}

#[test]
fn a_required_member_must_be_there() {
    let facts = Facts::with_errors();
    let mut compared = 0;
    for (name, field) in facts.members().filter(|(_, it)| !it.may_be_absent()) {
        let mut body = without(&facts, name, &field.wire);
        for error in entry(name).refusals(&Value::Object(body.clone()).to_string()) {
            let expected = format!("missing field `{}`", field.wire);
            assert!(error.to_string().starts_with(&expected), "{name}: {error}");
        }
        body.insert(field.wire.clone(), Value::Null);
        entry(name).refusals(&Value::Object(body).to_string());
        compared += 1;
    }
    assert_eq!(compared, 305 - 142 - 8 + 3);
}

#[test]
fn date_times_are_kept_exactly() {
    const DATE_TIMES: [&str; 12] = [
        "2026-01-31T23:59:59Z",
        "2026-01-31T23:59:59+00:00",
        "2026-01-31T23:59:59-08:00",
        "2026-01-31t23:59:59.000z",
        "2026-01-31T23:59:59.123456789Z",
        "2016-12-31T23:59:60Z",
        "2026-01-31 23:59:59",
        "2026-01-31",
        "0001-01-01T00:00:00Z",
        "1769903999",
        "",
        "not a time at all",
    ];
    let facts = Facts::of_the_api();
    let mut compared = 0;
    for (name, field) in facts.members().filter(|(_, it)| it.kind == Kind::Timestamp) {
        for text in DATE_TIMES {
            let mut body = facts.sample(name, Members::All);
            body.insert(field.wire.clone(), json!(text));
            let encoded = entry(name).decode(&Value::Object(body)).encode();
            assert_eq!(encoded[&field.wire], text, "{name}.{}", field.wire);
        }
        compared += 1;
    }
    assert_eq!(compared, 11);
}

#[test]
fn free_form_values_are_kept_exactly() {
    let values = r##"{
        "whole": 3.0, "large": 1e3, "exact": 9007199254740993, "zero": -0.0, "least": 5e-324,
        "signed": -9223372036854775808, "unsigned": 18446744073709551615,
        "null": null, "empty": "", "list": [], "object": {}, "": {"": [null, [], {}]},
        "type": "date", "$ref": "#", "$serde_json::private": 1, "text": "\u0000 \u2028 \ud83d\udd11"
    }"##;
    let values: Value = serde_json::from_str(values).expect("the JSON itself is valid");
    let facts = Facts::with_errors();
    let mut compared = 0;
    for (name, field) in facts.members().filter(|(_, it)| it.kind == Kind::Map) {
        let mut body = facts.sample(name, Members::All);
        body.insert(field.wire.clone(), values.clone());
        let encoded = entry(name).decode(&Value::Object(body)).encode();
        assert_eq!(encoded[&field.wire], values, "{name}.{}", field.wire);
        let digits = encoded[&field.wire]["exact"].to_string();
        assert_eq!(digits, "9007199254740993", "{name}.{}", field.wire);
        compared += 1;
    }
    assert_eq!(compared, 5);
}
