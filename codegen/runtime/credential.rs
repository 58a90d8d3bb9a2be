//@ uses = ["api", "base64_digits", "secret", "style", "transport_error"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! What proves to the API who the caller is.

use std::fmt;

use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Secret;
use super::api::{Api, SchemeKind};
use super::base64_digits::{STANDARD, encode_padded};
use super::style::{Escape, encode};

/// What proves to the API who the caller is.
///
/// Nothing of it is shown by `Debug`, in errors or in traces.
///
/// # Example
///
/// ```
/// use crate_name::Credential;
///
/// let credential = Credential::basic("ada", "correct horse");
/// assert_eq!(format!("{credential:?}"), "Credential(basic)");
/// ```
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Basic(Secret),
    Bearer(Secret),
    ApiKey(Secret),
    Header(HeaderName, HeaderValue),
    Provided,
}

impl Credential {
    /// A user name and a password, for HTTP Basic authentication.
    pub fn basic(username: impl AsRef<str>, password: impl Into<Secret>) -> Self {
        let (username, password) = (username.as_ref(), password.into());
        let pair = format!("{username}:{}", password.expose());
        Self(Kind::Basic(encode_padded(pair.as_bytes(), STANDARD).into()))
    }

    /// A token, for HTTP Bearer authentication.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Kind::Bearer(token.into()))
    }

    /// A key, which goes where the API's description says: into a header, the query or a cookie.
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(Kind::ApiKey(key.into()))
    }

    /// A whole header, for an authentication that has no other name here.
    pub fn header(name: HeaderName, mut value: HeaderValue) -> Self {
        value.set_sensitive(true);
        Self(Kind::Header(name, value))
    }

    /// A token that is asked for before each call.
    pub(super) fn provided() -> Self {
        Self(Kind::Provided)
    }

    fn fits(&self, scheme: SchemeKind) -> bool {
        match (&self.0, scheme) {
            (Kind::Basic(_), SchemeKind::Basic)
            | (Kind::Bearer(_) | Kind::Provided, SchemeKind::Bearer | SchemeKind::Other)
            | (
                Kind::ApiKey(_),
                SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_),
            )
            | (Kind::Header(..), _) => true,
            (Kind::Basic(_) | Kind::Bearer(_) | Kind::Provided | Kind::ApiKey(_), _) => false,
        }
    }

    /// How it is sent; none where a value cannot stand in a header.
    pub(super) fn proof(&self, scheme: Option<SchemeKind>) -> Option<Proof> {
        Some(match (&self.0, scheme) {
            (Kind::Basic(pair), _) => Proof::Header(
                AUTHORIZATION,
                sensitive(&format!("Basic {}", pair.expose()))?,
            ),
            (Kind::Bearer(token), _) => {
                let value = sensitive(&format!("Bearer {}", token.expose()))?;
                Proof::Header(AUTHORIZATION, value)
            }
            (Kind::Provided, _) => Proof::Token,
            (Kind::Header(name, value), _) => Proof::Header(name.clone(), value.clone()),
            (Kind::ApiKey(key), Some(SchemeKind::Header(name))) => {
                Proof::Header(name.parse().ok()?, sensitive(key.expose())?)
            }
            (Kind::ApiKey(key), Some(SchemeKind::Query(name))) => {
                Proof::Query(named(name, key.expose()))
            }
            (Kind::ApiKey(key), Some(SchemeKind::Cookie(name))) => {
                Proof::Cookie(sensitive(&named(name, key.expose()))?)
            }
            (Kind::ApiKey(_), _) => return None,
        })
    }
}

fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn named(name: &str, value: &str) -> String {
    let name = encode(name, Escape::Unreserved);
    format!("{name}={}", encode(value, Escape::Unreserved))
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Basic(_) => "Credential(basic)",
            Kind::Bearer(_) => "Credential(bearer)",
            Kind::ApiKey(_) => "Credential(api key)",
            Kind::Header(..) => "Credential(header)",
            Kind::Provided => "Credential(token provider)",
        })
    }
}

/// A credential as it is sent.
#[derive(Clone)]
pub(crate) enum Proof {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(HeaderValue),
    /// A token that nobody has asked for yet.
    Token,
}

impl Proof {
    /// Adds itself to the headers, where it is one of them.
    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        match self {
            Self::Header(name, value) => {
                headers.insert(name.clone(), value.clone());
            }
            Self::Cookie(pair) => {
                let mut all = headers.remove(COOKIE).map_or_else(Vec::new, |there| {
                    let mut bytes = there.as_bytes().to_vec();
                    bytes.extend(b"; ");
                    bytes
                });
                all.extend(pair.as_bytes());
                if let Ok(mut value) = HeaderValue::from_bytes(&all) {
                    value.set_sensitive(true);
                    headers.insert(COOKIE, value);
                }
            }
            Self::Query(_) | Self::Token => {}
        }
    }
}

/// The credentials of a client, each for the schemes that it fits or for the one that it names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials(Vec<(Option<String>, Credential)>);

impl Credentials {
    /// Adds one. It replaces an earlier one for the same scheme.
    pub(crate) fn add(&mut self, scheme: Option<String>, credential: Credential) {
        self.0.retain(|(other, there)| {
            let kind = std::mem::discriminant(&there.0);
            *other != scheme || (scheme.is_none() && kind != std::mem::discriminant(&credential.0))
        });
        self.0.push((scheme, credential));
    }

    /// What goes with a call: for the first set of schemes that there are credentials for.
    ///
    /// # Errors
    ///
    /// When a credential cannot be sent.
    pub(crate) fn proofs(
        &self,
        api: &Api,
        security: Option<&[&[&str]]>,
    ) -> Result<Vec<Proof>, CannotSend> {
        if api.schemes.is_empty() && security.is_none() {
            let all = self
                .0
                .iter()
                .map(|(_, it)| it.proof(None).ok_or(CannotSend));
            return all.collect();
        }
        let sets = security.unwrap_or(api.security);
        let chosen = sets.iter().filter(|set| !set.is_empty()).find_map(|set| {
            let each = set.iter().map(|name| self.of_scheme(api, name));
            each.collect::<Option<Vec<_>>>()
        });
        let chosen = chosen.unwrap_or_default().into_iter();
        let proofs = chosen.map(|(kind, it)| it.proof(Some(kind)).ok_or(CannotSend));
        proofs.collect()
    }

    fn of_scheme(&self, api: &Api, name: &str) -> Option<(SchemeKind, &Credential)> {
        let kind = api.schemes.iter().find(|it| it.name == name)?.kind;
        let named = self.0.iter().find(|(it, _)| it.as_deref() == Some(name));
        let fitting = || {
            let unnamed = self.0.iter().filter(|(scheme, _)| scheme.is_none());
            unnamed.into_iter().find(|(_, it)| it.fits(kind))
        };
        let (_, credential) = named.or_else(fitting)?;
        Some((kind, credential))
    }
}

/// A credential that cannot stand where it has to.
#[derive(Debug)]
pub(crate) struct CannotSend;
