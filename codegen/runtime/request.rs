//@ uses = ["encode_error", "form", "style"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! What is sent, before anybody sends it.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use super::encode_error::Reason;
use super::form::{append, form, json};
use super::style::{Escape, expand, pairs};
use super::{EncodeError, Style};

/// A request as data: a method, a target, headers and a body.
///
/// Whoever sends it puts the target behind the base URL, and adds what proves who the caller is.
///
/// # Example
///
/// ```
/// use crate_name::{Request, Style};
///
/// let mut request = Request::new("GET", "/files/{name}");
/// request.path("name", "a b")?;
/// request.query("tags", &["x", "y&z"])?;
/// request.query_as("ids", Style::Form, &[1, 2])?;
/// let request = request.finish()?;
/// assert_eq!(request.target(), "/files/a%20b?tags=x&tags=y%26z&ids=1,2");
/// # Ok::<(), crate_name::EncodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    method: &'static str,
    path: String,
    query: String,
    headers: Vec<Header>,
    cookies: String,
    body: Option<Vec<u8>>,
}

/// A name and a value. What is the same in every request is not copied into each.
type Header = (Cow<'static, str>, Cow<'static, str>);

impl Request {
    /// A request of a method and a path, with a name in braces for each path parameter.
    pub fn new(method: &'static str, path: &str) -> Self {
        let path = path.split_once('#').map_or(path, |(path, _)| path);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self {
            method,
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            cookies: String::new(),
            body: None,
        }
    }

    /// Returns the HTTP method, such as `POST`.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// Returns the path below the base URL, and the query.
    pub fn target(&self) -> String {
        match self.query.as_str() {
            "" => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }

    /// Returns the names and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    /// The headers as they are kept.
    #[cfg(any(feature = "client", feature = "blocking"))]
    pub(super) fn kept_headers(&self) -> &[Header] {
        &self.headers
    }

    /// Returns the body; none where the request has none.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// Returns the body without copying it.
    pub fn into_body(self) -> Option<Vec<u8>> {
        self.body
    }

    /// Puts a value into the path.
    ///
    /// # Errors
    ///
    /// When the value is null, empty, or cannot be written.
    pub fn path<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.path_as(name, Style::Simple, value)
    }

    /// Puts a value into the path in a style.
    ///
    /// # Errors
    ///
    /// When the value is null, empty, or cannot be written.
    pub fn path_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        value: &T,
    ) -> Result<(), EncodeError> {
        let text = expand(name, style, json(name, value)?, Escape::Unreserved);
        let text = text.filter(|text| !text.is_empty());
        let text = text.ok_or(EncodeError::new(name, Reason::Empty))?;
        // What is put in has no braces: they are escaped.
        self.path = self.path.replace(&format!("{{{name}}}"), &text);
        Ok(())
    }

    /// Adds a value to the query: a list as one entry for each item, an object as one for each
    /// member. A value that is null, or an empty list, adds nothing.
    ///
    /// # Errors
    ///
    /// When the value cannot be written.
    pub fn query<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.query_as(name, Style::FormExploded, value)
    }

    /// Adds a value to the query in a style.
    ///
    /// # Errors
    ///
    /// When the value cannot be written.
    pub fn query_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        value: &T,
    ) -> Result<(), EncodeError> {
        let pairs = pairs(name, style, json(name, value)?, Escape::Unreserved);
        append(&mut self.query, pairs, "&");
        Ok(())
    }

    /// Adds a value to the query in a style, leaving characters such as `/` and `:` as they are.
    ///
    /// # Errors
    ///
    /// When the value cannot be written.
    pub fn query_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        value: &T,
    ) -> Result<(), EncodeError> {
        let pairs = pairs(name, style, json(name, value)?, Escape::Reserved);
        append(&mut self.query, pairs, "&");
        Ok(())
    }

    /// Adds a header. A value that is null, or an empty list, adds nothing.
    ///
    /// # Errors
    ///
    /// When the value cannot be written, or has a line break or another control character.
    pub fn header<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.header_as(name, Style::Simple, value)
    }

    /// Adds a header in a style.
    ///
    /// # Errors
    ///
    /// When the value cannot be written, or has a line break or another control character.
    pub fn header_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        value: &T,
    ) -> Result<(), EncodeError> {
        let Some(text) = expand(name, style, json(name, value)?, Escape::None) else {
            return Ok(());
        };
        self.put_header(name, text.into())
    }

    /// Adds a cookie. A value that is null, or an empty list, adds nothing.
    ///
    /// # Errors
    ///
    /// When the value cannot be written.
    pub fn cookie<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.cookie_as(name, Style::FormExploded, value)
    }

    /// Adds a cookie in a style.
    ///
    /// # Errors
    ///
    /// When the value cannot be written.
    pub fn cookie_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        value: &T,
    ) -> Result<(), EncodeError> {
        let pairs = pairs(name, style, json(name, value)?, Escape::Unreserved);
        append(&mut self.cookies, pairs, "; ");
        Ok(())
    }

    /// Makes a value the body, as JSON.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<(), EncodeError> {
        self.put_json("application/json".into(), body)
    }

    /// Makes a value the body, as JSON under the name of a media type.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn json_as<T: Serialize + ?Sized>(
        &mut self,
        media_type: &str,
        body: &T,
    ) -> Result<(), EncodeError> {
        self.put_json(media_type.to_owned().into(), body)
    }

    /// Makes the members of a value the body, as a form: a list as one entry for each item, an
    /// object as JSON. The styles are for the members that have another one.
    ///
    /// # Errors
    ///
    /// When the value cannot be written, or has no members.
    ///
    /// # Example
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use crate_name::Request;
    ///
    /// let mut request = Request::new("POST", "/token");
    /// request.form(&BTreeMap::from([("scope", "a b"), ("state", "é")]), &[])?;
    /// assert_eq!(request.body(), Some(&b"scope=a+b&state=%C3%A9"[..]));
    /// # Ok::<(), crate_name::EncodeError>(())
    /// ```
    pub fn form<T: Serialize + ?Sized>(
        &mut self,
        body: &T,
        styles: &[(&str, Style)],
    ) -> Result<(), EncodeError> {
        let text = form(body, styles)?.into_bytes();
        self.put("application/x-www-form-urlencoded".into(), text);
        Ok(())
    }

    /// Makes the members of a value the whole query, as a form.
    ///
    /// # Errors
    ///
    /// When the value cannot be written, or has no members.
    pub fn query_string<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.query = form(value, &[])?;
        Ok(())
    }

    /// Makes bytes the body.
    pub fn bytes(&mut self, media_type: &str, body: impl Into<Vec<u8>>) {
        self.put(media_type.to_owned().into(), body.into());
    }

    fn put_json<T: Serialize + ?Sized>(
        &mut self,
        media_type: Cow<'static, str>,
        body: &T,
    ) -> Result<(), EncodeError> {
        let text = serde_json::to_vec(body).map_err(|_| EncodeError::new("body", Reason::Json))?;
        self.put(media_type, text);
        Ok(())
    }

    fn put(&mut self, media_type: Cow<'static, str>, body: Vec<u8>) {
        self.headers.push(("Content-Type".into(), media_type));
        self.body = Some(body);
    }

    /// Asks for an answer of one of these media types.
    pub(super) fn accept(&mut self, media_types: &'static str) -> Result<(), EncodeError> {
        self.put_header("Accept", media_types.into())
    }

    fn put_header(
        &mut self,
        name: &'static str,
        value: Cow<'static, str>,
    ) -> Result<(), EncodeError> {
        let mut characters = value.chars();
        if characters.any(|it| it != '\t' && it.is_control()) {
            return Err(EncodeError::new(name, Reason::ControlCharacter));
        }
        self.headers.push((name.into(), value));
        Ok(())
    }

    /// Returns the request as it can be sent.
    ///
    /// # Errors
    ///
    /// When a part of the path is missing, or would lead to another path.
    pub fn finish(mut self) -> Result<Self, EncodeError> {
        if self.path.contains(['{', '}']) {
            return Err(EncodeError::new("path", Reason::Empty));
        }
        if self.path.split('/').any(|part| matches!(part, "." | "..")) {
            return Err(EncodeError::new("path", Reason::Dots));
        }
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            self.headers.push(("Cookie".into(), cookies.into()));
        }
        Ok(self)
    }
}

/// What is sent can be a secret: the query, the values of headers and the body are not shown.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers().map(|(name, _)| name).collect();
        let size = self.body.as_ref().map_or(0, Vec::len);
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("headers", &names)
            .field("body", &format_args!("{size} bytes"))
            .finish_non_exhaustive()
    }
}
