//@ uses = ["style"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! What is sent, before anybody sends it.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use super::Style;
use super::style::{Escape, expand, pairs};

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
    headers: Vec<(String, String)>,
    cookies: String,
    body: Option<Vec<u8>>,
}

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
    pub fn headers(&self) -> &[(String, String)] {
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
        if text
            .chars()
            .any(|character| character != '\t' && character.is_control())
        {
            return Err(EncodeError::new(name, Reason::ControlCharacter));
        }
        self.headers.push((name.to_owned(), text));
        Ok(())
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
        self.json_as("application/json", body)
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
        let text = serde_json::to_vec(body).map_err(|_| EncodeError::new("body", Reason::Json))?;
        self.bytes(media_type, text);
        Ok(())
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
        let text = form(body, styles)?;
        self.bytes("application/x-www-form-urlencoded", text.into_bytes());
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
        self.headers
            .push(("Content-Type".into(), media_type.into()));
        self.body = Some(body.into());
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
            self.headers.push(("Cookie".into(), cookies));
        }
        Ok(self)
    }
}

/// What is sent can be a secret: the query, the values of headers and the body are not shown.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let size = self.body.as_ref().map_or(0, Vec::len);
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("headers", &names)
            .field("body", &format_args!("{size} bytes"))
            .finish_non_exhaustive()
    }
}

/// A value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
) -> Result<Value, EncodeError> {
    serde_json::to_value(value).map_err(|_| EncodeError::new(name, Reason::Json))
}

/// The members of a value that is sent as a form.
pub(super) fn members<T: Serialize + ?Sized>(value: &T) -> Result<Map<String, Value>, EncodeError> {
    match json("body", value)? {
        Value::Object(members) => Ok(members),
        _ => Err(EncodeError::new("body", Reason::NoMembers)),
    }
}

fn append(to: &mut String, pairs: Vec<(String, String)>, between: &str) {
    for (name, value) in pairs {
        if !to.is_empty() {
            to.push_str(between);
        }
        to.push_str(&name);
        to.push('=');
        to.push_str(&value);
    }
}

/// A form, in which a space is a plus.
fn form<T: Serialize + ?Sized>(value: &T, styles: &[(&str, Style)]) -> Result<String, EncodeError> {
    let mut text = String::new();
    for (name, value) in members(value)? {
        let given = styles.iter().find(|(other, _)| *other == name);
        let style = match (&value, given) {
            (_, Some((_, style))) => *style,
            (Value::Object(_), None) => Style::Json,
            (_, None) => Style::FormExploded,
        };
        append(
            &mut text,
            pairs(&name, style, value, Escape::Unreserved),
            "&",
        );
    }
    Ok(text.replace("%20", "+"))
}

/// A value that cannot be sent.
///
/// It says nothing of what the value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    name: &'static str,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    Json,
    Empty,
    Dots,
    ControlCharacter,
    NoMembers,
}

impl EncodeError {
    fn new(name: &'static str, reason: Reason) -> Self {
        Self { name, reason }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.reason {
            Reason::Json => write!(f, "`{name}` cannot be written as JSON"),
            Reason::Empty => write!(f, "`{name}` is part of the path and cannot be empty"),
            Reason::Dots => write!(f, "`{name}` would lead to another path"),
            Reason::ControlCharacter => write!(f, "`{name}` has a control character"),
            Reason::NoMembers => write!(f, "`{name}` has no members, and a form needs them"),
        }
    }
}

impl std::error::Error for EncodeError {}
