//! A connection: requests in, replies out.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use socket2::SockRef;

use super::Script;
use super::replies::{End, Reply, Step};
use crate::received::Received;

/// How often a connection that waits looks whether it is over.
const PAUSE: Duration = Duration::from_millis(5);

/// A stream, plain or encrypted.
trait Stream: Read + Write {
    /// True when both sides went on with keys that they had agreed on before.
    fn is_resumed(&self) -> bool {
        false
    }
}

impl Stream for TcpStream {}

impl Stream for rustls::StreamOwned<rustls::ServerConnection, TcpStream> {
    fn is_resumed(&self) -> bool {
        self.conn.handshake_kind() == Some(rustls::HandshakeKind::Resumed)
    }
}

/// Answers the requests of a connection until one of both sides ends it.
pub(super) fn serve(stream: TcpStream, tls: Option<Arc<rustls::ServerConfig>>, script: &Script) {
    let _ = stream.set_nodelay(true);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(50)));
    let Ok(socket) = stream.try_clone() else {
        return;
    };
    let mut stream: Box<dyn Stream> = match tls {
        None => Box::new(stream),
        Some(config) => match rustls::ServerConnection::new(config) {
            Ok(connection) => Box::new(rustls::StreamOwned::new(connection, stream)),
            Err(_) => return,
        },
    };
    let mut waiting = Vec::new();
    while let Ok(request) = read_request(&mut *stream, &mut waiting, script) {
        if stream.is_resumed() {
            script.resumed.fetch_add(1, Ordering::SeqCst);
        }
        let Some(reply) = script.take(request) else {
            break;
        };
        match write_reply(&mut *stream, &socket, reply, script) {
            Ok(End::KeepOpen) => {}
            Ok(End::Close) | Err(_) => break,
            Ok(End::Reset) => {
                let _ = SockRef::from(&socket).set_linger(Some(Duration::ZERO));
                return;
            }
            Ok(End::Hang) => {
                wait_for_the_other_side(&mut *stream, script);
                return;
            }
        }
    }
    let _ = socket.shutdown(Shutdown::Both);
}

/// Reads a whole request; `waiting` is what has been read beyond it.
fn read_request(
    stream: &mut dyn Stream,
    waiting: &mut Vec<u8>,
    script: &Script,
) -> io::Result<Received> {
    loop {
        if let Some((request, length)) = parse(waiting)? {
            waiting.drain(..length);
            return Ok(request);
        }
        read_some(stream, waiting, script)?;
    }
}

/// Returns the request that a text begins with and its length, if it is all there.
fn parse(text: &[u8]) -> io::Result<Option<(Received, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let head = match request.parse(text) {
        Ok(httparse::Status::Complete(head)) => head,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(error) => return Err(io::Error::other(error)),
    };
    let mut received = Received {
        method: request.method.unwrap_or_default().to_owned(),
        target: request.path.unwrap_or_default().to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    for header in request.headers.iter() {
        let value = String::from_utf8_lossy(header.value).into_owned();
        let name = header.name.to_ascii_lowercase();
        received.headers.push((name, value));
    }
    let length = received.header("content-length").unwrap_or("0");
    let length: usize = length.parse().map_err(io::Error::other)?;
    let Some(body) = text.get(head..head + length) else {
        return Ok(None);
    };
    received.body = body.to_vec();
    Ok(Some((received, head + length)))
}

/// Reads what there is; an end of the connection is an error.
fn read_some(stream: &mut dyn Stream, into: &mut Vec<u8>, script: &Script) -> io::Result<()> {
    let mut buffer = [0; 8192];
    while !script.is_over() {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => {
                into.extend_from_slice(&buffer[..length]);
                return Ok(());
            }
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    )
}

fn write_reply(
    stream: &mut dyn Stream,
    socket: &TcpStream,
    reply: &Reply,
    script: &Script,
) -> io::Result<End> {
    let mut send = |bytes: &[u8]| {
        stream.write_all(bytes)?;
        stream.flush()?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        script.bytes_sent.fetch_add(length, Ordering::SeqCst);
        Ok::<_, io::Error>(())
    };
    for step in reply.steps() {
        match step {
            Step::Send(bytes) => send(bytes)?,
            Step::Drip { bytes, every } => {
                for byte in bytes {
                    send(&[*byte])?;
                    sleep(*every, socket, script)?;
                }
            }
            Step::Forever(bytes) => {
                while !script.is_over() {
                    send(bytes)?;
                }
            }
        }
    }
    Ok(reply.end())
}

/// Sleeps, unless it is over or the other side is gone.
fn sleep(duration: Duration, socket: &TcpStream, script: &Script) -> io::Result<()> {
    let mut left = duration;
    while !left.is_zero() {
        if script.is_over() || is_gone(socket) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let part = left.min(PAUSE);
        thread::sleep(part);
        left -= part;
    }
    Ok(())
}

/// True when the other side has closed the connection.
fn is_gone(socket: &TcpStream) -> bool {
    let _ = socket.set_nonblocking(true);
    let peeked = socket.peek(&mut [0]);
    let _ = socket.set_nonblocking(false);
    match peeked {
        Ok(length) => length == 0,
        Err(error) => !is_timeout(&error),
    }
}

fn wait_for_the_other_side(stream: &mut dyn Stream, script: &Script) {
    let mut ignored = Vec::new();
    while read_some(stream, &mut ignored, script).is_ok() {
        ignored.clear();
    }
}
