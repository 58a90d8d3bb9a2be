//@ uses = ["error"]

//! What callers can set for a client, and for a call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Error;

/// How calls are made. A client has its own, and each call can have others.
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use crate_name::Options;
///
/// let options = Options::default().timeout(Duration::from_secs(5)).max_retries(0);
/// assert_eq!(options.get_timeout(), Duration::from_secs(5));
/// ```
#[derive(Clone)]
pub struct Options {
    timeout: Duration,
    connect_timeout: Duration,
    max_retries: u32,
    max_redirects: u32,
    max_body: usize,
    retry_when: Option<RetryWhen>,
}

type RetryWhen = Arc<dyn Fn(&Error) -> bool + Send + Sync>;

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(5),
            max_retries: 2,
            max_redirects: 5,
            max_body: 8 * 1024 * 1024,
            retry_when: None,
        }
    }
}

impl Options {
    /// How long a call may take, with all that belongs to it: retries, the waits between them,
    /// redirects, and reading the answer. 30 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long it may take to make a connection. 5 seconds unless set.
    ///
    /// A transport of one's own, or a client of `reqwest` that was handed in, decides about this
    /// itself.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How often a call is made again at most. Twice unless set.
    ///
    /// Only calls that cannot have been processed are made again: those for which no connection
    /// was made, and those answered by status 429 with a `Retry-After` that the timeout leaves
    /// room for. [`Options::retry_when`] adds others.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// How many redirects are followed at most. 5 unless set.
    pub fn max_redirects(mut self, redirects: u32) -> Self {
        self.max_redirects = redirects;
        self
    }

    /// How many bytes the body of an answer may have, after decompression. 8 MiB unless set.
    ///
    /// It says nothing about answers that are read as a stream.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Which failed calls are made again beside those that cannot have been processed.
    ///
    /// Whatever the function says yes to may be done twice by the API. It waits as long as a
    /// `Retry-After` says, else a little longer each time.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Options;
    ///
    /// let options = Options::default().retry_when(|error| error.is_status(503));
    /// # let _ = options;
    /// ```
    pub fn retry_when(mut self, when: impl Fn(&Error) -> bool + Send + Sync + 'static) -> Self {
        self.retry_when = Some(Arc::new(when));
        self
    }

    /// Returns how long a call may take.
    pub fn get_timeout(&self) -> Duration {
        self.timeout
    }

    /// Returns how long it may take to make a connection.
    pub fn get_connect_timeout(&self) -> Duration {
        self.connect_timeout
    }

    /// Returns how often a call is made again at most.
    pub fn get_max_retries(&self) -> u32 {
        self.max_retries
    }

    /// Returns how many redirects are followed at most.
    pub fn get_max_redirects(&self) -> u32 {
        self.max_redirects
    }

    /// Returns how many bytes the body of an answer may have.
    pub fn get_max_body(&self) -> usize {
        self.max_body
    }

    /// True when the caller asked to make such a call again.
    pub(super) fn wants_retry(&self, error: &Error) -> bool {
        self.retry_when.as_ref().is_some_and(|when| when(error))
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_retries", &self.max_retries)
            .field("max_redirects", &self.max_redirects)
            .field("max_body", &self.max_body)
            .finish_non_exhaustive()
    }
}
