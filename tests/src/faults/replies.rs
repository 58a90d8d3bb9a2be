//! What a fault server replies.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

/// The answer of `login_or_create` by SMS, as it should be.
pub const SENT: &str = r#"{"request_id":"request-id-test-f33915cd-9b54-47f7-a3cd-28ede9b0b889","user_id":"user-test-f549249a-2c3e-4c3d-add9-da28e707523d","phone_id":"phone-number-test-c2eec81b-0fae-44ea-a2a0-03682f105e99","user_created":true,"status_code":200}"#;

/// How much a gzip bomb comes to, in bytes; what is sent of it is a thousandth.
const BOMB: usize = 64 << 20;

/// What is sent back, and what becomes of the connection then.
#[derive(Clone, Debug)]
pub struct Reply {
    steps: Vec<Step>,
    end: End,
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Send(Vec<u8>),
    /// One byte after the other.
    Drip {
        bytes: Vec<u8>,
        every: Duration,
    },
    /// Again and again.
    Forever(Vec<u8>),
}

/// What becomes of a connection after a reply.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// The next request may come.
    KeepOpen,
    Close,
    /// The other side is told that the connection broke.
    Reset,
    /// Nothing happens any more.
    Hang,
}

impl Reply {
    fn new(steps: Vec<Step>, end: End) -> Self {
        Self { steps, end }
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub(super) fn end(&self) -> End {
        self.end
    }

    /// A whole response, after which the connection stays open.
    pub fn response(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let length = body.len().to_string();
        let mut bytes = head(status, &[headers, &[("Content-Length", &length)]].concat());
        bytes.extend_from_slice(body);
        Self::new(vec![Step::Send(bytes)], End::KeepOpen)
    }

    /// A response of JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::response(status, &[JSON], body.as_bytes())
    }

    /// The answer of `login_or_create` by SMS, as it should be.
    pub fn sent() -> Self {
        Self::json(200, SENT)
    }

    /// The same with members changed; `None` removes one.
    ///
    /// # Panics
    ///
    /// Never: the answer is an object.
    pub fn sent_with(members: &[(&str, Option<Value>)]) -> Self {
        let mut body: Value = serde_json::from_str(SENT).expect("the answer is JSON");
        let body_members = body.as_object_mut().expect("the answer is an object");
        for (name, value) in members {
            match value {
                Some(value) => body_members.insert((*name).to_owned(), value.clone()),
                None => body_members.remove(*name),
            };
        }
        Self::json(200, &body.to_string())
    }

    /// An error as the API reports it.
    pub fn error(status: u16, error_type: &str) -> Self {
        Self::error_with(status, error_type, &[])
    }

    /// The same with further headers.
    pub fn error_with(status: u16, error_type: &str, headers: &[(&str, &str)]) -> Self {
        let body = json!({
            "status_code": status,
            "request_id": "request-id-test-00000009-0000-4000-8000-000000000000",
            "error_type": error_type,
            "error_message": "The server was asked to say so.",
            "error_url": format!("https://stytch.com/docs/api/errors/{status}#{error_type}"),
        });
        let headers = [headers, &[JSON]].concat();
        Self::response(status, &headers, body.to_string().as_bytes())
    }

    /// A page as proxies serve it.
    pub fn html(status: u16) -> Self {
        let page = b"<html><body><h1>Something is in between</h1></body></html>";
        Self::response(status, &[("Content-Type", "text/html")], page)
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self::response(status, &[], b"")
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::response(status, &[("Location", location)], b"")
    }

    /// No reply at all.
    pub fn never() -> Self {
        Self::new(Vec::new(), End::Hang)
    }

    /// No reply, and the connection is closed.
    pub fn hang_up() -> Self {
        Self::new(Vec::new(), End::Close)
    }

    /// No reply, and the connection breaks.
    pub fn reset() -> Self {
        Self::new(Vec::new(), End::Reset)
    }

    /// A reply that is no HTTP.
    pub fn garbage() -> Self {
        let garbage = Step::Send(b"220 mail.example.com ESMTP\r\n".to_vec());
        Self::new(vec![garbage], End::Close)
    }

    /// Half of a response, and the connection breaks.
    pub fn reset_in_body() -> Self {
        Self::new(vec![Step::Send(half())], End::Reset)
    }

    /// Half of a response, and the connection is closed as if it were all of it.
    pub fn close_in_body() -> Self {
        Self::new(vec![Step::Send(half())], End::Close)
    }

    /// The head, then nothing.
    pub fn stalls_in_body() -> Self {
        Self::new(vec![Step::Send(half())], End::Hang)
    }

    /// A response whose head comes a byte a second.
    pub fn byte_of_head_per_second() -> Self {
        let drip = Step::Drip {
            bytes: head(200, &[JSON]),
            every: Duration::from_secs(1),
        };
        Self::new(vec![drip], End::Close)
    }

    /// A whole response, the body a byte a second.
    pub fn byte_per_second() -> Self {
        let length = SENT.len().to_string();
        let drip = Step::Drip {
            bytes: SENT.as_bytes().to_vec(),
            every: Duration::from_secs(1),
        };
        let head = head(200, &[JSON, ("Content-Length", &length)]);
        Self::new(vec![Step::Send(head), drip], End::KeepOpen)
    }

    /// A text in JSON that never ends.
    pub fn endless_body() -> Self {
        let mut start = head(200, &[JSON, ("Connection", "close")]);
        start.push(b'"');
        let steps = vec![Step::Send(start), Step::Forever(vec![b'a'; 16 << 10])];
        Self::new(steps, End::Close)
    }

    /// A text in JSON that takes 64 KiB on the wire and 64 MiB when it is unpacked.
    pub fn gzip_bomb() -> Self {
        Self::response(200, &[JSON, GZIP], &gzip(&json_text(BOMB)))
    }

    /// The answer of `login_or_create` by SMS, packed.
    pub fn gzip() -> Self {
        Self::response(200, &[JSON, GZIP], &gzip(SENT.as_bytes()))
    }

    /// The same without its end, although the response says that it is whole.
    pub fn truncated_gzip() -> Self {
        let packed = gzip(SENT.as_bytes());
        Self::response(200, &[JSON, GZIP], &packed[..packed.len() / 2])
    }

    /// JSON with a text that is not UTF-8.
    pub fn invalid_utf_8() -> Self {
        let (start, end) = SENT.split_once("user-test").expect("the answer has a user");
        let body = [start.as_bytes(), b"user-\xff\xfe", end.as_bytes()].concat();
        Self::response(200, &[JSON], &body)
    }

    /// The same reply, after which the connection is closed without a word of it in the response.
    pub fn then_close(mut self) -> Self {
        self.end = End::Close;
        self
    }
}

const JSON: (&str, &str) = ("Content-Type", "application/json");
const GZIP: (&str, &str) = ("Content-Encoding", "gzip");

fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Scripted\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// Half of the answer, which says how long the whole is.
fn half() -> Vec<u8> {
    let length = SENT.len().to_string();
    let mut bytes = head(200, &[JSON, ("Content-Length", &length)]);
    bytes.extend_from_slice(&SENT.as_bytes()[..SENT.len() / 2]);
    bytes
}

fn json_text(length: usize) -> Vec<u8> {
    let mut text = vec![b'a'; length];
    text[0] = b'"';
    text[length - 1] = b'"';
    text
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes it all");
    encoder.finish().expect("memory takes it all")
}
