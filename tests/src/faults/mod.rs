//! A server that misbehaves on purpose: raw TCP, a script of replies, and a count of requests.
//!
//! The first request gets the first reply of the script, the second the second, over whichever
//! connection they come. A request that the script has no reply for is counted as well, and its
//! connection is closed.

mod connection;
mod ports;
mod replies;
mod tls;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

pub use ports::{ClosedPort, FullPort};
pub use replies::{Reply, SENT};
pub use tls::Certificate;

use crate::listener::listen;
use crate::received::Received;

/// A server that answers by a script. It stops when it is dropped.
#[derive(Debug)]
pub struct FaultServer {
    address: SocketAddr,
    scheme: &'static str,
    host: &'static str,
    script: Arc<Script>,
}

/// What connections and handle have in common.
#[derive(Debug)]
struct Script {
    replies: Vec<Reply>,
    next: AtomicUsize,
    received: Mutex<Vec<Received>>,
    connections: AtomicUsize,
    resumed: AtomicUsize,
    open: AtomicUsize,
    bytes_sent: AtomicU64,
    is_over: AtomicBool,
}

impl FaultServer {
    /// Starts a server on a free port.
    ///
    /// # Panics
    ///
    /// When there is no free port.
    pub fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::listen(replies, None)
    }

    /// Starts a server that speaks TLS. Its base URL has the name `localhost`.
    ///
    /// # Panics
    ///
    /// When there is no free port.
    pub fn start_tls(certificate: &Certificate, replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::listen(replies, Some(certificate.server_config()))
    }

    fn listen(
        replies: impl IntoIterator<Item = Reply>,
        tls: Option<Arc<rustls::ServerConfig>>,
    ) -> Self {
        let listener = listen();
        let address = listener.local_addr().expect("a listener has an address");
        let script = Arc::new(Script {
            replies: replies.into_iter().collect(),
            next: AtomicUsize::new(0),
            received: Mutex::default(),
            connections: AtomicUsize::new(0),
            resumed: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            bytes_sent: AtomicU64::new(0),
            is_over: AtomicBool::new(false),
        });
        let (scheme, host) = match &tls {
            None => ("http", "127.0.0.1"),
            Some(_) => ("https", "localhost"),
        };
        let shared = Arc::clone(&script);
        thread::spawn(move || accept(&listener, &shared, tls.as_ref()));
        Self {
            address,
            scheme,
            host,
            script,
        }
    }

    /// Returns the base URL.
    pub fn base_url(&self) -> String {
        format!("{}://{}:{}", self.scheme, self.host, self.address.port())
    }

    /// Returns every request that arrived whole so far.
    pub fn received(&self) -> Vec<Received> {
        let received = self.script.received.lock();
        received.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns how many connections were made so far.
    pub fn connections(&self) -> usize {
        self.script.connections.load(Ordering::SeqCst)
    }

    /// Returns how many requests came by TLS with keys of an earlier connection.
    pub fn resumed(&self) -> usize {
        self.script.resumed.load(Ordering::SeqCst)
    }

    /// Returns how many bytes of replies were handed to the operating system so far.
    pub fn bytes_sent(&self) -> u64 {
        self.script.bytes_sent.load(Ordering::SeqCst)
    }

    /// Waits until no connection is open, for at most five seconds; the answer is whether that is so.
    pub fn is_left_alone(&self) -> bool {
        let started = Instant::now();
        while self.script.open.load(Ordering::SeqCst) > 0 {
            if started.elapsed() > Duration::from_secs(5) {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
        true
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.script.is_over.store(true, Ordering::SeqCst);
        // Whoever waits for a connection gets one, and sees that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

impl Script {
    /// Notes a request, and returns the reply that it gets.
    fn take(&self, request: Received) -> Option<&Reply> {
        let mut received = self.received.lock().unwrap_or_else(PoisonError::into_inner);
        received.push(request);
        self.replies.get(self.next.fetch_add(1, Ordering::SeqCst))
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::SeqCst)
    }
}

fn accept(listener: &TcpListener, script: &Arc<Script>, tls: Option<&Arc<rustls::ServerConfig>>) {
    for stream in listener.incoming() {
        if script.is_over() {
            return;
        }
        let Ok(stream) = stream else { continue };
        script.connections.fetch_add(1, Ordering::SeqCst);
        script.open.fetch_add(1, Ordering::SeqCst);
        let (script, tls) = (Arc::clone(script), tls.map(Arc::clone));
        thread::spawn(move || {
            connection::serve(stream, tls, &script);
            script.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}
