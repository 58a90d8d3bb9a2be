//! A stand-in for the API, for trying a login without an account and for the tests.
//!
//! It is made of plain JSON by the description in `schema/`, and shares nothing with the generated
//! crate, so that a mistake there is seen. What it keeps, it keeps in memory. [`checks`] says which
//! values it refuses on purpose, and [`Options`] how often is too often.

mod channel;
pub mod checks;
mod code;
mod devices;
mod http;
mod identifiers;
mod members;
mod message;
mod options;
mod project;
mod refusal;
mod sessions;
mod users;

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;

pub use channel::Channel;
pub use message::Message;
pub use options::{KnownUser, Options, PROJECT_ID, SECRET};

use crate::listener::listen;
use crate::received::Received;
use project::Project;

/// A server on a port of this machine, which stops when it is dropped.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What the handlers and the handle have in common.
#[derive(Debug)]
struct Shared {
    project: Mutex<Project>,
    received: Mutex<Vec<Received>>,
}

impl Sandbox {
    /// Starts a server on a free port.
    ///
    /// # Panics
    ///
    /// When there is no free port.
    pub fn start(options: Options) -> Self {
        Self::serve(listen(), options)
    }

    /// Starts a server that listens on a given socket.
    ///
    /// # Panics
    ///
    /// When the socket cannot be used.
    pub fn serve(listener: TcpListener, options: Options) -> Self {
        let address = listener.local_addr().expect("a listener has an address");
        listener
            .set_nonblocking(true)
            .expect("a socket can be made non-blocking");
        let shared = Arc::new(Shared {
            project: Mutex::new(Project::new(options)),
            received: Mutex::new(Vec::new()),
        });
        let (stop, stopped) = oneshot::channel();
        let router = http::router(Arc::clone(&shared));
        let thread = thread::spawn(move || run(listener, router, stopped));
        Self {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Returns the base URL, such as `http://127.0.0.1:4010`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns every request so far, also those that were refused.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// Returns every message that was sent so far.
    pub fn messages(&self) -> Vec<Message> {
        lock(&self.shared.project).messages().to_vec()
    }

    /// Returns the newest code that went to a phone number or an address.
    pub fn code_for(&self, destination: &str) -> Option<String> {
        let messages = self.messages();
        let mut messages = messages.iter().rev();
        let newest = messages.find(|it| it.destination == destination)?;
        Some(newest.code.clone())
    }

    /// Moves the clock of the server forwards.
    pub fn advance(&self, duration: Duration) {
        lock(&self.shared.project).advance(duration);
    }

    /// Waits until the server ends, which it does only when the process is ended.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves until it is told to stop, and does not wait for connections that are kept open.
fn run(listener: TcpListener, router: axum::Router, stopped: oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("threads can be started");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).expect("the socket listens");
        tokio::select! {
            served = axum::serve(listener, router) => served.expect("connections are accepted"),
            _ = stopped => {}
        }
    });
    runtime.shutdown_timeout(Duration::from_millis(100));
}

/// Takes a lock whether or not a thread panicked with it: the test says so by itself.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
