//@ [dependencies]
//@ http = { version = "1.1", optional = true }

//! Where requests go, and where they may go from there.

use std::net::IpAddr;

use http::Uri;
use http::uri::{Authority, Scheme};

/// The part of every URL before the target of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Without a slash at its end.
    prefix: String,
}

impl BaseUrl {
    /// Reads a base URL. A path is kept as the beginning of all paths.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let uri: Uri = text
            .parse()
            .map_err(|_| "it is no URL; hosts in other scripts are written in Punycode")?;
        let parts = uri.into_parts();
        let scheme = parts.scheme.ok_or("it has no scheme, such as `https`")?;
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err("its scheme is neither `https` nor `http`");
        }
        let authority = parts.authority.ok_or("it has no host")?;
        if authority.as_str().contains('@') {
            return Err("it has a user name; give credentials by themselves");
        }
        let path = parts.path_and_query;
        if path.as_ref().is_some_and(|path| path.query().is_some()) {
            return Err("it has a query");
        }
        let prefix = path.map_or_else(String::new, |path| path.path().to_owned());
        Ok(Self {
            scheme,
            authority,
            prefix: prefix.trim_end_matches('/').to_owned(),
        })
    }

    /// The base URL that is relative to where this one leads: another host, or another path.
    pub(crate) fn join(&self, url: &str) -> Result<Self, &'static str> {
        match url.strip_prefix('/') {
            Some(path) if !path.starts_with('/') => Ok(Self {
                prefix: url.trim_end_matches('/').to_owned(),
                ..self.clone()
            }),
            _ => Self::parse(url),
        }
    }

    /// The whole URL of a target, which begins with a slash.
    pub(crate) fn with_target(&self, target: &str) -> Option<Uri> {
        let builder = Uri::builder().scheme(self.scheme.clone());
        let builder = builder.authority(self.authority.clone());
        let target = if self.prefix.is_empty() {
            builder.path_and_query(target)
        } else {
            builder.path_and_query(format!("{}{target}", self.prefix))
        };
        target.build().ok()
    }

    /// True when what is sent there can be read on the way.
    pub(crate) fn is_exposed(&self) -> bool {
        self.scheme == Scheme::HTTP && !is_loopback(self.authority.host())
    }
}

/// True for a plain connection to another machine.
pub(crate) fn is_exposed(uri: &Uri) -> bool {
    uri.scheme() != Some(&Scheme::HTTPS) && !is_loopback(uri.host().unwrap_or_default())
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || address.parse().is_ok_and(|it: IpAddr| it.is_loopback())
}

/// True when two URLs lead to the same server by the same scheme.
pub(crate) fn is_same_origin(left: &Uri, right: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().unwrap_or_default().to_ascii_lowercase();
    left.scheme() == right.scheme() && host(left) == host(right) && port(left) == port(right)
}

fn port(uri: &Uri) -> u16 {
    let usual = if uri.scheme() == Some(&Scheme::HTTPS) {
        443
    } else {
        80
    };
    uri.port_u16().unwrap_or(usual)
}

/// Where a `Location` leads to from a URL.
pub(crate) fn resolve(from: &Uri, location: &str) -> Option<Uri> {
    let location = location.split('#').next().unwrap_or_default();
    let scheme = from.scheme_str()?;
    let authority = from.authority()?;
    let path = from.path();
    let whole = if location.is_empty() {
        from.to_string()
    } else if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else if location.starts_with('/') {
        format!("{scheme}://{authority}{location}")
    } else if location.starts_with('?') {
        format!("{scheme}://{authority}{path}{location}")
    } else if location.split(['/', '?']).next()?.contains(':') {
        location.to_owned()
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{location}")
    };
    let uri: Uri = whole.parse().ok()?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    let has_user = uri.authority().is_some_and(|it| it.as_str().contains('@'));
    let leads_somewhere = is_http && !has_user;
    leads_somewhere.then(|| without_dots(uri)).flatten()
}

/// The same URL without `.` and `..` in its path.
fn without_dots(uri: Uri) -> Option<Uri> {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = uri.path().split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        match segment {
            ".." => drop(kept.pop()),
            "." => {}
            _ => kept.push(segment),
        }
        // A folder ends with a slash.
        if segments.peek().is_none() && matches!(segment, "." | "..") {
            kept.push("");
        }
    }
    let query = uri.query().map_or_else(String::new, |it| format!("?{it}"));
    let target = format!("/{}{query}", kept.join("/"));
    let mut parts = uri.into_parts();
    parts.path_and_query = target.parse().ok();
    Uri::from_parts(parts).ok()
}
