//@ uses = ["api", "base_url", "credential", "error", "exchange", "options"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! How a client is made.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::api::Api;
use super::base_url::BaseUrl;
use super::credential::Credentials;
use super::exchange::Context;
use super::{Credential, Error, Options};

/// Settings of a client that is to be made.
///
/// `Debug` shows nothing of the credentials.
#[must_use = "`build()` makes the client"]
pub struct ClientBuilder<C: Shell> {
    api: &'static Api,
    base_url: String,
    credentials: Credentials,
    user_agent: Option<String>,
    allows_http: bool,
    options: Options,
    pub(super) transport: Option<Arc<C::Transport>>,
    pub(super) token_provider: Option<Arc<C::TokenProvider>>,
}

/// A kind of client, by what sends its requests.
pub trait Shell {
    /// What sends a request.
    type Transport: ?Sized;

    /// What gives a token.
    type TokenProvider: ?Sized;
}

/// What a client is made of.
pub(super) struct Setup<C: Shell> {
    pub(super) context: Context,
    pub(super) options: Options,
    pub(super) transport: Option<Arc<C::Transport>>,
    pub(super) token_provider: Option<Arc<C::TokenProvider>>,
}

impl<C: Shell> ClientBuilder<C> {
    pub(crate) fn new(api: &'static Api, base_url: impl Into<String>) -> Self {
        Self {
            api,
            base_url: base_url.into(),
            credentials: Credentials::default(),
            user_agent: None,
            allows_http: false,
            options: Options::default(),
            transport: None,
            token_provider: None,
        }
    }

    /// Sends calls to another base URL, such as that of a server for tests.
    ///
    /// A path in it is kept as the beginning of all paths.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Adds what proves to the API who the caller is, for whichever of its ways fits.
    ///
    /// Of the ways that an operation takes, each of one credential or of several, the first goes with
    /// a call that there is all of. A call that there is none for is sent without: the application
    /// may prove in another way who it is. If the API then says no by the status 401 or 403, the
    /// error says what was missing.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credentials.add(None, credential);
        self
    }

    /// Adds what proves to the API who the caller is, for the security scheme of this name.
    pub fn credential_for(mut self, scheme: &str, credential: Credential) -> Self {
        self.credentials.add(Some(scheme.to_owned()), credential);
        self
    }

    /// Puts something in front of the user agent: the name of the application, for example.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Allows calls to other machines that are not encrypted. Whoever is on the way can then read
    /// what is sent, credentials among it.
    ///
    /// Calls to the own machine are always allowed.
    pub fn allow_http(mut self) -> Self {
        self.allows_http = true;
        self
    }

    /// Changes how calls are made.
    pub fn with(mut self, change: impl FnOnce(Options) -> Options) -> Self {
        self.options = change(self.options);
        self
    }

    /// Sets how long a call may take, with its retries. 30 seconds unless set.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|options| options.timeout(timeout))
    }

    pub(super) fn set_up(self) -> Result<Setup<C>, Error> {
        let url = &self.base_url;
        let problem = |problem: &str| {
            // A password or a key can stand in a URL.
            let shown = match url.contains(['@', '?', '#']) {
                true => "this".to_owned(),
                false => format!("`{url}`"),
            };
            Error::settings(format!("{shown} is no base URL: {problem}"))
        };
        let base = BaseUrl::parse(url).map_err(problem)?;
        if base.is_exposed() && !self.allows_http {
            return Err(problem(
                "what is sent there is not encrypted; `allow_http` allows it",
            ));
        }
        let agent = match &self.user_agent {
            Some(product) => format!("{product} {}", self.api.user_agent),
            None => self.api.user_agent.to_owned(),
        };
        let user_agent = HeaderValue::try_from(agent)
            .map_err(|_| Error::settings("the user agent has characters that cannot be sent"))?;
        let proofs = self.credentials.proofs(self.api);
        let proofs = proofs.map_err(Error::settings)?;
        let mut servers = self.api.servers.iter();
        let is_described =
            servers.any(|it| it.template.trim_end_matches('/') == url.trim_end_matches('/'));
        Ok(Setup {
            context: Context {
                api: self.api,
                base,
                is_described,
                proofs,
                user_agent,
                allows_http: self.allows_http,
            },
            options: self.options,
            transport: self.transport,
            token_provider: self.token_provider,
        })
    }
}

impl<C: Shell> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("credentials", &self.credentials)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
