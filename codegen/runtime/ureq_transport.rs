//@ uses = ["blocking_body", "blocking_transport", "exchange", "options", "transport_error"]
//@ [features]
//@ blocking = ["dep:http", "dep:rustls", "dep:rustls-native-certs", "dep:ureq", "dep:webpki-root-certs"]
//@ native-tls = ["ureq?/native-tls"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }
//@ ureq = { version = "3.1", optional = true, default-features = false, features = ["rustls-no-provider"] }
//@ [target.'cfg(not(target_family = "wasm"))'.dependencies]
//@ rustls = { version = "0.23.20", optional = true, default-features = false, features = ["ring", "std", "tls12"] }
//@ rustls-native-certs = { version = "0.8", optional = true }
//@ webpki-root-certs = { version = "1.0", optional = true }

//! The transport of the blocking client: `ureq`.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use ureq::config::Config;
use ureq::tls::TlsConfig;
use ureq::{Agent, AsSendBody, SendBody, Timeout};

use super::blocking_body::Body;
use super::blocking_transport::Transport;
use super::exchange::Facts;
use super::{Options, TransportError};

/// Connections by `ureq`.
pub(crate) struct UreqTransport {
    agent: Agent,
    /// The limits that the agent knows.
    limits: Limits,
}

/// How long a request may take.
#[derive(Clone, Copy)]
struct Limits {
    whole: Duration,
    connect: Duration,
}

/// What a call may take longer than it should.
const NEARLY_NOTHING: Duration = Duration::from_millis(1);

impl Limits {
    /// True when the other ones are the same, but for the moment that has passed since they began.
    fn are_nearly(&self, other: &Self) -> bool {
        self.connect == other.connect && self.whole.abs_diff(other.whole) < NEARLY_NOTHING
    }
}

impl UreqTransport {
    /// A transport for calls with these options. Those with other limits cost more.
    pub(crate) fn new(options: &Options) -> Self {
        let limits = Limits {
            whole: options.get_timeout(),
            connect: options.get_connect_timeout(),
        };
        let config = Config::builder()
            .tls_config(tls())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(limits.whole))
            .timeout_connect(Some(limits.connect))
            .build();
        let agent = config.new_agent();
        Self { agent, limits }
    }

    /// Gives a request limits of its own, if they are not those of the agent: `ureq` then copies its
    /// settings, and makes those of TLS anew for a connection if they were never needed before.
    fn limit<S: AsSendBody>(&self, request: http::Request<S>, limits: &Limits) -> http::Request<S> {
        if self.limits.are_nearly(limits) {
            return request;
        }
        let request = self.agent.configure_request(request);
        let request = request.timeout_global(Some(limits.whole));
        request.timeout_connect(Some(limits.connect)).build()
    }
}

/// The TLS of the system, with the certificates of the system.
#[cfg(feature = "native-tls")]
fn tls() -> TlsConfig {
    use ureq::tls::{RootCerts, TlsProvider};

    TlsConfig::builder()
        .provider(TlsProvider::NativeTls)
        .root_certs(RootCerts::PlatformVerifier)
        .build()
}

/// TLS with the certificates of the system and those of Mozilla: the first for what an organisation
/// adds, the second where there is no system, as in a bare container.
#[cfg(not(feature = "native-tls"))]
fn tls() -> TlsConfig {
    use std::sync::Arc;

    use ureq::tls::{Certificate, RootCerts};

    let system = rustls_native_certs::load_native_certs().certs;
    let system = system.iter().map(|it| Certificate::from_der(it).to_owned());
    let mozilla = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let mozilla = mozilla.map(|it| Certificate::from_der(it).to_owned());
    let all: Vec<_> = system.chain(mozilla).collect();
    TlsConfig::builder()
        .root_certs(RootCerts::from(all))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}

impl Transport for UreqTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        time_left: Duration,
    ) -> Result<http::Response<Body>, TransportError> {
        let facts = request.extensions().get::<Facts>();
        let limits = Limits {
            whole: time_left,
            connect: facts.map_or(self.limits.connect, |it| it.connect_timeout),
        };
        let is_empty = request.body().as_bytes().is_some_and(<[u8]>::is_empty);
        let sends_nothing =
            is_empty && !matches!(request.method().as_str(), "POST" | "PUT" | "PATCH");
        let (head, body) = request.into_parts();
        let length = body.as_bytes().map(<[u8]>::len);
        let body = match sends_nothing {
            true => SendBody::none(),
            false => SendBody::from_owned_reader(body),
        };
        let mut request = http::Request::from_parts(head, body);
        if let Some(length) = length.filter(|_| !sends_nothing) {
            request
                .headers_mut()
                .insert(http::header::CONTENT_LENGTH, length.into());
        }
        let request = self.limit(request, &limits);
        let response = self.agent.run(request).map_err(failure)?;
        Ok(response.map(|body| Body::reader(body.into_reader())))
    }
}

fn failure(error: ureq::Error) -> TransportError {
    match &error {
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            TransportError::connect(error)
        }
        ureq::Error::Timeout(_) => TransportError::timeout(error),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => TransportError::secure(error),
        #[cfg(feature = "native-tls")]
        ureq::Error::NativeTls(_) => TransportError::secure(error),
        ureq::Error::Io(inner) => match inner.kind() {
            io::ErrorKind::ConnectionRefused
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::AddrNotAvailable => TransportError::connect(error),
            io::ErrorKind::InvalidData if is_insecure(inner) => TransportError::secure(error),
            _ => TransportError::other(error),
        },
        _ => TransportError::other(error),
    }
}

fn is_insecure(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(|inner| inner.is::<rustls::Error>())
}

/// True when reading stopped because the time was up.
pub(crate) fn is_timeout(error: &io::Error) -> bool {
    let inner: Option<&(dyn StdError + Send + Sync + 'static)> = error.get_ref();
    let timed_out = inner.and_then(|inner| inner.downcast_ref::<ureq::Error>());
    matches!(timed_out, Some(ureq::Error::Timeout(_)))
        || matches!(
            error.kind(),
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock
        )
}
