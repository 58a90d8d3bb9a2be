//! No secret is in the `Debug` of anything, nor in an error; and no personal data in `Debug`.
//!
//! Which members are secret or sensitive is read from the schema, apart from the generator.

use std::error::Error;

use serde_json::{Map, Value, json};

use crate::support::data;
use crate::support::facts::{Facts, Field, Kind, Members};
use crate::support::registry::entry;

mod support;

/// What is planted: digits alone, so that it can be a number, too.
const MARK: &str = "271828182845";

/// A member that the schema calls secret or sensitive.
struct Member {
    type_name: String,
    wire: String,
    is_secret: bool,
    is_map: bool,
}

/// Returns every secret or sensitive member of the schema.
fn members() -> Vec<Member> {
    let folder = data::repository("schema");
    let mut found = Vec::new();
    for file in data::files(&folder, "yaml") {
        let document: serde_yaml::Value = serde_yaml::from_str(&data::read(&file))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let relative = file.strip_prefix(&folder).expect("a file is in its folder");
        let parts = relative.with_extension("");
        let parts: Vec<_> = parts.iter().map(|it| it.to_string_lossy()).collect();
        collect(&document, &parts.join("."), &mut Vec::new(), &mut found);
    }
    found
}

fn collect(
    node: &serde_yaml::Value,
    module: &str,
    pointer: &mut Vec<String>,
    found: &mut Vec<Member>,
) {
    let is_secret = node.get("format").and_then(|it| it.as_str()) == Some("password");
    let is_sensitive = node.get("x-rust-sensitive").and_then(|it| it.as_bool()) == Some(true);
    if is_secret || is_sensitive {
        let [components, schemas, type_name, properties, wire] = pointer.as_slice() else {
            panic!("{module} has a secret where this test does not look: {pointer:?}");
        };
        assert_eq!(
            (components.as_str(), schemas.as_str(), properties.as_str()),
            ("components", "schemas", "properties"),
            "{module} has a secret where this test does not look: {pointer:?}"
        );
        found.push(Member {
            type_name: format!("{module}.{type_name}"),
            wire: wire.clone(),
            is_secret,
            is_map: node.get("type").and_then(|it| it.as_str()) == Some("object"),
        });
    }
    let children: Vec<(String, &serde_yaml::Value)> = match node {
        serde_yaml::Value::Mapping(members) => members
            .iter()
            .map(|(key, value)| (key.as_str().unwrap_or_default().to_owned(), value))
            .collect(),
        serde_yaml::Value::Sequence(items) => {
            items.iter().map(|item| ("-".to_owned(), item)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child) in children {
        pointer.push(key);
        collect(child, module, pointer, found);
        pointer.pop();
    }
}

fn secrets() -> Vec<Member> {
    members().into_iter().filter(|it| it.is_secret).collect()
}

impl Member {
    fn place(&self) -> String {
        format!("{}.{}", self.type_name, self.wire)
    }

    /// Returns a value for the member that holds the mark.
    fn marked(&self) -> Value {
        match self.is_map {
            true => json!({ MARK: MARK, "list": [MARK, { "deep": MARK }] }),
            false => json!(MARK),
        }
    }

    /// Returns a body of the type with the given value in the member.
    fn body_with(&self, facts: &Facts, value: Value) -> Map<String, Value> {
        let mut body = match facts.types.contains_key(&self.type_name) {
            true => facts.sample(&self.type_name, Members::All),
            false => match entry(&self.type_name).example.map(|it| it().encode()) {
                Some(Value::Object(example)) => example,
                _ => panic!("neither the facts nor the crate have a {}", self.type_name),
            },
        };
        body.insert(self.wire.clone(), value);
        body
    }
}

/// Checks that decoding a text fails, and that no error says what the secret is.
fn assert_refused_in_silence(it: &Member, json: &str) {
    for error in entry(&it.type_name).refusals(json) {
        let mut texts = vec![format!("{error:?}"), format!("{error:#?}")];
        let mut source: Option<&dyn Error> = Some(&error);
        while let Some(error) = source {
            texts.push(error.to_string());
            source = error.source();
        }
        for text in texts {
            assert!(!text.contains(MARK), "{}: an error says {text}", it.place());
        }
    }
}

#[test]
fn the_schema_marks_what_has_to_be_marked() {
    const SECRET: [&str; 3] = ["code", "session_jwt", "session_token"];
    const PERSONAL: [&str; 16] = [
        "crypto_wallet_address",
        "email",
        "email_address",
        "external_id",
        "first_name",
        "impersonator_email_address",
        "ip_address",
        "ip_geo_city",
        "ip_geo_country",
        "ip_geo_region",
        "last_name",
        "middle_name",
        "phone_number",
        "profile_picture_url",
        "provider_subject",
        "user_agent",
    ];
    let members = members();
    let facts = Facts::with_errors();
    let mut expected = 0;
    for (name, field) in facts.members().filter(|(_, it)| it.kind != Kind::Object) {
        let is_secret = SECRET.contains(&field.wire.as_str());
        let is_personal = PERSONAL.contains(&field.wire.as_str()) || field.kind == Kind::Map;
        if is_secret || is_personal {
            let mut members = members.iter();
            let found = members.find(|it| it.type_name == name && it.wire == field.wire);
            let found = found.unwrap_or_else(|| panic!("{name}.{} is not marked", field.wire));
            assert_eq!(found.is_secret, is_secret, "{}", found.place());
            expected += 1;
        }
    }
    let secret = members.iter().filter(|it| it.is_secret).count();
    let sensitive = members.len() - secret;
    println!("the schema has {secret} secret and {sensitive} sensitive members");
    assert!(expected > 50, "only {expected} members have to be marked");
    assert!(secret > 0 && sensitive > 0);
}

#[test]
fn debug_shows_no_marked_member() {
    let facts = Facts::with_errors();
    for it in members() {
        let body = Value::Object(it.body_with(&facts, it.marked()));
        let decoded = entry(&it.type_name).decode(&body);
        assert_eq!(decoded.encode()[&it.wire], body[&it.wire], "{}", it.place());
        for text in [format!("{decoded:?}"), format!("{decoded:#?}")] {
            assert!(!text.contains(MARK), "{}: {text}", it.place());
            assert!(
                text.contains(&format!("{}: ", it.wire)),
                "{}: {text}",
                it.place()
            );
        }
    }
}

#[test]
fn debug_of_a_whole_answer_shows_no_marked_member() {
    const ANSWER: &str = "otp.AuthenticateResponse";
    let facts = Facts::of_the_api();
    let members = members();
    let mut planted = 0;
    let mut body = data::json("responses/v18.1.0/authenticate.json");
    facts.visit(ANSWER, &mut body, &mut |name, object| {
        for it in members.iter().filter(|it| it.type_name == name) {
            object.insert(it.wire.clone(), it.marked());
            planted += 1;
        }
    });
    let decoded = entry(ANSWER).decode(&body);
    assert_eq!(facts.known(ANSWER, &decoded.encode()), body);
    for text in [format!("{decoded:?}"), format!("{decoded:#?}")] {
        assert!(!text.contains(MARK), "{text}");
    }
    println!("planted {planted} marks");
    assert!(planted > 40, "only {planted} marks were planted");
}

#[test]
fn debug_shows_no_unknown_enum_value() {
    let facts = Facts::with_errors();
    for name in facts.enums.keys() {
        let decoded = entry(name).decode(&json!(MARK));
        for text in [format!("{decoded:?}"), format!("{decoded:#?}")] {
            assert!(!text.contains(MARK), "{name}: {text}");
        }
    }
}

#[test]
fn secrets_are_sent_in_clear() {
    let facts = Facts::with_errors();
    for it in secrets() {
        let body = Value::Object(it.body_with(&facts, it.marked()));
        let encoded = entry(&it.type_name).decode(&body).encode();
        assert_eq!(encoded[&it.wire], MARK, "{}", it.place());
    }
}

#[test]
fn errors_about_a_secret_do_not_show_it() {
    let facts = Facts::with_errors();
    let wrong = [
        MARK.to_owned(),
        format!("-{MARK}"),
        format!("{MARK}.5"),
        format!("{MARK}e3"),
        format!("{MARK}{MARK}{MARK}"),
        "true".to_owned(),
        "false".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        format!("[{MARK:?}]"),
        format!("[{MARK}]"),
        format!("{{{MARK:?}: {MARK:?}}}"),
        format!("{{{MARK:?}: {MARK}}}"),
        format!(r#"{{"$serde_json::private::Number": {MARK:?}}}"#),
        // Texts that are none.
        format!(r#""{MARK}\x""#),
        format!("\"{MARK}\n\""),
        format!("'{MARK}'"),
    ];
    for it in secrets() {
        let body = Value::Object(it.body_with(&facts, it.marked())).to_string();
        let mark = format!("{MARK:?}");
        assert_eq!(body.matches(&mark).count(), 1, "{}", it.place());
        for wrong in &wrong {
            assert_refused_in_silence(&it, &body.replace(&mark, wrong));
        }
    }
}

#[test]
fn errors_about_something_else_do_not_show_a_secret() {
    let facts = Facts::with_errors();
    let mut compared = 0;
    for it in secrets() {
        let body = it.body_with(&facts, it.marked());
        let others = facts.type_of(&it.type_name).fields.iter();
        for other in others.filter(|other| other.wire != it.wire) {
            let mut body = body.clone();
            body.insert(other.wire.clone(), wrong_for(other));
            assert_refused_in_silence(&it, &Value::Object(body.clone()).to_string());
            if !other.may_be_absent() {
                body.remove(&other.wire);
                assert_refused_in_silence(&it, &Value::Object(body).to_string());
            }
            compared += 1;
        }
        // Cut off: at the end, at the end of the secret, and inside of it.
        let body = Value::Object(body).to_string();
        let end = body.find(MARK).expect("the secret is in the body") + MARK.len();
        for cut in [body.len() - 1, end + 1, end, end - 1] {
            assert_refused_in_silence(&it, &body[..cut]);
        }
        assert_refused_in_silence(&it, &format!("{body}{MARK}"));
        // Given twice, of which the second is no string.
        let second = body.replace(&format!("{MARK:?}"), "7");
        let twice = format!("{{{:?}: {MARK:?}, {}", it.wire, &second[1..]);
        assert_refused_in_silence(&it, &twice);
    }
    println!("broke {compared} members beside a secret");
    assert!(compared > 50, "only {compared} members were broken");
}

/// Returns a value that the member does not take.
fn wrong_for(field: &Field) -> Value {
    match field.kind {
        Kind::Boolean | Kind::Int32 => json!("wrong"),
        _ => json!(7),
    }
}
