//! Calls by hand, of which every answer is held against the schema.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::sandbox::{Options, PROJECT_ID, SECRET, Sandbox};

use crate::SMS_LOGIN;
use crate::support::contract::{Contract, assert_valid};
use crate::support::facts::Facts;

/// An answer of the server.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u64>,
    pub(crate) body: Value,
}

/// Somebody who calls the server, and holds every answer against the schema.
pub(crate) struct Caller {
    pub(crate) sandbox: Sandbox,
    pub(crate) contract: Contract,
    facts: Facts,
}

impl Caller {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            sandbox: Sandbox::start(options),
            contract: Contract::read(),
            facts: Facts::with_errors(),
        }
    }

    fn call(&mut self, path: &str, body: &Value) -> Answer {
        let answer = post(&self.sandbox, path, &body.to_string(), SECRET);
        self.judge(path, &answer);
        answer
    }

    /// Checks that an answer is what the schema describes for its status, with no member beyond.
    pub(crate) fn judge(&self, path: &str, answer: &Answer) {
        let what = format!("{path} with {}", answer.status);
        let validator = self.contract.response(path, answer.status);
        assert_valid(&validator, &answer.body, &what);
        let mut endpoints = self.facts.endpoints.iter();
        let endpoint = endpoints.find(|it| it.path == path).expect("it is known");
        let type_name = match answer.status {
            200 => &endpoint.response_type,
            _ => "error.ErrorResponse",
        };
        assert_eq!(
            self.facts.known(type_name, &answer.body),
            answer.body,
            "{what} has members that the facts do not"
        );
        assert_eq!(answer.body["status_code"], answer.status, "{what}");
    }

    pub(crate) fn succeeds(&mut self, path: &str, body: &Value) -> Value {
        let answer = self.call(path, body);
        assert_eq!(answer.status, 200, "{path} {body}: {}", answer.body);
        answer.body
    }

    #[track_caller]
    pub(crate) fn refuses(
        &mut self,
        path: &str,
        body: &Value,
        status: u16,
        error_type: &str,
    ) -> Answer {
        let answer = self.call(path, body);
        assert_eq!(
            (answer.status, answer.body["error_type"].as_str()),
            (status, Some(error_type)),
            "{path} {body}"
        );
        answer
    }

    /// Sends a code by SMS to whoever has a number; the answer is the number's identifier and it.
    pub(crate) fn send(&mut self, phone_number: &str) -> (Value, String) {
        let sent = self.succeeds(SMS_LOGIN, &json!({ "phone_number": phone_number }));
        let code = self.sandbox.code_for(phone_number);
        (sent["phone_id"].clone(), code.expect("a message was sent"))
    }
}

pub(crate) fn post(sandbox: &Sandbox, path: &str, body: &str, secret: &str) -> Answer {
    let credentials = STANDARD.encode(format!("{PROJECT_ID}:{secret}"));
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let mut response = agent
        .post(format!("{}{path}", sandbox.base_url()))
        .header("Authorization", format!("Basic {credentials}"))
        .header("Content-Type", "application/json")
        .send(body)
        .expect("the server answers");
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after.map(|it| it.to_str().expect("it is ASCII").parse());
    let text = response.body_mut().read_to_string();
    Answer {
        status: response.status().as_u16(),
        retry_after: retry_after.map(|it| it.expect("it is a number of seconds")),
        body: serde_json::from_str(&text.expect("the body is text")).expect("the body is JSON"),
    }
}
