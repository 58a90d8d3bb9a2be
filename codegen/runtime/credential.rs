//@ uses = ["api", "base64_digits", "secret", "style", "transport_error"]
//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! What proves to the API who the caller is.

use std::fmt;

use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Secret;
use super::api::{Api, Scheme, SchemeKind};
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

    /// How it is sent.
    ///
    /// # Errors
    ///
    /// Why it cannot be, in words.
    pub(super) fn proof(&self, scheme: Option<SchemeKind>) -> Result<Proof, &'static str> {
        Ok(match (&self.0, scheme) {
            (Kind::Basic(pair), _) => Proof::Header(
                AUTHORIZATION,
                sensitive(&format!("Basic {}", pair.expose()))?,
            ),
            (Kind::Bearer(token), _) => Proof::Header(AUTHORIZATION, bearer(token)?),
            (Kind::Provided, _) => Proof::Token,
            (Kind::Header(name, value), _) => Proof::Header(name.clone(), value.clone()),
            (Kind::ApiKey(key), Some(SchemeKind::Header(name))) => {
                Proof::Header(name.parse().map_err(|_| UNFIT)?, sensitive(key.expose())?)
            }
            (Kind::ApiKey(key), Some(SchemeKind::Query(name))) => {
                Proof::Query(named(name, key.expose()))
            }
            (Kind::ApiKey(key), Some(SchemeKind::Cookie(name))) => {
                Proof::Cookie(sensitive(&named(name, key.expose()))?)
            }
            (Kind::ApiKey(_), _) => {
                return Err("nothing says where a key goes; `Credential::header` does");
            }
        })
    }
}

/// The value of the header `Authorization` for a token.
///
/// # Errors
///
/// Why it cannot be one, in words.
pub(super) fn bearer(token: &Secret) -> Result<HeaderValue, &'static str> {
    sensitive(&format!("Bearer {}", token.expose()))
}

const UNFIT: &str = "a credential has characters that cannot be sent";

fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(text).map_err(|_| UNFIT)?;
    value.set_sensitive(true);
    Ok(value)
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
    /// Adds itself to the target of a request, or to its headers.
    pub(super) fn add_to(&self, target: &mut String, headers: &mut HeaderMap) {
        match self {
            Self::Query(pair) => {
                target.push(if target.contains('?') { '&' } else { '?' });
                target.push_str(pair);
            }
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
            Self::Token => {}
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

    /// What is sent of them, in calls of an API.
    ///
    /// # Errors
    ///
    /// Why one cannot be sent, in words.
    pub(crate) fn proofs(&self, api: &'static Api) -> Result<Proofs, &'static str> {
        let mut proofs = Proofs {
            of_api: api.security,
            of_schemes: Vec::new(),
            of_nobody: Vec::new(),
        };
        for scheme in api.schemes {
            if let Some(credential) = self.of_scheme(scheme) {
                let proof = credential.proof(Some(scheme.kind))?;
                proofs.of_schemes.push((scheme.name, proof));
            }
        }
        if api.schemes.is_empty() {
            for (_, credential) in &self.0 {
                proofs.of_nobody.push(credential.proof(None)?);
            }
        }
        Ok(proofs)
    }

    fn of_scheme(&self, scheme: &Scheme) -> Option<&Credential> {
        let is_named = |it: &Option<String>| it.as_deref() == Some(scheme.name);
        let named = self.0.iter().find(|(it, _)| is_named(it));
        let fitting = || {
            let mut unnamed = self.0.iter().filter(|(it, _)| it.is_none());
            unnamed.find(|(_, it)| it.fits(scheme.kind))
        };
        named.or_else(fitting).map(|(_, credential)| credential)
    }
}

/// The sets of security schemes of which one is enough.
pub(crate) type Security = &'static [&'static [&'static str]];

/// The credentials of a client as they are sent.
pub(crate) struct Proofs {
    of_api: Security,
    /// For each scheme that there is a credential for.
    of_schemes: Vec<(&'static str, Proof)>,
    /// All of them, where the API names no schemes.
    of_nobody: Vec<Proof>,
}

impl Proofs {
    /// What goes with a call: for the first set of schemes that there are all of.
    ///
    /// # Errors
    ///
    /// The sets, where there is none, and nobody may call without one.
    pub(crate) fn of_call(&self, security: Option<Security>) -> Result<Vec<&Proof>, Security> {
        if security.is_none() && !self.of_nobody.is_empty() {
            return Ok(self.of_nobody.iter().collect());
        }
        let sets = security.unwrap_or(self.of_api);
        let wanted = sets.iter().filter(|set| !set.is_empty());
        let of_set = |set: &&[&str]| set.iter().map(|name| self.of_scheme(name)).collect();
        let chosen: Option<Vec<_>> = wanted.map(of_set).find(Option::is_some).flatten();
        let needs_one = !sets.is_empty() && sets.iter().all(|set| !set.is_empty());
        match chosen {
            None if needs_one => Err(sets),
            chosen => Ok(chosen.unwrap_or_default()),
        }
    }

    fn of_scheme(&self, name: &str) -> Option<&Proof> {
        let mut all = self.of_schemes.iter();
        all.find(|(it, _)| *it == name).map(|(_, proof)| proof)
    }
}

/// Shows for which schemes there is something, and nothing of it.
impl fmt::Debug for Proofs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.of_schemes.iter().map(|(name, _)| name);
        f.debug_list().entries(names).finish()
    }
}
