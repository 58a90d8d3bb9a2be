//! A server that answers one request after the other as it is told to, and remembers them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What is answered to a request.
pub(crate) struct Reply {
    head: String,
    body: Vec<u8>,
    answers: bool,
}

impl Reply {
    /// A whole answer.
    pub(crate) fn json(status: u16, body: &str) -> Self {
        let head = format!("HTTP/1.1 {status} \r\ncontent-type: application/json\r\n");
        Self {
            head,
            body: body.into(),
            answers: true,
        }
    }

    /// No answer at all.
    pub(crate) fn never() -> Self {
        Self {
            answers: false,
            ..Self::json(200, "")
        }
    }

    /// The same answer with a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A server of this machine.
pub(crate) struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts a server that stops listening after these answers.
    pub(crate) fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let replies: Vec<Reply> = replies.into_iter().collect();
        let seen = Arc::clone(&requests);
        if !replies.is_empty() {
            thread::spawn(move || {
                for reply in replies {
                    let (stream, _) = listener.accept().expect("somebody connects");
                    serve(stream, reply, &seen);
                }
            });
        }
        Self { port, requests }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What arrived so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("nobody panicked").clone()
    }
}

/// Reads one request, and answers it on a connection of its own.
fn serve(mut stream: TcpStream, reply: Reply, seen: &Mutex<Vec<Request>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("it is a socket"));
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("it is HTTP");
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let headers: Vec<(String, String)> = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let request = Request {
        line: lines.first().cloned().unwrap_or_default(),
        headers,
        body: String::new(),
    };
    let length = request
        .header("content-length")
        .map_or(0, |length| length.parse().expect("a length is a number"));
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body is whole");
    seen.lock().expect("nobody panicked").push(Request {
        body: String::from_utf8(body).expect("it is text"),
        ..request
    });
    if !reply.answers {
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(20));
            drop(stream);
        });
        return;
    }
    let head = format!(
        "{}content-length: {}\r\nconnection: close\r\n\r\n",
        reply.head,
        reply.body.len()
    );
    let answer = [head.as_bytes(), &reply.body].concat();
    // Whoever has enough of it closes the connection.
    let _ = stream.write_all(&answer);
}
